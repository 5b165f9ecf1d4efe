//! What only a sandbox has, under `/sandbox`: list and finish transactions, move the clock, mislay callbacks.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::clock::wire;
use crate::handle::Sandbox;
use crate::kyx::problem::Problem;
use crate::options::CallbackOptions;

/// One transaction, without what is secret about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    /// The workflow execution.
    pub run_id: Uuid,
    /// The account that it belongs to.
    pub account_id: Uuid,
    /// The API token of the pair that made it.
    pub tenant: String,
    /// `INITIATED`, `ACQUIRED`, `PROCESSED`, `SESSION_EXPIRED` or `TOKEN_EXPIRED`.
    pub status: String,
    /// The workflow's key.
    pub definition_key: String,
    /// As given by who made it.
    pub customer_internal_reference: String,
    /// When it was made: RFC 3339, UTC.
    pub created_at: String,
}

/// How a transaction shall end. What is left out is taken from `customerInternalReference` where that asks for a result
/// (FACTS 8.1), and is otherwise an approved document of the kind asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Finish {
    /// `passport`, `id-card`, `driving-license`, `visa`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Issuing country, alpha-3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The name of an [`Outcome`](crate::Outcome), or `requested`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// In place of an outcome: a label of one of Jumio's capabilities, such as `GLARE` (FACTS 4.9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The category of the credential that gets the label: `ID`, `SELFIE`, `FACEMAP`, `DOCUMENT`, `DATA`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
    /// Members of the extracted data that replace the specimen's; `null` takes one out.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub extraction: Map<String, Value>,
}

/// Why a transaction was not finished.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FinishError {
    /// There is none with this id.
    #[error("there is no transaction with this id")]
    Unknown,
    /// It has ended already.
    #[error("the transaction has ended already: {0}")]
    Ended(&'static str),
    /// The wish makes no sense.
    #[error("{0}")]
    Wish(String),
}

impl From<FinishError> for Problem {
    fn from(error: FinishError) -> Self {
        let status = match error {
            FinishError::Unknown => StatusCode::NOT_FOUND,
            FinishError::Ended(_) => StatusCode::CONFLICT,
            FinishError::Wish(_) => StatusCode::BAD_REQUEST,
        };
        Self::new(status, error.to_string())
    }
}

impl Sandbox {
    /// All transactions, oldest first.
    pub fn transactions(&self) -> Vec<Transaction> {
        self.with_state(|state, _| state.runs().map(crate::kyx::run::Run::summary).collect())
    }

    /// One transaction.
    pub fn transaction(&self, run: Uuid) -> Option<Transaction> {
        self.with_state(|state, _| state.run(run).map(|run| run.summary()))
    }

    /// Plays the customer's part of a transaction to its end. Gives the transaction as it is afterwards.
    pub fn finish(&self, run: Uuid, finish: &Finish) -> Result<Transaction, FinishError> {
        self.with_state(|state, now| state.finish(run, finish, now))?;
        self.transaction(run).ok_or(FinishError::Unknown)
    }
}

pub(crate) fn router(sandbox: &Sandbox) -> Router {
    Router::new()
        .route("/sandbox/transactions", get(list))
        .route("/sandbox/transactions/{run}/finish", post(finish))
        .route("/sandbox/clock", get(clock))
        .route("/sandbox/clock/advance", post(advance))
        .route("/sandbox/callbacks", get(callbacks).put(set_callbacks))
        .with_state(sandbox.clone())
}

/// A body as JSON. A form of another site cannot send one without asking the browser's permission.
fn body<T>(body: Result<Json<T>, JsonRejection>) -> Result<T, Problem> {
    body.map(|Json(body)| body).map_err(|error| Problem::new(error.status(), error.body_text()))
}

async fn list(State(sandbox): State<Sandbox>) -> Response {
    Json(json!({ "transactions": sandbox.transactions() })).into_response()
}

async fn finish(
    State(sandbox): State<Sandbox>,
    Path(run): Path<String>,
    wish: Result<Json<Finish>, JsonRejection>,
) -> Result<Response, Problem> {
    let wish = body(wish)?;
    let run = Uuid::parse_str(&run).map_err(|_| FinishError::Unknown)?;
    Ok(Json(sandbox.finish(run, &wish)?).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

async fn clock(State(sandbox): State<Sandbox>) -> Response {
    Json(json!({ "now": wire(sandbox.now()) })).into_response()
}

async fn advance(
    State(sandbox): State<Sandbox>,
    by: Result<Json<Advance>, JsonRejection>,
) -> Result<Response, Problem> {
    sandbox.advance(std::time::Duration::from_secs(body(by)?.seconds));
    Ok(Json(json!({ "now": wire(sandbox.now()) })).into_response())
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Callbacks {
    delay_seconds: u32,
    copies: u32,
    drop: bool,
    intermediate: bool,
}

impl Default for Callbacks {
    fn default() -> Self {
        CallbackOptions::default().into()
    }
}

impl From<CallbackOptions> for Callbacks {
    fn from(CallbackOptions { delay, copies, drop, intermediate }: CallbackOptions) -> Self {
        let delay_seconds = u32::try_from(delay.as_secs()).unwrap_or(u32::MAX);
        Self { delay_seconds, copies, drop, intermediate }
    }
}

async fn callbacks(State(sandbox): State<Sandbox>) -> Json<Callbacks> {
    Json(sandbox.callbacks().into())
}

async fn set_callbacks(
    State(sandbox): State<Sandbox>,
    wish: Result<Json<Callbacks>, JsonRejection>,
) -> Result<Response, Problem> {
    let Callbacks { delay_seconds, copies, drop, intermediate } = body(wish)?;
    let delay = SignedDuration::from_secs(delay_seconds.into());
    sandbox.set_callbacks(CallbackOptions { delay, copies, drop, intermediate });
    Ok(Json(Callbacks::from(sandbox.callbacks())).into_response())
}
