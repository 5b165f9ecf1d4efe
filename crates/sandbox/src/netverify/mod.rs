//! The platform before the current one: Netverify, with its Web client of version 4 (FACTS 3).

mod auth;
mod callback;
mod data;
mod finish;
mod id_types;
mod initiate;
mod limits;
mod links;
mod reasons;
mod refusal;
mod request;
mod retrieval;
mod scan;
mod scans;
mod verdict;

use axum::Router;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use url::Url;

pub(crate) use self::reasons::Rejection;
pub(crate) use self::refusal::Refusal;
pub(crate) use self::scan::Scan;
pub(crate) use self::scans::Scans;
pub(crate) use self::verdict::{Ending, Verdict};

use self::links::Links;
use crate::handle::Sandbox;

/// What every handler gets.
#[derive(Debug, Clone)]
struct App {
    sandbox: Sandbox,
    links: Links,
}

/// What is served under Netverify's hosts, and, for a client that knows one base URL only, beside everything else.
pub(crate) fn router(sandbox: &Sandbox, base_url: &Url) -> Router {
    let app = App { sandbox: sandbox.clone(), links: Links::new(base_url) };
    let routes = || {
        const SCAN: &str = "/api/netverify/v2/scans/{scan}";
        Router::new()
            .route("/api/v4/initiate", post(initiate::initiate))
            .route("/api/netverify/v2/supportedIdTypes", get(id_types::supported))
            .route("/api/netverify/v2/acceptedIdTypes", get(id_types::accepted))
            .route(SCAN, get(retrieval::status).delete(retrieval::delete))
            .route(&format!("{SCAN}/data"), get(retrieval::data))
            .route(&format!("{SCAN}/data/document"), get(retrieval::document))
            .route(&format!("{SCAN}/data/transaction"), get(retrieval::transaction))
            .route(&format!("{SCAN}/data/verification"), get(retrieval::verification))
            .route(&format!("{SCAN}/data/facemap"), get(retrieval::facemap))
            .route(&format!("{SCAN}/images"), get(retrieval::images))
            .route(&format!("{SCAN}/images/{{classifier}}"), get(retrieval::image))
            .route(&format!("{SCAN}/images/liveness/{{number}}"), get(retrieval::liveness_image))
            // Where callbacks say that pictures are.
            .route("/recognition/v1/idscan/{scan}/{classifier}", get(retrieval::image))
            .method_not_allowed_fallback(async || {
                Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "the resource knows no such method")
            })
    };
    let explained = middleware::from_fn_with_state(app.clone(), explain);
    let hosts = routes().fallback(async || Refusal::new(StatusCode::NOT_FOUND, "no such resource"));
    Router::new().nest("/netverify", hosts).merge(routes()).layer(explained).with_state(app)
}

/// Gives refusals their body, which repeats what was asked for.
async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = app.links.as_asked(&request);
    let answer = next.run(request).await;
    match answer.extensions().get::<Refusal>() {
        Some(refusal) => refusal.about(&asked),
        None => answer,
    }
}
