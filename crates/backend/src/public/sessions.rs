//! The sessions of apps that show the steps themselves: the same funnel as on the pages, as JSON.
//!
//! `POST /api/v1/campaigns/{slug}/sessions` begins a session and gives its token, which is sent from then on as
//! `Authorization: Bearer …`. `GET /api/v1/sessions/{id}/step` tells what to show, `POST` what the customer did. While the
//! provider is being asked to begin, the answer is 202: ask again. Files are sent before the page is: the body of
//! `PUT /api/v1/sessions/{id}/files/{field}` is one, and `POST` adds others where a field takes several.

use std::collections::BTreeMap;

use api::{PREFIX, Problem, ProblemKind};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use http::{HeaderMap, StatusCode, header};
use model::step::{Camera, Consent, EndResult, StatusBar, VerificationStep};
use model::{CampaignSlug, Country, Document, FieldId, FieldType, MediaType, StepId, placeholders};
use serde::{Deserialize, Serialize};

use super::given::Given;
use super::input::Answer;
use super::show::{At, Entered, Wrong};
use super::uploads::Failed;
use super::{client_address, fields, input, markdown, uploads};
use crate::App;
use crate::problem::{Body, Refusal, bad_request, internal, not_found};
use crate::run::uploads::Refused;
use crate::run::{self, Current, Error, View};

/// The routes of embedding apps.
pub(super) fn routes() -> Router<App> {
    let routes = Router::new()
        .route("/campaigns/{slug}/sessions", post(begin))
        .route("/sessions/{id}/step", get(show).post(act))
        .route("/sessions/{id}/files/{field}", put(put_file).post(post_file));
    Router::new().nest(PREFIX, routes)
}

/// A session that was begun.
#[derive(Serialize)]
struct Begun {
    session: String,
    token: String,
    step: Step,
}

/// What to show.
#[derive(Serialize)]
struct Step {
    #[serde(rename = "step")]
    id: StepId,
    /// To be sent back with what the customer does here.
    seq: u64,
    show: Show,
}

/// What a step shows, by kind.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Show {
    Page {
        title: String,
        /// HTML without scripts, styles and pictures.
        body: String,
        fields: Vec<Asked>,
        submit: Option<String>,
        may_dismiss: bool,
    },
    Consent {
        attempt: u32,
        max_attempts: u32,
        /// `built-in`, `none`, or the campaign's own text as HTML.
        text: String,
        ask_country: bool,
        documents: Vec<Document>,
        country: Option<Country>,
    },
    Starting,
    Calling,
    Verifying {
        /// The provider's page, for apps that show it.
        web: Option<String>,
        /// For the provider's kit.
        sdk: Sdk,
    },
    Review,
    End {
        result: EndResult,
        /// HTML.
        message: Option<String>,
        redirect_url: Option<String>,
    },
}

/// What the provider's kit in an app is set up with.
#[derive(Serialize)]
struct Sdk {
    token: Option<String>,
    documents: Vec<Document>,
    country: Option<Country>,
    camera: Option<Camera>,
    status_bar: Option<StatusBar>,
    primary_color: Option<String>,
    locale: Option<String>,
}

/// A field to ask for.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "apps are told each by its name")]
struct Asked {
    field: FieldId,
    label: String,
    kind: FieldType,
    required: bool,
    read_only: bool,
    help: Option<String>,
    /// Never a password.
    value: Option<String>,
    is_set: bool,
    values: Vec<String>,
    multiple: bool,
    /// The parts of a composite value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<String>,
    /// What files are taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    media_types: Vec<&'static str>,
    /// The largest file that is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_bytes: Option<u64>,
    /// The files that were sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<Vec<SentFile>>,
}

/// A file that was sent.
#[derive(Serialize)]
struct SentFile {
    media_type: String,
    bytes: u64,
}

fn sent((media_type, bytes): &(String, u64)) -> SentFile {
    SentFile { media_type: media_type.clone(), bytes: *bytes }
}

/// What the customer did.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Did {
    step: StepId,
    seq: u64,
    /// On a page: the values by field.
    #[serde(default)]
    values: BTreeMap<FieldId, Given>,
    /// On a page that allows it: leaves.
    #[serde(default)]
    dismiss: bool,
    /// At a consent: agrees.
    #[serde(default)]
    agree: bool,
    /// At a consent that asks for it: the country of residence, alpha-3.
    #[serde(default)]
    country: Option<Country>,
}

/// `POST /api/v1/campaigns/{slug}/sessions`.
async fn begin(State(app): State<App>, Path(slug): Path<String>) -> Result<Response, Refusal> {
    let slug = CampaignSlug::new(&slug).map_err(|_| not_found("such campaign"))?;
    let (session, token) = run::start_session(&app, &slug).await.map_err(|error| refusal(&error))?;
    let current = run::current(&app, &session, &token).await.map_err(|error| refusal(&error))?;
    Ok((StatusCode::CREATED, Json(Begun { session, token, step: describe(&current) })).into_response())
}

