//! From one step to the next, through all steps at which nobody has to act.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::{Outcome, StepId, StepSettings};

use crate::condition::Facts;
use crate::{Effect, Fault, Funnel, Moved, State, Taken, Write, assign, outcome, webhook};

/// How many steps may follow each other without anybody acting: more than any sensible funnel has.
const MOST_AUTOMATIC_STEPS: u32 = 1000;

/// The date of a point in time, in UTC: funnels count days by it.
pub fn today(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

/// A state on its way to the next one.
pub(crate) struct Walk<'a> {
    pub(crate) funnel: Funnel<'a>,
    pub(crate) state: State,
    pub(crate) effects: Vec<Effect>,
    /// Values of other customers.
    pub(crate) taken: &'a Taken,
    now: Timestamp,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(funnel: Funnel<'a>, state: State, now: Timestamp, taken: &'a Taken) -> Self {
        Self { funnel, state, effects: Vec::new(), taken, now }
    }

    pub(crate) fn done(self) -> Moved {
        Moved { state: self.state, effects: self.effects }
    }

    /// The date, in UTC.
    pub(crate) fn today(&self) -> Date {
        today(self.now)
    }

    /// Writes values, for the session and for the customer's record.
    pub(crate) fn write(&mut self, writes: Vec<Write>) {
        for write in writes {
            let field = self.funnel.data_model.fields.get(&write.field);
            let kept_until = field.and_then(|field| field.kept_until(self.now));
            self.state.set(write.field.clone(), write.value.clone(), kept_until);
            self.effects.push(Effect::Write(write));
        }
    }

    /// A step ends, and the session goes to where its outcome leads.
    pub(crate) fn leave(
        &mut self,
        step: &StepId,
        outcome: Outcome,
        note: Option<String>,
    ) -> Result<(), Fault> {
        if let Some(text) = &note {
            self.effects.push(Effect::Note { step: step.clone(), text: text.clone() });
        }
        let (to, came_from) = self.pass(step, outcome, note)?;
        self.go(to, Some(came_from))
    }

    /// Enters a step and goes on until somebody has to act, or the session ends.
    pub(crate) fn go(&mut self, mut to: StepId, mut came_from: Option<String>) -> Result<(), Fault> {
        for _ in 0..MOST_AUTOMATIC_STEPS {
            let Some(outcome) = self.enter(&to, came_from)? else { return Ok(()) };
            let (next, from) = self.pass(&to, outcome, None)?;
            (to, came_from) = (next, Some(from));
        }
        Err(Fault::Endless { step: to })
    }

    /// Notes how a step ended; gives where that leads, and what to call where it came from.
    fn pass(
        &mut self,
        step: &StepId,
        outcome: Outcome,
        note: Option<String>,
    ) -> Result<(StepId, String), Fault> {
        let to = self.funnel.step(step)?.target(&outcome).cloned();
        let came_from = format!("{step}.{outcome}");
        self.state.pass(step, Some(outcome.clone()), self.now, note);
        let to = to.ok_or_else(|| Fault::NoConnection { step: step.clone(), outcome })?;
        Ok((to, came_from))
    }

    /// Stands at a step; gives the outcome by which it ends at once, if it does.
    fn enter(&mut self, id: &StepId, came_from: Option<String>) -> Result<Option<Outcome>, Fault> {
        let step = self.funnel.step(id)?;
        id.clone_into(&mut self.state.step);
        self.state.verifying = false;
        self.state.calling = false;
        if let StepSettings::End(_) = step.settings {
            self.state.late = None;
            self.state.held.clear();
            self.state.pass(id, None, self.now, None);
            return Ok(None);
        }
        let visits = self.state.visits.entry(id.clone()).or_default();
        *visits = visits.saturating_add(1);
        if step.max_visits.is_some_and(|most| *visits > most) {
            return Ok(Some(Outcome::exhausted()));
        }
        match &step.settings {
            StepSettings::Page(_) | StepSettings::End(_) => Ok(None),
            StepSettings::Verification(settings) => {
                let used_up = self.state.attempts(id) >= settings.max_attempts;
                Ok(used_up.then(Outcome::exhausted))
            }
            StepSettings::Assign(settings) => {
                assign::run(self, id, settings);
                Ok(Some(outcome("next")))
            }
            StepSettings::Webhook(_) => {
                webhook::begin(self, id);
                Ok(None)
            }
            StepSettings::Review(_) => {
                self.effects.push(Effect::Review { step: id.clone(), came_from });
                Ok(None)
            }
            StepSettings::Decision(settings) => {
                let facts = Facts { state: &self.state, today: self.today() };
                let branch = settings.branches.iter().find(|branch| facts.hold(&branch.when));
                Ok(Some(branch.map_or_else(Outcome::otherwise, |branch| branch.outcome.clone())))
            }
        }
    }
}
