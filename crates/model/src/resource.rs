//! Resources: the things that are pushed, published and versioned.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::json;

use crate::canonical::{FORMAT, Revision, canonical_json};
use crate::{Campaign, CampaignSlug, DataModel, ProviderName, ProviderSettings, TestName};

/// What kind of thing a resource is. The order is the order in which they depend on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceKind {
    /// The workspace's own settings; never pushed.
    Workspace,
    /// The data model.
    DataModel,
    /// An identity verification provider's settings.
    Provider,
    /// A campaign.
    Campaign,
    /// A funnel test; never pushed.
    Test,
}

/// Names a resource: `campaign/onboarding`, `provider/NAME`, `data-model`; or a file beside them that is never pushed:
/// `workspace`, `test/NAME`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceName {
    /// The workspace's own settings; never pushed.
    Workspace,
    /// The data model.
    DataModel,
    /// A provider's settings.
    Provider(ProviderName),
    /// A campaign.
    Campaign(CampaignSlug),
    /// A funnel test; never pushed.
    Test(TestName),
}

/// Why a text or a JSON value is no resource.
#[derive(Debug, thiserror::Error)]
pub enum ResourceError {
    /// Not of the form of a resource's name.
    #[error("`{0}` names no resource; write `campaign/SLUG`, `provider/NAME` or `data-model`")]
    Name(String),
    /// A format of the future.
    #[error("the resource has format {0}; this version reads format {FORMAT}")]
    Format(u64),
    /// Not the JSON of a resource.
    #[error("the resource cannot be read: {0}")]
    Json(#[from] serde_json::Error),
}

impl ResourceName {
    /// What kind of thing it names.
    pub fn kind(&self) -> ResourceKind {
        match self {
            Self::Workspace => ResourceKind::Workspace,
            Self::DataModel => ResourceKind::DataModel,
            Self::Provider(_) => ResourceKind::Provider,
            Self::Campaign(_) => ResourceKind::Campaign,
            Self::Test(_) => ResourceKind::Test,
        }
    }

    /// Whether what it names stays in the workspace: no backend has it.
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Workspace | Self::Test(_))
    }
}

impl fmt::Display for ResourceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => f.pad("workspace"),
            Self::DataModel => f.pad("data-model"),
            Self::Provider(name) => f.pad(&format!("provider/{name}")),
            Self::Campaign(slug) => f.pad(&format!("campaign/{slug}")),
            Self::Test(name) => f.pad(&format!("test/{name}")),
        }
    }
}

impl FromStr for ResourceName {
    type Err = ResourceError;

    /// A bare name is a campaign.
    fn from_str(text: &str) -> Result<Self, ResourceError> {
        let error = || ResourceError::Name(text.chars().take(80).collect());
        match text.split_once('/') {
            Some(("provider", name)) => ProviderName::new(name).map(Self::Provider).map_err(|_| error()),
            Some(("campaign", slug)) => CampaignSlug::new(slug).map(Self::Campaign).map_err(|_| error()),
            Some(("test", name)) => TestName::new(name).map(Self::Test).map_err(|_| error()),
            Some(_) => Err(error()),
            None if text == "data-model" => Ok(Self::DataModel),
            None if text == "workspace" => Ok(Self::Workspace),
            None => CampaignSlug::new(text).map(Self::Campaign).map_err(|_| error()),
        }
    }
}

impl Serialize for ResourceName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ResourceName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A resource with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource {
    /// The data model.
    DataModel(DataModel),
    /// A provider's settings; they know the provider's name.
    Provider(ProviderSettings),
    /// A campaign.
    Campaign(CampaignSlug, Campaign),
}

impl Resource {
    /// The resource's name.
    pub fn name(&self) -> ResourceName {
        match self {
            Self::DataModel(_) => ResourceName::DataModel,
            Self::Provider(settings) => ResourceName::Provider(settings.name()),
            Self::Campaign(slug, _) => ResourceName::Campaign(slug.clone()),
        }
    }

    /// The one JSON form: `{format, name, spec}`, defaults left out.
    pub fn to_json(&self) -> serde_json::Value {
        let spec = match self {
            Self::DataModel(model) => serde_json::to_value(model),
            Self::Provider(settings) => settings.to_json(),
            Self::Campaign(_, campaign) => serde_json::to_value(campaign),
        };
        // Keys are text and values are plain data, for which serde_json has no error; null would only be another revision.
        json!({ "format": FORMAT, "name": self.name().to_string(), "spec": spec.unwrap_or_default() })
    }

    /// Reads the one JSON form. Unknown keys are dropped: compare the [`Revision`] with the one that the sender
    /// computed to find out whether there were any.
    pub fn from_json(json: &serde_json::Value) -> Result<Self, ResourceError> {
        #[derive(Deserialize)]
        struct Envelope {
            format: u64,
            name: ResourceName,
            spec: serde_json::Value,
        }
        let envelope = Envelope::deserialize(json)?;
        if envelope.format != u64::from(FORMAT) {
            return Err(ResourceError::Format(envelope.format));
        }
        Ok(match envelope.name {
            name @ (ResourceName::Workspace | ResourceName::Test(_)) => {
                return Err(ResourceError::Name(name.to_string()));
            }
            ResourceName::DataModel => Self::DataModel(serde_json::from_value(envelope.spec)?),
            ResourceName::Provider(name) => Self::Provider(ProviderSettings::of(&name, envelope.spec)?),
            ResourceName::Campaign(slug) => Self::Campaign(slug, serde_json::from_value(envelope.spec)?),
        })
    }

    /// The hash of the canonical form.
    pub fn revision(&self) -> Revision {
        // Canonicalising fails for numbers that JSON cannot hold only, and resources have none.
        Revision::of(&canonical_json(&self.to_json()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written_and_a_bare_one_is_a_campaign() {
        for text in ["workspace", "data-model", "campaign/onboarding", "test/onboarding"] {
            let name: ResourceName = text.parse().unwrap();
            assert_eq!(name.to_string(), text);
            assert_eq!(name.is_local(), matches!(text, "workspace" | "test/onboarding"));
        }
        let bare: ResourceName = "onboarding".parse().unwrap();
        assert_eq!(bare.to_string(), "campaign/onboarding");
        for wrong in ["", "test/", "test/A", "tests/onboarding", "test/a/b"] {
            assert!(wrong.parse::<ResourceName>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_stays_in_the_workspace_is_no_resource() {
        for name in ["workspace", "test/onboarding"] {
            let json = json!({ "format": FORMAT, "name": name, "spec": { "campaign": "onboarding" } });
            let error = Resource::from_json(&json).unwrap_err();
            assert!(matches!(error, ResourceError::Name(_)), "{error}");
        }
    }
}
