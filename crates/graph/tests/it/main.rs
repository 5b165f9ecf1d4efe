//! Pictures of funnels.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod escapes;
mod layouts;
mod pictures;
mod support;
