//! The embedded backend: the same backend, over files in a directory, called without a socket.
//!
//! In the directory are `lock`, `id`, `backend.db` and `blobs`. The master key lies elsewhere, so that who gets hold of the
//! directory alone can read nothing that is sealed. Nobody signs in: who can open the files and the key acts as admin.

mod lock;

use std::sync::Arc;
use std::time::Duration;

use api::ServiceTransport;
use axum::{Extension, Router};
use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use uuid::Uuid;

use crate::app::App;
use crate::auth::Actor;
use crate::files;
use crate::open::{OpenError, Surroundings, assemble};
use crate::seal::MasterKey;
use crate::storage::{Role, Sqlite};
use lock::Lock;

const DATABASE: &str = "backend.db";
const ID: &str = "id";
const BLOBS: &str = "blobs";

/// How long others have to let go: a command is done by then, a server is not.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the master key of an embedded backend is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MasterKeyPlace {
    /// In a directory that keeps the keys of several, under the data's own random id.
    Directory(Utf8PathBuf),
    /// In this very file.
    File(Utf8PathBuf),
}

/// An embedded backend. While there is one, no other process changes the form of its data.
#[derive(Debug)]
pub struct Embedded {
    app: App,
    _lock: Lock,
}

impl Embedded {
    /// Opens the backend in a directory. What is missing is made: the directory, and for new data the database and the
    /// master key. Several processes may have it open at once.
    ///
    /// # Errors
    /// [`OpenError::InUse`] when the data would have to be migrated while another process has them open, and whatever else
    /// may be wrong with files, key and database.
    pub async fn open(
        data: &Utf8Path,
        master_key: &MasterKeyPlace,
        surroundings: Surroundings,
    ) -> Result<Self, OpenError> {
        Self::open_within(PATIENCE, data, master_key, surroundings).await
    }

    /// [`Self::open`], waiting so long for others who keep the data from being opened.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_within(
        patience: Duration,
        data: &Utf8Path,
        master_key: &MasterKeyPlace,
        surroundings: Surroundings,
    ) -> Result<Self, OpenError> {
        files::private_directory(data)?;
        let database = data.join(DATABASE);
        let is_current = async || Sqlite::is_current(&database).await;
        let migrate = async || {
            // The key first: a database without one could never be opened again.
            find_master_key(data, master_key, !fs::exists(&database)?)?;
            Ok(Sqlite::migrate(&database).await?)
        };
        let lock = Lock::shared(data, patience, is_current, migrate).await?;
        let key = find_master_key(data, master_key, false)?;
        let storage = Arc::new(Sqlite::open(&database).await?);
        let app = assemble(storage, &data.join(BLOBS), key, surroundings).await?;
        Ok(Self { app, _lock: lock })
    }

    /// The backend itself.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// A way to the backend's interface for admins, without a socket; `actor` is who acts, as the audit log shall name them.
    pub fn transport(&self, actor: impl Into<String>) -> ServiceTransport<Router> {
        transport(&self.app, Actor::new(actor, Role::Admin))
    }
}

/// A way to a backend's interface for admins, inside of this process and as this actor.
pub fn transport(app: &App, actor: Actor) -> ServiceTransport<Router> {
    ServiceTransport::new(crate::admin::router(app.clone()).layer(Extension(actor)))
}

/// The master key of the data. Made for `new` data only: other data can be read with the key that sealed them, and with no
/// other.
fn find_master_key(data: &Utf8Path, place: &MasterKeyPlace, new: bool) -> Result<MasterKey, OpenError> {
    let path = match place {
        MasterKeyPlace::File(path) => path.clone(),
        MasterKeyPlace::Directory(keys) => {
            if new {
                files::private_directory(keys)?;
            }
            keys.join(format!("{}.key", id(&data.join(ID), new)?))
        }
    };
    match files::read_master_key(&path)? {
        Some(key) => Ok(key),
        None if new => files::make_master_key(&path),
        None => Err(OpenError::MasterKeyMissing(path)),
    }
}

/// The id of the data, which tells its key from those of others. Whoever can write into the directory could have put any
/// text there, such as the path of another file.
fn id(path: &Utf8Path, new: bool) -> Result<Uuid, OpenError> {
    if new && !fs::exists(path)? {
        let id = Uuid::new_v4();
        files::make(path, format!("{id}\n").as_bytes())?;
        return Ok(id);
    }
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error)
            if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::InvalidData) =>
        {
            return Err(OpenError::Id(path.to_owned()));
        }
        Err(error) => return Err(error.into()),
    };
    Uuid::try_parse(text.trim_end()).map_err(|_| OpenError::Id(path.to_owned()))
}
