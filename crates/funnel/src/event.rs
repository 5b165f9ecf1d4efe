//! What happens to a session.

use std::collections::BTreeMap;

use model::{FieldId, Outcome, StepId, Value, VerificationResult};

/// Something that happened. Its `Debug` shows no value of a field.
///
/// What a customer does names no step: whoever passes it on knows that the customer saw the present state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The customer filled in a page. `None`, or no entry at all, is a field that was left empty.
    Submitted {
        /// The values by field; those that the page does not ask for are left aside.
        values: BTreeMap<FieldId, Option<Value>>,
    },
    /// The customer left on purpose, at a page that allows it.
    Dismissed,
    /// The customer agreed to a verification: an attempt begins.
    Agreed,
    /// An attempt was decided, or came to nothing.
    Verified {
        /// The step.
        step: StepId,
        /// The attempt, from 1.
        attempt: u32,
        /// The outcome, decided by whoever understands results.
        outcome: Outcome,
        /// The result; `None` when there is none, such as after an attempt that could not begin.
        result: Option<Box<VerificationResult>>,
    },
    /// The result of an attempt was waited for long enough.
    WaitOver {
        /// The step.
        step: StepId,
        /// The attempt, from 1.
        attempt: u32,
    },
    /// Another system answered, or was given up.
    Called {
        /// The step.
        step: StepId,
        /// The call, from 1.
        call: u32,
        /// The texts for the fields that the step takes from the answer; `None` when there was no usable answer.
        answer: Option<BTreeMap<FieldId, String>>,
    },
    /// A person of the company decided (`approved`, `rejected`), or nobody did in time (`overdue`).
    Reviewed {
        /// The step.
        step: StepId,
        /// The outcome.
        outcome: Outcome,
    },
}
