//! What can go wrong, and whether a call may have had its effect all the same.

use std::cmp::Reverse;
use std::fmt;
use std::time::Duration;

use crate::Distrust;

/// A call, as errors name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Call {
    /// Getting an OAuth2 access token.
    Token,
    /// Creating an account with its first workflow execution; billable.
    CreateAccount,
    /// Starting another workflow execution of an account; billable.
    UpdateAccount,
    /// Asking for the state of a workflow execution.
    Status,
    /// Fetching the result of a workflow execution.
    Details,
    /// Fetching a picture.
    Image,
    /// Asking how the platform is.
    Health,
    /// Fetching another part of a credential.
    Part,
    /// Fetching the steps of a workflow execution.
    Steps,
    /// Sending a part of a credential.
    Upload,
    /// Telling that all parts have been sent.
    Finalise,
    /// Deleting what was captured in a workflow execution.
    DeleteRun,
    /// Deleting an account with all its workflow executions.
    DeleteAccount,
    /// Starting a transaction of Netverify; billable.
    Initiate,
    /// Asking for the state of a transaction.
    ScanStatus,
    /// Fetching the result of a transaction, or a part of it.
    ScanData,
    /// Asking which pictures there are of a transaction.
    ScanImages,
    /// Deleting a transaction's pictures and data.
    DeleteScan,
    /// Fetching the list of identity documents.
    IdTypes,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Token => "getting an access token from Jumio",
            Self::CreateAccount => "creating an account at Jumio",
            Self::UpdateAccount => "starting a run of an account at Jumio",
            Self::Status => "asking Jumio for the state of a run",
            Self::Details => "fetching a result from Jumio",
            Self::Image => "fetching a picture from Jumio",
            Self::Health => "asking for Jumio's health",
            Self::Part => "fetching a part of a credential from Jumio",
            Self::Steps => "fetching the steps of a run from Jumio",
            Self::Upload => "sending a part of a credential to Jumio",
            Self::Finalise => "finalising a run at Jumio",
            Self::DeleteRun => "deleting a run at Jumio",
            Self::DeleteAccount => "deleting an account at Jumio",
            Self::Initiate => "starting a transaction at Jumio",
            Self::ScanStatus => "asking Jumio for the state of a transaction",
            Self::ScanData => "fetching a transaction's result from Jumio",
            Self::ScanImages => "asking Jumio for the pictures of a transaction",
            Self::DeleteScan => "deleting a transaction at Jumio",
            Self::IdTypes => "fetching the list of identity documents from Jumio",
        })
    }
}

/// Whether a call that failed may have had its effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arrival {
    /// It surely did not arrive, or was turned away unread (rate limit): repeating it is safe.
    NotArrived,
    /// It arrived and was refused: nothing happened, and repeating it unchanged will not help.
    Refused,
    /// It may have had its effect.
    Unknown,
}

/// Why a call failed. No text in here holds a secret, a token or personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// 401: the credentials are wrong, or belong to another data centre.
    #[error("{call}: the API token and secret were refused (401)")]
    Credentials {
        /// What was tried.
        call: Call,
        /// Jumio's heading.
        title: Option<String>,
        /// Jumio's explanation.
        detail: Option<String>,
    },
    /// 403: the credentials are right, but not for this.
    #[error("{call}: not permitted to these credentials (403){}", because(detail.as_deref().or(title.as_deref())))]
    Permission {
        /// What was tried.
        call: Call,
        /// Jumio's heading.
        title: Option<String>,
        /// Jumio's explanation.
        detail: Option<String>,
    },
    /// 404: never there, or deleted.
    #[error("{call}: not found (404)")]
    NotFound {
        /// What was tried.
        call: Call,
        /// Jumio's heading.
        title: Option<String>,
        /// Jumio's explanation.
        detail: Option<String>,
    },
    /// 429: too many calls in too short a time (FACTS 4.12).
    #[error("{call}: too many calls (429)")]
    RateLimited {
        /// What was tried.
        call: Call,
        /// How long Jumio asks to wait, where it says so.
        retry_after: Option<Duration>,
        /// Jumio's heading.
        title: Option<String>,
        /// Jumio's explanation.
        detail: Option<String>,
    },
    /// Another 4xx: the request itself is wrong.
    #[error("{call}: refused ({status}){}", because(detail.as_deref().or(title.as_deref())))]
    Refused {
        /// What was tried.
        call: Call,
        /// The HTTP status.
        status: u16,
        /// Jumio's heading.
        title: Option<String>,
        /// Jumio's explanation.
        detail: Option<String>,
    },
    /// 5xx, or a status that makes no sense here.
    #[error("{call}: the server answered with status {status}")]
    Unavailable {
        /// What was tried.
        call: Call,
        /// The HTTP status.
        status: u16,
        /// Jumio's heading.
        title: Option<String>,
        /// Jumio's explanation.
        detail: Option<String>,
    },
    /// No connection came about.
    #[error("{call}: no connection: {reason}")]
    Unreachable {
        /// What was tried.
        call: Call,
        /// What the operating system or resolver says.
        reason: String,
    },
    /// A connection came about, but no trustworthy TLS session over it.
    #[error("{call}: no secure connection: {reason}")]
    Tls {
        /// What was tried.
        call: Call,
        /// What the TLS library says.
        reason: String,
        /// The same as one of few reasons.
        distrust: Distrust,
    },
    /// No answer in time.
    #[error("{call}: no answer in time")]
    TimedOut {
        /// What was tried.
        call: Call,
    },
    /// The connection broke after the request had gone out.
    #[error("{call}: the connection broke: {reason}")]
    Interrupted {
        /// What was tried.
        call: Call,
        /// What the HTTP library says.
        reason: String,
    },
    /// The answer is not what is documented.
    #[error("{call}: the answer cannot be understood: {reason}")]
    Undecodable {
        /// What was tried.
        call: Call,
        /// Where it stops making sense; never what stands there.
        reason: String,
    },
    /// The answer is larger than accepted.
    #[error("{call}: the answer is larger than {limit} bytes")]
    TooLarge {
        /// What was tried.
        call: Call,
        /// The limit in bytes.
        limit: usize,
    },
    /// An id that cannot be one of Jumio's; nothing was sent.
    #[error("{call}: `{what}` does not have the form of an id")]
    BadId {
        /// What was tried.
        call: Call,
        /// Which of the ids.
        what: &'static str,
    },
    /// The client cannot be made from its configuration; nothing was sent.
    #[error("cannot set up the client for Jumio: {reason}")]
    Setup {
        /// Why not.
        reason: String,
    },
}

