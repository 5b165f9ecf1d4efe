//! The interpreter from outside.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod assignments;
mod decisions;
mod ends;
mod faults;
mod late;
mod mappings;
mod pages;
mod plays;
mod random;
mod reviews;
mod silence;
mod stored;
mod strays;
mod support;
mod taken;
mod verifications;
