//! Tests of the rules.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod data_model;
mod decisions;
mod docs;
mod examples;
mod field_types;
mod fixes;
mod funnel_tests;
mod funnels;
mod levels;
mod mappings;
mod partial;
mod paths;
mod providers;
mod random;
mod references;
mod sources;
mod suggest;
mod support;
mod threads;
mod tour;
mod transforms;
mod verifications;
