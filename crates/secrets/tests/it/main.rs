//! The keyring as it really is: answering, locked, absent, and stuck.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod child;
mod no_answer;
mod real_keyring;
