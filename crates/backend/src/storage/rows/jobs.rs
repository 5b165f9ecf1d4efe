//! Rows of jobs.

use jiff::Timestamp;

/// A job to add.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What makes it idempotent; unique.
    pub key: String,
    /// What to do; the worker knows the kinds.
    pub kind: String,
    /// To what, as JSON without personal data.
    pub payload: String,
    /// Not before.
    pub run_at: Timestamp,
}

/// A job that is leased to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedJob {
    /// Its key.
    pub key: String,
    /// What to do.
    pub kind: String,
    /// To what.
    pub payload: String,
    /// How often it was claimed, this time included.
    pub claims: u32,
    /// Goes up with every claim: whoever has an old one lost the lease.
    pub fence: i64,
}
