//! State, result, pictures and deletion (FACTS 3.10, 3.11).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::App;
use super::auth::{Asked, admit};
use super::limits::Family;
use super::refusal::Refusal;
use super::scan::Scan;
use crate::page::{Journey as _, Part, Photo};
use crate::specimen::{self, Format, Picture};

/// Runs `work` on a transaction of the caller's own.
fn with_scan<T>(
    app: &App,
    asked: &Asked,
    id: &str,
    work: impl FnOnce(&Scan, Timestamp) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let tenant = admit(app, asked, Family::Retrieval)?;
    let id = Uuid::parse_str(id).map_err(|_| Refusal::no_scan())?;
    app.sandbox.with_scans(|scans, now| {
        let scan = scans.get(id).filter(|scan| scan.tenant == tenant).ok_or_else(Refusal::no_scan)?;
        work(scan, now)
    })
}

/// Before the end, there is nothing but the state: what is answered then is not documented.
fn not_yet() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "there is no result")
}

pub(super) async fn status(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Json<Value>, Refusal> {
    with_scan(&app, &asked, &id, |scan, now| Ok(Json(scan.state_answer(now))))
}

pub(super) async fn data(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Json<Value>, Refusal> {
    with_scan(&app, &asked, &id, |scan, now| scan.data_answer(now).map(Json).ok_or_else(not_yet))
}

pub(super) async fn document(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Json<Value>, Refusal> {
    with_scan(&app, &asked, &id, |scan, now| scan.document_answer(now).map(Json).ok_or_else(not_yet))
}

pub(super) async fn transaction(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Json<Value>, Refusal> {
    with_scan(&app, &asked, &id, |scan, now| Ok(Json(scan.transaction_answer(now))))
}

pub(super) async fn verification(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Json<Value>, Refusal> {
    with_scan(&app, &asked, &id, |scan, now| scan.verification_answer(now).map(Json).ok_or_else(not_yet))
}

pub(super) async fn images(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Json<Value>, Refusal> {
    with_scan(&app, &asked, &id, |scan, now| scan.images_answer(now).map(Json).ok_or_else(not_yet))
}

/// `front`, `back` or `face`.
pub(super) async fn image(
    State(app): State<App>,
    Path((id, classifier)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Refusal> {
    let (photo, drawing) = with_scan(&app, &asked, &id, |scan, _| {
        if !scan.sides().contains(&classifier.as_str()) {
            return Err(Refusal::no_image());
        }
        let part = Part::from_name(&classifier).ok_or_else(Refusal::no_image)?;
        Ok((scan.photo(part), Drawing::of(scan, part.picture())?))
    })?;
    Ok(match photo {
        Some(Photo { content_type, bytes }) => {
            ([(header::CONTENT_TYPE, content_type)], bytes).into_response()
        }
        None => drawing.answer().await,
    })
}

/// A frame of the film in which the customer moves, by its number.
pub(super) async fn liveness_image(
    State(app): State<App>,
    Path((id, number)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Refusal> {
    let drawing = with_scan(&app, &asked, &id, |scan, _| {
        let frame = super::data::FRAMES.into_iter().find(|frame| frame.to_string() == number);
        let frame = frame.filter(|_| scan.has_film()).ok_or_else(Refusal::no_image)?;
        Drawing::of(scan, Picture::Liveness(frame))
    })?;
    Ok(drawing.answer().await)
}

/// The face map. What is in one is Jumio's secret; here it says that it is none.
pub(super) async fn facemap(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Refusal> {
    with_scan(&app, &asked, &id, |scan, _| {
        if !scan.has_facemap() {
            return Err(Refusal::no_image());
        }
        let bytes = format!("SPECIMEN FACEMAP {}\n", scan.id);
        Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
    })
}

/// Deletes pictures and data, at once and for good.
pub(super) async fn delete(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<StatusCode, Refusal> {
    let id = with_scan(&app, &asked, &id, |scan, _| Ok(scan.id))?;
    app.sandbox.with_scans(|scans, _| scans.remove(id));
    Ok(StatusCode::OK)
}

/// A specimen that is to be drawn.
struct Drawing {
    picture: Picture,
    title: &'static str,
    data: Map<String, Value>,
}

impl Drawing {
    fn of(scan: &Scan, picture: Picture) -> Result<Self, Refusal> {
        let shown = scan.shown.as_ref().ok_or_else(Refusal::no_image)?;
        Ok(Self { picture, title: shown.document.label(), data: scan.extracted(shown) })
    }

    async fn answer(self) -> Response {
        specimen::answer(self.picture, Format::Jpeg, self.title, self.data).await
    }
}
