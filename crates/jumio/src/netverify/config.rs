//! What a client is made from.

use std::net::SocketAddr;

use super::Endpoints;
use crate::{Credentials, Limiter, Limits, Retries, Roots, Timeouts};

/// What a client is made from.
#[derive(Debug, Clone)]
pub struct Config {
    /// Who calls.
    pub credentials: Credentials,
    /// The pair for reading and deleting, where the tenant has one of its own ("transaction administration").
    pub administration: Option<Credentials>,
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
    /// Where hosts are, by name, whatever DNS says of them: for a stand-in that serves under Jumio's own names.
    pub addresses: Vec<(String, SocketAddr)>,
    /// What keeps calls below the tenant's rates. Give clones of one to all clients of a tenant.
    pub limiter: Limiter,
}

impl Config {
    /// A configuration with one pair of credentials, the usual time limits, repetitions and certificate authorities, and
    /// a limiter of its own for the documented rates. An endpoint on this machine is no tenant of Jumio's: there is no
    /// limit to it.
    pub fn new(credentials: Credentials, endpoints: Endpoints, user_agent: impl Into<String>) -> Self {
        let here = crate::tls::is_here(&endpoints.main);
        Self {
            credentials,
            administration: None,
            limiter: Limiter::new(if here { Limits::NONE } else { Limits::NETVERIFY }),
            endpoints,
            user_agent: user_agent.into(),
            timeouts: Timeouts::default(),
            retries: Retries::default(),
            roots: Roots::default(),
            addresses: Vec::new(),
        }
    }
}
