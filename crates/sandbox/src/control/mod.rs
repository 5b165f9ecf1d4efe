//! What only a sandbox has, under `/sandbox`: what happened to transactions, and how it behaves from now on. A JSON
//! interface for programs, and a page for people.

mod api;
mod guard;
mod journal;
mod page;
mod transaction;
mod watch;

use std::sync::Mutex;

use axum::Router;
use jiff::Timestamp;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use url::Url;
use uuid::Uuid;

use crate::callback::{Outbox, Sender};
use crate::faults::Faults;
use crate::handle::{Sandbox, locked};
use crate::options::{CallbackOptions, Options, Settings};
use crate::scenario::Stage;

pub use self::journal::{Event, EventKind};
pub use self::transaction::{Finish, FinishError, Transaction};
pub(crate) use self::watch::watch;

use self::journal::Journal;

/// What was set from outside, and what was seen.
#[derive(Debug)]
pub(crate) struct Control {
    at_start: Settings,
    seed: Option<u64>,
    settings: Mutex<Settings>,
    pub(crate) stage: Mutex<Stage>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) outbox: Mutex<Outbox>,
    pub(crate) sender: Sender,
    journal: Mutex<Journal>,
}

/// A source of chance of its own for each purpose: what one draws does not change what another gets.
fn chance(seed: Option<u64>, purpose: u64) -> StdRng {
    seed.map_or_else(rand::make_rng, |seed| StdRng::seed_from_u64(seed.wrapping_add(purpose << 32)))
}

impl Control {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            at_start: options.settings(),
            seed: options.seed,
            settings: Mutex::new(options.settings()),
            stage: Mutex::default(),
            faults: Mutex::new(Faults::new(chance(options.seed, 1))),
            outbox: Mutex::new(Outbox::new(chance(options.seed, 2))),
            sender: Sender::default(),
            journal: Mutex::default(),
        }
    }

    pub(crate) fn settings(&self) -> Settings {
        *locked(&self.settings)
    }

    /// Adds to a transaction's timeline.
    pub(crate) fn note(
        &self,
        transaction: Uuid,
        at: Timestamp,
        kind: EventKind,
        what: &str,
        answer: Option<u16>,
    ) {
        locked(&self.journal).note(transaction, at, kind, what, answer);
    }

    /// Forgets what belongs to transactions: timelines, callbacks that wait, attempts counted.
    pub(crate) fn forget(&self) {
        *locked(&self.journal) = Journal::default();
        *locked(&self.outbox) = Outbox::new(chance(self.seed, 2));
        locked(&self.stage).begin_again();
    }

    /// Everything as it was at the start.
    fn unset(&self) {
        *locked(&self.settings) = self.at_start;
        *locked(&self.stage) = Stage::default();
        *locked(&self.faults) = Faults::new(chance(self.seed, 1));
    }
}

impl Sandbox {
    /// What can be changed while the sandbox runs.
    pub fn settings(&self) -> Settings {
        self.control().settings()
    }

    /// Changes it, from now on.
    pub fn set_settings(&self, settings: Settings) {
        *locked(&self.control().settings) = settings;
    }

    /// What becomes of callbacks.
    pub fn callbacks(&self) -> CallbackOptions {
        self.settings().callbacks
    }

    /// Changes what becomes of callbacks from now on.
    pub fn set_callbacks(&self, callbacks: CallbackOptions) {
        locked(&self.control().settings).callbacks = callbacks;
    }

    /// What happened to a transaction so far, in order of time; nothing for one that there is not.
    pub fn timeline(&self, transaction: Uuid) -> Vec<Event> {
        locked(&self.control().journal).of(transaction)
    }

    /// Forgets everything: transactions, accounts, tokens, scenarios, faults and settings, and the clock goes back to where it
    /// would be. With `keep_settings`, how it behaves and the clock stay.
    pub fn reset(&self, keep_settings: bool) {
        if !keep_settings {
            self.control().unset();
        }
        self.forget(!keep_settings);
    }
}

pub(crate) fn router(sandbox: &Sandbox, base_url: &Url) -> Router {
    let guard = guard::Guard::new(base_url);
    api::router(sandbox)
        .merge(page::router(sandbox))
        .layer(axum::extract::DefaultBodyLimit::max(guard::MAX_BODY))
        .layer(axum::middleware::from_fn_with_state(guard, guard::check))
}
