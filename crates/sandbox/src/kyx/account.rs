//! New accounts and new runs (FACTS 4.3).

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use bytes::Bytes;
use http::HeaderMap;
use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use super::App;
use super::auth::{Asked, admit};
use super::hosts::Hosts;
use super::limits::Family;
use super::problem::Problem;
use super::request::{self, CreateRequest};
use super::run::{Credential, Preset, Run, Status};
use super::state;
use super::uploads::Uploads;
use super::words::Category;
use crate::clock::{later, wire};

/// `POST /api/v1/accounts`: a new person.
pub(super) async fn create(
    State(app): State<App>,
    asked: Asked,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let tenant = admit(&app, &asked, Family::Account)?;
    let request = read(&app, &asked.headers, &body)?;
    let hosts = app.hosts.by(asked.via);
    if let Some(index) = request.credentials.iter().position(|asked| asked.id.is_some()) {
        return Err(unknown_credential(index));
    }
    Ok(app.sandbox.with_state(|state, now| {
        let account = state.add_account(&tenant);
        Json(start(&app, hosts, state, now, tenant, account, request))
    }))
}

/// `PUT /api/v1/accounts/{account}`: a new run for a known person.
pub(super) async fn update(
    State(app): State<App>,
    Path(account): Path<String>,
    asked: Asked,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let tenant = admit(&app, &asked, Family::Account)?;
    let account = Uuid::parse_str(&account).map_err(|_| Problem::no_account())?;
    if !app.sandbox.with_state(|state, _| state.owns(&tenant, account)) {
        return Err(Problem::no_account());
    }
    let request = read(&app, &asked.headers, &body)?;
    let hosts = app.hosts.by(asked.via);
    app.sandbox.with_state(|state, now| {
        for (index, asked) in request.credentials.iter().enumerate() {
            let is_known = |id| {
                let mut all = state.runs_of(account).flat_map(|run| &run.credentials);
                all.any(|known| known.id == id && known.category == asked.category)
            };
            if !asked.id.is_none_or(is_known) {
                return Err(unknown_credential(index));
            }
        }
        Ok(Json(start(&app, hosts, state, now, tenant, account, request)))
    })
}

fn unknown_credential(index: usize) -> Problem {
    let field = format!("workflowDefinition.credentials[{index}].id");
    Problem::field(&field, request::UNKNOWN_CREDENTIAL)
}

fn read(app: &App, headers: &HeaderMap, body: &Bytes) -> Result<CreateRequest, Problem> {
    Problem::unless_json(headers)?;
    request::read(body, app.sandbox.settings().strict_urls)
}

fn start(
    app: &App,
    hosts: Arc<Hosts>,
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
        hosts,
        status: Status::Initiated,
        created: now,
        started: None,
        touched: now,
        acquired: None,
        completed: None,
        wiped: None,
        capture: None,
        uploads: Uploads::default(),
        attempts: 0,
        due: None,
        news: Vec::new(),
    };
    let answer = answer(&run, now);
    let run_id = run.id;
    state.add_run(run);
    if let Some(run) = state.run(run_id) {
        app.sandbox.stage(run, now);
    }
    answer
}

/// The credentials of the workflow, with what the request says about them; further documents get credentials of their own.
fn credentials(state: &mut state::State, request: &CreateRequest) -> Vec<Credential> {
    let mut credentials = Vec::new();
    for category in request.workflow.categories {
        let asked: Vec<_> = request.credentials.iter().filter(|asked| asked.category == *category).collect();
        let as_asked = *category == Category::Document
            || request.workflow.compares_any_two() && request.credentials.len() == 2;
        let count = if as_asked { asked.len() } else { 1 };
        for index in 0..count {
            let asked = asked.get(index);
            let linked = asked.and_then(|asked| asked.id);
            credentials.push(Credential {
                id: linked.unwrap_or_else(|| state.id()),
                category: *category,
                linked: linked.is_some(),
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
    let Credential { id, category, linked, label, country, kind } = credential;
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
    if !linked && !category.upload_parts().is_empty() {
        answer["api"] = run.upload_api(credential);
    }
    answer
}
