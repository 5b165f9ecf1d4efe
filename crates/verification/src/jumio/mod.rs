//! Jumio, on both of its platforms.

pub mod kyx;
pub mod netverify;

mod captured;
mod failure;

use std::sync::Arc;

use jumio::{Credentials, DataCenter};
use model::providers::jumio::{DataCenter as ModelDataCenter, JumioSettings, Platform};
use model::{Document, ProviderName, providers};
use url::Url;

use crate::{Provider, ProviderError};

/// The longest id that is believed to be one of Jumio's.
const ID_LIMIT: usize = 100;

/// Jumio with these settings, on the platform that they name; `instead` stands in for its own hosts, as a sandbox does.
///
/// # Errors
/// [`ProviderError::Settings`] when the data centre is missing.
pub fn open(
    settings: &JumioSettings,
    credentials: Credentials,
    instead: Option<&Url>,
) -> Result<Arc<dyn Provider>, ProviderError> {
    Ok(match settings.platform {
        Platform::Kyx => Arc::new(kyx::Kyx::new(settings, credentials, instead)?),
        Platform::Netverify => Arc::new(netverify::Netverify::new(settings, credentials, instead)?),
    })
}

/// The endpoints of a platform: those of a stand-in, or Jumio's own in the data centre of the settings.
fn endpoints<T>(
    settings: &JumioSettings,
    instead: Option<&Url>,
    under: fn(&Url) -> T,
    of: fn(DataCenter) -> T,
) -> Result<T, ProviderError> {
    match (instead, settings.datacenter) {
        (Some(base), _) => Ok(under(base)),
        (None, Some(center)) => Ok(of(data_center(center))),
        (None, None) => Err(lacking("the settings of Jumio name no data centre")),
    }
}

fn data_center(center: ModelDataCenter) -> DataCenter {
    match center {
        ModelDataCenter::Us => DataCenter::Us,
        ModelDataCenter::Eu => DataCenter::Eu,
        ModelDataCenter::Sg => DataCenter::Sg,
    }
}

/// How calls name themselves.
fn user_agent(settings: &JumioSettings) -> String {
    let own = || format!("campaignctl campaignctl/v{}", env!("CARGO_PKG_VERSION"));
    settings.user_agent.clone().unwrap_or_else(own)
}

fn lacking(detail: impl Into<String>) -> ProviderError {
    ProviderError::Settings { detail: detail.into() }
}

fn name() -> Result<ProviderName, ProviderError> {
    let name = providers::jumio::NAME;
    providers::named(name).ok_or_else(|| lacking(format!("there is no provider `{name}`")))
}

/// Whether a text may be an id, as far as a callback, which anybody can send, is believed at all.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= ID_LIMIT
}

/// The Id Workflow.
fn workflow(settings: &JumioSettings) -> Result<&String, ProviderError> {
    settings.workflow.as_ref().ok_or_else(|| lacking("the settings of Jumio name no Id Workflow"))
}

/// A document as Jumio's API spells it.
const fn word(document: Document) -> &'static str {
    match document {
        Document::Passport => "PASSPORT",
        Document::IdCard => "ID_CARD",
        Document::DrivingLicense => "DRIVING_LICENSE",
        Document::Visa => "VISA",
    }
}
