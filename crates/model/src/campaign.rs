//! Campaigns: a funnel of steps.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
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
    /// When customers can begin, as written: RFC 3339 with an offset, such as `2026-12-01T09:00:00-03:00`; default: at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    /// Until when customers can begin, as written; default: for ever. Sessions that have begun go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
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

/// Whether customers can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// They can.
    Now,
    /// Not yet.
    From(Timestamp),
    /// No more.
    Until(Timestamp),
}

impl Campaign {
    /// When customers can begin; `None` for at once, or when what is written is no point in time.
    pub fn starts_at(&self) -> Option<Timestamp> {
        self.starts.as_deref()?.parse().ok()
    }

    /// Until when customers can begin; `None` for ever, or when what is written is no point in time.
    pub fn ends_at(&self) -> Option<Timestamp> {
        self.ends.as_deref()?.parse().ok()
    }

    /// Whether customers can begin at this time.
    pub fn open_at(&self, now: Timestamp) -> Open {
        match (self.starts_at(), self.ends_at()) {
            (_, Some(end)) if now >= end => Open::Until(end),
            (Some(start), _) if now < start => Open::From(start),
            _ => Open::Now,
        }
    }

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
