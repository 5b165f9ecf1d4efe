//! Plays that cannot happen.

use model::funnel_test::PlayError;
use model::{FieldId, Outcome, StepId, ValueError};

use crate::Fault;

/// Why a play cannot happen. The values that were played are not repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Its keys do not fit together.
    #[error(transparent)]
    Senseless(#[from] PlayError),
    /// The campaign cannot be gone through.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The step does not exist.
    #[error("there is no step `{step}`{}", hint(nearest.as_deref()))]
    NoStep {
        /// The step.
        step: StepId,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// The session stands at another step.
    #[error("the session stands at `{stands}`, not at `{step}`")]
    Elsewhere {
        /// Where it stands.
        stands: StepId,
        /// Where it should.
        step: StepId,
    },
    /// The session is over.
    #[error("the session has ended at `{end}`: nothing can happen at `{step}`")]
    Ended {
        /// The end.
        end: StepId,
        /// Where it should stand.
        step: StepId,
    },
    /// A key that is of no use at a step of this kind.
    #[error("`{key}` is of no use at `{step}`, a step of kind `{kind}`")]
    OfNoUse {
        /// The key.
        key: &'static str,
        /// The step.
        step: StepId,
        /// Its kind.
        kind: String,
    },
    /// The step ends by nobody's going on alone.
    #[error("the play does not say how `{step}` ends: its outcomes are {}", list(outcomes))]
    Undecided {
        /// The step.
        step: StepId,
        /// The outcomes that can be played.
        outcomes: Vec<Outcome>,
    },
    /// The step has no such outcome.
    #[error("`{step}` cannot end by `{outcome}`: its outcomes are {}", list(outcomes))]
    NoOutcome {
        /// The step.
        step: StepId,
        /// The outcome.
        outcome: Outcome,
        /// The outcomes that can be played.
        outcomes: Vec<Outcome>,
    },
    /// An outcome that comes about when a step is entered.
    #[error("`{step}` ends by `{outcome}` by itself, when it is entered once more: no play is needed")]
    ByItself {
        /// The step.
        step: StepId,
        /// The outcome.
        outcome: Outcome,
    },
    /// The field does not exist.
    #[error("there is no field `{field}`{}", hint(nearest.as_deref()))]
    NoField {
        /// The field.
        field: FieldId,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// The page has no such field, or only shows it.
    #[error("`{step}` does not ask for `{field}`")]
    NotAsked {
        /// The page.
        step: StepId,
        /// The field.
        field: FieldId,
    },
    /// The page cannot be sent without this field.
    #[error("`{step}` cannot be sent without `{field}`, which is required")]
    Required {
        /// The page.
        step: StepId,
        /// The field.
        field: FieldId,
    },
    /// A value that does not fit its field.
    #[error("what is filled in for `{field}` {error}")]
    Value {
        /// The field.
        field: FieldId,
        /// Why.
        error: ValueError,
    },
    /// A webhook takes nothing for this field.
    #[error("`{step}` takes nothing for `{field}` out of an answer: `receive` does not name it")]
    NotReceived {
        /// The step.
        step: StepId,
        /// The field.
        field: FieldId,
    },
    /// The capture field does not exist.
    #[error("there is no capture field `{name}`{}", hint(*nearest))]
    NoCapture {
        /// The name.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// A captured value that is not of its capture field's type.
    #[error("`{name}` {why}")]
    Captured {
        /// The capture field.
        name: &'static str,
        /// Why.
        why: &'static str,
    },
    /// No picture is called so.
    #[error("no picture is called `{0}`: pictures are front, back, face, liveness-1")]
    NoPicture(String),
    /// An attempt has begun already.
    #[error(
        "a verification is under way at `{step}`: the play has to say how it ends, or how long it is waited for"
    )]
    UnderWay {
        /// The step.
        step: StepId,
    },
    /// The step is waited for without an end.
    #[error("`{step}` has no `due`: it is never overdue")]
    NeverOver {
        /// The step.
        step: StepId,
    },
    /// The session does not take it in.
    #[error("it does not apply at `{step}` now")]
    NotNow {
        /// Where the session stands.
        step: StepId,
    },
    /// More steps than anybody can look through.
    #[error("more than {0} steps were passed")]
    TooLong(usize),
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
}

fn list(outcomes: &[Outcome]) -> String {
    outcomes.iter().map(Outcome::as_str).collect::<Vec<_>>().join(", ")
}
