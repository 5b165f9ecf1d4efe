//! What each event does, and where it applies.

use jiff::Timestamp;
use model::StepSettings;

use crate::walk::{Walk, today};
use crate::{Event, Fault, Funnel, Led, Moved, State, Taken, outcome, page, verdict, webhook};

pub(crate) fn start(funnel: Funnel<'_>, now: Timestamp, taken: &Taken) -> Result<Moved, Fault> {
    let entry = funnel.campaign.entry.clone().ok_or(Fault::NoEntry)?;
    let mut walk = Walk::new(funnel, State::new(entry.clone()), now, taken);
    walk.go(entry, None)?;
    Ok(walk.done())
}

pub(crate) fn applies(funnel: Funnel<'_>, state: &State, event: &Event, now: Timestamp) -> bool {
    let Some(step) = funnel.campaign.steps.get(state.step()) else { return false };
    match (event, &step.settings) {
        (Event::Submitted { values }, StepSettings::Page(page)) => {
            page::answers(page, funnel.data_model, values, today(now)).is_some()
        }
        (Event::Dismissed, StepSettings::Page(page)) => page.allow_dismiss,
        (Event::Agreed, StepSettings::Verification(settings)) => {
            !state.verifying && state.attempts(state.step()) < settings.max_attempts
        }
        (Event::Reviewed { step, outcome }, StepSettings::Review(_)) => {
            step == state.step() && matches!(outcome.as_str(), "approved" | "rejected" | "overdue")
        }
        (Event::Called { step, call, .. }, _) => state.call_under_way() == Some((step, *call)),
        (Event::WaitOver { step, attempt }, _) => state.attempt_under_way() == Some((step, *attempt)),
        (Event::Verified { step, attempt, result, .. }, _) => {
            let under_way = state.attempt_under_way() == Some((step, *attempt));
            // Nobody waits for an attempt any more that, in the end, was not decided at all.
            let late =
                state.late.as_ref() == Some(step) && state.attempts(step) == *attempt && result.is_some();
            under_way || late
        }
        _ => false,
    }
}

pub(crate) fn advance(
    funnel: Funnel<'_>,
    state: &State,
    event: &Event,
    now: Timestamp,
    taken: &Taken,
) -> Result<Option<Led>, Fault> {
    let here = state.step();
    let step = funnel.step(here)?;
    if !applies(funnel, state, event, now) {
        return Ok(None);
    }
    let mut walk = Walk::new(funnel, state.clone(), now, taken);
    match event {
        Event::Submitted { values } => {
            if let StepSettings::Page(page) = &step.settings {
                let taken = page::submit(&mut walk, here, page, values);
                if !taken.is_empty() {
                    return Ok(Some(Led::Stayed(taken)));
                }
            }
            walk.leave(here, outcome("next"), None)?;
        }
        Event::Dismissed => walk.leave(here, outcome("dismissed"), None)?,
        Event::Agreed => verdict::begin(&mut walk, here),
        Event::Verified { step, outcome, result, .. } => {
            verdict::decide(&mut walk, step, outcome.clone(), result.as_deref())?;
        }
        Event::Called { step, answer, .. } => webhook::answered(&mut walk, step, answer.as_ref())?,
        Event::WaitOver { step, .. } => {
            walk.state.late = Some(step.clone());
            walk.leave(step, outcome("timeout"), None)?;
        }
        Event::Reviewed { step, outcome } => verdict::review(&mut walk, step, outcome.clone())?,
    }
    Ok(Some(Led::Moved(Box::new(walk.done()))))
}
