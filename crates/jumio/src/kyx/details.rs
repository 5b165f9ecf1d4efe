//! The result of a workflow execution (FACTS 4.6 and 4.9).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::status::{IdRef, RunState};
use crate::WireTime;
use crate::open_enum::open_enum;
use crate::wire::{Members, decimal_of, null_default, one_or_many, text_or_number};

/// The result of a workflow execution. What was read from documents does not show in its `Debug`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// The execution.
    pub workflow: WorkflowRun,
    /// The account.
    pub account: IdRef,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<WireTime>,
    /// When capture began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<WireTime>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<WireTime>,
    /// When its data were deleted at Jumio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wiped_out_at: Option<WireTime>,
    /// What was captured.
    #[serde(default, deserialize_with = "null_default")]
    pub credentials: Vec<DetailsCredential>,
    /// The decision as a whole; absent for the workflows of the former version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Where the steps can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<Link>,
    /// The decisions on the parts, by capability: `usability`, `extraction`, …
    #[serde(default, deserialize_with = "capabilities")]
    pub capabilities: BTreeMap<String, Vec<Capability>>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

fn capabilities<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Vec<Capability>>, D::Error> {
    #[derive(Deserialize)]
    struct Entries(#[serde(deserialize_with = "one_or_many")] Vec<Capability>);
    let entries: Option<BTreeMap<String, Entries>> = Option::deserialize(deserializer)?;
    Ok(entries.unwrap_or_default().into_iter().map(|(name, entries)| (name, entries.0)).collect())
}

/// The execution that a result is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkflowRun {
    /// The id.
    pub id: String,
    /// The state.
    pub status: RunState,
    /// The workflow's key.
    #[serde(default, deserialize_with = "text_or_number", skip_serializing_if = "String::is_empty")]
    pub definition_key: String,
    /// The reference of the person, if one was given at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_reference: Option<String>,
    /// The reference that was given at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_internal_reference: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// Something that was captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DetailsCredential {
    /// The id.
    pub id: String,
    /// `ID`, `SELFIE`, `FACEMAP`, `DOCUMENT`, `DATA`.
    pub category: String,
    /// Tells two of one category apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its pictures and other parts, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "null_default")]
    pub parts: Vec<Part>,
    /// Members that this client does not know, `clientIp` among them.
    #[serde(flatten)]
    pub other: Members,
}

/// A part of a credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// `FRONT`, `BACK`, `FACE`, `FACEMAP`, `LIVENESS_1`, …
    pub classifier: String,
    /// Where it can be had; a part without cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// Members that this client does not know, `captureType` among them.
    #[serde(flatten)]
    pub other: Members,
}

open_enum! {
    /// The kinds of decision.
    DecisionType {
        /// All is well.
        Passed = "PASSED",
        /// A person should look.
        Warning = "WARNING",
        /// Not accepted.
        Rejected = "REJECTED",
        /// Could not be judged.
        NotExecuted = "NOT_EXECUTED",
    }
}

/// A decision, on the whole or on a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The kind.
    #[serde(rename = "type")]
    pub kind: DecisionType,
    /// The label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<DecisionDetails>,
    /// The risk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Risk>,
    /// Members that this client does not know, `reasons` among them.
    #[serde(flatten)]
    pub other: Members,
}

impl Decision {
    /// The label, or the kind where there is none.
    pub fn label(&self) -> &str {
        let label = self.details.as_ref().and_then(|details| details.label.as_deref());
        label.unwrap_or_else(|| self.kind.as_str())
    }

    /// The risk score, from 0 to 100, or -1 when not judged, as decimal text.
    pub fn risk_score(&self) -> Option<String> {
        decimal_of(&self.risk.as_ref()?.score)
    }
}

/// What stands behind a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionDetails {
    /// The label, such as `OK` or `BLURRED`; new ones are added over time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// How risky Jumio finds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// The score as it was written ([`Decision::risk_score`] reads it).
    #[serde(default)]
    pub score: Value,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// Where something can be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The URL.
    pub href: String,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// The decision on a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capability {
    /// The id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it is about.
    #[serde(default, deserialize_with = "one_or_many")]
    pub credentials: Vec<CredentialRef>,
    /// The decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Members>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl Capability {
    /// Whether it is about a credential of this category.
    pub fn is_about(&self, category: &str) -> bool {
        self.credentials.iter().any(|credential| credential.category.as_deref() == Some(category))
    }
}

/// A credential that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialRef {
    /// The id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `ID`, `SELFIE`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Tells two of one category apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}
