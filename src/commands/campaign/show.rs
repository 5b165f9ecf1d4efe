//! `campaignctl campaign show`.

use model::Resource;
use serde_json::json;

use crate::context::Context;
use crate::edit::campaign_slug;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Show a campaign's settings; `funnel show` shows its steps
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign; may be left out where there is one
    slug: Option<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, workspace, _) = context.workspace()?;
        let slug = campaign_slug(&root, self.slug.as_deref())?;
        let campaign = workspace
            .campaigns
            .get(&slug)
            .ok_or_else(|| Error::failed(format!("the campaign {slug} is not there any more")))?;
        let provider = workspace.provider_of(campaign).map(model::ProviderSettings::name);
        let revision = Resource::Campaign(slug.clone(), campaign.clone()).revision();
        if context.ui.json() {
            context.ui.document(&json!({
                "slug": slug, "campaign": campaign, "provider": provider, "revision": revision,
                "environment": workspace.env,
            }))?;
            return Ok(Exit::Done);
        }
        let mut rows = vec![vec!["campaign".to_owned(), slug.to_string()]];
        let mut row = |name: &str, value: Option<String>| {
            rows.extend(value.map(|value| vec![name.to_owned(), value]));
        };
        row("title", campaign.title.clone());
        row("provider", provider.map(|name| name.to_string()));
        row("entry", campaign.entry.as_ref().map(ToString::to_string));
        row("steps", Some(campaign.steps.len().to_string()));
        row("environment", Some(workspace.env.to_string()));
        row("revision", Some(revision.to_string()));
        context.ui.table(&["setting", "value"], &rows)?;
        Ok(Exit::Done)
    }
}
