//! What customers' browsers and providers reach: pages, the way back, callbacks.

mod assets;
mod back;
mod callback;
mod fields;
mod form;
mod given;
mod guard;
mod html;
mod input;
mod markdown;
mod notice;
mod sessions;
mod show;
mod start;
mod step;
mod uploads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use http::request::Parts;
use tower_http::catch_panic::CatchPanicLayer;

use crate::App;

/// The largest form, in bytes: some fields take long texts.
const LARGEST_FORM: usize = 512 * 1024;

/// Everything that is open to the world.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/c/{slug}", get(start::show).post(start::submit))
        .route("/s/{id}", get(step::show).post(step::submit))
        .route("/return/{token}", get(back::arrive))
        .route("/callbacks/{provider}/{token}", post(callback::receive))
        .route("/assets/{file}", get(assets::serve))
        .route("/healthz", get(|| async { "ok\n" }))
        .merge(sessions::routes())
        .fallback(|| async { notice::nothing_here() })
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(CatchPanicLayer::custom(|_| notice::broken(None)))
        .layer(from_fn(guard::headers))
        .with_state(app)
}

/// The address from which a request came: that of the connection, or, when a proxy on this machine passed it on, the
/// last one that the proxy wrote down.
fn client_address(request: &Parts) -> String {
    let peer = request.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>();
    let Some(peer) = peer.map(|info| info.0.ip().to_canonical()) else { return String::new() };
    let forwarded = || {
        let line = request.headers.get_all("x-forwarded-for").iter().next_back()?;
        let last = line.to_str().ok()?.rsplit(',').next()?.trim();
        last.parse::<std::net::IpAddr>().ok()
    };
    let address = if peer.is_loopback() { forwarded().unwrap_or(peer) } else { peer };
    address.to_string()
}
