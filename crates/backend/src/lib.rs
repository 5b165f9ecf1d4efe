//! The campaign backend: HTTP API, hosted pages, storage, jobs.

pub mod access_tokens;
pub mod admin;
pub mod app;
pub mod auth;
pub mod blobs;
pub mod credentials;
pub mod embedded;
pub mod endpoints;
mod files;
pub mod open;
pub mod problem;
pub mod public;
pub mod run;
pub mod seal;
pub mod serve;
pub mod storage;

pub use app::{App, Clock, Pair, Parts, ProviderFactory, SystemClock};
