//! Which scenarios are on, for whom, and how far each has come.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Afterwards, Attempts, Finishes, Scenario, ScenarioError, built_in};
use crate::control::Finish;
use crate::handle::{Sandbox, locked};

/// More scenarios than these are a mistake of the one who sends them.
const MAX_KNOWN: usize = 200;

/// Which transactions a scenario is on for. Without a member, for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Scope {
    /// Those of the pair with this API token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// Those whose `customerInternalReference` begins so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_prefix: Option<String>,
}

impl Scope {
    fn covers(&self, newcomer: &Newcomer) -> bool {
        self.tenant.as_ref().is_none_or(|tenant| *tenant == newcomer.tenant)
            && self
                .reference_prefix
                .as_ref()
                .is_none_or(|prefix| newcomer.reference.starts_with(prefix.as_str()))
    }

    /// The more it says, the more it counts.
    fn narrowness(&self) -> (usize, usize) {
        let prefix = self.reference_prefix.as_ref().map_or(0, String::len);
        (usize::from(self.tenant.is_some()) + usize::from(self.reference_prefix.is_some()), prefix)
    }
}

/// A scenario that is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActiveScenario {
    /// Which.
    pub name: String,
    /// For whom.
    pub scope: Scope,
    /// Who brings its transactions to their end.
    pub finishes: Finishes,
    /// How many results it has given so far.
    pub given: usize,
}

impl fmt::Display for ActiveScenario {
    /// In words, for people: `fraud for sandbox-acme, by-customer, 2 given`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        if let Some(tenant) = &self.scope.tenant {
            write!(f, " for {tenant}")?;
        }
        if let Some(prefix) = &self.scope.reference_prefix {
            write!(f, " for references {prefix}…")?;
        }
        write!(f, ", {}, {} given", self.finishes.name(), self.given)
    }
}

/// A transaction that is being made.
#[derive(Debug, Clone)]
pub(crate) struct Newcomer {
    pub(crate) tenant: String,
    /// Whose attempt it is.
    pub(crate) person: String,
    pub(crate) reference: String,
}

/// What a scenario has for a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Planned {
    pub(crate) scenario: String,
    /// The first one is 1.
    pub(crate) attempt: usize,
    pub(crate) finishes: Finishes,
    pub(crate) result: Finish,
}

#[derive(Debug)]
struct Active {
    scenario: Scenario,
    scope: Scope,
    /// Results given, by whose attempts are counted together.
    given: HashMap<(String, String), usize>,
}

/// The scenarios that are known besides the built-in ones, and those that are on.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    known: Vec<Scenario>,
    active: Vec<Active>,
}

impl Stage {
    fn find(&self, name: &str) -> Option<&Scenario> {
        self.known.iter().chain(built_in()).find(|scenario| scenario.name == name)
    }

    /// Forgets how far the scenarios have come.
    pub(crate) fn begin_again(&mut self) {
        for active in &mut self.active {
            active.given.clear();
        }
    }

    /// What the narrowest scenario that covers a transaction has for it; the attempt is counted.
    pub(crate) fn plan(&mut self, newcomer: &Newcomer) -> Option<Planned> {
        let covering = self.active.iter_mut().filter(|active| active.scope.covers(newcomer));
        let Active { scenario, given, .. } = covering.max_by_key(|active| active.scope.narrowness())?;
        let person = match scenario.attempts {
            Attempts::OfPerson => newcomer.person.as_str(),
            Attempts::OfTenant => "",
        };
        let given = given.entry((newcomer.tenant.clone(), person.to_owned())).or_default();
        let before = *given;
        *given += 1;
        let count = scenario.results.len();
        let place = match scenario.afterwards {
            Afterwards::Last => before.min(count.saturating_sub(1)),
            Afterwards::First => before.checked_rem(count)?,
            Afterwards::Nothing => before,
        };
        Some(Planned {
            scenario: scenario.name.clone(),
            attempt: before + 1,
            finishes: scenario.finishes,
            result: scenario.results.get(place)?.clone(),
        })
    }
}

impl Sandbox {
    /// Every scenario that is known: those that were sent, then the built-in ones.
    pub fn scenarios(&self) -> Vec<Scenario> {
        let stage = locked(&self.control().stage);
        let replaced = |name: &str| stage.known.iter().any(|known| known.name == name);
        let built_in = built_in().iter().filter(|scenario| !replaced(&scenario.name));
        stage.known.iter().chain(built_in).cloned().collect()
    }

    /// One of them.
    pub fn scenario(&self, name: &str) -> Option<Scenario> {
        locked(&self.control().stage).find(name).cloned()
    }

    /// Makes a scenario known. One of the same name is replaced; where that is on, it stays as it was. Errors: it makes no
    /// sense, or there are too many.
    pub fn add_scenario(&self, scenario: Scenario) -> Result<(), ScenarioError> {
        scenario.check()?;
        let mut stage = locked(&self.control().stage);
        stage.known.retain(|known| known.name != scenario.name);
        if stage.known.len() >= MAX_KNOWN {
            return Err(ScenarioError::Value {
                place: "name".to_owned(),
                what: format!("there are {MAX_KNOWN} scenarios already"),
            });
        }
        stage.known.push(scenario);
        Ok(())
    }

    /// Switches a known scenario on for transactions that are made from now on; it begins with its first result. It takes the
    /// place of one that is on for the same scope. `finishes` overrules what the scenario says. Errors: there is none of this
    /// name.
    pub fn set_scenario(
        &self,
        name: &str,
        scope: Scope,
        finishes: Option<Finishes>,
    ) -> Result<(), ScenarioError> {
        let mut stage = locked(&self.control().stage);
        let mut scenario =
            stage.find(name).cloned().ok_or_else(|| ScenarioError::Unknown(name.to_owned()))?;
        scenario.finishes = finishes.unwrap_or(scenario.finishes);
        stage.active.retain(|active| active.scope != scope);
        stage.active.push(Active { scenario, scope, given: HashMap::new() });
        Ok(())
    }

    /// The scenarios that are on.
    pub fn active_scenarios(&self) -> Vec<ActiveScenario> {
        let stage = locked(&self.control().stage);
        let shown = |active: &Active| ActiveScenario {
            name: active.scenario.name.clone(),
            scope: active.scope.clone(),
            finishes: active.scenario.finishes,
            given: active.given.values().sum(),
        };
        stage.active.iter().map(shown).collect()
    }

    /// Switches off the scenario of one scope, or all of them. How many were on.
    pub fn clear_scenarios(&self, scope: Option<&Scope>) -> usize {
        let mut stage = locked(&self.control().stage);
        let before = stage.active.len();
        stage.active.retain(|active| scope.is_some_and(|scope| *scope != active.scope));
        before - stage.active.len()
    }
}
