//! Points in time as Jumio writes them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// A point in time as it was written, so that an odd one spoils nothing but itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WireTime(pub String);

impl WireTime {
    /// The instant; a missing zone means UTC. `None` when the text is no point in time.
    pub fn instant(&self) -> Option<Timestamp> {
        let text = self.0.trim();
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Some(instant);
        }
        let civil: DateTime = text.parse().ok()?;
        Offset::UTC.to_timestamp(civil).ok()
    }
}

impl From<Timestamp> for WireTime {
    /// With three digits of a second, as Jumio's own samples have it.
    fn from(instant: Timestamp) -> Self {
        Self(format!("{instant:.3}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_in_every_spelling_seen() {
        let expected: Timestamp = "2024-03-04T10:15:30Z".parse().unwrap();
        for text in [
            "2024-03-04T10:15:30Z",
            "2024-03-04T10:15:30.0Z",
            "2024-03-04T10:15:30.000Z",
            "2024-03-04T10:15:30+00:00",
            "2024-03-04T10:15:30+0000",
            "2024-03-04T11:15:30+01:00",
            "2024-03-04 10:15:30Z",
            "2024-03-04T10:15:30.000",
            "2024-03-04T10:15:30",
        ] {
            assert_eq!(WireTime(text.to_owned()).instant(), Some(expected), "{text}");
        }
        for text in ["", "N/A", "yesterday", "10:15"] {
            assert_eq!(WireTime(text.to_owned()).instant(), None, "{text}");
        }
        assert_eq!(WireTime::from(expected).0, "2024-03-04T10:15:30.000Z");
    }
}
