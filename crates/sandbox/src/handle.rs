//! A sandbox: a handle to its state in memory.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::callback::{Sender, Waiting};
use crate::clock::{later, wire};
use crate::kyx::State;
use crate::options::{CallbackOptions, Options};

/// A sandbox; clones share its state. Dropping the last clone forgets everything.
#[derive(Debug, Clone)]
pub struct Sandbox(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    options: Options,
    changeable: Mutex<Changeable>,
    state: Mutex<State>,
    outbox: Mutex<Vec<Waiting>>,
    sender: Sender,
}

#[derive(Debug)]
struct Changeable {
    /// How far ahead of the given clock the sandbox is.
    ahead: SignedDuration,
    callbacks: CallbackOptions,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sandbox {
    /// A sandbox without any transaction.
    pub fn new(options: Options) -> Self {
        Self(Arc::new(Inner {
            changeable: Mutex::new(Changeable { ahead: SignedDuration::ZERO, callbacks: options.callbacks }),
            state: Mutex::new(State::new(options.seed)),
            outbox: Mutex::default(),
            sender: Sender::default(),
            options,
        }))
    }

    /// The sandbox's time.
    pub fn now(&self) -> Timestamp {
        later(self.0.options.clock.now(), locked(&self.0.changeable).ahead)
    }

    /// Moves the sandbox's time forward, and does what is due by then.
    pub fn advance(&self, by: std::time::Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        {
            let mut changeable = locked(&self.0.changeable);
            changeable.ahead = changeable.ahead.saturating_add(by);
        }
        self.tick();
    }

    /// Changes what becomes of callbacks from now on.
    pub fn set_callbacks(&self, callbacks: CallbackOptions) {
        locked(&self.0.changeable).callbacks = callbacks;
    }

    /// What becomes of callbacks.
    pub fn callbacks(&self) -> CallbackOptions {
        locked(&self.0.changeable).callbacks
    }

    /// Does what is due: transactions expire or are processed, callbacks are sent. They are sent on tasks of their own,
    /// so a call outside of a tokio runtime leaves them to the next one inside.
    pub fn tick(&self) {
        self.with_state(|_, _| ());
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    /// Runs `work` on the state as it is now, and sends what that brings about.
    pub(crate) fn with_state<T>(&self, work: impl FnOnce(&mut State, Timestamp) -> T) -> T {
        let now = self.now();
        let result = {
            let mut state = locked(&self.0.state);
            state.settle(now, self.0.options.processing);
            let result = work(&mut state, now);
            state.settle(now, self.0.options.processing);
            // Under the lock of the state, so that callbacks keep the order of what they tell.
            self.queue(&mut state, now);
            result
        };
        self.flush(now);
        result
    }

    fn queue(&self, state: &mut State, now: Timestamp) {
        let told = state.take_callbacks();
        let CallbackOptions { delay, copies, drop, intermediate } = self.callbacks();
        for callback in told {
            let final_state = !matches!(callback.status, "ACQUISITION_STARTED" | "ACQUIRED");
            let forbidden = self.0.options.strict_urls && callback.url.scheme() != "https";
            if drop || forbidden || !(final_state || intermediate) {
                continue;
            }
            locked(&self.0.outbox).push(Waiting { due: later(now, delay), copies, callback });
        }
    }

    fn flush(&self, now: Timestamp) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let due: Vec<Waiting> = {
            let mut outbox = locked(&self.0.outbox);
            outbox.extract_if(.., |waiting| waiting.due <= now).collect()
        };
        if due.is_empty() {
            return;
        }
        let sandbox = self.clone();
        runtime.spawn(async move {
            for Waiting { copies, mut callback, .. } in due {
                callback.body["callbackSentAt"] = wire(now).into();
                for _ in 0..copies {
                    sandbox.0.sender.send(&callback).await;
                }
            }
        });
    }
}
