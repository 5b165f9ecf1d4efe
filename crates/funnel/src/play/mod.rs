//! Going through a funnel by hand: a test, or somebody who tries a funnel, says what happens, and the same interpreter as
//! for customers says what that leads to.
//!
//! Time passes only where a play says so. A wait that is over while it passes ends its step, as it does for customers.

mod clock;
mod coverage;
mod events;
mod expected;
mod refused;
mod report;
mod result;

use jiff::Timestamp;
use model::funnel_test::{Action, Play};
use model::step::EndResult;
use model::{StepId, TimeSpan, suggest};

use crate::{Effect, Event, Fault, Funnel, Moved, Passed, State};

pub use coverage::Coverage;
pub use expected::Mismatch;
pub use refused::Refused;
pub use report::{Report, Stopped, run};

/// How many steps can be passed in one go through a funnel: more than anybody writes down.
const MOST_STEPS: usize = 20_000;

/// A session that is played.
#[derive(Debug, Clone)]
pub struct Playing<'a> {
    funnel: Funnel<'a>,
    state: State,
    /// The clock.
    now: Timestamp,
    /// When the wait at the present step began, if there is one.
    since: Timestamp,
    /// All steps that were passed; those of `state` are moved to here.
    path: Vec<Passed>,
}

/// What a play led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// The clock afterwards.
    pub now: Timestamp,
    /// The steps that were passed.
    pub passed: Vec<Passed>,
    /// What the backend would have done.
    pub effects: Vec<Effect>,
    /// The step where the session stands now.
    pub at: StepId,
    /// How it ended, if it did.
    pub ended: Option<EndResult>,
}

impl<'a> Playing<'a> {
    /// Begins a session.
    ///
    /// # Errors
    /// The campaign cannot be gone through.
    pub fn begin(funnel: Funnel<'a>, now: Timestamp) -> Result<(Self, Scene), Fault> {
        let Moved { state, effects } = funnel.start(now)?;
        let mut playing = Self { funnel, state, now, since: now, path: Vec::new() };
        playing.path.append(&mut playing.state.trail);
        let scene = playing.scene(0, effects);
        Ok((playing, scene))
    }

    /// Plays.
    ///
    /// # Errors
    /// Why that cannot happen now. The session stays as it was.
    pub fn play(&mut self, play: &Play) -> Result<Scene, Refused> {
        let (state, now, since, passed) = (self.state.clone(), self.now, self.since, self.path.len());
        match self.act(play.action()?) {
            Ok(effects) => {
                // What is kept for a time only goes when that is over, though not before the session has ended.
                if self.ended().is_some() {
                    self.state.forget_until(self.now);
                }
                Ok(self.scene(passed, effects))
            }
            Err(why) => {
                (self.state, self.now, self.since) = (state, now, since);
                self.path.truncate(passed);
                Err(why)
            }
        }
    }

    /// The funnel.
    pub fn funnel(&self) -> Funnel<'a> {
        self.funnel
    }

    /// Where the session stands. Its trail is in [`Playing::path`].
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The clock.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// All steps that were passed, oldest first.
    pub fn path(&self) -> &[Passed] {
        &self.path
    }

    /// How the session ended; `None` while it goes on.
    pub fn ended(&self) -> Option<EndResult> {
        self.funnel.end_result(&self.state)
    }

    fn scene(&self, passed: usize, effects: Vec<Effect>) -> Scene {
        Scene {
            now: self.now,
            passed: self.path[passed..].to_vec(),
            effects,
            at: self.state.step().clone(),
            ended: self.ended(),
        }
    }

    fn act(&mut self, action: Action<'_>) -> Result<Vec<Effect>, Refused> {
        match action {
            Action::Wait(span) => self.wait(span),
            Action::Go { at } => self.go(at),
            Action::Fill { at, fields } => self.fill(at, fields),
            Action::Answer { at, fields } => self.answer(at, fields),
            Action::End { at, outcome, captured, images } => self.end(at, outcome, captured, images),
        }
    }

    /// Something happens.
    fn happen(&mut self, event: &Event) -> Result<Vec<Effect>, Refused> {
        let moved = self.funnel.advance(&self.state, event, self.now)?;
        let Moved { state, effects } =
            moved.ok_or_else(|| Refused::NotNow { step: self.state.step().clone() })?;
        self.state = state;
        self.path.append(&mut self.state.trail);
        if self.path.len() > MOST_STEPS {
            return Err(Refused::TooLong(MOST_STEPS));
        }
        if effects.iter().any(|effect| matches!(effect, Effect::Verify { .. } | Effect::Review { .. })) {
            self.since = self.now;
        }
        Ok(effects)
    }

    /// Time passes, and ends each wait that is over by then.
    fn wait(&mut self, span: TimeSpan) -> Result<Vec<Effect>, Refused> {
        let until = span.after(self.now);
        let mut effects = Vec::new();
        while let Some((over, event)) = clock::over(self.funnel, &self.state, self.since)
            && over <= until
        {
            self.now = over;
            effects.extend(self.happen(&event)?);
        }
        self.now = until;
        Ok(effects)
    }

    /// The wait at the present step lasts until it is over.
    fn wait_until_over(&mut self) -> Result<Vec<Effect>, Refused> {
        let over = clock::over(self.funnel, &self.state, self.since);
        let (over, event) = over.ok_or_else(|| Refused::NeverOver { step: self.state.step().clone() })?;
        self.now = over;
        self.happen(&event)
    }

    /// The session must stand at this step.
    fn stand_at(&self, step: &StepId) -> Result<(), Refused> {
        let stands = self.state.step();
        if step == stands && self.ended().is_none() {
            return Ok(());
        }
        let steps = &self.funnel.campaign.steps;
        if !steps.contains_key(step) {
            let nearest = suggest::nearest(step.as_str(), steps.keys().map(StepId::as_str));
            return Err(Refused::NoStep { step: step.clone(), nearest: nearest.map(str::to_owned) });
        }
        let (stands, step) = (stands.clone(), step.clone());
        Err(if self.ended().is_some() {
            Refused::Ended { end: stands, step }
        } else {
            Refused::Elsewhere { stands, step }
        })
    }
}
