//! What a scenario does to a transaction when it is made.

use jiff::Timestamp;
use uuid::Uuid;

use super::Finishes;
use super::stage::Newcomer;
use crate::control::{EventKind, Finish};
use crate::handle::{Sandbox, locked};
use crate::kyx::State;

impl Sandbox {
    /// Takes a new run of the current platform on: begins its timeline, and gives it the result that a scenario has for it,
    /// unless its reference asks for one itself.
    pub(crate) fn stage(&self, state: &mut State, id: Uuid, now: Timestamp) {
        let control = self.control();
        let Some(run) = state.run(id) else { return };
        control.note(id, run.created, EventKind::Created, &format!("by {}", run.tenant), None);
        if run.wish.is_some() {
            return;
        }
        let account = run.account.to_string();
        let person = run.user_reference.as_deref().unwrap_or(&account);
        let newcomer = Newcomer { tenant: &run.tenant, person, reference: &run.reference };
        let Some(planned) = locked(&control.stage).plan(&newcomer) else { return };
        let plan = format!("{}, attempt {}: {}", planned.scenario, planned.attempt, planned.result.name());
        match run.wish_for(&planned.result) {
            Ok(mut wish) => {
                wish.at_first_visit = planned.finishes == Finishes::AtVisit;
                run.wish = Some(wish);
            }
            Err(error) => {
                tracing::warn!(run = %id, scenario = planned.scenario, %error, "a scenario does not fit");
                control.note(id, now, EventKind::Scenario, &format!("{plan}: not possible, {error}"), None);
                return;
            }
        }
        control.note(id, now, EventKind::Scenario, &plan, None);
        if planned.finishes == Finishes::AtOnce
            && let Err(error) = state.finish(id, &Finish::default(), now)
        {
            tracing::warn!(run = %id, scenario = planned.scenario, %error, "a scenario cannot finish");
        }
    }
}
