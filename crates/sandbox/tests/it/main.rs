//! The sandbox over real sockets.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod accounts;
mod adapter;
mod authorization;
mod callbacks;
mod control;
mod page;
mod pictures;
mod samples;
mod states;
mod support;
