//! One exchange over HTTP: a limited body, or a classified error.

use std::error::Error as StdError;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::wire::Members;
use crate::{Call, Error, Image, trust};

/// How much of an error's body is read.
const PROBLEM_LIMIT: usize = 16 * 1024;

/// An answer that succeeded.
pub(crate) struct Answer {
    pub(crate) content_type: Option<String>,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The body as a file.
    pub(crate) fn into_image(self) -> Image {
        let content_type = self.content_type.unwrap_or_else(|| "application/octet-stream".to_owned());
        Image { content_type, bytes: self.body }
    }

    /// The body as JSON. An error tells the place only: the text there may be personal data.
    pub(crate) fn json<T: DeserializeOwned>(&self, call: Call) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|error| Error::Undecodable {
            call,
            reason: format!(
                "{} at line {} column {}",
                match error.classify() {
                    serde_json::error::Category::Data => "not the documented members",
                    serde_json::error::Category::Eof => "the JSON ends too early",
                    _ => "not JSON",
                },
                error.line(),
                error.column()
            ),
        })
    }
}

/// Sends a request and reads the answer, of at most `limit` bytes.
pub(crate) async fn exchange(call: Call, request: RequestBuilder, limit: usize) -> Result<Answer, Error> {
    let response = request.send().await.map_err(|error| transport(call, &error))?;
    let status = response.status();
    tracing::debug!(%call, status = status.as_u16(), "answered");
    if status.is_success() {
        let content_type =
            response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = read(call, response, limit).await?;
        return Ok(Answer { content_type, body });
    }
    let retry_after = retry_after(response.headers());
    let body = read(call, response, PROBLEM_LIMIT).await.unwrap_or_default();
    Err(classify(call, status, retry_after, &body))
}

async fn read(call: Call, mut response: Response, limit: usize) -> Result<Bytes, Error> {
    let too_large = Error::TooLarge { call, limit };
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large);
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| transport(call, &error))? {
        if body.len() + chunk.len() > limit {
            return Err(too_large);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// An error's heading and explanation, from all the forms that were seen (FACTS 3.2 and 4.3). Where there is no
/// explanation, Netverify's message or the error of OAuth2 is one.
fn told(body: &Members) -> (Option<String>, Option<String>) {
    let text = |name: &str| {
        let text: String = body.text(name)?.chars().filter(|c| !c.is_control()).collect();
        (!text.trim().is_empty()).then_some(text)
    };
    (text("title"), text("detail").or_else(|| text("message")).or_else(|| text("error")))
}

fn classify(call: Call, status: StatusCode, retry_after: Option<Duration>, body: &[u8]) -> Error {
    let body: Members = serde_json::from_slice(body).unwrap_or_default();
    // RFC 6749 lets a token endpoint say this with 400 as well.
    let invalid_client = call == Call::Token && body.text("error").as_deref() == Some("invalid_client");
    let (title, detail) = told(&body);
    match status.as_u16() {
        401 => Error::Credentials { call, title, detail },
        400 if invalid_client => Error::Credentials { call, title, detail },
        403 => Error::Permission { call, title, detail },
        404 => Error::NotFound { call, title, detail },
        429 => Error::RateLimited { call, retry_after, title, detail },
        // A request that the server gave up waiting for may have been read all the same.
        408 => Error::TimedOut { call },
        status @ 400..=499 => Error::Refused { call, status, title, detail },
        status => Error::Unavailable { call, status, title, detail },
    }
}

fn transport(call: Call, error: &reqwest::Error) -> Error {
    if error.is_connect() {
        return match trust::reason(error) {
            Some((reason, distrust)) => Error::Tls { call, reason, distrust },
            None => Error::Unreachable { call, reason: innermost(error) },
        };
    }
    if error.is_timeout() {
        return Error::TimedOut { call };
    }
    if error.is_builder() {
        return Error::Setup { reason: innermost(error) };
    }
    Error::Interrupted { call, reason: innermost(error) }
}

/// What the innermost of an error's causes says. The outer ones repeat the URL.
pub(crate) fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn StdError = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    if let Some(outermost) = cause.downcast_ref::<reqwest::Error>() {
        // Without a cause, an error of the HTTP library would tell the URL itself.
        return if outermost.is_timeout() { "timed out".to_owned() } else { "the request failed".to_owned() };
    }
    cause.to_string()
}
