//! What a sandbox is told at its start.

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
    /// Makes identifiers and tokens the same in every run; `None` for random ones.
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
}

impl Default for CallbackOptions {
    fn default() -> Self {
        Self { delay: SignedDuration::ZERO, copies: 1, drop: false, intermediate: false }
    }
}
