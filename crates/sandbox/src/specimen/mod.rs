//! Specimens: a person who does not exist, and pictures of documents that say so.

mod canvas;
mod mrz;
mod person;
mod picture;

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::{Map, Value};

pub(crate) use canvas::Format;
pub(crate) use person::{Shown, data};
pub(crate) use picture::{Picture, draw};

use crate::kyx::problem::Problem;

/// A specimen as an answer. Drawing takes long enough to keep it off the threads that serve.
pub(crate) async fn answer(
    picture: Picture,
    format: Format,
    title: &'static str,
    data: Map<String, Value>,
) -> Response {
    let drawn = tokio::task::spawn_blocking(move || draw(picture, format, title, &data)).await;
    match drawn {
        Ok(Ok(bytes)) => ([(header::CONTENT_TYPE, format.content_type())], bytes).into_response(),
        Ok(Err(_)) | Err(_) => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The specimen could not be drawn").into_response()
        }
    }
}
