//! The backend as a whole: what its parts share.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use object_store::ObjectStore;
use tokio::sync::Notify;
use url::Url;

use crate::endpoints::Endpoints;
use crate::run::Kept;
use crate::seal::MasterKey;
use crate::storage::Storage;

/// Tells the time. Tests move it.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// The computer's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// What a backend is made of. Everything outside is given, so that tests can run many of them.
pub struct Parts {
    /// The database.
    pub storage: Arc<dyn Storage>,
    /// Where sealed pictures lie.
    pub blobs: Arc<dyn ObjectStore>,
    /// What seals personal data and credentials.
    pub master_key: MasterKey,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where customers and callbacks reach this backend; `None` for one that serves nobody (edits and pushes only).
    pub public_url: Option<Url>,
    /// The sandbox that verifies in place of the real provider, if any.
    pub sandbox_url: Option<Url>,
    /// Makes a provider from settings and a pair.
    pub providers: Arc<dyn ProviderFactory>,
    /// Where webhooks are sent.
    pub endpoints: Endpoints,
}

/// Makes clients of identity verification providers. Replaced in tests.
pub trait ProviderFactory: Send + Sync {
    /// A client for these settings and this pair; `sandbox_url` stands in for the provider's own hosts.
    fn open(
        &self,
        settings: &model::ProviderSettings,
        pair: Pair,
        sandbox_url: Option<&Url>,
    ) -> Result<Arc<dyn verification::Provider>, verification::ProviderError>;
}

/// A provider's API token and API secret.
#[derive(Clone)]
pub struct Pair {
    /// The API token.
    pub api_token: secrecy::SecretString,
    /// The API secret.
    pub api_secret: secrecy::SecretString,
}

impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pair(…)")
    }
}

/// A campaign backend. Cheap to clone: all clones are one backend.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What all clones share.
pub struct Shared {
    /// What the backend is made of.
    pub parts: Parts,
    /// Wakes workers when there is something to do.
    pub wake: Notify,
    /// What is kept in memory.
    pub(crate) kept: Kept,
}

impl App {
    /// A backend of these parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Shared { parts, wake: Notify::new(), kept: Kept::default() }))
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.0.parts.clock.now()
    }
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("public_url", &self.0.parts.public_url).finish_non_exhaustive()
    }
}
