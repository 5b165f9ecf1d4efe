//! Scenarios: those that are known, and those that are on.

use axum::Json;
use axum::extract::{Path, Query, State};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Body, body};
use crate::handle::Sandbox;
use crate::kyx::problem::Problem;
use crate::scenario::{Finishes, Scenario, ScenarioError, Scope};

impl From<ScenarioError> for Problem {
    fn from(error: ScenarioError) -> Self {
        let status = match error {
            ScenarioError::Unknown(_) => StatusCode::NOT_FOUND,
            ScenarioError::Syntax(_) | ScenarioError::Value { .. } => StatusCode::BAD_REQUEST,
        };
        Self::new(status, error.to_string())
    }
}

pub(super) async fn list(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(json!({ "scenarios": sandbox.scenarios(), "active": sandbox.active_scenarios() }))
}

pub(super) async fn show(
    State(sandbox): State<Sandbox>,
    Path(name): Path<String>,
) -> Result<Json<Scenario>, Problem> {
    let scenario = sandbox.scenario(&name).ok_or(ScenarioError::Unknown(name))?;
    Ok(Json(scenario))
}

pub(super) async fn add(
    State(sandbox): State<Sandbox>,
    scenario: Body<Scenario>,
) -> Result<(StatusCode, Json<Scenario>), Problem> {
    let scenario = body(scenario)?;
    sandbox.add_scenario(scenario.clone())?;
    Ok((StatusCode::CREATED, Json(scenario)))
}

pub(super) async fn active(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(json!({ "active": sandbox.active_scenarios() }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Set {
    name: String,
    #[serde(default)]
    scope: Scope,
    finishes: Option<Finishes>,
}

pub(super) async fn set(State(sandbox): State<Sandbox>, wish: Body<Set>) -> Result<Json<Value>, Problem> {
    let Set { name, scope, finishes } = body(wish)?;
    sandbox.set_scenario(&name, scope, finishes)?;
    Ok(active(State(sandbox)).await)
}

/// Without a query, all scenarios are switched off; with one, that of the scope that it names.
pub(super) async fn clear(
    State(sandbox): State<Sandbox>,
    scope: Result<Query<Scope>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(scope) = scope.map_err(|error| Problem::new(error.status(), error.body_text()))?;
    let cleared = sandbox.clear_scenarios(Some(&scope).filter(|scope| **scope != Scope::default()));
    Ok(Json(json!({ "cleared": cleared })))
}
