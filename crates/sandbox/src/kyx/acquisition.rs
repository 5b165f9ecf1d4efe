//! Uploads and their end (FACTS 4.4): what the `api` host does.

use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{post, put};
use axum::{Json, Router};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::App;
use super::auth::{Asked, Caller, caller};
use super::files;
use super::pair::Permission;
use super::problem::Problem;
use super::run::{Credential, Run, Status};
use super::state;
use super::uploads::Upload;
use super::words::Category;
use crate::clock::wire;

/// More than the largest file, so that one that is a little too large is refused with a reason.
const BODY_LIMIT: usize = files::FILE_LIMIT + 4 * 1024 * 1024;

pub(super) fn router() -> Router<App> {
    const RUN: &str = "/api/api/v1/accounts/{account}/workflow-executions/{run}";
    Router::new().route(RUN, put(finalise)).route(
        &format!("{RUN}/credentials/{{credential}}/parts/{{classifier}}"),
        post(add).put(replace).layer(DefaultBodyLimit::max(BODY_LIMIT)),
    )
}

/// What a path names.
type PartIds = (String, String, String, String);

/// `POST …/parts/{classifier}`: a part that is not there yet.
async fn add(
    State(app): State<App>,
    Path(ids): Path<PartIds>,
    asked: Asked,
    request: Request,
) -> Result<Json<Value>, Problem> {
    let place = place(&app, &asked, &ids)?;
    if place.taken {
        return Err(Problem::new(StatusCode::CONFLICT, "Part was uploaded already"));
    }
    keep(&app, &asked, &ids, &place, request).await
}

/// `PUT …/parts/{classifier}`: another file in place of the one that is there. Where none is, the platform does not know
/// the method.
async fn replace(
    State(app): State<App>,
    Path(ids): Path<PartIds>,
    asked: Asked,
    request: Request,
) -> Result<Response, Problem> {
    let place = place(&app, &asked, &ids)?;
    if !place.taken {
        let mut answer = Problem::method("PUT").into_response();
        answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST, OPTIONS"));
        return Ok(answer);
    }
    keep(&app, &asked, &ids, &place, request).await.map(IntoResponse::into_response)
}

/// `PUT …/workflow-executions/{run}`: everything was uploaded.
async fn finalise(
    State(app): State<App>,
    Path((account, run)): Path<(String, String)>,
    asked: Asked,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let (account, run) = (id(&account)?, id(&run)?);
    if !body.trim_ascii().is_empty() && serde_json::from_slice::<Map<String, Value>>(&body).is_err() {
        return Err(Problem::malformed());
    }
    app.sandbox.with_state(|state, now| {
        let run = open_run(state, now, &asked, account, run)?;
        if run.uploads.is_empty() {
            return Err(Problem::new(StatusCode::BAD_REQUEST, "Nothing was uploaded"));
        }
        run.finalise(now)?;
        Ok(Json(receipt(run, now)))
    })
}

fn id(text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| Problem::no_run())
}

/// The run of these ids, if the caller may add to it, and something may still be added.
fn open_run<'a>(
    state: &'a mut state::State,
    now: Timestamp,
    asked: &Asked,
    account: Uuid,
    run: Uuid,
) -> Result<&'a mut Run, Problem> {
    let caller = caller(state, now, asked)?;
    match &caller {
        Caller::Transaction(own) if *own != run => return Err(Problem::forbidden()),
        Caller::Pair(pair) if !pair.may(Permission::Initiate) => return Err(Problem::forbidden()),
        Caller::Pair(pair) if !state.owns(&pair.tenant, account) => return Err(Problem::no_run()),
        Caller::Transaction(_) | Caller::Pair(_) => {}
    }
    let run = state.run(run).filter(|run| run.account == account).ok_or_else(Problem::no_run)?;
    match (run.status, caller) {
        (Status::Initiated, _) => Ok(run),
        (Status::SessionExpired | Status::TokenExpired, Caller::Transaction(_)) => {
            Err(Problem::unauthorized())
        }
        _ => Err(Problem::new(StatusCode::CONFLICT, "Workflow execution takes no uploads any more")),
    }
}

