//! What rules look at.

use std::collections::BTreeSet;

use model::funnel_test::FunnelTest;
use model::{
    Campaign, CampaignSlug, DataModel, Fix, KeyPath, ProviderName, ProviderSettings, ResourceName, StepId,
    Workspace, WorkspaceSettings, step::VerificationStep,
};

use crate::graph::Funnel;

/// The parts of a workspace that are known well enough to be judged.
pub(crate) struct Context<'a> {
    workspace: &'a Workspace,
    incomplete: &'a BTreeSet<ResourceName>,
    funnels: Vec<Funnel<'a>>,
}

impl<'a> Context<'a> {
    /// A context with the funnels of some campaigns.
    pub(crate) fn new(
        workspace: &'a Workspace,
        incomplete: &'a BTreeSet<ResourceName>,
        campaigns: &[(&'a CampaignSlug, &'a Campaign)],
    ) -> Self {
        let named =
            campaigns.iter().map(|(slug, campaign)| (ResourceName::Campaign((*slug).clone()), *campaign));
        let known = named.filter(|(name, _)| !incomplete.contains(name));
        let funnels = known.map(|(name, campaign)| Funnel::new(name, campaign)).collect();
        Self { workspace, incomplete, funnels }
    }

    /// Takes the funnels of another.
    pub(crate) fn join(&mut self, other: Self) {
        self.funnels.extend(other.funnels);
    }

    /// Whether nothing at all is missing.
    pub(crate) fn is_whole(&self) -> bool {
        self.incomplete.is_empty()
    }

    /// The workspace's own settings.
    pub(crate) fn settings(&self) -> Option<&'a WorkspaceSettings> {
        (!self.incomplete.contains(&ResourceName::Workspace)).then_some(&self.workspace.settings)
    }

    /// The levels in `[lints]`, even where not all of the settings could be read.
    pub(crate) fn lints(&self) -> &'a std::collections::BTreeMap<String, model::LintLevel> {
        &self.workspace.settings.lints
    }

    /// The data model.
    pub(crate) fn data_model(&self) -> Option<&'a DataModel> {
        (!self.incomplete.contains(&ResourceName::DataModel)).then_some(&self.workspace.data_model)
    }

    /// All providers with settings.
    pub(crate) fn providers(&self) -> impl Iterator<Item = (ResourceName, &'a ProviderSettings)> {
        self.workspace
            .providers
            .values()
            .map(|settings| (ResourceName::Provider(settings.name()), settings))
            .filter(|(name, _)| !self.incomplete.contains(name))
    }

    /// The settings of a provider.
    pub(crate) fn provider(&self, name: &ProviderName) -> Option<&'a ProviderSettings> {
        let resource = ResourceName::Provider(name.clone());
        if self.incomplete.contains(&resource) { None } else { self.workspace.providers.get(name) }
    }

    /// Whether a provider certainly has no settings.
    pub(crate) fn lacks_provider(&self, name: &ProviderName) -> bool {
        !self.workspace.providers.contains_key(name)
            && !self.incomplete.contains(&ResourceName::Provider(name.clone()))
    }

    /// The names of all campaigns, whether or not they could be read in full.
    pub(crate) fn campaigns(&self) -> impl Iterator<Item = &'a CampaignSlug> {
        self.workspace.campaigns.keys()
    }

    /// A campaign.
    pub(crate) fn campaign(&self, slug: &CampaignSlug) -> Option<&'a Campaign> {
        let resource = ResourceName::Campaign(slug.clone());
        if self.incomplete.contains(&resource) { None } else { self.workspace.campaigns.get(slug) }
    }

    /// Whether there is certainly no such campaign.
    pub(crate) fn lacks_campaign(&self, slug: &CampaignSlug) -> bool {
        !self.workspace.campaigns.contains_key(slug)
            && !self.incomplete.contains(&ResourceName::Campaign(slug.clone()))
            // What is wrong with a directory is told of the workspace.
            && !self.incomplete.contains(&ResourceName::Workspace)
    }

    /// All funnel tests.
    pub(crate) fn tests(&self) -> impl Iterator<Item = (ResourceName, &'a FunnelTest)> {
        let named = self.workspace.tests.iter().map(|(name, test)| (ResourceName::Test(name.clone()), test));
        named.filter(|(name, _)| !self.incomplete.contains(name))
    }

    /// Whether a test is run in the environment for which the workspace is resolved.
    pub(crate) fn is_for(&self, test: &FunnelTest) -> bool {
        test.env.as_ref().is_none_or(|env| *env == self.workspace.env)
    }

    /// The funnels of all campaigns.
    pub(crate) fn funnels(&self) -> impl Iterator<Item = &Funnel<'a>> {
        self.funnels.iter()
    }

    /// All identity verification steps, with the funnels that they belong to.
    pub(crate) fn verifications(
        &self,
    ) -> impl Iterator<Item = (&Funnel<'a>, &'a StepId, &'a VerificationStep)> {
        self.funnels().flat_map(|funnel| {
            let steps = &funnel.campaign.steps;
            steps.iter().filter_map(move |(id, step)| Some((funnel, id, step.verification()?)))
        })
    }

    /// What a command about this funnel needs so that it is clear which one is meant: ` -c SLUG`, or nothing where
    /// there is one campaign.
    pub(crate) fn flag(&self, funnel: &Funnel<'_>) -> String {
        match &funnel.name {
            ResourceName::Campaign(slug) if self.workspace.campaigns.len() > 1 => format!(" -c {slug}"),
            _ => String::new(),
        }
    }
}

/// The path of a step's key.
pub(crate) fn at_step(id: &StepId, keys: &[&str]) -> KeyPath {
    keys.iter().fold(KeyPath::of(["step", id.as_str()]), |path, key| path.key(*key))
}

/// A change that is a guess: it writes a value.
pub(crate) fn guess(title: impl Into<String>, path: KeyPath, value: impl Into<serde_json::Value>) -> Fix {
    Fix { title: title.into(), certain: false, path, value: Some(value.into()) }
}

/// A change that is certain: it writes the right spelling of what was written.
pub(crate) fn certain(path: KeyPath, value: &str) -> Fix {
    Fix { title: format!("write `{value}`"), certain: true, path, value: Some(value.into()) }
}
