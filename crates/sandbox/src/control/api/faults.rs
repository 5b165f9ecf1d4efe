//! Faults that strike calls.

use axum::Json;
use axum::extract::{Path, State};
use http::StatusCode;
use serde_json::{Value, json};

use super::{Body, body};
use crate::faults::{Fault, FaultError, FaultState};
use crate::handle::Sandbox;
use crate::kyx::problem::Problem;

impl From<FaultError> for Problem {
    fn from(error: FaultError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error.to_string())
    }
}

pub(super) async fn list(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(json!({ "faults": sandbox.faults() }))
}

pub(super) async fn add(
    State(sandbox): State<Sandbox>,
    fault: Body<Fault>,
) -> Result<(StatusCode, Json<FaultState>), Problem> {
    Ok((StatusCode::CREATED, Json(sandbox.add_fault(body(fault)?)?)))
}

pub(super) async fn clear_all(State(sandbox): State<Sandbox>) -> Json<Value> {
    sandbox.clear_faults();
    list(State(sandbox)).await
}

pub(super) async fn clear(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    if id.parse().is_ok_and(|id| sandbox.clear_fault(id)) {
        return Ok(list(State(sandbox)).await);
    }
    Err(Problem::new(StatusCode::NOT_FOUND, "there is no fault with this number"))
}
