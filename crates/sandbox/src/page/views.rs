//! The pages of the journey.

use std::fmt::Write as _;

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use model::Country;
use sha2::{Digest as _, Sha256};

use super::journey::{Brief, Means, Part};
use super::leaving::{BASE, html};
use crate::kyx::finish::REQUESTED;
use crate::kyx::outcome::Outcome;
use crate::kyx::words::Document;

/// The document that the customer holds up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) document: Document,
    pub(super) country: Country,
}

/// How the results are laid out.
const GROUPS: [(&str, &[Outcome]); 4] = [
    ("It is fine, or nearly", &[Outcome::Approved, Outcome::Review, Outcome::SelfieUnclear]),
    ("Once more, up to three times", &[Outcome::Unreadable]),
    (
        "It is refused",
        &[
            Outcome::Unsupported,
            Outcome::Rejected,
            Outcome::Copy,
            Outcome::DataMismatch,
            Outcome::SelfieMismatch,
            Outcome::NotLive,
        ],
    ),
    ("It comes to nothing", &[Outcome::TechnicalError, Outcome::Expired, Outcome::NoCamera]),
];

/// What all pages of the journey show.
struct Frame {
    base: &'static str,
    /// For the page around a frame.
    message: Option<String>,
    token: String,
    problem: Option<String>,
    /// How many steps there are, and which of them this is, from 1. The first one does not know yet how many.
    steps: Option<usize>,
    step: usize,
    /// What developers like to know.
    facts: Vec<(&'static str, String)>,
}

impl Frame {
    fn new(brief: &Brief, problem: Option<&str>, message: Option<String>) -> Self {
        let mut facts = vec![("Workflow", brief.workflow.clone()), ("Reference", brief.reference.clone())];
        facts.extend(brief.ids.iter().map(|(name, id)| (*name, id.clone())));
        facts.push(("Attempt", format!("{} of {}", brief.attempt, super::journey::ATTEMPTS)));
        if let Some(locale) = &brief.locale {
            facts.push(("Language asked for", format!("{locale}; the sandbox speaks English only")));
        }
        Self {
            base: BASE,
            message,
            token: brief.token.clone(),
            problem: problem.map(str::to_owned),
            steps: None,
            step: 1,
            facts,
        }
    }

    /// Counts the choice of a document, where there is one, the pictures and the result.
    fn at(mut self, brief: &Brief, held: Held, part: Option<Part>) -> Self {
        let parts = brief.parts(held.document);
        let before = usize::from(may_choose(brief));
        let place = part.and_then(|part| parts.iter().position(|of| *of == part)).unwrap_or(parts.len());
        self.steps = Some(before + parts.len() + 1);
        self.step = before + place + 1;
        self
    }