/// Where an upload goes.
struct Place {
    category: Category,
    classifier: &'static str,
    /// A file is there already.
    taken: bool,
}

fn find<'a>(run: &'a Run, credential: &str, classifier: &str) -> Option<(&'a Credential, &'static str)> {
    let credential = Uuid::parse_str(credential).ok()?;
    let credential = run.credentials.iter().find(|of| of.id == credential && !of.linked)?;
    let classifier = credential.category.upload_parts().iter().find(|part| **part == classifier)?;
    Some((credential, classifier))
}

fn place(app: &App, asked: &Asked, ids: &PartIds) -> Result<Place, Problem> {
    let (account, run, credential, classifier) = ids;
    let (account, run) = (id(account)?, id(run)?);
    app.sandbox.with_state(|state, now| {
        let run = open_run(state, now, asked, account, run)?;
        let (credential, classifier) = find(run, credential, classifier).ok_or_else(no_part)?;
        if credential.category == Category::Id && credential.country.values.len() != 1 {
            // Nobody asks the customer, so the caller has to say it.
            return Err(Problem::field("country", "exactly one value is required for uploads"));
        }
        let taken = run.uploads.get(credential.id, classifier).is_some();
        Ok(Place { category: credential.category, classifier, taken })
    })
}

fn no_part() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "Part not found")
}

/// Reads what came, and keeps it. The run is looked up once more, because reading takes a while.
async fn keep(
    app: &App,
    asked: &Asked,
    ids: &PartIds,
    place: &Place,
    request: Request,
) -> Result<Json<Value>, Problem> {
    let (bytes, content_type) = match place.category {
        Category::Data => (data(&asked.headers, request).await?, "application/json"),
        category => {
            let bytes = file(request).await?;
            let content_type = files::read(&bytes, category == Category::Document)?;
            (bytes, content_type)
        }
    };
    let (account, run, credential, _) = ids;
    app.sandbox.with_state(|state, now| {
        let part = state.id();
        let run = open_run(state, now, asked, id(account)?, id(run)?)?;
        let (credential, classifier) = find(run, credential, place.classifier).ok_or_else(no_part)?;
        let credential = credential.id;
        run.touch(now);
        run.uploads.put(Upload { credential, classifier, content_type, bytes });
        let mut answer = receipt(run, now);
        answer["credential"] = json!({ "id": credential });
        answer["part"] = json!({ "id": part });
        if let Some(credential) = run.credentials.iter().find(|of| of.id == credential) {
            answer["api"] = run.upload_api(credential);
        }
        Ok(Json(answer))
    })
}

/// The file of a form, in its field `file`. Others are of no interest.
async fn file(request: Request) -> Result<Bytes, Problem> {
    const FIELD: &str = "file";
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| {
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Content-Type must be multipart/form-data")
    })?;
    let unreadable = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "file: must not be larger than 15 MB")
        }
        _ => Problem::malformed(),
    };
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() != Some(FIELD) {
            continue;
        }
        if file.replace(field.bytes().await.map_err(unreadable)?).is_some() {
            return Err(Problem::field(FIELD, "must be a single one"));
        }
    }
    file.ok_or_else(|| Problem::field(FIELD, "must not be null"))
}

/// What is known about a person.
async fn data(headers: &HeaderMap, request: Request) -> Result<Bytes, Problem> {
    Problem::unless_json(headers)?;
    let body =
        Bytes::from_request(request, &()).await.map_err(|error| Problem::new(error.status(), "Too large"))?;
    files::read_data(&body)?;
    Ok(body)
}

fn receipt(run: &Run, now: Timestamp) -> Value {
    json!({
        "timestamp": wire(now),
        "account": { "id": run.account },
        "workflowExecution": { "id": run.id },
    })
}
