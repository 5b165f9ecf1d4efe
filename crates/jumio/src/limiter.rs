//! Keeping a tenant's calls below the rates that Jumio documents.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::{Call, Error};

/// At most so many calls in any stretch of time of that length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many calls; 0 lets none through.
    pub calls: usize,
    /// In any stretch of this length.
    pub per: Duration,
}

impl Rate {
    /// At most `calls` in any stretch of `seconds`.
    pub const fn new(calls: usize, seconds: u64) -> Self {
        Self { calls, per: Duration::from_secs(seconds) }
    }
}

/// The rates of a tenant, by kind of call; `None` is no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Getting access tokens.
    pub tokens: Option<Rate>,
    /// Starting verifications.
    pub starts: Option<Rate>,
    /// Reading and deleting results and pictures.
    pub reads: Option<Rate>,
}

impl Limits {
    /// No limits, for a stand-in that is no tenant of Jumio's.
    pub const NONE: Self = Self { tokens: None, starts: None, reads: None };

    /// The current platform's (FACTS 4.12): one start a second with short bursts, 15 reads, 10 tokens.
    pub const KYX: Self =
        Self { tokens: Some(Rate::new(10, 1)), starts: Some(Rate::new(5, 5)), reads: Some(Rate::new(15, 1)) };

    /// Netverify's for customers since March 2024 (FACTS 3.16).
    pub const NETVERIFY: Self =
        Self { tokens: None, starts: Some(Rate::new(5, 5)), reads: Some(Rate::new(75, 5)) };

    /// Netverify's for customers from before March 2024 (FACTS 3.16).
    pub const NETVERIFY_BEFORE_2024: Self =
        Self { tokens: None, starts: Some(Rate::new(15, 5)), reads: Some(Rate::new(225, 5)) };
}

/// Holds calls back until the tenant's rate allows them. Clones share their count: all clients of one tenant should be
/// given clones of one limiter.
#[derive(Clone)]
pub struct Limiter(Arc<Inner>);

struct Inner {
    limits: Limits,
    tokens: Mutex<Window>,
    starts: Mutex<Window>,
    reads: Mutex<Window>,
}

impl Limiter {
    /// A limiter that has seen no calls yet.
    pub fn new(limits: Limits) -> Self {
        Self(Arc::new(Inner {
            limits,
            tokens: Mutex::default(),
            starts: Mutex::default(),
            reads: Mutex::default(),
        }))
    }

    /// What it holds calls to.
    pub fn limits(&self) -> Limits {
        self.0.limits
    }

    /// Waits until this call may go out.
    ///
    /// # Errors
    /// [`Error::RateLimited`] at once, when that would be longer than `longest`.
    pub(crate) async fn pass(&self, call: Call, longest: Duration) -> Result<(), Error> {
        let Some((rate, window)) = self.of(call) else { return Ok(()) };
        let now = Instant::now();
        let slot = window.lock().unwrap_or_else(PoisonError::into_inner).reserve(rate, now, longest);
        match slot {
            Ok(at) if at > now => {
                tracing::debug!(%call, wait = ?(at - now), "held back by the tenant's rate");
                tokio::time::sleep_until(at).await;
                Ok(())
            }
            Ok(_) => Ok(()),
            Err(wait) => Err(Error::RateLimited {
                call,
                retry_after: Some(wait),
                title: None,
                detail: Some("held back by this client, nothing was sent".to_owned()),
            }),
        }
    }

    /// Holds all calls of this kind back, as Jumio asked for.
    pub(crate) fn hold(&self, call: Call, wait: Duration) {
        if let Some((_, window)) = self.of(call) {
            window.lock().unwrap_or_else(PoisonError::into_inner).hold(Instant::now() + wait);
        }
    }

    fn of(&self, call: Call) -> Option<(Rate, &Mutex<Window>)> {
        let inner = &*self.0;
        let (rate, window) = match call {
            Call::Token => (inner.limits.tokens, &inner.tokens),
            Call::CreateAccount | Call::UpdateAccount | Call::Initiate => {
                (inner.limits.starts, &inner.starts)
            }
            // Health has a host of its own; for uploads no rate is documented.
            Call::Health | Call::Upload | Call::Finalise => return None,
            _ => (inner.limits.reads, &inner.reads),
        };
        Some((rate?, window))
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Limiter").field(&self.0.limits).finish()
    }
}

/// When the latest calls went out or will go out, the oldest first.
#[derive(Debug, Default)]
struct Window {
    calls: VecDeque<Instant>,
    not_before: Option<Instant>,
}

impl Window {
    /// When the next call may go out, or how long that takes when it is longer than `longest`.
    fn reserve(&mut self, rate: Rate, now: Instant, longest: Duration) -> Result<Instant, Duration> {
        if rate.calls == 0 {
            return Err(rate.per);
        }
        let mut at = self.not_before.map_or(now, |not_before| not_before.max(now));
        if self.calls.len() >= rate.calls
            && let Some(oldest) = self.calls.front()
        {
            at = at.max(*oldest + rate.per);
        }
        let wait = at - now;
        if wait > longest {
            return Err(wait);
        }
        while self.calls.len() >= rate.calls {
            self.calls.pop_front();
        }
        self.calls.push_back(at);
        Ok(at)
    }

    fn hold(&mut self, until: Instant) {
        self.not_before = Some(self.not_before.map_or(until, |before| before.max(until)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    fn waits(window: &mut Window, rate: Rate, now: Instant, count: usize) -> Vec<u64> {
        (0..count).map(|_| (window.reserve(rate, now, LONG).unwrap() - now).as_secs()).collect()
    }

    #[test]
    fn no_stretch_of_time_holds_more_calls_than_the_rate() {
        let mut window = Window::default();
        let start = Instant::now();
        let rate = Rate::new(3, 5);
        assert_eq!(waits(&mut window, rate, start, 8), [0, 0, 0, 5, 5, 5, 10, 10]);
        let later = start + Duration::from_secs(9);
        assert_eq!(waits(&mut window, rate, later, 2), [1, 6], "those that wait count as well");
        let idle = start + Duration::from_secs(100);
        assert_eq!(waits(&mut window, rate, idle, 4), [0, 0, 0, 5]);
    }

    #[test]
    fn a_wait_that_is_too_long_takes_no_place() {
        let mut window = Window::default();
        let now = Instant::now();
        let rate = Rate::new(1, 5);
        assert_eq!(window.reserve(rate, now, Duration::ZERO), Ok(now));
        for _ in 0..3 {
            assert_eq!(window.reserve(rate, now, Duration::from_secs(4)), Err(Duration::from_secs(5)));
        }
        let later = now + Duration::from_secs(5);
        assert_eq!(window.reserve(rate, later, Duration::ZERO), Ok(later));
        assert_eq!(window.reserve(Rate::new(0, 9), later, LONG), Err(Duration::from_secs(9)));
    }

    #[test]
    fn what_jumio_asks_for_holds_everybody_back() {
        let mut window = Window::default();
        let now = Instant::now();
        window.hold(now + Duration::from_secs(7));
        window.hold(now + Duration::from_secs(3));
        assert_eq!(waits(&mut window, Rate::new(9, 1), now, 2), [7, 7]);
    }
}
