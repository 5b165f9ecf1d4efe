//! Ends of a funnel.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The settings of an `end` step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct EndStep {
    /// How the session ended.
    pub result: EndResult,
    /// Whether this counts as a conversion; default: only for `completed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversion: Option<bool>,
    /// What the customer reads; default: a sentence by result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Where the customer may go from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
}

impl EndStep {
    /// Whether reaching this end counts as a conversion.
    pub fn is_conversion(&self) -> bool {
        self.conversion.unwrap_or(self.result == EndResult::Completed)
    }
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndResult {
    /// The customer got what they came for.
    Completed,
    /// The company said no.
    Declined,
    /// The customer goes on elsewhere.
    Referred,
    /// The customer left.
    Abandoned,
}

impl EndResult {
    /// All results.
    pub const ALL: [Self; 4] = [Self::Completed, Self::Declined, Self::Referred, Self::Abandoned];

    /// The name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::Referred => "referred",
            Self::Abandoned => "abandoned",
        }
    }
}

impl fmt::Display for EndResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
