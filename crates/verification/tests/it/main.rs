//! Results and outcomes over samples and over every label that Jumio documents; the adapter against a server.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fetching;
mod labels;
mod normalized;
mod outcomes;
mod server;
mod starting;
