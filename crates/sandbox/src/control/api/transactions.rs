//! Transactions, their timelines, and finishing them.

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Body, body};
use crate::control::{Finish, FinishError, Transaction};
use crate::handle::Sandbox;
use crate::kyx::problem::Problem;

pub(super) async fn list(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(json!({ "transactions": sandbox.transactions() }))
}

fn id(text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| FinishError::Unknown.into())
}

pub(super) async fn show(
    State(sandbox): State<Sandbox>,
    Path(run): Path<String>,
) -> Result<Json<Value>, Problem> {
    let run = id(&run)?;
    let transaction = sandbox.transaction(run).ok_or(FinishError::Unknown)?;
    Ok(Json(json!({ "transaction": transaction, "timeline": sandbox.timeline(run) })))
}

pub(super) async fn finish(
    State(sandbox): State<Sandbox>,
    Path(run): Path<String>,
    wish: Body<Finish>,
) -> Result<Json<Transaction>, Problem> {
    let wish = body(wish)?;
    Ok(Json(sandbox.finish(id(&run)?, &wish)?))
}
