//! What a customer of Jumio proves to be one with.

use std::fmt;

use secrecy::SecretString;

/// An API token and its secret. On the current platform they are the OAuth2 client id and client secret.
#[derive(Clone)]
pub struct Credentials {
    /// The API token, or client id.
    pub api_token: SecretString,
    /// The API secret, or client secret.
    pub api_secret: SecretString,
}

impl Credentials {
    /// Credentials of a token and its secret.
    pub fn new(api_token: impl Into<SecretString>, api_secret: impl Into<SecretString>) -> Self {
        Self { api_token: api_token.into(), api_secret: api_secret.into() }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}
