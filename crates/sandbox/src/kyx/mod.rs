//! The current platform, KYX (FACTS 4).

mod account;
mod acquisition;
pub(crate) mod auth;
mod consent;
mod details;
pub(crate) mod files;
pub(crate) mod finish;
mod health;
mod hosts;
pub(crate) mod labels;
mod limits;
pub(crate) mod outcome;
pub(crate) mod pair;
pub(crate) mod problem;
mod request;
mod retrieval;
pub(crate) mod run;
mod state;
pub(crate) mod uploads;
pub(crate) mod urls;
pub(crate) mod words;
mod workflow;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::routing::{get, post, put};
use http::StatusCode;
use url::Url;

pub(crate) use self::state::State;

use self::hosts::Hosts;
use self::problem::Problem;
use crate::handle::Sandbox;

/// What every handler gets.
#[derive(Debug, Clone)]
struct App {
    sandbox: Sandbox,
    hosts: Arc<Hosts>,
}

pub(crate) fn router(sandbox: &Sandbox, base_url: &Url) -> Router {
    const RUN: &str = "/retrieval/api/v1/accounts/{account}/workflow-executions/{run}";
    let app = App { sandbox: sandbox.clone(), hosts: Arc::new(Hosts::new(base_url)) };
    Router::new()
        .route("/status", get(health::health))
        .route("/auth/oauth2/token", post(auth::token))
        .route("/account/api/v1/accounts", post(account::create))
        .route("/account/api/v1/accounts/{account}", put(account::update))
        .merge(acquisition::router())
        .route("/retrieval/api/v1/accounts/{account}", axum::routing::delete(retrieval::delete_account))
        .route(RUN, get(retrieval::details).delete(retrieval::delete_run))
        .route(&format!("{RUN}/status"), get(retrieval::status))
        .route(&format!("{RUN}/steps"), get(retrieval::steps))
        .route(
            "/retrieval/api/v1/accounts/{account}/credentials/{credential}/parts/{classifier}",
            get(retrieval::part),
        )
        .fallback(async || Problem::new(StatusCode::NOT_FOUND, "No such resource"))
        .method_not_allowed_fallback(async |request: Request| Problem::method(request.method().as_str()))
        .with_state(app)
}
