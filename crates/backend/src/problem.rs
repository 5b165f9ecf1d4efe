//! Problems as answers, and bodies whose faults are told as problems.

use api::{Problem, ProblemKind};
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use serde::de::DeserializeOwned;

use crate::blobs::BlobError;
use crate::seal::SealError;
use crate::storage::StorageError;

/// A refused request: a [`Problem`] as an answer.
#[derive(Debug, Clone)]
pub struct Refusal(pub Box<Problem>);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(&self.0)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

/// A fault of this side: told to the log once, and to nobody else.
pub(crate) fn internal(error: &dyn std::error::Error) -> Problem {
    tracing::error!(error = %error, "a request failed");
    Problem::new(ProblemKind::Internal, "the backend failed").with_detail("its log tells why")
}

/// Faults of this side become problems that do not say more than that.
macro_rules! internal_fault {
    ($($error:ty),*) => {$(
        impl From<$error> for Problem {
            fn from(error: $error) -> Self {
                internal(&error)
            }
        }

        impl From<$error> for Refusal {
            fn from(error: $error) -> Self {
                internal(&error).into()
            }
        }
    )*};
}
internal_fault!(StorageError, SealError, BlobError);

/// There is no such thing.
pub(crate) fn not_found(what: impl std::fmt::Display) -> Problem {
    Problem::new(ProblemKind::NotFound, format!("there is no {what}"))
}

/// The request is malformed.
pub(crate) fn bad_request(detail: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::BadRequest, "the request is malformed").with_detail(detail)
}

/// A JSON body. What is wrong with it is told by its place, never by its contents: it may be a secret.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let essence = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
        if !essence.is_some_and(|essence| essence.eq_ignore_ascii_case("application/json")) {
            let mut problem = bad_request("a body of type `application/json` is expected");
            problem.status = StatusCode::UNSUPPORTED_MEDIA_TYPE.as_u16();
            return Err(problem.into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unread(&rejection))?;
        let json = &mut serde_json::Deserializer::from_slice(&bytes);
        let body = serde_path_to_error::deserialize(json).map_err(|error| {
            let place = (error.inner().line(), error.inner().column());
            bad_request(format!(
                "the body is not what this call takes: at `{}`, line {}, column {}",
                error.path(),
                place.0,
                place.1
            ))
        })?;
        Ok(Self(body))
    }
}

fn unread(rejection: &BytesRejection) -> Problem {
    let mut problem = bad_request("the body is larger than is taken, or did not arrive as a whole");
    problem.status = rejection.status().as_u16();
    problem
}

/// What stands in the path. A path whose parts cannot be names leads nowhere.
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut http::request::Parts, state: &S) -> Result<Self, Refusal> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(path)) => Ok(Self(path)),
            Err(_) => Err(not_found("such path").into()),
        }
    }
}
