//! The interpreter of funnels: a state and an event in, a state and effects out.
//!
//! Nothing here reads a clock or a file, or draws a number: `now` is an argument, and what has to be done outside is an
//! [`Effect`] for whoever keeps the state. The same state and event always give the same result, so that a change that
//! lost a race is simply computed again.
//!
//! An event that does not apply (any more) changes nothing: a verdict told twice, a form of a step that was left, a
//! decision on a review that is over. A campaign that cannot be gone through ends in a [`Fault`], never in a panic and
//! never in an endless walk.

mod advance;
mod assign;
mod condition;
mod effect;
mod event;
mod fault;
mod mapping;
mod page;
pub mod play;
mod state;
mod taken;
mod transform;
mod verdict;
mod walk;
mod webhook;

use jiff::Timestamp;
use model::step::{Consent, EndResult};
use model::{Campaign, Country, DataModel, Outcome, Step, StepId, StepSettings, Value};

pub use effect::{Effect, Write};
pub use event::Event;
pub use fault::Fault;
pub use mapping::{Target, mapped, stages};
pub use state::{Passed, State};
pub use taken::{Led, Taken};
pub use transform::word;
pub use walk::today;

/// A funnel to go through: a view of a campaign and of the fields that it speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Funnel<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The fields of the customer's record.
    pub data_model: &'a DataModel,
}

/// What an event led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The new state.
    pub state: State,
    /// What has to be done, in this order and together with keeping the state.
    pub effects: Vec<Effect>,
}

impl<'a> Funnel<'a> {
    /// Begins a session at the campaign's entry.
    ///
    /// # Errors
    /// The campaign cannot be gone through.
    pub fn start(self, now: Timestamp) -> Result<Moved, Fault> {
        self.start_beside(now, &Taken::default())
    }

    /// As [`start`](Self::start), where values are known to be other customers'.
    ///
    /// # Errors
    /// The campaign cannot be gone through.
    pub fn start_beside(self, now: Timestamp, taken: &Taken) -> Result<Moved, Fault> {
        advance::start(self, now, taken)
    }

    /// What the event leads to; `None` when it does not apply (any more).
    ///
    /// # Errors
    /// The campaign cannot be gone through. The state stays what it was.
    pub fn advance(self, state: &State, event: &Event, now: Timestamp) -> Result<Option<Moved>, Fault> {
        match self.advance_beside(state, event, now, &Taken::default())? {
            Some(Led::Moved(moved)) => Ok(Some(*moved)),
            // Nothing stays for a value of another customer where there is none.
            Some(Led::Stayed(_)) | None => Ok(None),
        }
    }

    /// As [`advance`](Self::advance), where values are known to be other customers': which ones of those that the event would
    /// write are, is found out by whoever keeps the records, and the event is computed again. Such a value is not written. A
    /// page stays; for a verification, a webhook and an assignment it is a value that does not fit its field.
    ///
    /// # Errors
    /// The campaign cannot be gone through. The state stays what it was.
    pub fn advance_beside(
        self,
        state: &State,
        event: &Event,
        now: Timestamp,
        taken: &Taken,
    ) -> Result<Option<Led>, Fault> {
        advance::advance(self, state, event, now, taken)
    }

    /// Whether the event applies in this state, at this time.
    pub fn applies(self, state: &State, event: &Event, now: Timestamp) -> bool {
        advance::applies(self, state, event, now)
    }

    /// How the session ended; `None` while it goes on.
    pub fn end_result(self, state: &State) -> Option<EndResult> {
        match &self.campaign.steps.get(state.step())?.settings {
            StepSettings::End(end) => Some(end.result),
            _ => None,
        }
    }

    /// The country of residence that goes with the consent at the present step: the value of the field that the step names.
    /// `None` where the customer is to be asked, or where no consent is asked for.
    pub fn residence(self, state: &State) -> Option<Country> {
        let settings = self.campaign.steps.get(state.step())?.verification()?;
        if settings.consent == Consent::Off {
            return None;
        }
        match state.values().get(&settings.consent_country_field()?)? {
            Value::Country(country) => Some(*country),
            Value::Text(text) => Country::understand(text),
            _ => None,
        }
    }

    fn step(self, id: &StepId) -> Result<&'a Step, Fault> {
        self.campaign.steps.get(id).ok_or_else(|| Fault::NoStep { step: id.clone() })
    }
}

/// An outcome that the interpreter itself gives.
fn outcome(name: &'static str) -> Outcome {
    Outcome::new(name).expect("a built-in outcome has the form of a name")
}
