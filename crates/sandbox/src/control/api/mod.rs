//! The JSON interface under `/sandbox`.

mod behaviour;
mod faults;
mod scenarios;
mod transactions;

use axum::extract::rejection::JsonRejection;
use axum::routing::{delete, get, post};
use axum::{Json, Router};

use crate::handle::Sandbox;
use crate::kyx::problem::Problem;

pub(super) use self::behaviour::Callbacks;

/// A body as JSON, or why it is none.
type Body<T> = Result<Json<T>, JsonRejection>;

pub(super) fn router(sandbox: &Sandbox) -> Router {
    Router::new()
        .route("/sandbox/transactions", get(transactions::list))
        .route("/sandbox/transactions/{run}", get(transactions::show))
        .route("/sandbox/transactions/{run}/finish", post(transactions::finish))
        .route("/sandbox/clock", get(behaviour::clock))
        .route("/sandbox/clock/advance", post(behaviour::advance))
        .route("/sandbox/callbacks", get(behaviour::callbacks).put(behaviour::set_callbacks))
        .route("/sandbox/settings", get(behaviour::settings).patch(behaviour::change_settings))
        .route("/sandbox/reset", post(behaviour::reset))
        .route("/sandbox/scenarios", get(scenarios::list).post(scenarios::add))
        .route("/sandbox/scenarios/{name}", get(scenarios::show))
        .route("/sandbox/scenario", get(scenarios::active).put(scenarios::set).delete(scenarios::clear))
        .route("/sandbox/faults", get(faults::list).post(faults::add).delete(faults::clear_all))
        .route("/sandbox/faults/{id}", delete(faults::clear))
        .with_state(sandbox.clone())
}

/// A body as JSON. A form of another site cannot send one without asking the browser's permission.
fn body<T>(body: Body<T>) -> Result<T, Problem> {
    body.map(|Json(body)| body).map_err(|error| Problem::new(error.status(), error.body_text()))
}
