//! Passwords that customers choose: hashed, and forgotten.

use argon2::{Argon2, PasswordHasher as _};
use model::Value;
use zeroize::Zeroizing;

use super::Error;
use crate::App;

/// The hash of a password, with Argon2id and a salt of its own, as the value of a field.
pub(crate) async fn hash(app: &App, password: Zeroizing<String>) -> Result<Value, Error> {
    let broken = || Error::Broken { what: "hash of a", id: "password".to_owned() };
    let _one_of_few = app.kept.hashing.0.acquire().await.map_err(|_| broken())?;
    let hashing = tokio::task::spawn_blocking(move || {
        let salt: [u8; 16] = rand::random();
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt)
    });
    let hash = hashing.await.map_err(|_| broken())?.map_err(Error::Password)?;
    Ok(Value::PasswordHash(hash.to_string()))
}
