//! Decisions: branches by conditions.

use serde::{Deserialize, Serialize};

use crate::Branch;

/// The settings of a `decision` step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DecisionStep {
    /// Tried in this order; the first that holds is taken, none leads to `otherwise`.
    #[serde(rename = "branch", default, skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Branch>,
}
