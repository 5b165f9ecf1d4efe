//! Status, details, steps, pictures and deletion (FACTS 4.5-4.7).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::App;
use super::auth::admit;
use super::limits::Family;
use super::problem::Problem;
use super::run::Run;
use crate::specimen::{Picture, draw};

/// Health: always well, and nobody has to say who asks.
pub(super) async fn health() -> Json<Value> {
    Json(json!({ "status": "UP" }))
}

/// Runs `work` on a run of the caller's own.
fn with_run<T>(
    app: &App,
    headers: &HeaderMap,
    (account, run): &(String, String),
    work: impl FnOnce(&mut Run, Timestamp) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let tenant = admit(app, headers, Family::Retrieval)?;
    let id = |text: &str| Uuid::parse_str(text).map_err(|_| Problem::no_run());
    let (account, run) = (id(account)?, id(run)?);
    app.sandbox.with_state(|state, now| {
        if !state.owns(&tenant, account) {
            return Err(Problem::no_run());
        }
        let run = state.run(run).filter(|run| run.account == account).ok_or_else(Problem::no_run)?;
        work(run, now)
    })
}

pub(super) async fn status(
    State(app): State<App>,
    Path(ids): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    with_run(&app, &headers, &ids, |run, _| {
        Ok(Json(json!({
            "account": { "id": run.account, "href": run.hosts.account(run.account) },
            "workflowExecution": {
                "id": run.id,
                "href": run.hosts.run_without_account(run.id),
                "definitionKey": run.workflow.key,
                "status": run.status.wire(),
            },
        })))
    })
}

pub(super) async fn details(
    State(app): State<App>,
    Path(ids): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    with_run(&app, &headers, &ids, |run, _| Ok(Json(run.details())))
}

pub(super) async fn steps(
    State(app): State<App>,
    Path(ids): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    with_run(&app, &headers, &ids, |run, _| {
        let steps = run.steps();
        steps.map(Json).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "Steps not found"))
    })
}

/// Deletes pictures and extracted data; the decision stays.
pub(super) async fn delete_run(
    State(app): State<App>,
    Path(ids): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    with_run(&app, &headers, &ids, |run, now| {
        run.wipe(now);
        Ok(StatusCode::OK)
    })
}

/// Deletes an account with all that belongs to it.
pub(super) async fn delete_account(
    State(app): State<App>,
    Path(account): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let tenant = admit(&app, &headers, Family::Retrieval)?;
    let account = Uuid::parse_str(&account).map_err(|_| Problem::no_account())?;
    app.sandbox.with_state(|state, _| {
        if !state.owns(&tenant, account) {
            return Err(Problem::no_account());
        }
        state.remove_account(account);
        Ok(StatusCode::OK)
    })
}

/// One part of a credential: a picture, or the data that were given.
pub(super) async fn part(
    State(app): State<App>,
    Path((account, credential, classifier)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tenant = admit(&app, &headers, Family::Retrieval)?;
    let missing = || Problem::new(StatusCode::NOT_FOUND, "Part not found");
    let id = |text: &str| Uuid::parse_str(text).map_err(|_| missing());
    let (account, credential) = (id(&account)?, id(&credential)?);
    let (title, data) = app.sandbox.with_state(|state, _| {
        if !state.owns(&tenant, account) {
            return Err(missing());
        }
        let (run, credential) = state
            .runs_of(account)
            .find_map(|run| Some((run, run.credentials.iter().find(|of| of.id == credential)?)))
            .ok_or_else(missing)?;
        if !run.parts(credential).contains(&classifier.as_str()) {
            return Err(missing());
        }
        let capture = run.capture.as_ref().ok_or_else(missing)?;
        Ok((capture.document.label(), run.extracted(capture)))
    })?;
    if classifier == "PREPARED_DATA" {
        return Ok(Json(data).into_response());
    }
    let picture = Picture::of_classifier(&classifier).ok_or_else(missing)?;
    Ok(jpeg(picture, title, data).await)
}

/// A specimen as an answer. Drawing takes long enough to keep it off the threads that serve.
pub(super) async fn jpeg(
    picture: Picture,
    title: &'static str,
    data: serde_json::Map<String, Value>,
) -> Response {
    let drawn = tokio::task::spawn_blocking(move || draw(picture, title, &data)).await;
    match drawn {
        Ok(Ok(bytes)) => ([(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response(),
        Ok(Err(_)) | Err(_) => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The specimen could not be drawn").into_response()
        }
    }
}
