//! Status, details, steps, pictures and deletion (FACTS 4.5-4.7).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{StatusCode, header};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::App;
use super::auth::{Asked, admit};
use super::limits::Family;
use super::problem::Problem;
use super::run::Run;
use crate::specimen::{self, Format, Picture};

/// Runs `work` on a run of the caller's own.
fn with_run<T>(
    app: &App,
    asked: &Asked,
    (account, run): &(String, String),
    work: impl FnOnce(&mut Run, Timestamp) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let tenant = admit(app, asked, Family::Retrieval)?;
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
    asked: Asked,
) -> Result<Json<Value>, Problem> {
    with_run(&app, &asked, &ids, |run, _| {
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
    asked: Asked,
) -> Result<Json<Value>, Problem> {
    with_run(&app, &asked, &ids, |run, _| Ok(Json(run.details())))
}

pub(super) async fn steps(
    State(app): State<App>,
    Path(ids): Path<(String, String)>,
    asked: Asked,
) -> Result<Json<Value>, Problem> {
    with_run(&app, &asked, &ids, |run, _| {
        let steps = run.steps();
        steps.map(Json).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "Steps not found"))
    })
}

/// Deletes pictures and extracted data; the decision stays.
pub(super) async fn delete_run(
    State(app): State<App>,
    Path(ids): Path<(String, String)>,
    asked: Asked,
) -> Result<StatusCode, Problem> {
    with_run(&app, &asked, &ids, |run, now| {
        run.wipe(now);
        Ok(StatusCode::OK)
    })
}

/// Deletes an account with all that belongs to it.
pub(super) async fn delete_account(
    State(app): State<App>,
    Path(account): Path<String>,
    asked: Asked,
) -> Result<StatusCode, Problem> {
    let tenant = admit(&app, &asked, Family::Retrieval)?;
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
    asked: Asked,
) -> Result<Response, Problem> {
    let tenant = admit(&app, &asked, Family::Retrieval)?;
    let missing = || Problem::new(StatusCode::NOT_FOUND, "Part not found");
    let id = |text: &str| Uuid::parse_str(text).map_err(|_| missing());
    let (account, credential) = (id(&account)?, id(&credential)?);
    let kept = app.sandbox.with_state(|state, _| {
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
        if let Some(upload) = run.uploads.get(credential.id, &classifier) {
            return Ok(Kept::Upload(upload.content_type, upload.bytes.clone()));
        }
        let capture = run.capture.as_ref().ok_or_else(missing)?;
        Ok(Kept::Shown(capture.document.label(), run.extracted(capture)))
    })?;
    match kept {
        Kept::Upload(content_type, bytes) => {
            Ok(([(header::CONTENT_TYPE, content_type)], bytes).into_response())
        }
        Kept::Shown(_, data) if classifier == "PREPARED_DATA" => Ok(Json(data).into_response()),
        Kept::Shown(title, data) => {
            let picture = Picture::of_classifier(&classifier).ok_or_else(missing)?;
            Ok(specimen::answer(picture, Format::Jpeg, title, data).await)
        }
    }
}

/// What there is of a part.
enum Kept {
    /// What came, with its content type.
    Upload(&'static str, Bytes),
    /// A specimen, to be drawn: the kind of document, and what is written on it.
    Shown(&'static str, Map<String, Value>),
}
