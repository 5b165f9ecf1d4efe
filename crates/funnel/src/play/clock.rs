//! What happens when nothing happens.

use jiff::Timestamp;
use model::StepSettings;

use crate::{Event, Funnel, State, outcome};

/// When the wait at the present step is over, and what happens then; `None` where nothing is waited for, or for ever.
pub(super) fn over(funnel: Funnel<'_>, state: &State, since: Timestamp) -> Option<(Timestamp, Event)> {
    let id = state.step().clone();
    match &funnel.campaign.steps.get(&id)?.settings {
        StepSettings::Verification(settings) => {
            let (step, attempt) = state.attempt_under_way()?;
            Some((settings.result_wait.after(since), Event::WaitOver { step: step.clone(), attempt }))
        }
        StepSettings::Review(settings) => {
            Some((settings.due?.after(since), Event::Reviewed { step: id, outcome: outcome("overdue") }))
        }
        _ => None,
    }
}
