//! Errors as Netverify tells them. One body was observed, that of 401; the others follow it (FACTS 3.2).

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

/// An error answer. Its body is written when it is known what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    status: StatusCode,
    detail: String,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into() }
    }

    /// What is wrong with a member of the request.
    pub(crate) fn field(field: &str, what: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, format!("{field} {what}"))
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Bad credentials")
    }

    pub(crate) fn forbidden(detail: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    pub(crate) fn too_many() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "Request limit exceeded")
    }

    pub(crate) fn no_scan() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no such scan")
    }

    pub(crate) fn no_image() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no such image")
    }

    /// The answer to a request for `uri`.
    pub(crate) fn about(&self, uri: &str) -> Response {
        let reason = self.status.canonical_reason().unwrap_or("Error");
        let body = json!({
            "message": format!("{reason}: {}", self.detail),
            "httpStatus": self.status.as_u16(),
            "requestURI": uri,
        });
        (self.status, Json(body)).into_response()
    }

    #[cfg(test)]
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut answer = self.status.into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}
