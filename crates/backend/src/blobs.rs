//! Pictures and files: each sealed with a key of its own, in the blob store; the key, wrapped, is in the database.

use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};
use zeroize::Zeroizing;

use crate::app::App;
use crate::seal::{DataKey, SealError, context};
use crate::storage::{ImageRow, Sealed};

/// Why a picture cannot be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The blob store failed.
    #[error("the blob store failed: {0}")]
    Store(#[from] object_store::Error),
    /// What lies there does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// What the row of a stored picture must know to read it again.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Where the sealed picture lies.
    pub blob: String,
    /// The picture's own key, wrapped by the master key.
    pub wrapped_key: Sealed,
}

/// A new name for a picture. No two are the same.
pub fn new_name() -> String {
    format!("images/{}", uuid::Uuid::new_v4().simple())
}

/// Seals a picture for the row of id `id`, and stores it under a new name. Nothing is overwritten: when the row turns out
/// to be there already, this picture is superfluous and can be [`remove`]d.
pub async fn put(app: &App, id: &str, picture: &[u8]) -> Result<Stored, BlobError> {
    put_as(app, id, new_name(), picture).await
}

/// The same under a name that was noted elsewhere before.
pub async fn put_as(app: &App, id: &str, blob: String, picture: &[u8]) -> Result<Stored, BlobError> {
    let key = DataKey::generate();
    let sealed = key.seal(&context::image(id), picture);
    app.parts.blobs.put(&Path::from(blob.as_str()), PutPayload::from(sealed)).await?;
    let wrapped_key = app.parts.master_key.wrap(&context::image_key(id), &key);
    Ok(Stored { blob, wrapped_key })
}

/// Opens a picture.
pub async fn open(app: &App, image: &ImageRow) -> Result<Zeroizing<Vec<u8>>, BlobError> {
    let key = app.parts.master_key.unwrap_data_key(&context::image_key(&image.id), &image.wrapped_key)?;
    let sealed = app.parts.blobs.get(&Path::from(image.blob.as_str())).await?.bytes().await?;
    Ok(key.open(&context::image(&image.id), &sealed)?)
}

/// Removes a stored picture. One that is not there is removed already.
pub async fn remove(app: &App, blob: &str) -> Result<(), BlobError> {
    match app.parts.blobs.delete(&Path::from(blob)).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
