//! The client against servers in this process, and the wire types against samples of every answer.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod calls;
mod every_sample;
mod failures;
mod limits;
mod netverify_calls;
mod netverify_samples;
mod outlines;
mod readme;
mod redaction;
mod samples;
mod server;
mod tls;
mod token;
mod uploads;
