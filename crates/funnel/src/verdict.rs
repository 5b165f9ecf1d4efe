//! Verifications: an attempt begins, is decided, or is decided by a person afterwards.

use model::{Outcome, StepId, VerificationResult};

use crate::state::Held;
use crate::walk::Walk;
use crate::{Effect, Fault, mapping, outcome};

const APPROVED: &str = "approved";
const OVERDUE: &str = "overdue";

/// An attempt begins. What came of earlier ones, or may still come, counts no more.
pub(crate) fn begin(walk: &mut Walk<'_>, step: &StepId) {
    let attempts = walk.state.attempts.entry(step.clone()).or_default();
    *attempts = attempts.saturating_add(1);
    let attempt = *attempts;
    walk.state.verifying = true;
    walk.state.late = None;
    walk.state.held.remove(step);
    walk.effects.push(Effect::Verify { step: step.clone(), attempt });
}

/// An attempt is decided, maybe after the session went on by `timeout`: it goes on from this step in any case.
///
/// The mapped values are written all together or not at all. When one of them does not fit its field, or is another
/// customer's where the field is unique, an approval becomes an `error`, so that the customer can try again and nobody counts as verified whose data were lost; any other outcome
/// stays, since a rejection must not turn into another chance.
pub(crate) fn decide(
    walk: &mut Walk<'_>,
    step: &StepId,
    mut decided: Outcome,
    result: Option<&VerificationResult>,
) -> Result<(), Fault> {
    walk.state.verifying = false;
    walk.state.late = None;
    walk.state.held.remove(step);
    let mut note = None;
    if let (Some(settings), Some(result)) = (walk.funnel.step(step)?.verification(), result) {
        let written_now = settings.write_on.contains(&decided);
        let target = mapping::Target {
            data_model: walk.funnel.data_model,
            values: &walk.state.values,
            today: walk.today(),
        };
        let free = |writes| if written_now { walk.taken.free(writes) } else { Ok(writes) };
        match mapping::writes(step, settings, &target, result).and_then(free) {
            Ok(writes) if written_now => walk.write(writes),
            Ok(writes) if writes.is_empty() => {}
            Ok(writes) => hold(walk, step, Held::Writes(writes)),
            Err(problem) => {
                if written_now && decided == APPROVED {
                    decided = outcome("error");
                }
                hold(walk, step, Held::Problem(problem.clone()));
                note = Some(problem);
            }
        }
    }
    walk.leave(step, decided, note)
}

fn hold(walk: &mut Walk<'_>, step: &StepId, held: Held) {
    walk.state.held.insert(step.clone(), held);
}

/// A person decided, or nobody did in time. An approval writes what verifications before it brought. After a decision it
/// waits no longer: another review is about something else. While nobody decided, whoever is asked next still decides on it.
pub(crate) fn review(walk: &mut Walk<'_>, step: &StepId, decided: Outcome) -> Result<(), Fault> {
    if decided == OVERDUE {
        return walk.leave(step, decided, None);
    }
    let held = std::mem::take(&mut walk.state.held);
    let mut problems = Vec::new();
    if decided == APPROVED {
        for held in held.into_values() {
            match held {
                Held::Writes(writes) => match walk.taken.free(writes) {
                    Ok(writes) => walk.write(writes),
                    Err(problem) => problems.push(problem),
                },
                Held::Problem(problem) => problems.push(problem),
            }
        }
    }
    walk.leave(step, decided, (!problems.is_empty()).then(|| problems.join("; ")))
}
