//! Identity verification, whoever verifies: one trait for providers, one result, one outcome.
//!
//! A provider's adapter turns its API's answers into a [`VerificationResult`]; [`outcome()`] alone decides what a result
//! means. Secrets and personal data are in no error and no `Debug`.

pub mod jumio;

mod error;
mod outcome;
mod proof;
mod provider;

use std::sync::Arc;

use model::ProviderSettings;
use url::Url;

pub use ::jumio::Credentials;
pub use error::ProviderError;
pub use model::verification::{ImageRef, RunRef, VerificationResult};
pub use outcome::{Accepts, Outcome, outcome};
pub use proof::{Unproven, Why, prove};
pub use provider::{
    CallbackHint, Consent, Fetched, FetchedImage, Health, Provider, StartRequest, Started, WebLink,
};

/// The provider of these settings. `instead` stands in for the provider's own hosts, as a sandbox does.
///
/// # Errors
/// [`ProviderError::Settings`] when the settings do not suffice.
pub fn open(
    settings: &ProviderSettings,
    credentials: Credentials,
    instead: Option<&Url>,
) -> Result<Arc<dyn Provider>, ProviderError> {
    match settings {
        ProviderSettings::Jumio(settings) => jumio::open(settings, credentials, instead),
    }
}
