//! How requests reach a backend: over HTTP, or as calls of a service in the same process.

use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use secrecy::{ExposeSecret, SecretString};
use tower::ServiceExt;
use url::Url;

/// The largest answer that is read, in bytes.
const MAX_ANSWER: usize = 64 * 1024 * 1024;

/// A way to a backend.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends a request whose URI is a path, and gives the answer whatever its status.
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError>;

    /// What people know the backend by.
    fn describe(&self) -> String;
}

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The request did not get there, or no answer came back.
    #[error("the backend {backend} cannot be reached: {reason}")]
    Unreachable {
        /// Its address.
        backend: String,
        /// What the network said.
        reason: String,
    },
    /// The answer is larger than any that a backend gives.
    #[error("the backend {0} gave an answer that is too large")]
    TooLarge(String),
    /// The service in this process failed.
    #[error("the embedded backend failed: {0}")]
    Service(String),
    /// An HTTP client cannot be made here.
    #[error("HTTP cannot be spoken here: {0}")]
    Setup(String),
}

/// A backend elsewhere, over HTTP.
pub struct HttpTransport {
    base: Url,
    client: reqwest::Client,
    access_token: Option<SecretString>,
}

impl HttpTransport {
    /// A transport to the backend at `base` (see [`crate::parse_address`]). The access token is sent there and nowhere
    /// else.
    ///
    /// # Errors
    /// [`TransportError::Setup`] when no HTTP client can be made on this machine.
    pub fn new(base: Url, access_token: Option<SecretString>) -> Result<Self, TransportError> {
        let client = crate::address::http_client(&base)?;
        Ok(Self { base, client, access_token })
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let unreachable = |error: reqwest::Error| TransportError::Unreachable {
            backend: self.describe(),
            reason: innermost(&error.without_url()),
        };
        let (parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
        let url = format!("{}{path}", self.base.as_str().trim_end_matches('/'));
        let mut builder = self.client.request(parts.method, url).headers(parts.headers).body(body);
        if let Some(token) = &self.access_token {
            builder = builder.bearer_auth(token.expose_secret());
        }
        let mut answer = builder.send().await.map_err(unreachable)?;
        let mut response = Response::builder().status(answer.status());
        if let Some(headers) = response.headers_mut() {
            *headers = answer.headers().clone();
        }
        let mut collected = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
            if collected.len() + chunk.len() > MAX_ANSWER {
                return Err(TransportError::TooLarge(self.describe()));
            }
            collected.extend_from_slice(&chunk);
        }
        response.body(Bytes::from(collected)).map_err(|error| TransportError::Service(error.to_string()))
    }

    fn describe(&self) -> String {
        self.base.as_str().trim_end_matches('/').to_owned()
    }
}

/// The cause that says most: network errors are wrapped several times.
pub(crate) fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// A backend in this process: calls of its router, without a socket.
pub struct ServiceTransport<S> {
    service: S,
}

impl<S> ServiceTransport<S> {
    /// A transport that calls `service`.
    pub fn new(service: S) -> Self {
        Self { service }
    }
}

#[async_trait]
impl<S, B> Transport for ServiceTransport<S>
where
    S: tower::Service<Request<Full<Bytes>>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Error: std::fmt::Display,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send,
    B::Error: std::fmt::Display,
{
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let answer = self
            .service
            .clone()
            .oneshot(request.map(Full::new))
            .await
            .map_err(|error| TransportError::Service(error.to_string()))?;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.map_err(|error| TransportError::Service(error.to_string()))?;
        Ok(Response::from_parts(parts, body.to_bytes()))
    }

    fn describe(&self) -> String {
        "embedded".to_owned()
    }
}
