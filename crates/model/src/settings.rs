//! The workspace: its settings, its environments, and all of it resolved for one of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use crate::funnel_test::FunnelTest;
use crate::{
    Campaign, CampaignSlug, DataModel, EnvName, ProviderName, ProviderSettings, Resource, ResourceName,
    TestName, WorkspaceName,
};

/// The contents of `campaignctl.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct WorkspaceSettings {
    /// Names the keyring entries.
    pub workspace: WorkspaceName,
    /// The environment in force when nothing else says so.
    pub default_env: EnvName,
    /// The versions of this tool that may work here, such as `>=0.3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires: Option<String>,
    /// Environments by name.
    #[serde(rename = "env", default)]
    pub envs: BTreeMap<EnvName, Environment>,
    /// Levels of rules that differ from the default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lints: BTreeMap<String, LintLevel>,
}

/// A named target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Environment {
    /// Where drafts are saved and funnels run.
    pub backend: Backend,
    /// Whether identities are verified by the sandbox.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sandbox: bool,
    /// A sandbox that runs apart; loopback only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sandbox_url: Option<String>,
    /// Whether what goes live must be confirmed and carry a message.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
}

/// The backend of an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Backend {
    /// In this process, over `.campaignctl/data/`.
    Embedded,
    /// A server: `https://…`, or `http://…` on loopback.
    #[serde(untagged)]
    Url(String),
}

impl<'de> Deserialize<'de> for Backend {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "embedded" {
            return Ok(Self::Embedded);
        }
        if text.starts_with("https://") || text.starts_with("http://") {
            return Ok(Self::Url(text));
        }
        Err(serde::de::Error::custom("write `embedded`, or the address of a backend: `https://…`"))
    }
}

/// How a rule's findings count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LintLevel {
    /// Not shown.
    Allow,
    /// Shown; changes nothing.
    Hint,
    /// Shown as a warning.
    Warn,
    /// An error.
    Deny,
}

/// A workspace, resolved for one environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// The settings.
    pub settings: WorkspaceSettings,
    /// The environment for which it is resolved.
    pub env: EnvName,
    /// The data model.
    pub data_model: DataModel,
    /// Providers by name.
    pub providers: BTreeMap<ProviderName, ProviderSettings>,
    /// Campaigns by slug.
    pub campaigns: BTreeMap<CampaignSlug, Campaign>,
    /// Funnel tests by name, where they were read: most work needs none.
    pub tests: BTreeMap<TestName, FunnelTest>,
}

impl Workspace {
    /// The environment in force, if the settings know it.
    pub fn environment(&self) -> Option<&Environment> {
        self.settings.envs.get(&self.env)
    }

    /// Everything that can be pushed, in the order of dependence.
    pub fn resources(&self) -> impl Iterator<Item = Resource> {
        std::iter::once(Resource::DataModel(self.data_model.clone()))
            .chain(self.providers.values().cloned().map(Resource::Provider))
            .chain(
                self.campaigns
                    .iter()
                    .map(|(slug, campaign)| Resource::Campaign(slug.clone(), campaign.clone())),
            )
    }

    /// The resource of this name.
    pub fn resource(&self, name: &ResourceName) -> Option<Resource> {
        match name {
            ResourceName::Workspace | ResourceName::Test(_) => None,
            ResourceName::DataModel => Some(Resource::DataModel(self.data_model.clone())),
            ResourceName::Provider(name) => self.providers.get(name).cloned().map(Resource::Provider),
            ResourceName::Campaign(slug) => {
                self.campaigns.get(slug).cloned().map(|campaign| Resource::Campaign(slug.clone(), campaign))
            }
        }
    }

    /// The provider that a campaign uses: the one it names, or the only one there is.
    pub fn provider_of(&self, campaign: &Campaign) -> Option<&ProviderSettings> {
        match &campaign.provider {
            Some(name) => self.providers.get(name),
            None if self.providers.len() == 1 => self.providers.values().next(),
            None => None,
        }
    }
}
