//! Providers' pairs: sealed, kept by provider, platform and data centre, and opened where a provider is called only.

use std::sync::Arc;

use api::CredentialsWrite;
use jiff::Timestamp;
use model::{ProviderName, ProviderSettings};
use secrecy::ExposeSecret;
use url::Url;
use verification::{Credentials, Provider, ProviderError};
use zeroize::Zeroizing;

use crate::app::{App, Pair, ProviderFactory};
use crate::seal::{SealError, context, fingerprint};
use crate::storage::{CredentialsRow, StorageError};

/// Why a provider cannot be called.
#[derive(Debug, thiserror::Error)]
pub enum OpenProviderError {
    /// The settings name no data centre yet, so there is no telling which pair fits.
    #[error("the settings of provider {0} name no data centre")]
    NoDataCenter(ProviderName),
    /// No pair was set for this platform and data centre.
    #[error(
        "no credentials of provider {provider} are stored for platform {platform} and data centre {datacenter}"
    )]
    Missing {
        /// The provider.
        provider: ProviderName,
        /// Its platform.
        platform: String,
        /// Its data centre.
        datacenter: String,
    },
    /// The provider does not take the settings.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The stored pair does not open.
    #[error("the stored credentials do not open: {0}")]
    Seal(#[from] SealError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Seals a pair into the row that keeps it.
pub async fn seal(
    app: &App,
    (provider, platform, datacenter): (&ProviderName, &str, &str),
    pair: &Pair,
    set_by: &str,
    set_at: Timestamp,
) -> Result<CredentialsRow, StorageError> {
    let body = CredentialsWrite { api_token: pair.api_token.clone(), api_secret: pair.api_secret.clone() };
    // Large enough from the start: a buffer that grows leaves copies behind.
    let length = pair.api_token.expose_secret().len() + pair.api_secret.expose_secret().len();
    let mut plain = Zeroizing::new(Vec::with_capacity(64 + 6 * length));
    serde_json::to_writer(&mut *plain, &body).expect("two texts can be written as JSON");
    Ok(CredentialsRow {
        provider: provider.clone(),
        platform: platform.to_owned(),
        datacenter: datacenter.to_owned(),
        pair: app.parts.master_key.seal(&context::credentials(provider, platform, datacenter), &plain),
        fingerprint: fingerprint(&*app.parts.storage, pair).await?,
        set_by: set_by.to_owned(),
        set_at,
    })
}

/// Opens a stored pair.
pub fn open(app: &App, row: &CredentialsRow) -> Result<Pair, SealError> {
    let context = context::credentials(&row.provider, &row.platform, &row.datacenter);
    let plain = app.parts.master_key.open(&context, &row.pair)?;
    // What opens was written by `seal`; the message of a failure could quote it, so it is dropped.
    let plain: CredentialsWrite = serde_json::from_slice(&plain).map_err(|_| SealError::Form)?;
    Ok(Pair { api_token: plain.api_token, api_secret: plain.api_secret })
}

/// The stored pair that fits these settings.
pub async fn stored_for(app: &App, settings: &ProviderSettings) -> Result<CredentialsRow, OpenProviderError> {
    let provider = settings.name();
    let (platform, datacenter) =
        settings.credential_key().ok_or_else(|| OpenProviderError::NoDataCenter(provider.clone()))?;
    let rows = app.parts.storage.credentials(&provider).await?;
    rows.into_iter()
        .find(|row| row.platform == platform && row.datacenter == datacenter)
        .ok_or(OpenProviderError::Missing { provider, platform, datacenter })
}

/// The provider of these settings, with the stored pair that fits them.
pub async fn open_provider(
    app: &App,
    settings: &ProviderSettings,
) -> Result<Arc<dyn Provider>, OpenProviderError> {
    let pair = open(app, &stored_for(app, settings).await?)?;
    Ok(app.parts.providers.open(settings, pair, app.parts.sandbox_url.as_ref())?)
}

/// The providers that there are, reached over the network. Whoever uses it has installed a TLS provider for the process.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealProviders;

impl ProviderFactory for RealProviders {
    fn open(
        &self,
        settings: &ProviderSettings,
        pair: Pair,
        sandbox_url: Option<&Url>,
    ) -> Result<Arc<dyn Provider>, ProviderError> {
        verification::open(settings, Credentials::new(pair.api_token, pair.api_secret), sandbox_url)
    }
}
