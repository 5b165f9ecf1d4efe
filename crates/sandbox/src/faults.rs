//! Faults that strike calls: what a client has to bear. Each is set for a family of calls, and for so many times or by
//! chance.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use http_body::Frame;
use rand::RngExt as _;
use rand::rngs::StdRng;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::handle::{Sandbox, locked};
use crate::kyx::problem::Problem;
use crate::netverify::Refusal;

/// More faults than these at once are a mistake of the one who sets them.
const MAX_FAULTS: usize = 100;
/// The largest answer that is spoilt; larger ones there are none.
const MAX_ANSWER: usize = 16 * 1024 * 1024;
/// The longest that a slow answer may take, in seconds.
const MAX_SECONDS: u32 = 3600;

/// What a fault does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// 429, and nothing is done.
    RateLimit,
    /// A status from 500 to 599, and nothing is done.
    ServerError,
    /// The answer takes long, in real time.
    Slow,
    /// The connection ends without an answer, and nothing is done.
    Cut,
    /// The call is done, and the connection ends amid the answer.
    CutAnswer,
    /// The call is done, and the answer is only half a JSON document.
    BrokenJson,
    /// The call is done, and the answer is a JSON document of another outline than the documented one.
    OtherJson,
}

impl FaultKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::RateLimit,
        Self::ServerError,
        Self::Slow,
        Self::Cut,
        Self::CutAnswer,
        Self::BrokenJson,
        Self::OtherJson,
    ];

    /// The name, as the control interface spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RateLimit => "rate-limit",
            Self::ServerError => "server-error",
            Self::Slow => "slow",
            Self::Cut => "cut",
            Self::CutAnswer => "cut-answer",
            Self::BrokenJson => "broken-json",
            Self::OtherJson => "other-json",
        }
    }
}

/// Which calls a fault strikes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calls {
    /// Every call of a program; not the customer's page.
    #[default]
    Any,
    /// Access tokens.
    Auth,
    /// What starts transactions of the current platform.
    Account,
    /// Uploads to the current platform.
    Upload,
    /// Status, results, pictures, deletions of the current platform.
    Retrieval,
    /// Everything of Netverify.
    Netverify,
    /// The customer's page.
    Page,
}

impl Calls {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Any, Self::Auth, Self::Account, Self::Upload, Self::Retrieval, Self::Netverify, Self::Page];

    /// The name, as the control interface spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Auth => "auth",
            Self::Account => "account",
            Self::Upload => "upload",
            Self::Retrieval => "retrieval",
            Self::Netverify => "netverify",
            Self::Page => "page",
        }
    }

    /// To which of them a path of the sandbox belongs; to none if it is the sandbox's own.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        let first = path.strip_prefix('/')?.split('/').next()?;
        // With one base URL, Netverify's paths lie beside those of the current platform.
        if first == "api" && !path.starts_with("/api/api/") {
            return Some(Self::Netverify);
        }
        match first {
            "auth" => Some(Self::Auth),
            "account" => Some(Self::Account),
            "api" => Some(Self::Upload),
            "retrieval" | "status" => Some(Self::Retrieval),
            "netverify" | "recognition" => Some(Self::Netverify),
            "web" => Some(Self::Page),
            _ => None,
        }
    }

    fn strikes(self, call: Self) -> bool {
        self == call || (self == Self::Any && call != Self::Page)
    }
}

/// A fault to set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// What it does.
    pub kind: FaultKind,
    /// Which calls it strikes.
    #[serde(default)]
    pub calls: Calls,
    /// After how many strikes it is over; never, if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// How many of a hundred calls it strikes, by chance; all, if nothing is said. Under a seed, the same ones every time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
    /// For `server-error`: the status, 503 if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// For `rate-limit` and `server-error`: `Retry-After` in seconds; no such header, if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// For `slow`: how long the answer takes, 10 if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
}

/// A fault that is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultState {
    /// Its number, by which it is cleared.
    pub id: u32,
    /// What was set.
    pub fault: Fault,
    /// How many calls it has struck so far.
    pub struck: u32,
}

