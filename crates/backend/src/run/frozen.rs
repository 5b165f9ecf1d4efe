//! Published versions, read once: they never change.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use funnel::Funnel;
use model::color::Color;
use model::{Campaign, CampaignSlug, DataModel, ProviderName, ProviderSettings, Resource, Revision};

use super::Error;
use crate::App;
use crate::storage::VersionRow;

/// How many versions are kept in memory.
const KEPT: usize = 256;

/// All that sessions of one version need.
#[derive(Debug)]
pub(crate) struct Frozen {
    pub(crate) slug: CampaignSlug,
    pub(crate) number: u64,
    pub(crate) campaign: Campaign,
    pub(crate) data_model: DataModel,
    providers: BTreeMap<ProviderName, (Revision, ProviderSettings)>,
}

/// Versions that were read before.
#[derive(Debug, Default)]
pub(crate) struct Versions(Mutex<HashMap<(CampaignSlug, u64), Arc<Frozen>>>);

impl Frozen {
    fn read(row: &VersionRow) -> Result<Self, Error> {
        let broken =
            || Error::Broken { what: "published version", id: format!("{} {}", row.campaign, row.number) };
        let (mut campaign, mut data_model, mut providers) = (None, DataModel::default(), BTreeMap::new());
        for (revision, json) in row.frozen.values() {
            let json = serde_json::from_str(json).map_err(|_| broken())?;
            match Resource::from_json(&json).map_err(|_| broken())? {
                Resource::Campaign(slug, resource) if slug == row.campaign => campaign = Some(resource),
                Resource::Campaign(..) => {}
                Resource::DataModel(resource) => data_model = resource,
                Resource::Provider(settings) => {
                    providers.insert(settings.name(), (*revision, settings));
                }
            }
        }
        let campaign = campaign.ok_or_else(broken)?;
        Ok(Self { slug: row.campaign.clone(), number: row.number, campaign, data_model, providers })
    }

    /// What customers know the campaign by.
    pub(crate) fn title(&self) -> String {
        self.campaign.title.clone().unwrap_or_else(|| self.slug.to_string())
    }

    /// The funnel, as the interpreter goes through it.
    pub(crate) fn funnel(&self) -> Funnel<'_> {
        Funnel { campaign: &self.campaign, data_model: &self.data_model }
    }

    /// The settings of a provider, and their revision.
    pub(crate) fn provider(&self, name: &ProviderName) -> Option<&(Revision, ProviderSettings)> {
        self.providers.get(name)
    }

    /// The colour of the pages: that of the provider's settings, so that the customer sees one colour throughout.
    pub(crate) fn color(&self) -> Option<Color> {
        let named = self.campaign.provider.as_ref().and_then(|name| self.providers.get(name));
        named.or_else(|| self.providers.values().next()).and_then(|(_, settings)| settings.primary_color())
    }
}

/// One version.
pub(crate) async fn version(app: &App, slug: &CampaignSlug, number: u64) -> Result<Arc<Frozen>, Error> {
    let key = (slug.clone(), number);
    let known = app.kept.versions.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let row = app.parts.storage.version(slug, number).await?;
    let row =
        row.ok_or_else(|| Error::Broken { what: "published version", id: format!("{slug} {number}") })?;
    let frozen = Arc::new(Frozen::read(&row)?);
    let mut versions = app.kept.versions.0.lock().unwrap_or_else(PoisonError::into_inner);
    if versions.len() >= KEPT {
        versions.clear();
    }
    versions.insert(key, Arc::clone(&frozen));
    Ok(frozen)
}

/// The live version of a campaign, for who begins. Read from the database each time, so that all replicas agree.
pub(crate) async fn live(app: &App, slug: &CampaignSlug) -> Result<Arc<Frozen>, Error> {
    let live = app.parts.storage.live(slug).await?.ok_or(Error::NotLive)?;
    let number = live.version.ok_or(Error::NotLive)?;
    if live.paused {
        return Err(Error::Paused);
    }
    version(app, slug, number).await
}
