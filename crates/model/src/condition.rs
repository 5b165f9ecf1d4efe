//! Conditions of decision steps.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::{FieldId, Outcome, StepId};

/// One branch of a decision: the outcome, and when it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Branch {
    /// How the step ends when the condition holds.
    pub outcome: Outcome,
    /// The condition.
    pub when: Condition,
}

/// Something that holds or does not hold for a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Condition {
    /// Compares a field's value.
    Field {
        /// The field.
        field: FieldId,
        /// How to compare.
        op: Operator,
        /// What to compare with; absent for `is-set` and `is-empty`.
        value: Option<Operand>,
    },
    /// Asks how a step ended when it was last passed.
    OutcomeOf {
        /// The step.
        step: StepId,
        /// The outcome.
        outcome: Outcome,
    },
    /// Holds when all of them hold.
    All(Vec<Self>),
    /// Holds when one of them holds.
    Any(Vec<Self>),
    /// Holds when the other does not.
    Not(Box<Self>),
}

/// How a field's value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operator {
    /// Equal.
    Eq,
    /// Not equal, or not set.
    Ne,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
    /// One of a list.
    In,
    /// None of a list, or not set.
    NotIn,
    /// A text that has the form of a regular expression as a whole.
    Matches,
    /// Has a value.
    IsSet,
    /// Has no value.
    IsEmpty,
    /// A date before another (`YYYY-MM-DD` or `today`).
    Before,
    /// A date after another (`YYYY-MM-DD` or `today`).
    After,
    /// A date of birth less than so many whole years ago.
    YoungerThan,
    /// A date of birth so many whole years ago or more.
    OlderThan,
    /// With `step` in place of `field`: the step ended so.
    OutcomeOf,
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Operand {
    /// Text, a date or a choice.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// Several, for `in` and `not-in`.
    List(Vec<Self>),
}

/// The keys as files write them; which of them go together is checked on the way in.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Written {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<FieldId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<StepId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    op: Option<Operator>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Operand>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Condition>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    any: Option<Vec<Condition>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not: Option<Box<Condition>>,
}

const NOTHING: Written =
    Written { field: None, step: None, op: None, value: None, all: None, any: None, not: None };

impl TryFrom<Written> for Condition {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        match written {
            Written { field: Some(field), step: None, op: Some(op), value, all: None, any: None, not: None } => {
                let takes_value = !matches!(op, Operator::IsSet | Operator::IsEmpty);
                if op == Operator::OutcomeOf {
                    return Err("`outcome-of` goes with `step`, not with `field`".to_owned());
                }
                if takes_value != value.is_some() {
                    let word = if takes_value { "needs" } else { "takes no" };
                    return Err(format!("this operator {word} `value`"));
                }
                Ok(Self::Field { field, op, value })
            }
            Written {
                step: Some(step),
                field: None,
                op: Some(Operator::OutcomeOf),
                value: Some(Operand::Text(outcome)),
                all: None,
                any: None,
                not: None,
            } => Outcome::new(&outcome).map(|outcome| Self::OutcomeOf { step, outcome }).map_err(|e| e.to_string()),
            Written { all: Some(all), field: None, step: None, op: None, value: None, any: None, not: None } => {
                Ok(Self::All(all))
            }
            Written { any: Some(any), field: None, step: None, op: None, value: None, all: None, not: None } => {
                Ok(Self::Any(any))
            }
            Written { not: Some(not), field: None, step: None, op: None, value: None, all: None, any: None } => {
                Ok(Self::Not(not))
            }
            _ => Err("a condition is one of: `field`, `op` and `value`; `step`, `op = \"outcome-of\"` and `value`; \
                      `all`; `any`; `not`"
                .to_owned()),
        }
    }
}

impl From<Condition> for Written {
    fn from(condition: Condition) -> Self {
        match condition {
            Condition::Field { field, op, value } => {
                Self { field: Some(field), op: Some(op), value, ..NOTHING }
            }
            Condition::OutcomeOf { step, outcome } => Self {
                step: Some(step),
                op: Some(Operator::OutcomeOf),
                value: Some(Operand::Text(outcome.to_string())),
                ..NOTHING
            },
            Condition::All(all) => Self { all: Some(all), ..NOTHING },
            Condition::Any(any) => Self { any: Some(any), ..NOTHING },
            Condition::Not(not) => Self { not: Some(not), ..NOTHING },
        }
    }
}

impl Condition {
    /// The fields that the condition reads, with repetitions.
    pub fn fields(&self) -> Vec<&FieldId> {
        match self {
            Self::Field { field, .. } => vec![field],
            Self::OutcomeOf { .. } => Vec::new(),
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::fields).collect(),
            Self::Not(inner) => inner.fields(),
        }
    }

    /// The steps whose outcomes the condition asks for, with repetitions.
    pub fn steps(&self) -> Vec<&StepId> {
        match self {
            Self::Field { .. } => Vec::new(),
            Self::OutcomeOf { step, .. } => vec![step],
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::steps).collect(),
            Self::Not(inner) => inner.steps(),
        }
    }
}

impl<'de> Deserialize<'de> for Operand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyOperand;

        impl<'de> Visitor<'de> for AnyOperand {
            type Value = Operand;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a whole number, true, false, or a list of them")
            }

            fn visit_str<E>(self, text: &str) -> Result<Operand, E> {
                Ok(Operand::Text(text.to_owned()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Operand, E> {
                Ok(Operand::Integer(number))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Operand, E> {
                i64::try_from(number).map(Operand::Integer).map_err(|_| E::custom("the number is too large"))
            }

            fn visit_bool<E>(self, truth: bool) -> Result<Operand, E> {
                Ok(Operand::Boolean(truth))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Operand, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    list.push(item);
                }
                Ok(Operand::List(list))
            }
        }

        deserializer.deserialize_any(AnyOperand)
    }
}