/// `GET /api/v1/sessions/{id}/step`.
async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    Ok(answer(&open(&app, &id, &headers).await?))
}

/// `POST /api/v1/sessions/{id}/step`: 409 when the session is no longer where the app believed it to be.
async fn act(State(app): State<App>, Path(id): Path<String>, request: Request) -> Result<Response, Refusal> {
    use axum::extract::FromRequest as _;

    let headers = request.headers().clone();
    let current = open(&app, &id, &headers).await?;
    let (parts, body) = request.into_parts();
    let ip = client_address(&parts);
    let Body(did) = Body::<Did>::from_request(Request::from_parts(parts, body), &()).await?;
    if did.step != current.step || did.seq != current.seq {
        return Err(moved_on());
    }
    let given = input::Given {
        answers: answers(did.values, &current)?,
        dismiss: did.dismiss,
        agrees: did.agree,
        country: did.country.map(|country| country.alpha3().to_owned()),
    };
    let input = given.input(&app, &current, BTreeMap::new(), ip, app.now());
    let input = match input.await.map_err(|error| refusal(&error))? {
        Some(Ok((input, _))) => input,
        Some(Err(entered)) => return Err(to_correct(&entered.problems, entered.country_problem)),
        None => return Err(bad_request("there is nothing of this kind to do at this step").into()),
    };
    match run::act(&app, &id, current.seq, input).await {
        Ok(after) => Ok(answer(&after)),
        Err(Error::Taken(fields)) => Err(to_correct(&Entered::default().taken(&fields).problems, None)),
        Err(error) => Err(refusal(&error)),
    }
}

/// What an app gave for fields: a text, the texts of a field with several values, or the parts of a composite value.
fn answers(given: BTreeMap<FieldId, Given>, current: &Current) -> Result<BTreeMap<FieldId, Answer>, Refusal> {
    let answer = |(id, given): (FieldId, Given)| {
        let field = current.frozen.data_model.fields.get(&id);
        let wrong = |what: &str| Refusal::from(bad_request(format!("`values.{id}` is {what}")));
        let answer = match given {
            Given::Text(text) => Answer { texts: vec![text], ..Answer::default() },
            Given::Texts(_) if field.is_some_and(|field| !field.multiple) => {
                return Err(wrong("a list, and the field has one value"));
            }
            Given::Texts(texts) => Answer { texts, ..Answer::default() },
            Given::Parts(parts)
                if field.is_some_and(|field| parts.keys().any(|name| !field.parts.contains(name))) =>
            {
                return Err(wrong("an object with a member that is no part of the field"));
            }
            Given::Parts(parts) => Answer { parts, ..Answer::default() },
        };
        Ok((id, answer))
    };
    given.into_iter().map(answer).collect()
}

