//! Access tokens, made where the backend's data are: the first one cannot be asked for with another.

use jiff::Timestamp;
use secrecy::SecretString;

use crate::app::App;
use crate::auth::{hash_secret, new_access_token};
use crate::storage::{AccessTokenRow, Role, StorageError};

/// A new access token. The backend keeps its hash only: this is the one time that it can be seen.
#[derive(Debug)]
pub struct NewAccessToken {
    /// The text to send as `Authorization: Bearer`.
    pub token: SecretString,
    /// What is kept.
    pub row: AccessTokenRow,
}

/// Makes an access token; audited.
///
/// # Errors
/// The database's.
pub async fn create(
    app: &App,
    actor: &str,
    name: &str,
    role: Role,
    expires_at: Option<Timestamp>,
) -> Result<NewAccessToken, StorageError> {
    let token = new_access_token();
    let row = AccessTokenRow {
        id: uuid::Uuid::new_v4().to_string(),
        name: name.to_owned(),
        hash: hash_secret(&token),
        role,
        created_by: actor.to_owned(),
        created_at: app.now(),
        expires_at,
    };
    app.parts.storage.put_access_token(&row).await?;
    Ok(NewAccessToken { token, row })
}

/// The access tokens that are not revoked, newest first.
///
/// # Errors
/// The database's.
pub async fn list(app: &App) -> Result<Vec<AccessTokenRow>, StorageError> {
    app.parts.storage.access_tokens().await
}

/// Revokes an access token by its id; audited. `false` when there is none.
///
/// # Errors
/// The database's.
pub async fn revoke(app: &App, actor: &str, id: &str) -> Result<bool, StorageError> {
    app.parts.storage.revoke_access_token(id, actor, app.now()).await
}
