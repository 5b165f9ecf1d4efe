//! Where a session stands.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{FieldId, Outcome, StepId, Value};
use serde::{Deserialize, Serialize};

use crate::Write;

/// How many steps the trail tells; of more, the last ones.
const LONGEST_TRAIL: usize = 500;

/// Where a session stands, and what it needs to remember. Its `Debug` shows no values.
///
/// Written as JSON it can be read by later versions: what is missing has a default, what is unknown is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct State {
    /// The step where it stands.
    pub(crate) step: StepId,
    /// Whether an attempt of that step, a verification, is under way.
    #[serde(default)]
    pub(crate) verifying: bool,
    /// Whether a call of that step, a webhook, is under way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) calling: bool,
    /// How often each webhook was called.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) calls: BTreeMap<StepId, u32>,
    /// The fields that have a value.
    #[serde(default)]
    pub(crate) values: BTreeMap<FieldId, Value>,
    /// When the values go that are kept for a time only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) kept_until: BTreeMap<FieldId, Timestamp>,
    /// How often each verification was tried.
    #[serde(default)]
    pub(crate) attempts: BTreeMap<StepId, u32>,
    /// How often each step was entered.
    #[serde(default)]
    pub(crate) visits: BTreeMap<StepId, u32>,
    /// How each step ended when it was last passed.
    #[serde(default)]
    pub(crate) outcomes: BTreeMap<StepId, Outcome>,
    /// The verification whose last attempt ended by `timeout` and may still be decided.
    #[serde(default)]
    pub(crate) late: Option<StepId>,
    /// What verifications brought and only an approving review writes.
    #[serde(default)]
    pub(crate) held: BTreeMap<StepId, Held>,
    /// The steps that were passed.
    #[serde(default)]
    pub(crate) trail: Vec<Passed>,
}

/// What a verification brought that is not written yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Held {
    /// The values that its mappings give.
    Writes(Vec<Write>),
    /// Why its mappings give none; nothing personal.
    Problem(String),
}

/// One step passed. Nothing in it is personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Passed {
    /// The step.
    pub step: StepId,
    /// How it ended; `None` for the end of the session.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// When.
    pub at: Timestamp,
    /// What else is worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl State {
    pub(crate) fn new(step: StepId) -> Self {
        Self {
            step,
            verifying: false,
            calling: false,
            calls: BTreeMap::new(),
            values: BTreeMap::new(),
            kept_until: BTreeMap::new(),
            attempts: BTreeMap::new(),
            visits: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            late: None,
            held: BTreeMap::new(),
            trail: Vec::new(),
        }
    }

    /// The step where the session stands.
    pub fn step(&self) -> &StepId {
        &self.step
    }

    /// The customer's fields as far as this session knows them.
    pub fn values(&self) -> &BTreeMap<FieldId, Value> {
        &self.values
    }

    /// When values are to go that are kept for a time only. A session that goes on keeps them all the same: it needs them.
    pub fn times_to_go(&self) -> impl Iterator<Item = Timestamp> {
        self.kept_until.values().copied()
    }

    /// Forgets the values that are to be kept no longer than until `now`.
    pub fn forget_until(&mut self, now: Timestamp) {
        let over: Vec<FieldId> = self
            .kept_until
            .iter()
            .filter(|(_, until)| **until <= now)
            .map(|(field, _)| field.clone())
            .collect();
        for field in &over {
            self.forget(field);
        }
    }

    /// Forgets a field's value; `false` when there was none.
    pub(crate) fn forget(&mut self, field: &FieldId) -> bool {
        self.kept_until.remove(field);
        self.values.remove(field).is_some()
    }

    pub(crate) fn set(&mut self, field: FieldId, value: Value, kept_until: Option<Timestamp>) {
        match kept_until {
            Some(until) => self.kept_until.insert(field.clone(), until),
            None => self.kept_until.remove(&field),
        };
        self.values.insert(field, value);
    }

    /// How often a verification was tried, the attempt under way included.
    pub fn attempts(&self, step: &StepId) -> u32 {
        self.attempts.get(step).copied().unwrap_or(0)
    }

    /// The attempt that is under way: the step, which is the present one, and the number from 1.
    pub fn attempt_under_way(&self) -> Option<(&StepId, u32)> {
        self.verifying.then(|| (&self.step, self.attempts(&self.step)))
    }

    /// The call that is under way: the step, which is the present one, and the number from 1.
    pub fn call_under_way(&self) -> Option<(&StepId, u32)> {
        self.calling.then(|| (&self.step, self.calls.get(&self.step).copied().unwrap_or(0)))
    }

    /// How a step ended when it was last passed.
    pub fn outcome_of(&self, step: &StepId) -> Option<&Outcome> {
        self.outcomes.get(step)
    }

    /// The steps that were passed, oldest first; the last 500 of them.
    pub fn trail(&self) -> &[Passed] {
        &self.trail
    }

    pub(crate) fn pass(
        &mut self,
        step: &StepId,
        outcome: Option<Outcome>,
        at: Timestamp,
        note: Option<String>,
    ) {
        if let Some(outcome) = &outcome {
            self.outcomes.insert(step.clone(), outcome.clone());
        }
        if self.trail.len() >= LONGEST_TRAIL {
            self.trail.drain(..=self.trail.len() - LONGEST_TRAIL);
        }
        self.trail.push(Passed { step: step.clone(), outcome, at, note });
    }
}
