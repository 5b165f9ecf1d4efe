//! Named scenarios: how transactions end that are made from now on, one result after the other.

mod apply;
mod built_in;
mod read;
mod stage;

use serde::{Deserialize, Serialize};

use crate::control::Finish;

pub(crate) use self::apply::Staged;
pub use self::built_in::built_in;
pub use self::read::ScenarioError;
pub use self::stage::{ActiveScenario, Scope};
pub(crate) use self::stage::{Newcomer, Stage};

/// A list of wanted results, one for each attempt.
///
/// As a file, in TOML or JSON:
///
/// ```toml
/// name = "glare-then-ok"
/// description = "The first picture has a glare, the second one is good"
///
/// [[results]]
/// label = "GLARE"
/// credential = "ID"
///
/// [[results]]
/// outcome = "approved"
/// extraction = { firstName = "ANA" }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    /// Lower-case letters, digits and hyphens; up to 50.
    pub name: String,
    /// One line for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Who brings a transaction to its end.
    #[serde(default)]
    pub finishes: Finishes,
    /// Whose attempts are counted together.
    #[serde(default)]
    pub attempts: Attempts,
    /// What comes after the last result.
    #[serde(default)]
    pub afterwards: Afterwards,
    /// The results, in the order of attempts; at least one.
    pub results: Vec<Finish>,
}

/// Who brings a transaction to its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finishes {
    /// The customer on the page, where the wanted result is the first choice; or a call of the control interface.
    #[default]
    ByCustomer,
    /// The first visit of the page, without anything to do for the customer.
    AtVisit,
    /// Nobody: it ends when it is made.
    AtOnce,
}

impl Finishes {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ByCustomer, Self::AtVisit, Self::AtOnce];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ByCustomer => "by-customer",
            Self::AtVisit => "at-visit",
            Self::AtOnce => "at-once",
        }
    }
}

/// Whose attempts are counted together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attempts {
    /// Those of one person: of a `userReference` where there is one, of an account otherwise.
    #[default]
    OfPerson,
    /// All of a tenant, in the order in which they are made.
    OfTenant,
}

/// What comes after the last result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Afterwards {
    /// The last one, ever again.
    #[default]
    Last,
    /// The first one: from the beginning.
    First,
    /// None: transactions end as if there was no scenario.
    Nothing,
}
