//! What a sandbox is told at its start, and what of it can be changed later.

use std::sync::Arc;

use jiff::SignedDuration;

use crate::clock::{Clock, SystemClock};

/// How a sandbox behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time; [`Sandbox::advance`](crate::Sandbox::advance) moves the sandbox ahead of it.
    pub clock: Arc<dyn Clock>,
    /// Whether URLs must follow Jumio's rules (https, no port, no address, FACTS 3.3 and 4.3). Off for local work.
    pub strict_urls: bool,
    /// Whether calls above Jumio's rates are answered 429 (FACTS 4.12).
    pub rate_limits: bool,
    /// How long a finished capture is being processed before its result is there.
    pub processing: SignedDuration,
    /// What becomes of callbacks.
    pub callbacks: CallbackOptions,
    /// Makes identifiers, tokens and everything else that is left to chance the same in every run; `None` for real
    /// chance.
    pub seed: Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            strict_urls: false,
            rate_limits: false,
            processing: SignedDuration::ZERO,
            callbacks: CallbackOptions::default(),
            seed: None,
        }
    }
}

impl Options {
    pub(crate) fn settings(&self) -> Settings {
        let Self { strict_urls, rate_limits, processing, callbacks, .. } = *self;
        Settings { strict_urls, rate_limits, processing, callbacks }
    }
}

/// The options that can be changed while a sandbox runs. They mean the same as those of [`Options`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether URLs must follow Jumio's rules.
    pub strict_urls: bool,
    /// Whether calls above Jumio's rates are answered 429.
    pub rate_limits: bool,
    /// How long a finished capture is being processed.
    pub processing: SignedDuration,
    /// What becomes of callbacks.
    pub callbacks: CallbackOptions,
}

/// What becomes of callbacks. By default each is sent once, at once, and only for final states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallbackOptions {
    /// How long after the event a callback is sent, by the sandbox's clock.
    pub delay: SignedDuration,
    /// How many times each callback is sent, with the same body.
    pub copies: u32,
    /// Whether callbacks get lost: none is sent.
    pub drop: bool,
    /// Whether `ACQUISITION_STARTED` and `ACQUIRED` are told too.
    pub intermediate: bool,
    /// In which order those of one transaction are sent.
    pub order: Order,
    /// Whether they are sent to a port of this machine where nobody listens.
    pub dead_port: bool,
    /// How many times a callback is sent again that was not delivered, or not answered with success. Jumio documents no
    /// such thing (FACTS 3.9).
    pub retries: u32,
    /// How long after a failure, by the sandbox's clock.
    pub retry_after: SignedDuration,
}

impl Default for CallbackOptions {
    fn default() -> Self {
        Self {
            delay: SignedDuration::ZERO,
            copies: 1,
            drop: false,
            intermediate: false,
            order: Order::AsTold,
            dead_port: false,
            retries: 0,
            retry_after: SignedDuration::from_secs(60),
        }
    }
}

/// In which order the callbacks of one transaction are sent. In another order than their own, all are held back until the
/// last one is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As things happen.
    #[default]
    AsTold,
    /// The last one first.
    Reversed,
    /// In any order; under a seed, in the same one every time.
    Shuffled,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::AsTold, Self::Reversed, Self::Shuffled];

    /// The name, as the control interface spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsTold => "as-told",
            Self::Reversed => "reversed",
            Self::Shuffled => "shuffled",
        }
    }
}
