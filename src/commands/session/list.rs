//! `campaignctl session list`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// List sessions, newest first
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only sessions of this campaign
    #[arg(short, long, value_name = "SLUG")]
    campaign: Option<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let target = context.target()?;
        let mut sessions = context.call(target.client.sessions())?;
        if let Some(campaign) = &self.campaign {
            sessions.retain(|session| session.campaign == campaign.as_str());
        }
        if context.ui.json() {
            context.ui.document(&json!({ "sessions": sessions }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = sessions
            .iter()
            .map(|session| {
                vec![
                    session.id.clone(),
                    session.campaign.to_string(),
                    format!("v{}", session.version),
                    session.step.to_string(),
                    session.result.map_or_else(|| "active".to_owned(), |result| result.to_string()),
                    session.started_at.to_string(),
                    session.customer.clone(),
                ]
            })
            .collect();
        context
            .ui
            .table(&["session", "campaign", "version", "step", "result", "started", "customer"], &rows)?;
        Ok(Exit::Done)
    }
}
