//! Tests of the house itself: which room may use which, what is named where, licences, tidiness.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod arrows;
mod jumio_named_in_few_places;
mod licences;
mod no_forgotten_tests;
mod packages;
mod tidy;
mod tree;
