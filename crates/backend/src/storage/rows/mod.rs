//! What the units of work take and give.

mod customers;
mod drafts;
mod jobs;
mod runs;
mod versions;

use std::fmt;

pub use customers::*;
pub use drafts::*;
pub use jobs::*;
pub use runs::*;
pub use versions::*;

/// Bytes that only the master key opens: a format version, a key id, a nonce, and the ciphertext.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}
