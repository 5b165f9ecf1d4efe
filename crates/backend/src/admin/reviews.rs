//! Reviews: what waits for a person, and what they decide.

use api::{ReviewDecision, ReviewItem};
use axum::extract::State;
use axum::{Extension, Json};

use crate::app::App;
use crate::auth::Actor;
use crate::problem::{Body, Path, Refusal, not_found};
use crate::run::{decide_review, review_item};

/// `GET /reviews`: open ones, longest waiting first.
pub(super) async fn list(State(app): State<App>) -> Result<Json<Vec<ReviewItem>>, Refusal> {
    let rows = app.parts.storage.reviews(None).await?;
    Ok(Json(rows.into_iter().map(review_item).collect()))
}

/// `GET /reviews/{id}`: open or closed.
pub(super) async fn one(State(app): State<App>, Path(id): Path<String>) -> Result<Json<ReviewItem>, Refusal> {
    let row = app.parts.storage.reviews(Some(&id)).await?.pop();
    Ok(Json(review_item(row.ok_or_else(|| not_found("such review"))?)))
}

/// `POST /reviews/{id}`: closes it, and lets its session go on.
pub(super) async fn decide(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
    Body(decision): Body<ReviewDecision>,
) -> Result<Json<ReviewItem>, Refusal> {
    Ok(Json(decide_review(&app, &actor.name, &id, &decision).await?))
}
