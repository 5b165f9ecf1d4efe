//! Errors on the wire: RFC 9457 problem details with our findings in them.

use model::{Diagnostic, ResourceName, Revision};
use serde::{Deserialize, Serialize};

use crate::Writer;

/// `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem it is; programs decide by this.
    pub kind: ProblemKind,
    /// The HTTP status.
    pub status: u16,
    /// One phrase.
    pub title: String,
    /// What exactly, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The resources in conflict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// The findings that stand in the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Diagnostic>,
}

/// The kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The request is malformed (400).
    BadRequest,
    /// No access token, or one that does not count (401).
    NotSignedIn,
    /// The access token's role does not suffice (403).
    NotAllowed,
    /// There is no such thing (404).
    NotFound,
    /// A draft is newer than the one that the sender saw (409).
    OutOfDate,
    /// The draft that the sender means is not the one saved here (409).
    NotPushed,
    /// Publishing is held after a roll back (409).
    Held,
    /// This backend serves another workspace (409).
    OtherWorkspace,
    /// The state of the thing does not allow it (409): a review that is closed, a session that ended.
    Conflict,
    /// The contents have errors (422).
    Invalid,
    /// The provider refused the credentials (422).
    CredentialsRefused,
    /// No credentials are stored for what is asked (422).
    CredentialsMissing,
    /// The provider could not be reached (502).
    ProviderUnavailable,
    /// A fault of the backend (500).
    Internal,
}

impl ProblemKind {
    /// The HTTP status of this kind.
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::NotSignedIn => 401,
            Self::NotAllowed => 403,
            Self::NotFound => 404,
            Self::OutOfDate | Self::NotPushed | Self::Held | Self::OtherWorkspace | Self::Conflict => 409,
            Self::Invalid | Self::CredentialsRefused | Self::CredentialsMissing => 422,
            Self::ProviderUnavailable => 502,
            Self::Internal => 500,
        }
    }
}

/// A draft that stands in the way of a changeset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The resource.
    pub resource: ResourceName,
    /// The revision of its draft here.
    pub draft: Option<Revision>,
    /// Who wrote it.
    pub writer: Option<Writer>,
}

impl Problem {
    /// A problem of a kind, with its status.
    pub fn new(kind: ProblemKind, title: impl Into<String>) -> Self {
        Self {
            kind,
            status: kind.status(),
            title: title.into(),
            detail: None,
            conflicts: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The problem with more to say.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The problem with the findings that stand in the way.
    #[must_use]
    pub fn with_findings(mut self, findings: Vec<Diagnostic>) -> Self {
        self.findings = findings;
        self
    }

    /// The problem with the resources in conflict.
    #[must_use]
    pub fn with_conflicts(mut self, conflicts: Vec<Conflict>) -> Self {
        self.conflicts = conflicts;
        self
    }
}
