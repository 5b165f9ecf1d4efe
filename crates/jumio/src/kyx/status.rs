//! The state of an execution, the callback that tells of it, and the platform's health.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::WireTime;
use crate::open_enum::open_enum;
use crate::wire::{Members, null_default, text_or_number};

open_enum! {
    /// The state of a workflow execution (FACTS 4.5).
    RunState {
        /// Created, nothing captured.
        Initiated = "INITIATED",
        /// Capture began; told by callbacks only.
        AcquisitionStarted = "ACQUISITION_STARTED",
        /// Captured, being processed.
        Acquired = "ACQUIRED",
        /// There is a result.
        Processed = "PROCESSED",
        /// Begun, and not finished within 15 idle minutes.
        SessionExpired = "SESSION_EXPIRED",
        /// Never begun.
        TokenExpired = "TOKEN_EXPIRED",
    }
}

impl RunState {
    /// Whether the execution goes on. A state that is not known is taken for an end, so that nobody waits for ever.
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Initiated | Self::AcquisitionStarted | Self::Acquired)
    }
}

/// Something by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdRef {
    /// The id.
    pub id: String,
    /// Where it can be had; not to be relied on (FACTS 4.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// A workflow execution as status answers and callbacks describe it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Execution {
    /// The id.
    pub id: String,
    /// Where it can be had; seen without its account, so not to be relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// The workflow's key.
    #[serde(default, deserialize_with = "text_or_number", skip_serializing_if = "String::is_empty")]
    pub definition_key: String,
    /// The state.
    pub status: RunState,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// The answer to asking for a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// The account.
    pub account: IdRef,
    /// The execution.
    pub workflow_execution: Execution,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// What Jumio posts when a state changes (FACTS 4.8). It is not signed: a hint to go and look, never a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Callback {
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback_sent_at: Option<WireTime>,
    /// The reference of the person, if one was given at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_reference: Option<String>,
    /// The execution.
    pub workflow_execution: Execution,
    /// The account.
    pub account: IdRef,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

open_enum! {
    /// How the platform or a part of it is.
    HealthState {
        /// Well.
        Up = "UP",
        /// Slower, or partly failing.
        Degraded = "DEGRADED",
        /// Not working.
        Down = "DOWN",
    }
}

/// The platform's health (FACTS 4.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// As a whole.
    pub status: HealthState,
    /// By part: `api`, `callback`, `mobile`, `processing`, `retrieval`, `web`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "null_default")]
    pub details: BTreeMap<String, HealthState>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}
