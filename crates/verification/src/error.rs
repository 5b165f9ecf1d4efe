//! Why a provider's call failed, by what is to be done next.

/// Why a call failed. No text in here holds a secret or personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// The settings do not suffice; nothing was sent.
    #[error("{detail}")]
    Settings {
        /// What is missing or wrong.
        detail: String,
    },
    /// The API token and secret were refused, or belong to another data centre.
    #[error("{detail}")]
    Credentials {
        /// What the provider said.
        detail: String,
    },
    /// The API token and secret are right, but not for this.
    #[error("{detail}")]
    Permission {
        /// What the provider said.
        detail: String,
    },
    /// A start that surely had no effect: repeating it is safe.
    #[error("{detail}")]
    NotArrived {
        /// What happened.
        detail: String,
    },
    /// A start that may have had its effect: repeating it may start, and bill, a second one.
    #[error("{detail}")]
    Unknown {
        /// What happened.
        detail: String,
    },
    /// The provider does not accept the request as it is.
    #[error("{detail}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What the provider said.
        detail: String,
    },
    /// There is nothing of these ids, or not any more.
    #[error("{detail}")]
    NotFound {
        /// What was asked for.
        detail: String,
    },
    /// No answer for now; asking again is safe.
    #[error("{detail}")]
    Unavailable {
        /// What happened.
        detail: String,
    },
    /// There is a connection, but it cannot be trusted; nothing was sent.
    #[error("{detail}")]
    Insecure {
        /// What is wrong with it.
        detail: String,
        /// Whether it is about dates, so that this machine's clock may be what is wrong.
        clock: bool,
    },
    /// The answer is not what the provider documents.
    #[error("{detail}")]
    Undecodable {
        /// Where it stops making sense.
        detail: String,
    },
    /// The answer is about something else than what was asked for, and is not used.
    #[error("the answer of the provider is about another {what}")]
    Mismatch {
        /// What differs: `account`, `run` or `reference`.
        what: &'static str,
    },
}

impl ProviderError {
    /// A word for the kind, for logs and metrics.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Settings { .. } => "settings",
            Self::Credentials { .. } => "credentials",
            Self::Permission { .. } => "permission",
            Self::NotArrived { .. } => "not-arrived",
            Self::Unknown { .. } => "unknown",
            Self::Refused { .. } => "refused",
            Self::NotFound { .. } => "not-found",
            Self::Unavailable { .. } => "unavailable",
            Self::Insecure { .. } => "insecure",
            Self::Undecodable { .. } => "undecodable",
            Self::Mismatch { .. } => "mismatch",
        }
    }

    /// Whether the same call may succeed later and can do no harm.
    pub const fn can_be_repeated(&self) -> bool {
        matches!(self, Self::NotArrived { .. } | Self::Unavailable { .. } | Self::Insecure { .. })
    }
}
