//! The campaign backend: HTTP API, hosted pages, storage, jobs.

pub mod app;
pub mod seal;
pub mod storage;

pub use app::{App, Clock, Pair, Parts, ProviderFactory, SystemClock};