    fn status(&self) -> StatusCode {
        if self.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

#[derive(Template)]
#[template(path = "page/choose.html")]
struct Choose {
    frame: Frame,
    countries: Vec<(&'static str, &'static str, bool)>,
    documents: Vec<(&'static str, &'static str, bool)>,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "page/picture.html")]
struct PicturePage {
    frame: Frame,
    part: &'static str,
    title: &'static str,
    side: Option<&'static str>,
    /// What is held up, in words.
    shown: Option<String>,
    document: &'static str,
    country: &'static str,
    src: String,
    accept: &'static str,
    kinds: &'static str,
    capture: Option<&'static str>,
    hint: &'static str,
    may_choose: bool,
    last: bool,
}

#[derive(Template)]
#[template(path = "page/outcome.html")]
struct OutcomePage {
    frame: Frame,
    shown: Option<String>,
    document: &'static str,
    country: &'static str,
    pictures: Vec<(String, &'static str)>,
    requested: &'static str,
    wanted: Option<String>,
    groups: Vec<(&'static str, Vec<(&'static str, &'static str)>)>,
    may_choose: bool,
}

fn may_choose(brief: &Brief) -> bool {
    brief.shows_document() && brief.only.is_none()
}

/// What shows that one has seen the page, in addresses of its pictures: the token itself does not belong there.
pub(super) fn proof(token: &str) -> String {
    let hash = Sha256::new().chain_update("picture").chain_update(token).finalize();
    hash[..12].iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn source(brief: &Brief, held: Held, part: Part) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("document", held.document.name())
        .append_pair("country", held.country.alpha3())
        .finish();
    format!("picture/{}/{}/{}?{query}", brief.id, proof(&brief.token), part.name())
}

fn shown(brief: &Brief, held: Held) -> Option<String> {
    brief.shows_document().then(|| format!("{}, {}", held.document.label(), held.country.name()))
}

pub(super) fn choose(brief: &Brief, problem: Option<&str>, message: Option<String>) -> Response {
    let usual_country = brief.usual.map(|(country, _)| country);
    let only = brief.only;
    let mut countries: Vec<_> = Country::all()
        .filter(|country| only.is_none_or(|(only, _)| only == *country))
        .map(|country| (country.alpha3(), country.name(), usual_country == Some(country)))
        .collect();
    countries.sort_by_key(|(_, name, _)| *name);
    let mut documents = Document::ALL.to_vec();
    documents.retain(|document| only.is_none_or(|(_, only)| only == *document));
    // Those asked for come first.
    documents.sort_by_key(|document| !brief.asked.contains(document));
    let documents = documents
        .into_iter()
        .map(|document| (document.name(), document.label(), brief.recommended == Some(document)))
        .collect();
    let note = (!brief.asked.is_empty() && brief.recommended.is_none()).then(|| {
        let names: Vec<_> = brief.asked.iter().map(|document| document.label()).collect();
        format!(
            "Asked for: {}. As with Jumio, the web page limits the choice only where exactly one country and one kind \
             of document are asked for.",
            names.join(", ")
        )
    });
    let frame = Frame::new(brief, problem, message);
    html(frame.status(), &Choose { frame, countries, documents, note })
}

pub(super) fn picture(
    brief: &Brief,
    held: Held,
    part: Part,
    problem: Option<&str>,
    message: Option<String>,
) -> Response {
    let frame = Frame::new(brief, problem, message).at(brief, held, Some(part));
    let (title, side, hint) = match part {
        Part::Front => {
            let side = held.document.has_back().then_some("Front side");
            ("Photograph your document", side, "All four corners, no glare, everything sharp.")
        }
        Part::Back => {
            ("Now the other side", Some("Back side"), "All four corners, no glare, everything sharp.")
        }
        Part::Face => {
            ("Take a picture of your face", None, "Look straight ahead, with nothing over your face.")
        }
        Part::Paper => ("Photograph the paper", None, "The whole page, everything sharp."),
    };
    let (accept, kinds) = match part {
        Part::Paper => ("image/jpeg,image/png,application/pdf", "JPEG, PNG or PDF"),
        Part::Front | Part::Back | Part::Face => ("image/jpeg,image/png", "JPEG or PNG"),
    };
    // Phones open the camera at once then, and offer no files.
    let capture =
        (brief.means == Means::Camera).then_some(if part == Part::Face { "user" } else { "environment" });
    let page = PicturePage {
        part: part.name(),
        title,
        side,
        shown: shown(brief, held),
        document: held.document.name(),
        country: held.country.alpha3(),
        // On the page of a part there is always its specimen, so that the two can be told apart.
        src: format!("{}&specimen=1", source(brief, held, part)),
        accept,
        kinds,
        capture,
        hint,
        may_choose: may_choose(brief),
        last: brief.parts(held.document).last() == Some(&part),
        frame,
    };
    html(page.frame.status(), &page)
}

pub(super) fn outcomes(brief: &Brief, held: Held, problem: Option<&str>) -> Response {
    let frame = Frame::new(brief, problem, None).at(brief, held, None);
    let pictures = brief.parts(held.document).into_iter().map(|part| {
        let caption = match part {
            Part::Front => "Front",
            Part::Back => "Back",
            Part::Face => "Face",
            Part::Paper => "Document",
        };
        (source(brief, held, part), caption)
    });
    let groups = GROUPS.iter().map(|(title, among)| {
        let known = brief.outcomes.iter().filter(|outcome| among.contains(outcome));
        (*title, known.map(|outcome| (outcome.name(), outcome.label())).collect::<Vec<_>>())
    });
    let page = OutcomePage {
        shown: shown(brief, held),
        document: held.document.name(),
        country: held.country.alpha3(),
        pictures: pictures.collect(),
        requested: REQUESTED,
        wanted: brief.wanted.clone(),
        groups: groups.filter(|(_, outcomes)| !outcomes.is_empty()).collect(),
        may_choose: may_choose(brief),
        frame,
    };
    html(page.frame.status(), &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_a_place() {
        for outcome in Outcome::ALL {
            let places = GROUPS.iter().filter(|(_, among)| among.contains(&outcome)).count();
            assert_eq!(places, 1, "{}", outcome.name());
        }
    }
}
