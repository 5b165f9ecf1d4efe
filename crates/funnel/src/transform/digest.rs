//! Digests.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The SHA-256 digest of a text, in hexadecimal digits.
pub(super) fn sha256(text: &str) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // A `String` takes all that is written to it.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
