//! A sandbox: a handle to its state in memory.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::clock::later;
use crate::control::Control;
use crate::kyx::State;
use crate::netverify::Scans;
use crate::options::Options;

/// A sandbox; clones share its state. Dropping the last clone forgets everything.
#[derive(Debug, Clone)]
pub struct Sandbox(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    options: Options,
    /// How far ahead of the given clock the sandbox is.
    ahead: Mutex<SignedDuration>,
    state: Mutex<State>,
    /// Those of Netverify, which shares nothing with the current platform but the time.
    scans: Mutex<Scans>,
    control: Control,
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sandbox {
    /// A sandbox without any transaction.
    pub fn new(options: Options) -> Self {
        Self(Arc::new(Inner {
            ahead: Mutex::default(),
            state: Mutex::new(State::new(options.seed)),
            scans: Mutex::new(Scans::new(options.seed)),
            control: Control::new(&options),
            options,
        }))
    }

    /// The sandbox's time.
    pub fn now(&self) -> Timestamp {
        later(self.0.options.clock.now(), *locked(&self.0.ahead))
    }

    /// Moves the sandbox's time forward, and does what is due by then.
    pub fn advance(&self, by: std::time::Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        {
            let mut ahead = locked(&self.0.ahead);
            *ahead = ahead.saturating_add(by);
        }
        self.tick();
    }

    /// Does what is due: transactions expire or are processed, callbacks are sent. They are sent on tasks of their own,
    /// so a call outside of a tokio runtime leaves them to the next one inside.
    pub fn tick(&self) {
        self.with_state(|_, _| ());
        self.with_scans(|_, _| ());
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    /// What was set from outside, and what was seen.
    pub(crate) fn control(&self) -> &Control {
        &self.0.control
    }

    /// Forgets every transaction, account and token, and what waits to be sent. With `time`, the clock is the given one
    /// again.
    pub(crate) fn forget(&self, time: bool) {
        let mut state = locked(&self.0.state);
        let mut scans = locked(&self.0.scans);
        *state = State::new(self.0.options.seed);
        *scans = Scans::new(self.0.options.seed);
        if time {
            *locked(&self.0.ahead) = SignedDuration::ZERO;
        }
        self.0.control.forget();
    }

    /// Runs `work` on the state as it is now, and sends what that brings about.
    pub(crate) fn with_state<T>(&self, work: impl FnOnce(&mut State, Timestamp) -> T) -> T {
        let now = self.now();
        let processing = self.settings().processing;
        let result = {
            let mut state = locked(&self.0.state);
            state.settle(now, processing);
            let result = work(&mut state, now);
            state.settle(now, processing);
            // Under the lock of the state, so that callbacks keep the order of what they tell.
            self.0.control.queue(state.take_callbacks(), now);
            result
        };
        self.send_due(now);
        result
    }

    /// As [`Self::with_state`], for Netverify. Neither is called inside of the other.
    pub(crate) fn with_scans<T>(&self, work: impl FnOnce(&mut Scans, Timestamp) -> T) -> T {
        let now = self.now();
        let processing = self.settings().processing;
        let result = {
            let mut scans = locked(&self.0.scans);
            scans.settle(now, processing);
            let result = work(&mut scans, now);
            scans.settle(now, processing);
            self.0.control.queue(scans.take_callbacks(), now);
            result
        };
        self.send_due(now);
        result
    }
}
