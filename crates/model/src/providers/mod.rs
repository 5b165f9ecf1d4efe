//! Identity verification providers: one module each. Their names are listed here and nowhere else.

pub mod jumio;

use serde::{Deserialize, Deserializer};

use crate::ProviderName;
use crate::color::Color;

/// The names of all providers; each is also the kind of the provider's steps.
pub const NAMES: [&str; 1] = [jumio::NAME];

/// The settings of one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderSettings {
    /// Settings of Jumio.
    Jumio(jumio::JumioSettings),
}

/// The provider of this name, if there is one.
pub fn named(name: &str) -> Option<ProviderName> {
    NAMES.contains(&name).then(|| ProviderName::new(name).ok()).flatten()
}

/// The provider that a verification step has before its kind is known.
pub(crate) fn first() -> ProviderName {
    jumio::name()
}

impl ProviderSettings {
    /// Reads the settings of the provider of this name.
    pub fn of<'de, D: Deserializer<'de>>(name: &ProviderName, deserializer: D) -> Result<Self, D::Error> {
        match name.as_str() {
            jumio::NAME => jumio::JumioSettings::deserialize(deserializer).map(Self::Jumio),
            other => Err(serde::de::Error::custom(unknown(other))),
        }
    }

    /// The provider's name.
    pub fn name(&self) -> ProviderName {
        match self {
            Self::Jumio(_) => jumio::name(),
        }
    }

    /// The settings as JSON, defaults left out.
    pub(crate) fn to_json(&self) -> Result<serde_json::Value, serde_json::Error> {
        match self {
            Self::Jumio(settings) => serde_json::to_value(settings),
        }
    }

    /// The colour of buttons and headings, where one is set and is a colour.
    pub fn primary_color(&self) -> Option<Color> {
        match self {
            Self::Jumio(settings) => settings.primary_color.as_deref().and_then(Color::parse),
        }
    }

    /// What credentials are kept by at the backend: platform and data centre.
    pub fn credential_key(&self) -> Option<(String, String)> {
        match self {
            Self::Jumio(settings) => settings
                .datacenter
                .map(|place| (settings.platform.as_str().to_owned(), place.as_str().to_owned())),
        }
    }
}

/// What to tell about a provider that does not exist.
pub fn unknown(name: &str) -> String {
    let name: String = name.chars().take(60).collect();
    match crate::suggest::nearest(&name, NAMES) {
        Some(nearest) => {
            format!("there is no identity verification provider `{name}`; did you mean `{nearest}`?")
        }
        None => format!(
            "there is no identity verification provider `{name}`; there is {}",
            NAMES.map(|name| format!("`{name}`")).join(", ")
        ),
    }
}
