//! The page that customers of both platforms are sent to (FACTS 3.7, 4.11): a small capture journey, made of plain forms. In
//! a frame a script tells the page around it how things go; nothing else needs one.
//!
//! Nothing of the journey is kept but the files that were given: what was chosen goes from form to form. The link's token is
//! a field of each form, so that no later address has it.

mod fields;
mod journey;
mod kyx;
mod leaving;
mod netverify;
mod views;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use model::Country;
use uuid::Uuid;

pub(crate) use self::journey::{Journey, Part, Photo, Standing};

use self::fields::Fields;
use self::journey::{Brief, Key, Next};
use self::views::Held;
use crate::control::{EventKind, Finish, FinishError};
use crate::handle::Sandbox;
use crate::kyx::finish::REQUESTED;
use crate::kyx::outcome::Outcome;
use crate::kyx::problem::Problem;
use crate::kyx::words::Document;
use crate::specimen::{self, Format};

/// More than the largest file: to find out that one is too large, it is read on for a while.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

pub(crate) fn router(sandbox: &Sandbox) -> Router {
    Router::new()
        .route("/web/v4/app", get(show).post(submit))
        .route("/web/v4/picture/{id}/{proof}/{part}", get(picture))
        .route("/web/v4/page.css", get(style))
        .route("/web/v4/frame.js", get(script))
        .route("/", get(async || leaving::index()))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(sandbox.clone())
}

/// `GET /web/v4/app`: the beginning.
async fn show(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let fields = Fields::of_query(request.uri().query().unwrap_or_default());
    with_open(&sandbox, &fields, |journey, now| {
        if let Some(end) = journey.end_at_visit(now) {
            return leaving::go(&journey.brief(), end);
        }
        journey.touch(now);
        let brief = journey.brief();
        let loaded = leaving::message(&brief, None, now);
        match (brief.shows_document() && brief.only.is_none(), brief.usual) {
            (false, Some((country, document))) => {
                let (country, document) = brief.only.unwrap_or((country, document));
                first_picture(&brief, Held { document, country }, None, Some(loaded))
            }
            _ => views::choose(&brief, None, Some(loaded)),
        }
    })
}

/// `POST /web/v4/app`: one step was done.
async fn submit(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let fields = Fields::of_body(request).await;
    with_open(&sandbox, &fields, |journey, now| {
        journey.touch(now);
        step(&sandbox, journey, &fields, now)
    })
}

/// Where a form was sent from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Choice,
    Picture(Part),
    Outcome,
}

impl Step {
    fn of(fields: &Fields) -> Option<Self> {
        match fields.get("step")? {
            "choice" => Some(Self::Choice),
            "outcome" => Some(Self::Outcome),
            name => Part::from_name(name).map(Self::Picture),
        }
    }
}

fn step(sandbox: &Sandbox, journey: &mut dyn Journey, fields: &Fields, now: Timestamp) -> Response {
    let brief = journey.brief();
    if fields.get("go") == Some("choice") {
        return views::choose(&brief, None, None);
    }
    let held = match held(&brief, fields) {
        Ok(Some(held)) => held,
        Ok(None) => return views::choose(&brief, Some("Choose a document."), None),
        Err(problem) => return views::choose(&brief, Some(problem), None),
    };
    let came_from = Step::of(fields);
    if let Some(outcome) = fields.get("outcome") {
        return end(sandbox, journey, held, outcome, came_from.is_some(), now);
    }
    let parts = brief.parts(held.document);
    match came_from {
        Some(Step::Outcome) if fields.get("go") != Some("pictures") => {
            views::outcomes(&brief, held, Some("Choose one of the results."))
        }
        Some(Step::Picture(part)) if parts.contains(&part) => {
            if fields.get("go") == Some("outcome") {
                return views::outcomes(&brief, held, None);
            }
            match fields.photo(part) {
                Ok(photo) => {
                    if let Some(photo) = &photo {
                        let what = format!("{} of the {}", photo.content_type, part.name());
                        sandbox.control().note(brief.id, now, EventKind::Upload, &what, None);
                    }
                    journey.set_photo(part, photo);
                }
                Err(problem) => return views::picture(&brief, held, part, Some(&problem), None),
            }
            let next = parts.iter().skip_while(|of| **of != part).nth(1);
            next.map_or_else(
                || views::outcomes(&brief, held, None),
                |next| views::picture(&brief, held, *next, None, None),
            )
        }
        _ => {
            for part in Part::ALL.into_iter().filter(|part| !parts.contains(part)) {
                journey.set_photo(part, None);
            }
            first_picture(&brief, held, None, None)
        }
    }
}

fn first_picture(brief: &Brief, held: Held, problem: Option<&str>, message: Option<String>) -> Response {
    match brief.parts(held.document).first() {
        Some(part) => views::picture(brief, held, *part, problem, message),
        None => views::outcomes(brief, held, problem),
    }
}

