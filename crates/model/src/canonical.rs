//! The canonical form of a resource, and revisions: the same content has the same revision everywhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// The version of the canonical form. A new optional key does not change it: defaults are left out.
pub const FORMAT: u32 = 1;

/// The SHA-256 of a resource's canonical form, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision([u8; 32]);

/// Why a text is no revision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a revision is 64 hexadecimal digits")]
pub struct RevisionError;

impl Revision {
    /// The revision of a canonical form.
    pub(crate) fn of(canonical: &str) -> Self {
        Self(Sha256::digest(canonical.as_bytes()).into())
    }

    /// The first digits, enough for people to tell revisions apart.
    pub fn short(&self) -> String {
        self.to_string()[..12].to_owned()
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Revision {
    type Err = RevisionError;

    fn from_str(text: &str) -> Result<Self, RevisionError> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return Err(RevisionError);
        }
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[place * 2..place * 2 + 2], 16).map_err(|_| RevisionError)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Revision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Revision {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The canonical form of JSON: RFC 8785, with all text in NFC and lines ended by LF, so that a file has the same
/// revision whatever system checked it out.
pub fn canonical_json(json: &serde_json::Value) -> Result<String, serde_json::Error> {
    serde_json_canonicalizer::to_string(&normalised(json))
}

fn normalised(json: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    let text = |text: &str| text.replace("\r\n", "\n").nfc().collect::<String>();
    match json {
        Json::String(string) => Json::String(text(string)),
        Json::Array(items) => Json::Array(items.iter().map(normalised).collect()),
        Json::Object(members) => {
            Json::Object(members.iter().map(|(key, value)| (text(key), normalised(value))).collect())
        }
        other => other.clone(),
    }
}
