//! The time, which tests and operators may move.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// The computer's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// `time` later by `by`, and no later than time goes.
pub(crate) fn later(time: Timestamp, by: SignedDuration) -> Timestamp {
    time.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// As Jumio writes instants: UTC, three digits of milliseconds.
pub(crate) fn wire(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_have_three_digits_of_milliseconds() {
        let whole: Timestamp = "2024-03-04T10:15:30Z".parse().unwrap();
        assert_eq!(wire(whole), "2024-03-04T10:15:30.000Z");
        let fine: Timestamp = "2024-03-04T10:15:30.240987Z".parse().unwrap();
        assert_eq!(wire(fine), "2024-03-04T10:15:30.240Z");
    }
}
