//! Errors as the platform tells them: RFC 7807 without `type` (FACTS 4.3).

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;

/// An error answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
}

#[derive(Serialize)]
struct Body<'a> {
    title: &'a str,
    status: u16,
    detail: &'a str,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into() }
    }

    /// What is wrong with a member of the request.
    pub(crate) fn field(field: &str, what: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, format!("{field}: {what}"))
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "The provided credentials are invalid")
    }

    pub(crate) fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "Access is denied")
    }

    pub(crate) fn too_many() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "Request limit exceeded")
    }

    pub(crate) fn no_account() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Account not found")
    }

    pub(crate) fn no_run() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Workflow execution not found")
    }

    pub(crate) fn malformed() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "Request body is not readable")
    }

    /// The resource is there, and knows no such method.
    pub(crate) fn method(method: &str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, format!("Request method '{method}' is not supported"))
    }

    /// Errors: 415 for what is not said to be JSON.
    pub(crate) fn unless_json(headers: &HeaderMap) -> Result<(), Self> {
        let is_json = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/json"));
        if is_json {
            return Ok(());
        }
        Err(Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json"))
    }

    /// What is wrong, in words.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Error");
        let body = Body { title, status: self.status.as_u16(), detail: &self.detail };
        (self.status, Json(body)).into_response()
    }
}