impl fmt::Display for Fault {
    /// In words, for people: `rate-limit for account calls, 3 times`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, calls, times, percent, status, retry_after, seconds } = self;
        write!(f, "{}", kind.name())?;
        if let Some(status) = status {
            write!(f, " {status}")?;
        }
        if let Some(seconds) = seconds {
            write!(f, " of {seconds} seconds")?;
        }
        write!(f, " for {} calls", calls.name())?;
        if let Some(percent) = percent {
            write!(f, ", {percent} of a hundred")?;
        }
        if let Some(seconds) = retry_after {
            write!(f, ", Retry-After {seconds}")?;
        }
        if let Some(times) = times {
            write!(f, ", {times} times")?;
        }
        Ok(())
    }
}

/// Why a fault cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// A member that does not go with the kind of fault.
    #[error("{0} does not go with the kind {1}")]
    Stray(&'static str, &'static str),
    /// A number out of its range.
    #[error("{0}")]
    Range(&'static str),
    /// Too many.
    #[error("there are {MAX_FAULTS} faults already")]
    TooMany,
}

impl Fault {
    /// A fault of one kind that strikes every call of a program.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            calls: Calls::Any,
            times: None,
            percent: None,
            status: None,
            retry_after: None,
            seconds: None,
        }
    }

    fn check(&self) -> Result<(), FaultError> {
        use FaultKind::{RateLimit, ServerError, Slow};
        let stray =
            |name, goes: bool| if goes { Ok(()) } else { Err(FaultError::Stray(name, self.kind.name())) };
        let range = |text, fits: Option<bool>| {
            if fits == Some(false) { Err(FaultError::Range(text)) } else { Ok(()) }
        };
        stray("status", self.status.is_none() || self.kind == ServerError)?;
        stray("retryAfter", self.retry_after.is_none() || matches!(self.kind, RateLimit | ServerError))?;
        stray("seconds", self.seconds.is_none() || self.kind == Slow)?;
        range("times must be at least 1", self.times.map(|times| times > 0))?;
        range("percent must be from 1 to 100", self.percent.map(|percent| (1..=100).contains(&percent)))?;
        range("status must be from 500 to 599", self.status.map(|status| (500..=599).contains(&status)))?;
        range("seconds must be at most 3600", self.seconds.map(|seconds| seconds <= MAX_SECONDS))
    }

    /// Answers a call in place of what would, or spoils what comes of it.
    pub(crate) async fn answer(&self, request: Request, next: Next) -> Response {
        match self.kind {
            FaultKind::RateLimit => {
                self.refusal(StatusCode::TOO_MANY_REQUESTS, "Request limit exceeded", &request)
            }
            FaultKind::ServerError => {
                let status = self.status.and_then(|status| StatusCode::from_u16(status).ok());
                let status = status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
                self.refusal(status, "The service is temporarily unavailable", &request)
            }
            FaultKind::Slow => {
                tokio::time::sleep(Duration::from_secs(self.seconds.unwrap_or(10).into())).await;
                next.run(request).await
            }
            FaultKind::Cut => cut(StatusCode::OK, HeaderMap::new(), Bytes::new()),
            FaultKind::CutAnswer => {
                let (status, headers, body) = whole(next.run(request).await).await;
                let half = body.slice(..body.len() / 2);
                cut(status, headers, half)
            }
            FaultKind::BrokenJson => {
                let (status, headers, body) = whole(next.run(request).await).await;
                let half = body.slice(..body.len() / 2);
                (status, without_length(headers), half).into_response()
            }
            FaultKind::OtherJson => {
                let (status, _, _) = whole(next.run(request).await).await;
                (
                    status,
                    Json(json!({ "result": ["something else"], "account": 5, "workflowExecution": null })),
                )
                    .into_response()
            }
        }
    }

    fn refusal(&self, status: StatusCode, what: &str, request: &Request) -> Response {
        let path = request.uri().path();
        let mut answer = if Calls::of_path(path) == Some(Calls::Netverify) {
            Refusal::new(status, what).about(path.strip_prefix("/netverify").unwrap_or(path))
        } else {
            Problem::new(status, what).into_response()
        };
        if let Some(seconds) = self.retry_after {
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }
}

async fn whole(answer: Response) -> (StatusCode, HeaderMap, Bytes) {
    let (parts, body) = answer.into_parts();
    (parts.status, parts.headers, to_bytes(body, MAX_ANSWER).await.unwrap_or_default())
}

fn without_length(mut headers: HeaderMap) -> HeaderMap {
    headers.remove(header::CONTENT_LENGTH);
    headers
}

