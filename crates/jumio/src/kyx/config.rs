//! What a client is made from.

use std::time::Duration;

use super::Endpoints;
use crate::{Credentials, Roots};

/// What a client is made from.
#[derive(Debug, Clone)]
pub struct Config {
    /// Who calls.
    pub credentials: Credentials,
    /// Whom.
    pub endpoints: Endpoints,
    /// How calls name themselves: `Company App/v1.0`. Jumio wants the company's name in it (FACTS 3.2).
    pub user_agent: String,
    /// How long is waited.
    pub timeouts: Timeouts,
    /// How calls that can safely be repeated are repeated.
    pub retries: Retries,
    /// Which certificate authorities are trusted.
    pub roots: Roots,
}

impl Config {
    /// A configuration with the usual time limits, repetitions and certificate authorities.
    pub fn new(credentials: Credentials, endpoints: Endpoints, user_agent: impl Into<String>) -> Self {
        Self {
            credentials,
            endpoints,
            user_agent: user_agent.into(),
            timeouts: Timeouts::default(),
            retries: Retries::default(),
            roots: Roots::default(),
        }
    }
}

/// How long is waited. Jumio gives no figures; these are what careful callers use (FACTS 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For an access token.
    pub token: Duration,
    /// For any other answer, its body included.
    pub call: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
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
    /// The longest wait. When Jumio asks for a longer one, the call fails instead.
    pub longest_wait: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self { times: 3, first_wait: Duration::from_secs(1), longest_wait: Duration::from_secs(10) }
    }
}
