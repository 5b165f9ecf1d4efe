//! The page that a customer is sent to (FACTS 4.11): no scripts, plain forms.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use model::Country;

use super::App;
use super::finish::REQUESTED;
use super::leaving::{CSS, Message, html, leave, over, source};
use super::outcome::Outcome;
use super::problem::Problem;
use super::retrieval::jpeg;
use super::run::Run;
use super::words::{Category, Document};
use crate::control::{Finish, FinishError};
use crate::specimen::{self, Picture};

#[derive(Template)]
#[template(path = "choose.html")]
struct Choose {
    css: &'static str,
    token: String,
    problem: Option<String>,
    countries: Vec<Choice>,
    documents: Vec<Choice>,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "capture.html")]
struct CapturePage {
    css: &'static str,
    token: String,
    problem: Option<String>,
    shows_document: bool,
    shown: Option<String>,
    document: &'static str,
    country: &'static str,
    pictures: Vec<Shot>,
    outcomes: Vec<Choice>,
    back: Option<String>,
}

/// Something to choose: for countries `name` is shown and `code` sent, else `label` is shown and `name` sent.
struct Choice {
    code: &'static str,
    name: &'static str,
    label: String,
    chosen: bool,
}

struct Shot {
    src: String,
    caption: &'static str,
}

/// What a form or a query says.
struct Fields(HashMap<String, String>);

impl Fields {
    fn read(text: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(text).into_owned().collect())
    }

    /// A field that says something.
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    fn token(&self) -> &str {
        self.get("authorizationToken").unwrap_or_default()
    }
}

/// The document that the customer holds up.
#[derive(Clone, Copy)]
struct Held {
    document: Document,
    country: Country,
}

/// `GET /web/v4/app`: the form that is next.
pub(super) async fn show(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    with_open_run(&app, &fields, |run, now| {
        run.touch(now);
        match held(run, &fields) {
            Ok(Some(held)) => capture_page(run, held, None),
            Ok(None) => choose_page(run, None),
            Err(problem) => choose_page(run, Some(problem)),
        }
    })
}

/// `POST /web/v4/app`: a document was chosen, or the visit ends.
pub(super) async fn submit(State(app): State<App>, body: Bytes) -> Response {
    let fields = Fields::read(&body);
    with_open_run(&app, &fields, |run, now| {
        run.touch(now);
        let held = match held(run, &fields) {
            Ok(Some(held)) => held,
            Ok(None) => return choose_page(run, Some("Choose a document.".to_owned())),
            Err(problem) => return choose_page(run, Some(problem)),
        };
        let Some(outcome) = fields.get("outcome") else {
            return capture_page(run, held, None);
        };
        let finish = Finish {
            document: Some(held.document.name().to_owned()),
            country: Some(held.country.alpha3().to_owned()),
            outcome: Some(outcome.to_owned()),
            ..Finish::default()
        };
        match run.finish(&finish, now) {
            Ok(ending) => leave(run, ending),
            Err(FinishError::Wish(_)) => {
                capture_page(run, held, Some("Choose one of the results.".to_owned()))
            }
            Err(FinishError::Unknown | FinishError::Ended(_)) => over(run),
        }
    })
}

/// A picture of step 2.
pub(super) async fn specimen(
    State(app): State<App>,
    Path(part): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let found = app.sandbox.with_state(|state, now| {
        let run = state.run_of_web_token(fields.token()).filter(|run| run.is_open())?;
        let held = held(run, &fields).ok()??;
        let shown = specimen::Shown { kind: held.document.wire(), country: held.country, at: now };
        let data = specimen::data(&shown, &run.extraction(&serde_json::Map::new()));
        Some((held.document.label(), data))
    });
    match (found, Picture::of_classifier(&part)) {
        (Some((title, data)), Some(picture)) => {
            let mut answer = jpeg(picture, title, data).await;
            answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            answer
        }
        _ => Problem::new(StatusCode::NOT_FOUND, "No such specimen").into_response(),
    }
}

pub(super) async fn style() -> Response {
    let css = include_str!("../../templates/page.css");
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response()
}

pub(super) async fn index() -> Response {
    let message = Message {
        css: "web/v4/page.css",
        title: "Jumio sandbox",
        text: "This server stands in for Jumio while you develop and test. Customers get here by a link that a \
               campaign makes for them.",
        refresh: None,
        link: None,
    };
    html(StatusCode::OK, &message, &[])
}

fn with_open_run(
    app: &App,
    fields: &Fields,
    work: impl FnOnce(&mut Run, jiff::Timestamp) -> Response,
) -> Response {
    app.sandbox.with_state(|state, now| match state.run_of_web_token(fields.token()) {
        None => html(
            StatusCode::UNAUTHORIZED,
            &Message {
                css: CSS,
                title: "This link is not valid",
                text: "The address is incomplete, or this sandbox was started anew since the link was made. Go back \
                       to where you came from and begin again.",
                refresh: None,
                link: None,
            },
            &[],
        ),
        Some(run) if run.is_open() => work(run, now),
        Some(run) => over(run),
    })
}

