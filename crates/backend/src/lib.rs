//! The campaign backend: HTTP API, hosted pages, storage, jobs.

pub mod app;
pub mod auth;
pub mod blobs;
pub mod credentials;
pub mod problem;
pub mod seal;
pub mod storage;

pub use app::{App, Clock, Pair, Parts, ProviderFactory, SystemClock};
