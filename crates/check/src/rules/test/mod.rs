//! Rules about funnel tests.

pub(super) mod t001_reference;
pub(super) mod t002_cannot_happen;
pub(super) mod t003_nothing_expected;
pub(super) mod t004_captured_for_nothing;

use model::funnel_test::{Case, FunnelTest, Play};
use model::{KeyPath, StepId, suggest};

/// The cases of a test, with their places.
fn cases(test: &FunnelTest) -> impl Iterator<Item = (KeyPath, &Case)> {
    test.cases.iter().map(|(id, case)| (KeyPath::of(["case", id.as_str()]), case))
}

/// The plays of a case, with their places.
fn plays<'a>(at: &KeyPath, case: &'a Case) -> impl Iterator<Item = (KeyPath, &'a Play)> {
    let at = at.clone().key("play");
    case.play.iter().enumerate().map(move |(place, play)| (at.clone().index(place), play))
}

/// The step whose name is near to a wrong one.
fn nearest_step<'a>(step: &StepId, steps: impl IntoIterator<Item = &'a StepId>) -> Option<&'a str> {
    suggest::nearest(step.as_str(), steps.into_iter().map(StepId::as_str))
}
