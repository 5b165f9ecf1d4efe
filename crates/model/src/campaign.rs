//! Campaigns: a funnel of steps.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Outcome, ProviderName, Step, StepId};

/// A campaign and its funnel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Campaign {
    /// What customers see as the campaign's name; default: the slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The identity verification provider; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderName>,
    /// The step where sessions begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<StepId>,
    /// Steps by id.
    #[serde(rename = "step", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub steps: BTreeMap<StepId, Step>,
    /// Rules that shall not speak of this campaign.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
}

/// A connection: a step, one of its outcomes, and the step where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connection<'a> {
    /// The step that it leaves.
    pub from: &'a StepId,
    /// The outcome; `otherwise` included.
    pub outcome: &'a Outcome,
    /// The step where it leads.
    pub to: &'a StepId,
}

impl Campaign {
    /// All connections, by step and outcome.
    pub fn connections(&self) -> impl Iterator<Item = Connection<'_>> {
        self.steps.iter().flat_map(|(from, step)| {
            step.on.iter().map(move |(outcome, to)| Connection { from, outcome, to })
        })
    }

    /// The steps in the order in which a customer may meet them: breadth first from the entry, main outcomes first;
    /// steps that cannot be reached come last, by id.
    pub fn walk(&self) -> Vec<&StepId> {
        let mut order: Vec<&StepId> = Vec::new();
        let mut seen: BTreeSet<&StepId> = BTreeSet::new();
        let mut queue: std::collections::VecDeque<&StepId> = std::collections::VecDeque::new();
        if let Some((entry, _)) = self.entry.as_ref().and_then(|entry| self.steps.get_key_value(entry)) {
            queue.push_back(entry);
            seen.insert(entry);
        }
        while let Some(id) = queue.pop_front() {
            order.push(id);
            let step = &self.steps[id];
            let mut outcomes = step.outcomes();
            outcomes.push(Outcome::otherwise());
            for target in outcomes.iter().filter_map(|outcome| step.on.get(outcome)) {
                if let Some((target, _)) = self.steps.get_key_value(target)
                    && seen.insert(target)
                {
                    queue.push_back(target);
                }
            }
        }
        order.extend(self.steps.keys().filter(|id| !seen.contains(id)));
        order
    }
}
