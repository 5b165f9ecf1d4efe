//! The backend as those who use it meet it.
#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::assigning_clones, clippy::cloned_ref_to_slice_refs, reason = "a test says what it means")]

mod admin;
mod embedded;
mod run;
mod storage;
