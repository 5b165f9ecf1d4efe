//! Reviews: a person of the company decides.

use serde::{Deserialize, Serialize};

use crate::TimeSpan;

/// The settings of a `review` step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ReviewStep {
    /// The list in which it waits; default: `default`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// Reasons to choose from when rejecting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// After this time the step ends by the outcome `overdue`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<TimeSpan>,
}
