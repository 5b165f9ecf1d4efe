//! The backend as those who use it meet it.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod admin;
mod embedded;
mod run;
mod storage;
