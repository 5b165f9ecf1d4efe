//! Identity verification providers: one module each. Their names are listed here and nowhere else.

pub mod jumio;

pub use jumio::Workflow;
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

    /// The same settings at each of the provider's other data centres, by the data centre's name: where a pair that is
    /// refused may belong.
    pub fn elsewhere(&self) -> Vec<(&'static str, Self)> {
        match self {
            Self::Jumio(settings) => jumio::DataCenter::ALL
                .into_iter()
                .filter(|place| settings.datacenter != Some(*place))
                .map(|place| {
                    let there = jumio::JumioSettings { datacenter: Some(place), ..settings.clone() };
                    (place.as_str(), Self::Jumio(there))
                })
                .collect(),
        }
    }

    /// The workflow that is set, where it is one of the public ones.
    pub fn known_workflow(&self) -> Option<&'static Workflow> {
        match self {
            Self::Jumio(settings) => jumio::workflow(settings.platform, settings.workflow.as_deref()?),
        }
    }

    /// Rules that shall not speak of this provider.
    pub fn allow(&self) -> &[String] {
        match self {
            Self::Jumio(settings) => &settings.allow,
        }
    }

    /// The workflow that is set, where it is none of the public ones, with the public one that was probably meant.
    pub fn unknown_workflow(&self) -> Option<(&str, Option<&'static Workflow>)> {
        match self {
            Self::Jumio(settings) => {
                let key = settings.workflow.as_deref()?;
                let unknown = jumio::workflow(settings.platform, key).is_none();
                unknown.then(|| (key, jumio::nearest_workflow(settings.platform, key)))
            }
        }
    }
}

/// The workflows that a provider describes publicly.
pub fn workflows(provider: &ProviderName) -> &'static [Workflow] {
    if provider.as_str() == jumio::NAME { jumio::WORKFLOWS } else { &[] }
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
