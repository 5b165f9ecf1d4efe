//! How a backend is put together from what is outside: a database, a place for pictures, and a master key that fits.

use std::io;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use object_store::local::LocalFileSystem;
use secrecy::SecretString;
use url::Url;

use crate::app::{App, Clock, Parts, ProviderFactory, SystemClock};
use crate::credentials::RealProviders;
use crate::endpoints::Endpoints;
use crate::files;
use crate::seal::{KeyCheckError, MasterKey, SealError};
use crate::storage::{self, Storage, StorageError};

/// Why a backend cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A file or directory cannot be made, read or locked.
    #[error(transparent)]
    Files(#[from] io::Error),
    /// The place for pictures cannot be used.
    #[error("the directory for pictures cannot be used: {0}")]
    Blobs(#[from] object_store::Error),
    /// The data have the form of an older version, and another process has them open.
    #[error(
        "the data in {0} have to be brought to the form of this version, which cannot be done while another process uses them"
    )]
    InUse(Utf8PathBuf),
    /// Another process is changing the form of the data, or restores them.
    #[error("another process is working on the data in {0} as a whole")]
    Locked(Utf8PathBuf),
    /// There are data, but the file with their master key is gone.
    #[error("the master key of the data is not in {0}; without it, nothing that is sealed can be read")]
    MasterKeyMissing(Utf8PathBuf),
    /// A file is no master key.
    #[error("{0} is no master key: one has exactly 32 bytes")]
    MasterKeyForm(Utf8PathBuf),
    /// The file that tells which master key belongs to the data holds something else.
    #[error("{0} does not hold an id, so that the master key of the data cannot be found")]
    Id(Utf8PathBuf),
    /// The data were sealed with another master key.
    #[error("the master key does not fit the data: {0}")]
    WrongMasterKey(SealError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<KeyCheckError> for OpenError {
    fn from(error: KeyCheckError) -> Self {
        match error {
            KeyCheckError::WrongKey(error) => Self::WrongMasterKey(error),
            KeyCheckError::Storage(error) => Self::Storage(error),
        }
    }
}

/// What is around a backend, wherever its data are.
#[derive(Clone)]
pub struct Surroundings {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where customers and callbacks reach it; `None` for one that serves nobody.
    pub public_url: Option<Url>,
    /// The sandbox that verifies in place of the real provider, if any.
    pub sandbox_url: Option<Url>,
    /// Makes a provider from settings and a pair.
    pub providers: Arc<dyn ProviderFactory>,
    /// Where webhooks are sent.
    pub endpoints: Endpoints,
}

impl Default for Surroundings {
    /// The computer's clock, and real providers; nobody is served.
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            public_url: None,
            sandbox_url: None,
            providers: Arc::new(RealProviders),
            endpoints: Endpoints::default(),
        }
    }
}

/// Opens a backend whose database is a server, or a file that somebody looks after; brings the database to this version's
/// form. `blobs` is the directory for sealed pictures, `master_key` a file of 32 random bytes, which must be there.
///
/// # Errors
/// A missing or wrong master key, an unusable directory, or the database's.
pub async fn open(
    database: &SecretString,
    blobs: &Utf8Path,
    master_key: &Utf8Path,
    surroundings: Surroundings,
) -> Result<App, OpenError> {
    let missing = || OpenError::MasterKeyMissing(master_key.to_owned());
    let key = files::read_master_key(master_key)?.ok_or_else(missing)?;
    assemble(storage::open(database).await?, blobs, key, surroundings).await
}

/// A backend of these parts, if the key is the one that the data were sealed with.
pub(crate) async fn assemble(
    storage: Arc<dyn Storage>,
    blobs: &Utf8Path,
    master_key: MasterKey,
    surroundings: Surroundings,
) -> Result<App, OpenError> {
    master_key.check(&*storage).await?;
    files::private_directory(blobs)?;
    let blobs = LocalFileSystem::new_with_prefix(blobs)?.with_fsync(true);
    let Surroundings { clock, public_url, sandbox_url, providers, endpoints } = surroundings;
    Ok(App::new(Parts {
        storage,
        blobs: Arc::new(blobs),
        master_key,
        clock,
        public_url,
        sandbox_url,
        providers,
        endpoints,
    }))
}