/// `PUT /api/v1/sessions/{id}/files/{field}`: a file for a field of the page that is shown, in place of those sent before. The
/// body is the file. It is on the record once the page is submitted.
async fn put_file(
    State(app): State<App>,
    Path((id, field)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    take_file(&app, &id, &field, request, false).await
}

/// `POST /api/v1/sessions/{id}/files/{field}`: another file for a field with several.
async fn post_file(
    State(app): State<App>,
    Path((id, field)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    take_file(&app, &id, &field, request, true).await
}

async fn take_file(
    app: &App,
    id: &str,
    name: &str,
    request: Request,
    added: bool,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let current = open(app, id, &parts.headers).await?;
    let View::Page { page, files, .. } = &current.view else {
        return Err(bad_request("no files are asked for at this step").into());
    };
    let asked = run::uploads::asked(page, &current.frozen.data_model);
    let (field_id, field) = FieldId::new(name)
        .ok()
        .and_then(|id| asked.get_key_value(&id).map(|(id, field)| (*id, *field)))
        .ok_or_else(|| not_found("such field for files on this page"))?;
    let sent = files.get(field_id).filter(|files| files.sent).map_or(0, |files| files.files.len());
    let most = if field.multiple { run::uploads::MOST } else { 1 };
    let taken = if added && sent >= most {
        Ok(Err(Refused::TooMany))
    } else {
        let one = uploads::receive_one(app, id, &current, (field_id, field), body, added);
        uploads::in_turn(app, one).await
    };
    match taken {
        Ok(Ok(())) => Ok(answer(&open(app, id, &parts.headers).await?)),
        Ok(Err(why)) => {
            let wrong = Wrong { text: fields::say_refused(field, why), at: At::Whole };
            Err(to_correct(&[(field_id.clone(), wrong)].into(), None))
        }
        Err(Failed::Unreadable(_)) => Err(bad_request("the file did not arrive as a whole").into()),
        Err(Failed::Moved) => Err(moved_on()),
        Err(Failed::Error(error)) => Err(refusal(&error)),
    }
}

fn answer(current: &Current) -> Response {
    let status = if matches!(current.view, View::Starting { .. } | View::Calling { .. }) {
        StatusCode::ACCEPTED
    } else {
        StatusCode::OK
    };
    (status, Json(describe(current))).into_response()
}

async fn open(app: &App, id: &str, headers: &HeaderMap) -> Result<Current, Refusal> {
    let header = headers.get(header::AUTHORIZATION).and_then(|header| header.to_str().ok());
    let token = header.and_then(|header| header.split_once(' '));
    let token =
        token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim());
    let missing = || Problem::new(ProblemKind::NotSignedIn, "the session's token is needed");
    run::current(app, id, token.ok_or_else(missing)?).await.map_err(|error| refusal(&error))
}

fn moved_on() -> Refusal {
    Problem::new(ProblemKind::Conflict, "the session has moved on").with_detail("ask for its step").into()
}

/// What is wrong with what was sent, without repeating it.
fn to_correct(problems: &BTreeMap<FieldId, Wrong>, country: Option<String>) -> Refusal {
    let fields = problems.iter().map(|(field, wrong)| format!("{field}: {}", wrong.text));
    let country = country.map(|text| format!("country: {text}"));
    let detail = fields.chain(country).collect::<Vec<_>>().join(" ");
    Problem::new(ProblemKind::Invalid, "something is to be corrected").with_detail(detail).into()
}

fn refusal(error: &Error) -> Refusal {
    match error {
        Error::NotLive => not_found("such campaign").into(),
        Error::NotOpen(_) | Error::Paused => Problem::new(ProblemKind::Conflict, error.to_string()).into(),
        Error::NoSession => not_found("such session").into(),
        Error::Busy => Problem::new(ProblemKind::Conflict, "the session is being changed").into(),
        error => internal(error).into(),
    }
}

fn describe(current: &Current) -> Step {
    let show = match &current.view {
        View::Page { page, values, files } => {
            let value = |name: &str| current.written(&FieldId::new(name).ok()?);
            let title = page.title.as_deref().map(|title| placeholders::fill(title, value));
            let model = &current.frozen.data_model;
            let fields = page.fields.iter().filter_map(|asked| {
                let field = model.fields.get(&asked.field)?;
                let takes = |kind: &MediaType| field.takes(*kind);
                Some(Asked {
                    label: fields::label(asked, field),
                    kind: field.kind,
                    required: asked.required,
                    read_only: asked.read_only,
                    help: asked.help.clone(),
                    value: current.written(&asked.field),
                    is_set: values.contains_key(&asked.field),
                    values: field.values.clone(),
                    multiple: field.multiple,
                    parts: field.parts.clone(),
                    media_types: MediaType::ALL.into_iter().filter(takes).map(MediaType::as_str).collect(),
                    max_bytes: field.kind.is_kept_apart().then(|| field.largest()),
                    files: files.get(&asked.field).map(|files| files.files.iter().map(sent).collect()),
                    field: asked.field.clone(),
                })
            });
            Show::Page {
                title: title.unwrap_or_else(|| current.frozen.title()),
                body: markdown::render(page.body.as_deref().unwrap_or_default(), &value),
                fields: fields.collect(),
                submit: page.submit_label.clone(),
                may_dismiss: page.allow_dismiss,
            }
        }
        View::Consent { step, attempt, ask_country } => Show::Consent {
            attempt: *attempt,
            max_attempts: step.max_attempts,
            text: match &step.consent {
                Consent::BuiltIn => "built-in".to_owned(),
                Consent::Off => "none".to_owned(),
                Consent::Text(text) => markdown::render(text, &|_| None),
            },
            ask_country: *ask_country,
            documents: step.accepted_documents(),
            country: step.accepted_country(),
        },
        View::Starting { .. } => Show::Starting,
        View::Calling { .. } => Show::Calling,
        View::Verifying { web, sdk_token, step, .. } => {
            Show::Verifying { web: web.clone(), sdk: sdk(current, step, sdk_token.clone()) }
        }
        View::Review => Show::Review,
        View::End(end) => Show::End {
            result: end.result,
            message: end.message.as_deref().map(|text| markdown::render(text, &|_| None)),
            redirect_url: end.redirect_url.clone().filter(|href| markdown::leads_outside(href)),
        },
    };
    Step { id: current.step.clone(), seq: current.seq, show }
}

fn sdk(current: &Current, step: &VerificationStep, token: Option<String>) -> Sdk {
    Sdk {
        token,
        documents: step.accepted_documents(),
        country: step.accepted_country(),
        camera: step.camera,
        status_bar: step.status_bar,
        primary_color: current.frozen.color().map(|color| color.to_string()),
        locale: step.locale.clone(),
    }
}