/// How much of an explanation a message tells.
const DETAIL_LIMIT: usize = 200;

fn because(detail: Option<&str>) -> String {
    detail
        .map(|detail| format!(": {}", detail.chars().take(DETAIL_LIMIT).collect::<String>()))
        .unwrap_or_default()
}

impl Error {
    /// What was tried; `None` when nothing was.
    pub fn call(&self) -> Option<Call> {
        match self {
            Self::Credentials { call, .. }
            | Self::Permission { call, .. }
            | Self::NotFound { call, .. }
            | Self::RateLimited { call, .. }
            | Self::Refused { call, .. }
            | Self::Unavailable { call, .. }
            | Self::Unreachable { call, .. }
            | Self::Tls { call, .. }
            | Self::TimedOut { call }
            | Self::Interrupted { call, .. }
            | Self::Undecodable { call, .. }
            | Self::TooLarge { call, .. }
            | Self::BadId { call, .. } => Some(*call),
            Self::Setup { .. } => None,
        }
    }

    /// The HTTP status, where there was an answer that refused.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Credentials { .. } => Some(401),
            Self::Permission { .. } => Some(403),
            Self::NotFound { .. } => Some(404),
            Self::RateLimited { .. } => Some(429),
            Self::Refused { status, .. } | Self::Unavailable { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The heading of the answer that refused.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Credentials { title, .. }
            | Self::Permission { title, .. }
            | Self::NotFound { title, .. }
            | Self::RateLimited { title, .. }
            | Self::Refused { title, .. }
            | Self::Unavailable { title, .. } => title.as_deref(),
            _ => None,
        }
    }

    /// What the answer that refused says.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Credentials { detail, .. }
            | Self::Permission { detail, .. }
            | Self::NotFound { detail, .. }
            | Self::RateLimited { detail, .. }
            | Self::Refused { detail, .. }
            | Self::Unavailable { detail, .. } => detail.as_deref(),
            _ => None,
        }
    }

    /// An answer may repeat what was sent: these texts are taken out of it.
    pub(crate) fn without(mut self, mut hidden: Vec<String>) -> Self {
        // A text that is part of another would leave the rest of that one behind.
        hidden.sort_by_key(|text| Reverse(text.len()));
        if let Self::Credentials { title, detail, .. }
        | Self::Permission { title, detail, .. }
        | Self::NotFound { title, detail, .. }
        | Self::RateLimited { title, detail, .. }
        | Self::Refused { title, detail, .. }
        | Self::Unavailable { title, detail, .. } = &mut self
        {
            for text in [title, detail].into_iter().flatten() {
                for hidden in hidden.iter().filter(|hidden| !hidden.is_empty()) {
                    *text = text.replace(hidden, "…");
                }
            }
        }
        self
    }

    /// Whether what the caller asked for may have happened all the same. When already the access token could not be
    /// had, the call proper was never sent.
    pub fn arrival(&self) -> Arrival {
        match self {
            Self::Credentials { .. }
            | Self::Permission { .. }
            | Self::NotFound { .. }
            | Self::Refused { .. } => Arrival::Refused,
            Self::RateLimited { .. }
            | Self::Unreachable { .. }
            | Self::Tls { .. }
            | Self::BadId { .. }
            | Self::Setup { .. } => Arrival::NotArrived,
            Self::Unavailable { call, .. }
            | Self::TimedOut { call }
            | Self::Interrupted { call, .. }
            | Self::Undecodable { call, .. }
            | Self::TooLarge { call, .. } => {
                if *call == Call::Token {
                    Arrival::NotArrived
                } else {
                    Arrival::Unknown
                }
            }
        }
    }

    /// Whether the same call may succeed a moment later.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::RateLimited { .. }
                | Self::Unreachable { .. }
                | Self::Unavailable { status: 500..=599, .. }
                | Self::TimedOut { .. }
                | Self::Interrupted { .. }
        )
    }
}
