//! What the interpreter wants done.

use model::{FieldId, StepId, Value};
use serde::{Deserialize, Serialize};

/// Something to be done outside. Its `Debug` shows no value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write a field of the customer's record.
    Write(Write),
    /// Take a field's value off the customer's record: the customer left it empty.
    Clear {
        /// The field.
        field: FieldId,
    },
    /// Begin an attempt of a verification.
    Verify {
        /// The step.
        step: StepId,
        /// The attempt, from 1.
        attempt: u32,
    },
    /// Ask another system.
    Call {
        /// The step.
        step: StepId,
        /// The call, from 1.
        call: u32,
    },
    /// Ask a person of the company.
    Review {
        /// The step.
        step: StepId,
        /// The step and outcome before, such as `identity.review`; `None` at the entry.
        came_from: Option<String>,
    },
    /// Tell those who run the funnel; the trail has it too.
    Note {
        /// The step.
        step: StepId,
        /// What happened, without anything personal.
        text: String,
    },
}

/// A value on its way to the customer's record. Its `Debug` does not show the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Write {
    /// The field.
    pub field: FieldId,
    /// The value.
    pub value: Value,
    /// Where it comes from: `page welcome`, or `identity: document.first_name`.
    pub origin: String,
}
