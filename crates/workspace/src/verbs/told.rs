//! What an edit did, in one line each.

use std::fmt;

use model::{FieldId, StepId};

use super::{Place, Way};

/// One thing that an edit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A way leads to a step now: `welcome.next -> terms (was identity)`.
    Connected {
        /// The way.
        way: Way,
        /// Where it leads now.
        to: StepId,
        /// Where it led before.
        was: Option<StepId>,
    },
    /// A way leads nowhere now: `welcome.next -> nothing (was identity)`.
    Disconnected {
        /// The way.
        way: Way,
        /// Where it led before.
        was: StepId,
    },
    /// Sessions begin elsewhere now: `entry -> welcome`.
    Entry {
        /// The new entry.
        to: Option<StepId>,
        /// The entry before.
        was: Option<StepId>,
    },
    /// A mapping was set: `first_name <- document.first_name`.
    Mapped {
        /// The field of the data model.
        field: FieldId,
        /// The capture fields.
        from: String,
        /// The capture fields before.
        was: Option<String>,
    },
    /// A mapping was removed.
    Unmapped {
        /// The field of the data model.
        field: FieldId,
        /// The capture fields before.
        was: String,
    },
    /// What referred to something that is gone was removed: `onboarding: step.ask.fields[0] -> nothing`.
    Removed(Place),
    /// A text does not stand for a field's value any more: `onboarding: step.ask.title without {{first_name}}`.
    Unfilled {
        /// The text.
        place: Place,
        /// The field.
        field: FieldId,
    },
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connected { way, to, was } => {
                write!(f, "{way} -> {to}")?;
                was_before(f, was.as_ref())
            }
            Self::Disconnected { way, was } => write!(f, "{way} -> nothing (was {was})"),
            Self::Entry { to, was } => {
                match to {
                    Some(to) => write!(f, "entry -> {to}")?,
                    None => f.write_str("entry -> nothing")?,
                }
                was_before(f, was.as_ref())
            }
            Self::Mapped { field, from, was } => {
                write!(f, "{field} <- {from}")?;
                was_before(f, was.as_ref())
            }
            Self::Unmapped { field, was } => write!(f, "{field} <- nothing (was {was})"),
            Self::Removed(place) => write!(f, "{place} -> nothing"),
            Self::Unfilled { place, field } => write!(f, "{place} without {{{{{field}}}}}"),
        }
    }
}

fn was_before(f: &mut fmt::Formatter<'_>, was: Option<&impl fmt::Display>) -> fmt::Result {
    was.map_or(Ok(()), |was| write!(f, " (was {was})"))
}
