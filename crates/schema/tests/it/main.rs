//! Schemas and the reader of the files: what one takes, the other takes.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod agree;
mod cases;
mod committed;
mod complete;
mod documents;
mod files;
mod transforms;
