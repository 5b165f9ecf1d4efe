//! Results and outcomes over samples and over every label that Jumio documents; the adapter against a server.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod docs;
mod fetching;
mod labels;
mod netverify;
mod normalized;
mod outcomes;
mod proving;
mod random;
mod redaction;
mod server;
mod settings;
mod starting;
mod traps;
