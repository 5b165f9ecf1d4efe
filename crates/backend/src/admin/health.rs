//! Whether this backend is well, and answers to requests that no route takes.

use std::any::Any;

use api::{Problem, ProblemKind};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use crate::app::App;
use crate::problem::{Refusal, bad_request};

/// `GET /healthz`: the process runs.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers.
pub(super) async fn ready(State(app): State<App>) -> Response {
    match app.parts.storage.next_due().await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// There is the path, but not for this method.
pub(super) async fn method_not_allowed() -> Refusal {
    let mut problem = bad_request("the path is right, but not with this method");
    problem.status = StatusCode::METHOD_NOT_ALLOWED.as_u16();
    problem.into()
}

/// A fault in the code of this backend. The panic itself has been told where the process tells its panics.
pub(super) fn panicked(_thrown: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request ended in a panic");
    let problem = Problem::new(ProblemKind::Internal, "the backend failed").with_detail("its log tells why");
    Refusal::from(problem).into_response()
}
