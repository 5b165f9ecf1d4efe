//! Steps that ask another system.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{FieldId, TimeSpan};

/// The settings of a `webhook` step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct WebhookStep {
    /// The name under which the backend knows where to send. An address is no business of the workspace: whoever runs the
    /// backend says where customers' data go.
    pub endpoint: String,
    /// The fields that are sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub send: Vec<FieldId>,
    /// What is taken from the answer: the member for each field; a dot leads into an object (`offer.rate`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub receive: BTreeMap<FieldId, String>,
    /// How long an answer may take.
    #[serde(default = "timeout_default", skip_serializing_if = "is_timeout_default")]
    pub timeout: TimeSpan,
    /// How often it is tried again when there is no answer, or one that says that it is too early.
    #[serde(default = "retries_default", skip_serializing_if = "is_retries_default")]
    pub retries: u32,
}

impl WebhookStep {
    /// A step that sends nothing and takes nothing.
    pub fn new(endpoint: impl Into<String>) -> Self {
        Self {
            endpoint: endpoint.into(),
            send: Vec::new(),
            receive: BTreeMap::new(),
            timeout: timeout_default(),
            retries: retries_default(),
        }
    }
}

const fn timeout_default() -> TimeSpan {
    TimeSpan::from_seconds(10)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_timeout_default(timeout: &TimeSpan) -> bool {
    *timeout == timeout_default()
}

const fn retries_default() -> u32 {
    3
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_retries_default(retries: &u32) -> bool {
    *retries == retries_default()
}
