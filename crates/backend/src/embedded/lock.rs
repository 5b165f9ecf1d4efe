//! The lock on the data as a whole: shared by all who use them, exclusive for who changes their form.

use std::fs::{File, TryLockError};
use std::time::Duration;

use camino::Utf8Path;
use tokio::time::{Instant, sleep};

use crate::files;
use crate::open::OpenError;
use crate::storage::StorageError;

const NAME: &str = "lock";

/// How often is looked whether others have let go.
const PAUSE: Duration = Duration::from_millis(20);

/// The lock, shared. Let go with this value.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, shared, on data of this version's form. Where they have another form (or there are none yet), takes it
    /// exclusively before, for as long as `migrate` brings them there.
    pub(super) async fn shared(
        data: &Utf8Path,
        patience: Duration,
        is_current: impl AsyncFn() -> Result<bool, StorageError>,
        migrate: impl AsyncFn() -> Result<(), OpenError>,
    ) -> Result<Self, OpenError> {
        let path = data.join(NAME);
        let file = files::private().read(true).write(true).create(true).truncate(false).open(&path)?;
        let file = file.into_parts().0;
        let deadline = Instant::now() + patience;
        loop {
            let shared = taken(file.try_lock_shared())?;
            if shared {
                if is_current().await? {
                    return Ok(Self { _file: file });
                }
                file.unlock()?;
                if taken(file.try_lock())? {
                    let migrated = migrate().await;
                    file.unlock()?;
                    migrated?;
                    continue;
                }
            }
            if Instant::now() >= deadline {
                let data = data.to_owned();
                return Err(if shared { OpenError::InUse(data) } else { OpenError::Locked(data) });
            }
            sleep(PAUSE).await;
        }
    }
}

fn taken(attempt: Result<(), TryLockError>) -> std::io::Result<bool> {
    match attempt {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
