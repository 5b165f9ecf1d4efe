//! The client against servers in this process, and the wire types against samples of every answer.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod calls;
mod failures;
mod samples;
mod server;
mod token;
