//! Campaigns that cannot be gone through.

use model::{Outcome, StepId};

/// What is wrong with a campaign. One that was published without errors has none of this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing says where sessions begin.
    #[error("the campaign has no entry")]
    NoEntry,
    /// A step that something leads to, or where the session stands, does not exist.
    #[error("there is no step `{step}`")]
    NoStep {
        /// The step.
        step: StepId,
    },
    /// A step ended by an outcome that has no connection.
    #[error("`{step}.{outcome}` leads nowhere")]
    NoConnection {
        /// The step.
        step: StepId,
        /// The outcome.
        outcome: Outcome,
    },
    /// Steps follow each other on and on without anybody acting.
    #[error("at `{step}` the funnel goes round and round without anybody acting")]
    Endless {
        /// The step where it was given up.
        step: StepId,
    },
}