/// The document that was fixed or chosen. `None`: nothing yet. Errors: what to tell the customer.
fn held(run: &Run, fields: &Fields) -> Result<Option<Held>, String> {
    let usual = Held {
        document: run.usual_document(),
        country: run.usual_country().ok_or_else(|| "Choose a country.".to_owned())?,
    };
    if !run.workflow.has(Category::Id) {
        return Ok(Some(usual));
    }
    let country = match fields.get("country") {
        Some(code) => Some(Country::from_alpha3(code).ok_or_else(|| "Choose a country.".to_owned())?),
        None => None,
    };
    let document = match fields.get("document") {
        Some(name) => Some(Document::from_name(name).ok_or_else(|| "Choose a document.".to_owned())?),
        None => None,
    };
    if let Some((fixed_country, fixed_document, false)) = run.fixed() {
        if country.is_some_and(|country| country != fixed_country)
            || document.is_some_and(|document| document != fixed_document)
        {
            return Err("Only the document below is accepted.".to_owned());
        }
        return Ok(Some(Held { document: fixed_document, country: fixed_country }));
    }
    Ok(document.map(|document| Held { document, country: country.unwrap_or(usual.country) }))
}

fn choose_page(run: &Run, problem: Option<String>) -> Response {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let fixed = run.fixed();
    let only = fixed.filter(|(_, _, changeable)| !changeable);
    let recommended = fixed.map(|(_, document, _)| document);
    let usual_country = run.usual_country();
    let countries =
        Country::all().filter(|country| only.is_none_or(|(only, _, _)| only == *country)).map(|country| {
            Choice {
                code: country.alpha3(),
                name: country.name(),
                label: String::new(),
                chosen: usual_country == Some(country),
            }
        });
    let mut countries: Vec<Choice> = countries.collect();
    countries.sort_by_key(|country| country.name);
    let asked: Vec<Document> = run
        .credential(Category::Id)
        .map(|id| id.kind.values.iter().filter_map(|value| Document::from_wire(value)).collect())
        .unwrap_or_default();
    let mut documents: Vec<Document> = Document::ALL.to_vec();
    documents.retain(|document| only.is_none_or(|(_, only, _)| only == *document));
    // Those asked for come first.
    documents.sort_by_key(|document| !asked.contains(document));
    let documents = documents
        .into_iter()
        .map(|document| Choice {
            code: "",
            name: document.name(),
            label: document.label().to_owned(),
            chosen: recommended == Some(document),
        })
        .collect();
    let note = (!asked.is_empty() && fixed.is_none()).then(|| {
        let names: Vec<_> = asked.iter().map(|document| document.label()).collect();
        format!(
            "Asked for: {}. As with Jumio, the web page limits the choice only where exactly one country and one kind \
             of document are asked for.",
            names.join(", ")
        )
    });
    html(status, &Choose { css: CSS, token: run.token.clone(), problem, countries, documents, note }, &[])
}

fn capture_page(run: &Run, held: Held, problem: Option<String>) -> Response {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let Held { document, country } = held;
    let shows_document = run.workflow.has(Category::Id);
    let mut parts = Vec::new();
    if shows_document {
        parts.push(("FRONT", "Front"));
        if document.has_back() {
            parts.push(("BACK", "Back"));
        }
    }
    if run.workflow.has(Category::Selfie) {
        parts.push(("FACE", "Selfie"));
    }
    if run.workflow.has(Category::Document) {
        parts.push(("DOCUMENT", "Document"));
    }
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("authorizationToken", &run.token)
        .append_pair("document", document.name())
        .append_pair("country", country.alpha3())
        .finish();
    let pictures = parts
        .into_iter()
        .map(|(part, caption)| Shot { src: format!("specimen/{part}?{query}"), caption })
        .collect();
    let requested = run.wish.as_ref().map(|wish| Choice {
        code: "",
        name: REQUESTED,
        label: format!("As requested: {}", wish.label.as_deref().unwrap_or("OK")),
        chosen: false,
    });
    let known = Outcome::ALL.into_iter().filter(|outcome| outcome.ending(run.workflow).is_some());
    let known = known.map(|outcome| Choice {
        code: "",
        name: outcome.name(),
        label: outcome.label().to_owned(),
        chosen: false,
    });
    let changeable = run.fixed().is_none_or(|(_, _, changeable)| changeable);
    let page = CapturePage {
        css: CSS,
        token: run.token.clone(),
        problem,
        shows_document,
        shown: shows_document.then(|| format!("{}, {}", document.label(), country.name())),
        document: document.name(),
        country: country.alpha3(),
        pictures,
        outcomes: requested.into_iter().chain(known).collect(),
        back: (shows_document && changeable).then(|| format!("app?authorizationToken={}", run.token)),
    };
    // Chromium follows the answer to a form to another place only where the policy of the form's page names that place.
    let mut returns: Vec<String> =
        [&run.success_url, &run.error_url].into_iter().flatten().filter_map(source).collect();
    returns.dedup();
    html(status, &page, &returns)
}
