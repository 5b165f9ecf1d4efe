//! The workspace's files from outside.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod edit;
mod edit_any;
mod init;
mod read;
mod render;
mod support;
mod verbs;
mod write;
