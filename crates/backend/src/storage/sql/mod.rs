//! The units of work, written once for all engines: what is read, compared and written in which transaction.
//!
//! Both databases understand the statements here; what locks is in each engine's [`Dialect`](super::engine::Dialect).

mod attempts;
mod audit;
mod customers;
mod drafts;
mod fields;
mod images;
mod jobs;
mod reviews;
mod runs;
mod sessions;
mod versions;
