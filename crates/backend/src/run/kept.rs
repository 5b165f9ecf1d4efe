//! What a process keeps in memory, most of it to be faster. Nothing that counts is lost with it.

use std::sync::OnceLock;

use tokio::sync::{OnceCell, Semaphore};

use super::frozen::Versions;
use super::jobs::Hurried;
use super::provider::Providers;
use super::unique::Fingerprints;

/// Everything kept in memory.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) versions: Versions,
    pub(crate) providers: Providers,
    pub(crate) hurried: Hurried,
    /// Who hashes a password: each takes 19 MiB for it.
    pub(crate) hashing: Few<4>,
    /// Whose files are received: each is held in memory as a whole before it is sealed.
    pub(crate) receiving: Few<8>,
    pub(crate) fingerprints: OnceCell<Fingerprints>,
    http: OnceLock<reqwest::Client>,
}

/// Lets a few in at once; the others wait.
#[derive(Debug)]
pub(crate) struct Few<const MOST: usize>(pub(crate) Semaphore);

impl<const MOST: usize> Default for Few<MOST> {
    fn default() -> Self {
        Self(Semaphore::new(MOST))
    }
}

impl Kept {
    /// What asks other systems; made when it is needed first.
    ///
    /// # Errors
    /// It cannot be made, which is tried again the next time.
    pub(crate) fn http(&self) -> Result<&reqwest::Client, reqwest::Error> {
        if let Some(client) = self.http.get() {
            return Ok(client);
        }
        // Where customers' data go is for whoever runs the backend to say, and not for who answers.
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("campaignctl/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(self.http.get_or_init(|| client))
    }
}