/// An answer that ends after `begun` with the connection; nothing at all comes where nothing is begun.
fn cut(status: StatusCode, headers: HeaderMap, begun: Bytes) -> Response {
    let body = Cut { begun: Some(begun).filter(|begun| !begun.is_empty()), sent: false };
    (status, without_length(headers), Body::new(body)).into_response()
}

/// A body that breaks off. The server closes the connection where it does.
struct Cut {
    begun: Option<Bytes>,
    sent: bool,
}

impl http_body::Body for Cut {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        if let Some(begun) = self.begun.take() {
            self.sent = true;
            return Poll::Ready(Some(Ok(Frame::data(begun))));
        }
        if std::mem::take(&mut self.sent) {
            // Who waits lets the server send what it has.
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(std::io::Error::from(std::io::ErrorKind::ConnectionAborted))))
    }
}

/// The faults that are set.
#[derive(Debug)]
pub(crate) struct Faults {
    set: Vec<FaultState>,
    last_id: u32,
    random: StdRng,
}

impl Faults {
    pub(crate) fn new(random: StdRng) -> Self {
        Self { set: Vec::new(), last_id: 0, random }
    }

    /// The fault that strikes a call now: the first one set for it that is not spared by chance. One that is used up is gone.
    pub(crate) fn strike(&mut self, call: Calls) -> Option<Fault> {
        let random = &mut self.random;
        let place = self.set.iter().position(|state| {
            let Fault { calls, percent, .. } = state.fault;
            calls.strikes(call) && percent.is_none_or(|percent| random.random_range(0..100) < percent)
        })?;
        let state = self.set.get_mut(place)?;
        state.struck += 1;
        let fault = state.fault.clone();
        if fault.times.is_some_and(|times| state.struck >= times) {
            self.set.remove(place);
        }
        Some(fault)
    }

    fn add(&mut self, fault: Fault) -> Result<FaultState, FaultError> {
        fault.check()?;
        if self.set.len() >= MAX_FAULTS {
            return Err(FaultError::TooMany);
        }
        self.last_id += 1;
        let state = FaultState { id: self.last_id, fault, struck: 0 };
        self.set.push(state.clone());
        Ok(state)
    }
}

impl Sandbox {
    /// The faults that are set, in the order in which they get their chance to strike.
    pub fn faults(&self) -> Vec<FaultState> {
        locked(&self.control().faults).set.clone()
    }

    /// Sets a fault, after those that are set already. Errors: it makes no sense.
    pub fn add_fault(&self, fault: Fault) -> Result<FaultState, FaultError> {
        locked(&self.control().faults).add(fault)
    }

    /// Takes one fault back. Whether it was set.
    pub fn clear_fault(&self, id: u32) -> bool {
        let mut faults = locked(&self.control().faults);
        let before = faults.set.len();
        faults.set.retain(|state| state.id != id);
        faults.set.len() < before
    }

    /// Takes all faults back.
    pub fn clear_faults(&self) {
        locked(&self.control().faults).set.clear();
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;

    use super::*;

    #[test]
    fn paths_belong_to_families() {
        for (path, calls) in [
            ("/auth/oauth2/token", Some(Calls::Auth)),
            ("/account/api/v1/accounts", Some(Calls::Account)),
            ("/api/api/v1/accounts", Some(Calls::Upload)),
            ("/retrieval/api/v1/accounts", Some(Calls::Retrieval)),
            ("/netverify/api/v4/initiate", Some(Calls::Netverify)),
            ("/web/v4/app", Some(Calls::Page)),
            ("/sandbox/clock", None),
            ("/", None),
        ] {
            assert_eq!(Calls::of_path(path), calls, "{path}");
        }
    }

    #[test]
    fn chance_is_the_same_under_a_seed_and_about_as_often_as_said() {
        let strikes = |seed| {
            let mut faults = Faults::new(StdRng::seed_from_u64(seed));
            faults.add(Fault { percent: Some(30), ..Fault::new(FaultKind::Cut) }).unwrap();
            (0..400).map(|_| faults.strike(Calls::Retrieval).is_some()).collect::<Vec<_>>()
        };
        assert_eq!(strikes(1), strikes(1));
        assert_ne!(strikes(1), strikes(2));
        let count = strikes(1).into_iter().filter(|struck| *struck).count();
        assert!((80..160).contains(&count), "{count} of 400");
    }
}
