//! Lengths of time as files write them: `30m`, `24h`.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A length of time in whole seconds, written with one unit: `90s`, `30m`, `24h`, `7d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan(u32);

/// Why a text is no length of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a length of time; write a number and one of s, m, h, d, such as `30m`")]
pub struct TimeSpanError(String);

impl TimeSpan {
    /// A length in seconds.
    pub const fn from_seconds(seconds: u32) -> Self {
        Self(seconds)
    }

    /// The length in seconds.
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// The time that is this much later, or the last there is.
    pub fn after(self, time: Timestamp) -> Timestamp {
        time.checked_add(SignedDuration::from_secs(i64::from(self.0))).unwrap_or(Timestamp::MAX)
    }
}

impl FromStr for TimeSpan {
    type Err = TimeSpanError;

    fn from_str(text: &str) -> Result<Self, TimeSpanError> {
        let error = || TimeSpanError(text.chars().take(40).collect());
        let unit = match text.chars().last() {
            Some('s') => 1,
            Some('m') => 60,
            Some('h') => 3600,
            Some('d') => 86_400,
            _ => return Err(error()),
        };
        let digits = &text[..text.len() - 1];
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(error());
        }
        let count: u32 = digits.parse().map_err(|_| error())?;
        count.checked_mul(unit).map(Self).ok_or_else(error)
    }
}

impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self.0 {
            s if s > 0 && s % 86_400 == 0 => (s / 86_400, 'd'),
            s if s > 0 && s % 3600 == 0 => (s / 3600, 'h'),
            s if s > 0 && s % 60 == 0 => (s / 60, 'm'),
            s => (s, 's'),
        };
        // A day is written as 24h: people who set waits think in hours up to two days.
        if unit == 'd' && count < 2 { write!(f, "{}h", count * 24) } else { write!(f, "{count}{unit}") }
    }
}

impl Serialize for TimeSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_round_trip_in_their_largest_unit() {
        for (text, seconds, shown) in [
            ("90s", 90, "90s"),
            ("30m", 1800, "30m"),
            ("1800s", 1800, "30m"),
            ("24h", 86_400, "24h"),
            ("7d", 604_800, "7d"),
            ("0s", 0, "0s"),
        ] {
            let span: TimeSpan = text.parse().unwrap();
            assert_eq!((span.seconds(), span.to_string().as_str()), (seconds, shown));
        }
        for bad in ["", "m", "3", "-3m", "3 m", "3w", "99999999999d", "4294967295d", "３m"] {
            assert!(bad.parse::<TimeSpan>().is_err(), "{bad}");
        }
    }
    #[test]
    fn what_would_be_after_the_end_of_time_is_the_end() {
        let noon: Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
        assert_eq!(TimeSpan::from_seconds(90).after(noon).to_string(), "2026-07-01T12:01:30Z");
        assert_eq!(TimeSpan::from_seconds(u32::MAX).after(Timestamp::MAX), Timestamp::MAX);
    }
}
