//! Clients of providers, kept between calls: each keeps its connections and the provider's access token.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use model::{ProviderName, Revision};
use verification::Provider;

use super::frozen::Frozen;
use crate::App;
use crate::credentials::{self, OpenProviderError};

/// How many clients are kept.
const KEPT: usize = 64;

/// Clients that were opened before. A rotated pair or other settings get a client of their own.
#[derive(Debug, Default)]
pub(crate) struct Providers(Mutex<HashMap<Key, Arc<dyn Provider>>>);

/// The provider, the revision of its settings, and the sealed pair.
type Key = (ProviderName, Revision, Vec<u8>);

/// Why there is no provider.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    /// The version has no settings of this provider.
    #[error("the version has no settings of the provider {0}")]
    NoSettings(ProviderName),
    #[error(transparent)]
    Other(#[from] OpenProviderError),
}

/// The provider by the settings frozen in a version and the pair that fits them now.
pub(crate) async fn open(
    app: &App,
    frozen: &Frozen,
    name: &ProviderName,
) -> Result<Arc<dyn Provider>, OpenError> {
    let (revision, settings) = frozen.provider(name).ok_or_else(|| OpenError::NoSettings(name.clone()))?;
    let row = credentials::stored_for(app, settings).await?;
    let key = (name.clone(), *revision, row.pair.0.clone());
    let known = app.kept.providers.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let pair = credentials::open(app, &row).map_err(OpenProviderError::from)?;
    let provider = app.parts.providers.open(settings, pair, app.parts.sandbox_url.as_ref());
    let provider = provider.map_err(OpenProviderError::from)?;
    let mut providers = app.kept.providers.0.lock().unwrap_or_else(PoisonError::into_inner);
    if providers.len() >= KEPT {
        providers.clear();
    }
    providers.insert(key, Arc::clone(&provider));
    Ok(provider)
}
