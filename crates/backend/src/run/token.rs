//! Ids of rows, and tokens that only their holder knows.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::{NoContext, Uuid};

/// A new token: 256 random bits in base64url. Only its [`hash`] is kept.
pub(crate) fn random() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// Whether a text has the form of a token.
pub(crate) fn is_one(text: &str) -> bool {
    BASE64_URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

/// What is kept of a token.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Whether this is the token of that hash, in the same time for every wrong one.
pub(crate) fn matches(token: &str, kept: &[u8; 32]) -> bool {
    bool::from(hash(token).ct_eq(kept))
}

/// A new id of a row: ordered by time.
pub(crate) fn row_id(now: Timestamp) -> String {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanoseconds)).to_string()
}

/// An id that follows from a text: the same text, the same id.
pub(crate) fn id_of(text: &str) -> String {
    let hash = hash(text);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_different_and_known_by_their_hash() {
        let (one, other) = (random(), random());
        assert_ne!(one, other);
        assert!(is_one(&one) && one.len() == 43);
        assert!(matches(&one, &hash(&one)) && !matches(&other, &hash(&one)));
        for text in ["", "abc", &"a".repeat(64), &format!("{one}="), "../../../../etc"] {
            assert!(!is_one(text), "{text}");
        }
    }

    #[test]
    fn ids_are_ordered_by_time_or_follow_from_a_text() {
        let (early, late) =
            ("2026-01-01T00:00:00Z".parse().unwrap(), "2026-01-01T00:00:01Z".parse().unwrap());
        assert!(row_id(early) < row_id(late));
        assert_ne!(row_id(early), row_id(early));
        assert_eq!(id_of("a"), id_of("a"));
        assert_ne!(id_of("a"), id_of("b"));
    }
}
