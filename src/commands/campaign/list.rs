//! `campaignctl campaign list`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// List the campaigns of this workspace
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    #[expect(clippy::unused_self, reason = "every command runs by its arguments")]
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (_, workspace, _) = context.workspace()?;
        let campaigns = &workspace.campaigns;
        if context.ui.json() {
            let rows: Vec<_> = campaigns
                .iter()
                .map(|(slug, campaign)| {
                    json!({
                        "slug": slug, "title": campaign.title, "entry": campaign.entry, "steps": campaign.steps.len(),
                    })
                })
                .collect();
            context.ui.document(&json!({ "campaigns": rows }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = campaigns
            .iter()
            .map(|(slug, campaign)| {
                vec![
                    slug.to_string(),
                    campaign.title.clone().unwrap_or_default(),
                    campaign.steps.len().to_string(),
                    campaign.entry.as_ref().map_or_else(String::new, ToString::to_string),
                ]
            })
            .collect();
        context.ui.table(&["campaign", "title", "steps", "entry"], &rows)?;
        if rows.is_empty() {
            context.ui.hint("`campaignctl campaign new SLUG` begins one");
        }
        Ok(Exit::Done)
    }
}
