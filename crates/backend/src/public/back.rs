//! Where the provider sends the customer's browser back to. What the address tells besides decides nothing.

use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::notice;
use crate::App;
use crate::run::callback;

/// `GET /return/{token}`.
pub(super) async fn arrive(
    State(app): State<App>,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    match callback::returned(&app, &token, query.as_deref().unwrap_or_default()).await {
        Ok(Some(session)) => Redirect::to(&format!("/s/{session}?back")).into_response(),
        Ok(None) => notice::unknown_session(),
        Err(error) => {
            tracing::error!(%error, "a customer came back and was not let in");
            notice::broken(None)
        }
    }
}
