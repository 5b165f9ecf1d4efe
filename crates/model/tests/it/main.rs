//! The model from outside.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod canonical;
mod steps;
mod transforms;
