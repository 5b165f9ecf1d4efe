//! `campaignctl provider list`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// List the providers that are set up in this workspace
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    #[expect(clippy::unused_self, reason = "every command runs by its arguments")]
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (_, workspace, _) = context.workspace()?;
        let providers: Vec<_> = workspace
            .providers
            .values()
            .map(|settings| {
                let (platform, datacenter) = settings.credential_key().unwrap_or_default();
                let used = workspace
                    .campaigns
                    .iter()
                    .filter(|(_, campaign)| {
                        campaign.steps.values().any(|step| step.settings.kind() == settings.name().as_str())
                    })
                    .map(|(slug, _)| slug.to_string())
                    .collect::<Vec<_>>();
                (settings.name(), platform, datacenter, used)
            })
            .collect();
        if context.ui.json() {
            let rows: Vec<_> = providers
                .iter()
                .map(|(name, platform, datacenter, used)| {
                    json!({ "name": name, "platform": platform, "datacenter": datacenter, "campaigns": used })
                })
                .collect();
            context.ui.document(&json!({ "providers": rows }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = providers
            .iter()
            .map(|(name, platform, datacenter, used)| {
                vec![name.to_string(), platform.clone(), datacenter.clone(), used.join(", ")]
            })
            .collect();
        context.ui.table(&["provider", "platform", "data centre", "campaigns"], &rows)?;
        if rows.is_empty() {
            context.ui.hint("`campaignctl provider set NAME` sets one up");
        }
        Ok(Exit::Done)
    }
}
