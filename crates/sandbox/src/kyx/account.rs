//! New accounts and new runs (FACTS 4.3).

use axum::Json;
use axum::extract::{Path, State};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use url::Url;
use uuid::Uuid;

use super::App;
use super::auth::admit;
use super::limits::Family;
use super::problem::Problem;
use super::request::{self, CreateRequest};
use super::run::{Credential, Preset, Run, Status};
use super::state;
use super::words::Category;
use crate::clock::{later, wire};

/// `POST /api/v1/accounts`: a new person.
pub(super) async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let tenant = admit(&app, &headers, Family::Account)?;
    let request = read(&app, &headers, &body)?;
    Ok(app.sandbox.with_state(|state, now| {
        let account = state.add_account(&tenant);
        Json(start(&app, state, now, tenant, account, request))
    }))
}

/// `PUT /api/v1/accounts/{account}`: a new run for a known person.
pub(super) async fn update(
    State(app): State<App>,
    Path(account): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let tenant = admit(&app, &headers, Family::Account)?;
    let account = Uuid::parse_str(&account).map_err(|_| Problem::no_account())?;
    if !app.sandbox.with_state(|state, _| state.owns(&tenant, account)) {
        return Err(Problem::no_account());
    }
    let request = read(&app, &headers, &body)?;
    Ok(app.sandbox.with_state(|state, now| Json(start(&app, state, now, tenant, account, request))))
}

fn read(app: &App, headers: &HeaderMap, body: &Bytes) -> Result<CreateRequest, Problem> {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/json"));
    if !is_json {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Content-Type must be application/json",
        ));
    }
    request::read(body, app.sandbox.options().strict_urls)
}

fn start(
    app: &App,
    state: &mut state::State,
    now: Timestamp,
    tenant: String,
    account: Uuid,
    request: CreateRequest,
) -> Value {
    let run = Run {
        id: state.id(),
        account,
        tenant,
        workflow: request.workflow,
        credentials: credentials(state, &request),
        reference: request.reference,
        user_reference: request.user_reference,
        reporting_criteria: request.reporting_criteria,
        callback_url: request.callback_url,
        success_url: request.success_url,
        error_url: request.error_url,
        locale: request.locale,
        wish: request.wish,
        token: state.transaction_token(),
        token_expires: later(now, request.token_lifetime),
        hosts: app.hosts.clone(),
        status: Status::Initiated,
        created: now,
        started: None,
        touched: now,
        acquired: None,
        completed: None,
        wiped: None,
        capture: None,
        due: None,
        news: Vec::new(),
    };
    let answer = answer(&run, now);
    state.add_run(run);
    answer
}

/// The credentials of the workflow, with what the request says about them; further documents get credentials of their own.
fn credentials(state: &mut state::State, request: &CreateRequest) -> Vec<Credential> {
    let mut credentials = Vec::new();
    for category in request.workflow.categories {
        let asked: Vec<_> = request.credentials.iter().filter(|asked| asked.category == *category).collect();
        let count = if *category == Category::Document { asked.len() } else { 1 };
        for index in 0..count {
            let asked = asked.get(index);
            credentials.push(Credential {
                id: state.id(),
                category: *category,
                label: asked.and_then(|asked| asked.label.clone()),
                country: asked.map_or_else(Preset::default, |asked| asked.country.clone()),
                kind: asked.map_or_else(Preset::default, |asked| asked.kind.clone()),
            });
        }
    }
    credentials
}

fn answer(run: &Run, now: Timestamp) -> Value {
    let credentials: Vec<Value> = run.credentials.iter().map(|of| credential(run, of)).collect();
    let mut answer = json!({
        "timestamp": wire(now),
        "account": { "id": run.account },
        "workflowExecution": { "id": run.id, "credentials": credentials },
    });
    if run.workflow.has_channel("WEB") {
        answer["web"] = json!({ "href": web_href(run) });
        for (name, url) in [("successUrl", &run.success_url), ("errorUrl", &run.error_url)] {
            if let Some(url) = url {
                answer["web"][name] = url.as_str().into();
            }
        }
    }
    if run.workflow.has_channel("SDK") {
        answer["sdk"] = json!({ "token": run.token });
    }
    answer
}

fn web_href(run: &Run) -> String {
    let locale = run.locale.as_deref().unwrap_or("en");
    let app = run.hosts.web("app");
    Url::parse_with_params(&app, [("authorizationToken", run.token.as_str()), ("locale", locale)])
        .map_or(app, String::from)
}

fn credential(run: &Run, credential: &Credential) -> Value {
    let Credential { id, category, label, country, kind } = credential;
    let channels = run.workflow.channels(*category);
    let mut answer = json!({ "id": id, "category": category.wire(), "allowedChannels": channels });
    if let Some(label) = label {
        answer["label"] = label.as_str().into();
    }
    for (name, preset) in [("country", country), ("type", kind)] {
        if let Some(given) = &preset.given {
            answer[name] = given.clone();
        }
    }
    let upload = run.hosts.api_run(run.account, run.id);
    let parts: Map<String, Value> = category
        .upload_parts()
        .iter()
        .map(|part| (part.to_ascii_lowercase(), format!("{upload}/credentials/{id}/parts/{part}").into()))
        .collect();
    if !parts.is_empty() {
        answer["api"] = json!({ "token": run.token, "parts": parts, "workflowExecution": upload });
    }
    answer
}
