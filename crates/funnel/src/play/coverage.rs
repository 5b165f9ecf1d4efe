//! Which ways of a funnel its tests take.

use std::collections::BTreeSet;

use model::{Campaign, Outcome, StepId};

use super::Report;

/// The ways that were taken: a step, and the outcome by which it ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    taken: BTreeSet<(StepId, Outcome)>,
}

impl Coverage {
    /// Adds the ways that a case took.
    pub fn add(&mut self, report: &Report) {
        for passed in report.scenes.iter().flat_map(|scene| &scene.passed) {
            if let Some(outcome) = &passed.outcome {
                self.taken.insert((passed.step.clone(), outcome.clone()));
            }
        }
    }

    /// How many ways of a campaign there are, and those that nobody took, in the order of walking.
    pub fn of(&self, campaign: &Campaign) -> (usize, Vec<(StepId, Outcome)>) {
        let ways = campaign.walk().into_iter().flat_map(|id| {
            let step = &campaign.steps[id];
            let outcomes = step.outcomes().into_iter();
            let outcomes =
                outcomes.filter(|outcome| step.target(outcome).is_some() && step.can_end_by(outcome));
            outcomes.map(|outcome| (id.clone(), outcome)).collect::<Vec<_>>()
        });
        let ways: Vec<_> = ways.collect();
        let count = ways.len();
        (count, ways.into_iter().filter(|way| !self.taken.contains(way)).collect())
    }
}
