//! `campaignctl provider workflows`.

use std::collections::BTreeSet;

use model::providers::{self, Workflow};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// List the provider's public workflows: what each one captures, on which platform, and in which ways (web, sdk, api)
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The provider
    provider: Option<String>,
    /// Only workflows of this platform
    #[arg(long, value_name = "PLATFORM")]
    platform: Option<String>,
    /// Also workflows that only servers can use, which no customer can walk through
    #[arg(long)]
    all: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let provider = super::named_or_only(self.provider.as_deref())?;
        let all = providers::workflows(&provider);
        let platforms: BTreeSet<&str> = all.iter().map(|workflow| workflow.platform.as_str()).collect();
        if let Some(platform) = self.platform.as_deref().filter(|platform| !platforms.contains(platform)) {
            return Err(Error::unknown("platform", platform, platforms));
        }
        let chosen = |workflow: &&Workflow| {
            (self.all || workflow.for_customers)
                && self.platform.as_deref().is_none_or(|platform| workflow.platform.as_str() == platform)
        };
        let workflows: Vec<&Workflow> = all.iter().filter(chosen).collect();
        if context.ui.json() {
            let rows: Vec<_> = workflows
                .iter()
                .map(|workflow| {
                    json!({
                        "workflow": workflow.key, "platform": workflow.platform.as_str(), "name": workflow.name,
                        "captures": workflow.captures, "channels": workflow.channels(),
                        "for_customers": workflow.for_customers,
                    })
                })
                .collect();
            context.ui.document(&json!({ "workflows": rows }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = workflows
            .iter()
            .map(|workflow| {
                let channels = workflow.channels().join(", ");
                let cells =
                    [workflow.key, workflow.platform.as_str(), &channels, workflow.captures, workflow.name];
                cells.map(str::to_owned).to_vec()
            })
            .collect();
        context.ui.table(&["workflow", "platform", "channels", "captures", "name"], &rows)?;
        context
            .ui
            .hint("accounts may have workflows of their own: any other key is accepted, with a warning");
        Ok(Exit::Done)
    }
}
