//! The campaign backend: HTTP API, hosted pages, storage, jobs.

pub mod storage;
