//! What the clients of both platforms have in common: how long is waited, and how often tried.

use std::time::Duration;

/// How long is waited. Jumio gives no figures; these are what careful callers use (FACTS 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes of an answer, once the request has gone out. Only a time shorter than the limit of the whole call
    /// makes a difference.
    pub read: Duration,
    /// For an access token.
    pub token: Duration,
    /// For any other answer, its body included.
    pub call: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            token: Duration::from_secs(15),
            call: Duration::from_secs(30),
        }
    }
}

/// How calls that can safely be repeated are repeated, with waits that double.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retries {
    /// How often after the first try.
    pub times: usize,
    /// The wait before the first repetition.
    pub first_wait: Duration,
    /// The longest wait. When Jumio or the client's own limiter asks for a longer one, the call fails instead.
    pub longest_wait: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self { times: 3, first_wait: Duration::from_secs(1), longest_wait: Duration::from_secs(10) }
    }
}
