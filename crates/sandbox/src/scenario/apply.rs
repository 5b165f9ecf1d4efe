//! What a scenario does to a transaction when it is made.

use jiff::Timestamp;
use uuid::Uuid;

use super::Finishes;
use super::stage::Newcomer;
use crate::control::{EventKind, Finish, FinishError};
use crate::handle::{Sandbox, locked};

/// A transaction that was just made, of either platform.
pub(crate) trait Staged {
    /// Its id, and when it was made.
    fn made(&self) -> (Uuid, Timestamp);
    /// Whose it is.
    fn newcomer(&self) -> Newcomer;
    /// Whether its reference asks for a result itself.
    fn has_wish(&self) -> bool;
    /// Takes the result that a scenario has for it.
    fn wish_for(&mut self, result: &Finish, at_first_visit: bool) -> Result<(), FinishError>;
    /// Ends it as it is wished.
    fn finish_now(&mut self, now: Timestamp) -> Result<(), FinishError>;
}

impl Sandbox {
    /// Takes a new transaction on: begins its timeline, and gives it the result that a scenario has for it, unless its
    /// reference asks for one itself.
    pub(crate) fn stage(&self, staged: &mut impl Staged, now: Timestamp) {
        let control = self.control();
        let ((id, made), newcomer) = (staged.made(), staged.newcomer());
        control.note(id, made, EventKind::Created, &format!("by {}", newcomer.tenant), None);
        if staged.has_wish() {
            return;
        }
        let Some(planned) = locked(&control.stage).plan(&newcomer) else { return };
        let plan = format!("{}, attempt {}: {}", planned.scenario, planned.attempt, planned.result.name());
        if let Err(error) = staged.wish_for(&planned.result, planned.finishes == Finishes::AtVisit) {
            tracing::warn!(run = %id, scenario = planned.scenario, %error, "a scenario does not fit");
            control.note(id, now, EventKind::Scenario, &format!("{plan}: not possible, {error}"), None);
            return;
        }
        control.note(id, now, EventKind::Scenario, &plan, None);
        if planned.finishes == Finishes::AtOnce
            && let Err(error) = staged.finish_now(now)
        {
            tracing::warn!(run = %id, scenario = planned.scenario, %error, "a scenario cannot finish");
        }
    }
}
