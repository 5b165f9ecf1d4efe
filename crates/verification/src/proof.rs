//! Whether a pair is good, and if not, what is to be done about it. Starts and costs nothing.

use std::sync::Arc;

use model::ProviderSettings;

use crate::{Health, Provider, ProviderError};

/// A pair that was not proven to be good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unproven {
    /// What the attempt came to.
    pub error: ProviderError,
    /// What lies behind it.
    pub why: Why,
}

/// Why a pair was not proven to be good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is refused here and accepted in another data centre.
    Elsewhere(&'static str),
    /// It is refused wherever it could be tried.
    Refused {
        /// The data centres where it could not be tried.
        untried: Vec<&'static str>,
    },
    /// It is known, and may not do what is needed.
    Permission,
    /// The provider itself says that it is not well.
    Down(Health),
    /// There is no answer; the provider says that it is well, or says nothing at all.
    Silent(Option<Health>),
    /// There is no trustworthy connection.
    Insecure {
        /// Whether it is about dates, so that this machine's clock may be what is wrong.
        clock: bool,
    },
    /// The settings do not suffice, or the answer makes no sense: the error says all.
    Other,
}

/// Tries a pair with these settings. `open` gives the provider of settings, with the pair. A pair that is refused is tried in
/// the provider's other data centres, too, where `elsewhere` allows it.
///
/// # Errors
/// Why the pair is not proven to be good.
pub async fn prove(
    settings: &ProviderSettings,
    elsewhere: bool,
    open: impl Fn(&ProviderSettings) -> Result<Arc<dyn Provider>, ProviderError>,
) -> Result<(), Unproven> {
    let provider = open(settings).map_err(|error| Unproven { error, why: Why::Other })?;
    let Err(error) = provider.check_credentials().await else { return Ok(()) };
    let why = match &error {
        ProviderError::Credentials { .. } if elsewhere => whereabouts(settings, open).await,
        ProviderError::Credentials { .. } => Why::Refused { untried: Vec::new() },
        ProviderError::Permission { .. } => Why::Permission,
        ProviderError::Unavailable { .. }
        | ProviderError::NotArrived { .. }
        | ProviderError::Unknown { .. } => match provider.health().await {
            Some(health) if !health.is_up => Why::Down(health),
            health => Why::Silent(health),
        },
        ProviderError::Insecure { clock, .. } => Why::Insecure { clock: *clock },
        _ => Why::Other,
    };
    Err(Unproven { error, why })
}

/// Where a pair belongs that is refused where the settings say.
async fn whereabouts(
    settings: &ProviderSettings,
    open: impl Fn(&ProviderSettings) -> Result<Arc<dyn Provider>, ProviderError>,
) -> Why {
    let mut untried = Vec::new();
    for (place, there) in settings.elsewhere() {
        let answer = match open(&there) {
            Ok(provider) => provider.check_credentials().await,
            Err(error) => Err(error),
        };
        match answer {
            // It is known there, whatever it may do.
            Ok(()) | Err(ProviderError::Permission { .. }) => return Why::Elsewhere(place),
            Err(ProviderError::Credentials { .. }) => {}
            Err(_) => untried.push(place),
        }
    }
    Why::Refused { untried }
}
