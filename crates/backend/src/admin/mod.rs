//! The administrators' interface: drafts, credentials, versions, and what happens in running funnels.
//!
//! Paths and bodies are those of the `api` crate. Each route says which role it takes at least ([`Role`]); that is looked
//! at before anything of the request's body is read.

mod changesets;
mod customers;
mod drafts;
mod health;
mod limit;
mod log;
mod providers;
mod reviews;
mod sessions;
mod versions;
mod whole;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{get, post, put};
use http::{HeaderValue, header};
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::auth;
use crate::problem::{Refusal, not_found};
use crate::storage::Role;

/// The largest body that is taken, in bytes: a workspace of a thousand campaigns fits.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// The administrators' interface and the answers to whether this backend is well.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .merge(for_role(&app, Role::Viewer, viewer_routes()))
        .merge(for_role(&app, Role::Editor, editor_routes()))
        .merge(for_role(&app, Role::Publisher, publisher_routes()))
        .merge(for_role(&app, Role::Admin, admin_routes()));
    Router::new()
        .nest(api::PREFIX, routes)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .fallback(async || Refusal::from(not_found("such path")))
        .method_not_allowed_fallback(health::method_not_allowed)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(CatchPanicLayer::custom(health::panicked))
        .layer(map_response(not_kept))
        .layer(from_fn(log::requests))
        .with_state(app)
}

/// Answers may be personal: nobody between keeps them, unless they say otherwise themselves.
async fn not_kept(mut answer: Response) -> Response {
    answer.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

/// These routes, for callers that have at least `role`.
fn for_role(app: &App, role: Role, routes: Router<App>) -> Router<App> {
    routes.route_layer(from_fn_with_state((app.clone(), role), auth::at_least))
}

/// Whoever may look: nothing personal is among it.
fn viewer_routes() -> Router<App> {
    Router::new()
        .route("/manifest", get(drafts::manifest))
        .route("/resources/{kind}/{name}", get(drafts::resource))
        .route("/providers/{name}/credentials", get(providers::credentials))
        .route("/campaigns/{slug}/versions", get(versions::list))
        .route("/sessions", get(sessions::list))
        .route("/sessions/{id}", get(sessions::one))
        .route("/verifications", get(sessions::verifications))
        .route("/verifications/{id}", get(sessions::verification))
        .route("/reviews", get(reviews::list))
        .route("/reviews/{id}", get(reviews::one))
        .route("/customers", get(customers::list))
}

/// Whoever may save drafts, decide reviews, and see personal data.
fn editor_routes() -> Router<App> {
    Router::new()
        .route("/changesets", post(changesets::apply))
        .route("/providers/{name}/verify", post(providers::verify))
        .route("/reviews/{id}", post(reviews::decide))
        .route("/customers/{id}", get(customers::one))
        .route("/images/{id}", get(customers::image))
}

/// Whoever may change what customers get.
fn publisher_routes() -> Router<App> {
    Router::new()
        .route("/campaigns/{slug}/versions", post(versions::publish))
        .route("/campaigns/{slug}/live", put(versions::set_live))
        .route("/campaigns/{slug}/paused", put(versions::set_paused))
}

/// Whoever may set credentials.
fn admin_routes() -> Router<App> {
    Router::new()
        .route("/providers/{name}/credentials/{platform}/{datacenter}", put(providers::put_credentials))
}
