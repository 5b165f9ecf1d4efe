//! The steps of a workflow execution (FACTS 4.7).

use serde::{Deserialize, Serialize};

use super::Decision;
use crate::wire::{Members, null_default};

/// The steps of a workflow execution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// The steps.
    #[serde(default, deserialize_with = "null_default")]
    pub steps: Vec<Step>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// The id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `ID_IV`, `SCREENING`, `ADDRESS_VERIFICATION`, …
    pub name: String,
    /// The decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// The capabilities it rests on, by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "null_default")]
    pub capability_ids: Vec<String>,
    /// Members that this client does not know, `capabilities` among them.
    #[serde(flatten)]
    pub other: Members,
}