/// The result was chosen. Those who came through the pages see it, and may repeat what cannot be read; those who sent
/// everything at once are sent back at once.
fn end(
    sandbox: &Sandbox,
    journey: &mut dyn Journey,
    held: Held,
    outcome: &str,
    by_page: bool,
    now: Timestamp,
) -> Response {
    let finish = Finish {
        document: Some(held.document.name().to_owned()),
        country: Some(held.country.alpha3().to_owned()),
        outcome: Some(outcome.to_owned()),
        ..Finish::default()
    };
    let brief = journey.brief();
    match journey.submit(&finish, by_page, now) {
        Ok(Next::Again) => {
            for part in Part::ALL {
                journey.set_photo(part, None);
            }
            let what = format!("attempt {} could not be read", brief.attempt);
            sandbox.control().note(brief.id, now, EventKind::Page, &what, None);
            let problem = "Your pictures could not be read. Take them once more, in good light.";
            first_picture(&journey.brief(), held, Some(problem), None)
        }
        Ok(Next::End(end)) if by_page => {
            let chosen = match outcome {
                REQUESTED => brief.wanted.clone(),
                name => Outcome::from_name(name).map(|outcome| outcome.label().to_owned()),
            };
            leaving::result(&brief, end, chosen.unwrap_or_default(), now)
        }
        Ok(Next::End(end)) => leaving::go(&brief, end),
        Err(FinishError::Wish(_)) => views::outcomes(&brief, held, Some("Choose one of the results.")),
        Err(FinishError::Unknown | FinishError::Ended(_)) => leaving::over(&brief, journey.standing(), now),
    }
}

/// The document that was fixed or chosen. `None`: nothing yet. Errors: what to tell the customer.
fn held(brief: &Brief, fields: &Fields) -> Result<Option<Held>, &'static str> {
    let (usual_country, usual_document) = brief.usual.ok_or("Choose a country.")?;
    if !brief.shows_document() {
        return Ok(Some(Held { document: usual_document, country: usual_country }));
    }
    let country = fields.get("country").map(|code| Country::from_alpha3(code).ok_or("Choose a country."));
    let document = fields.get("document").map(|name| Document::from_name(name).ok_or("Choose a document."));
    let (country, document) = (country.transpose()?, document.transpose()?);
    if let Some((only_country, only_document)) = brief.only {
        if country.is_some_and(|country| country != only_country)
            || document.is_some_and(|document| document != only_document)
        {
            return Err("Only the document below is accepted.");
        }
        return Ok(Some(Held { document: only_document, country: only_country }));
    }
    Ok(document.map(|document| Held { document, country: country.unwrap_or(usual_country) }))
}

fn with_open(
    sandbox: &Sandbox,
    fields: &Fields,
    work: impl FnOnce(&mut dyn Journey, Timestamp) -> Response,
) -> Response {
    let found = sandbox.with_journey(Key::Token(fields.token()), |journey, now| match journey.standing() {
        Standing::Open => work(journey, now),
        standing => leaving::over(&journey.brief(), standing, now),
    });
    found.unwrap_or_else(leaving::unknown)
}

/// A picture of an open journey: the file that was given, or the specimen.
async fn picture(
    State(sandbox): State<Sandbox>,
    Path((id, proof, part)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let fields = Fields::of_query(request.uri().query().unwrap_or_default());
    let found = Uuid::parse_str(&id).ok().zip(Part::from_name(&part)).and_then(|(id, part)| {
        sandbox.with_journey(Key::Id(id), |journey, now| {
            let brief = journey.brief();
            if journey.standing() != Standing::Open || views::proof(&brief.token) != proof {
                return None;
            }
            let held = held(&brief, &fields).ok()??;
            let shown = journey.specimen(held.document, held.country, now);
            let photo = fields.get("specimen").map_or_else(|| journey.photo(part), |_| None);
            Some((part, photo, held.document.label(), shown))
        })?
    });
    let Some((part, photo, title, shown)) = found else {
        return Problem::new(StatusCode::NOT_FOUND, "No such picture").into_response();
    };
    let mut answer = match photo {
        Some(Photo { content_type, bytes }) => {
            ([(header::CONTENT_TYPE, content_type)], bytes).into_response()
        }
        None => specimen::answer(part.picture(), Format::Png, title, shown).await,
    };
    leaving::guard(&mut answer);
    answer
}

async fn style() -> Response {
    asset("text/css; charset=utf-8", include_str!("../../templates/page/page.css"))
}

async fn script() -> Response {
    asset("text/javascript; charset=utf-8", include_str!("../../templates/page/frame.js"))
}

fn asset(content_type: &'static str, text: &'static str) -> Response {
    let mut answer = ([(header::CONTENT_TYPE, content_type)], text).into_response();
    answer.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

#[cfg(test)]
mod tests {
    use model::color::Color;

    /// The colours of the light and of the dark form.
    fn colors(name: &str) -> Vec<Color> {
        let css = include_str!("../../templates/page/page.css");
        let begin = format!("  --{name}: ");
        let values = css.split(&begin).skip(1).map(|rest| rest.split(';').next().unwrap());
        values.map(|value| Color::parse(value).unwrap()).collect()
    }

    #[test]
    fn everything_can_be_read_by_day_and_by_night() {
        // WCAG 2 AA: 4.5 for text, 3 for the edge of what can be used.
        for (upper, ground, least) in [
            ("ink", "paper", 4.5),
            ("ink", "card", 4.5),
            ("ink", "tint", 4.5),
            ("soft", "paper", 4.5),
            ("on-main", "main", 4.5),
            ("on-main", "main-deep", 4.5),
            ("main", "paper", 4.5),
            ("warn", "warn-paper", 4.5),
            ("good", "good-paper", 3.0),
            ("edge", "card", 3.0),
            ("edge", "paper", 3.0),
            ("main", "tint", 3.0),
        ] {
            let (upper_colors, grounds) = (colors(upper), colors(ground));
            assert_eq!((upper_colors.len(), grounds.len()), (2, 2), "{upper} on {ground}");
            for (upper_color, ground_color) in upper_colors.into_iter().zip(grounds) {
                let contrast = upper_color.contrast(ground_color);
                assert!(contrast >= least, "{upper} on {ground}: {contrast:.2}");
            }
        }
    }
}
