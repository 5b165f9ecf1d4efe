//! The sessions of apps that show the steps themselves: the same funnel as on the pages, as JSON.
//!
//! `POST /api/v1/campaigns/{slug}/sessions` begins a session and gives its token, which is sent from then on as
//! `Authorization: Bearer …`. `GET /api/v1/sessions/{id}/step` tells what to show, `POST` what the customer did. While the
//! provider is being asked to begin, the answer is 202: ask again.

use std::collections::BTreeMap;

use api::{PREFIX, Problem, ProblemKind};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::{HeaderMap, StatusCode, header};
use model::step::{Camera, Consent, EndResult, StatusBar, VerificationStep};
use model::{CampaignSlug, Country, Document, FieldId, FieldType, StepId, placeholders};
use serde::{Deserialize, Serialize};

use super::{client_address, fields, input, markdown};
use crate::App;
use crate::problem::{Body, Refusal, bad_request, internal, not_found};
use crate::run::{self, Current, Error, View};

/// The routes of embedding apps.
pub(super) fn routes() -> Router<App> {
    let routes = Router::new()
        .route("/campaigns/{slug}/sessions", post(begin))
        .route("/sessions/{id}/step", get(show).post(act));
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
struct Asked {
    field: FieldId,
    label: String,
    kind: FieldType,
    required: bool,
    read_only: bool,
    help: Option<String>,
    value: Option<String>,
    values: Vec<String>,
}

/// What the customer did.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Did {
    step: StepId,
    seq: u64,
    /// On a page: the values by field.
    #[serde(default)]
    values: BTreeMap<FieldId, String>,
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
        values: did.values,
        dismiss: did.dismiss,
        agrees: did.agree,
        country: did.country.map(|country| country.alpha3().to_owned()),
    };
    let input = match given.input(&current, ip, app.now()) {
        Some(Ok(input)) => input,
        Some(Err(entered)) => return Err(to_correct(&entered.problems, entered.country_problem)),
        None => return Err(bad_request("there is nothing of this kind to do at this step").into()),
    };
    let after = run::act(&app, &id, current.seq, input).await.map_err(|error| refusal(&error))?;
    Ok(answer(&after))
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
fn to_correct(problems: &BTreeMap<FieldId, String>, country: Option<String>) -> Refusal {
    let fields = problems.iter().map(|(field, text)| format!("{field}: {text}"));
    let country = country.map(|text| format!("country: {text}"));
    let detail = fields.chain(country).collect::<Vec<_>>().join(" ");
    Problem::new(ProblemKind::Invalid, "something is to be corrected").with_detail(detail).into()
}

fn refusal(error: &Error) -> Refusal {
    match error {
        Error::NotLive => not_found("such campaign").into(),
        Error::NotOpen(_) => Problem::new(ProblemKind::Conflict, error.to_string()).into(),
        Error::NoSession => not_found("such session").into(),
        Error::Busy => Problem::new(ProblemKind::Conflict, "the session is being changed").into(),
        error => internal(error).into(),
    }
}

fn describe(current: &Current) -> Step {
    let show = match &current.view {
        View::Page { page, values } => {
            let value = |name: &str| values.get(name).cloned();
            let title = page.title.as_deref().map(|title| placeholders::fill(title, value));
            let model = &current.frozen.data_model;
            let fields = page.fields.iter().filter_map(|asked| {
                let field = model.fields.get(&asked.field)?;
                Some(Asked {
                    label: fields::label(asked, field),
                    kind: field.kind,
                    required: asked.required,
                    read_only: asked.read_only,
                    help: asked.help.clone(),
                    value: values.get(&asked.field).cloned(),
                    values: field.values.clone(),
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
