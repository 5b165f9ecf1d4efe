//! Tests of the rules.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod docs;
mod examples;
mod fixes;
mod funnels;
mod levels;
mod mappings;
mod partial;
mod providers;
mod random;
mod references;
mod support;
mod tour;
mod verifications;
