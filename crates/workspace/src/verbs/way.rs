//! Ways out of a step: `STEP.OUTCOME`.

use std::fmt;
use std::str::FromStr;

use model::{IdError, Outcome, StepId};

/// A way out of a step: `identity.approved`, or `welcome` where the step has one outcome only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Way {
    /// The step.
    pub step: StepId,
    /// The outcome; `None` where it was left out.
    pub outcome: Option<Outcome>,
}

/// Why a text is no way out of a step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no way out of a step, which is written STEP.OUTCOME: {source}")]
pub struct WayError {
    text: String,
    source: IdError,
}

impl Way {
    /// The way by an outcome.
    pub fn new(step: StepId, outcome: Outcome) -> Self {
        Self { step, outcome: Some(outcome) }
    }

    /// Several ways, separated by commas. A word without a step belongs to the step before it:
    /// `identity.rejected,expired` is `identity.rejected` and `identity.expired`.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, WayError> {
        let mut ways: Vec<Self> = Vec::new();
        for item in text.split(',').map(str::trim) {
            let error = |source| WayError { text: item.chars().take(130).collect(), source };
            match ways.last() {
                Some(Self { step, outcome: Some(_) }) if !item.contains('.') => {
                    let way = Self::new(step.clone(), Outcome::new(item).map_err(error)?);
                    ways.push(way);
                }
                _ => ways.push(item.parse()?),
            }
        }
        Ok(ways)
    }
}

impl FromStr for Way {
    type Err = WayError;

    fn from_str(text: &str) -> Result<Self, WayError> {
        let error = |source| WayError { text: text.chars().take(130).collect(), source };
        let (step, outcome) = match text.split_once('.') {
            Some((step, outcome)) => (step, Some(Outcome::new(outcome).map_err(error)?)),
            None => (text, None),
        };
        Ok(Self { step: StepId::new(step).map_err(error)?, outcome })
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            Some(outcome) => write!(f, "{}.{outcome}", self.step),
            None => write!(f, "{}", self.step),
        }
    }
}
