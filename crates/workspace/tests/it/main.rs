//! The workspace's files from outside.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod verbs;
