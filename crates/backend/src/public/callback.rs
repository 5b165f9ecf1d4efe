//! Where a provider calls when something changed. Anybody can call here who learnt the address, and say anything: all
//! that a call does is to have the result fetched sooner.

use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use http::StatusCode;
use model::ProviderName;

use crate::App;
use crate::run::callback;

/// The largest body that is read, in bytes.
const LARGEST: usize = 64 * 1024;

/// `POST /callbacks/{provider}/{token}`.
pub(super) async fn receive(
    State(app): State<App>,
    Path((provider, token)): Path<(String, String)>,
    body: Body,
) -> StatusCode {
    let Ok(provider) = ProviderName::new(&provider) else { return StatusCode::NOT_FOUND };
    // What cannot be read says nothing, and the result is fetched all the same.
    let body = to_bytes(body, LARGEST).await.unwrap_or_default();
    match callback::received(&app, &provider, &token, &body).await {
        Ok(true) => StatusCode::OK,
        Ok(false) => StatusCode::NOT_FOUND,
        Err(error) => {
            tracing::error!(%error, "a callback could not be noted");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
