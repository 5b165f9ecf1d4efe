//! `campaignctl session show`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Show a session: the steps passed and the verifications tried, without personal data
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The session's id
    session: String,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let target = context.target()?;
        let detail = context.call(target.client.session(&self.session))?;
        if context.ui.json() {
            context.ui.document(&json!({ "session": detail }))?;
            return Ok(Exit::Done);
        }
        let session = &detail.summary;
        let result = session.result.map_or_else(|| "active".to_owned(), |result| result.to_string());
        context.ui.line(&format!("session   {}", session.id))?;
        context.ui.line(&format!("customer  {}", session.customer))?;
        context.ui.line(&format!("campaign  {} v{}", session.campaign, session.version))?;
        context.ui.line(&format!("now       {} ({result})", session.step))?;
        context.ui.line("")?;
        let rows: Vec<Vec<String>> = detail
            .trail
            .iter()
            .map(|entry| {
                vec![
                    entry.at.to_string(),
                    entry.step.to_string(),
                    entry.outcome.as_ref().map_or_else(String::new, ToString::to_string),
                    entry.note.clone().unwrap_or_default(),
                ]
            })
            .collect();
        context.ui.table(&["at", "step", "outcome", "note"], &rows)?;
        if !detail.attempts.is_empty() {
            context.ui.line("")?;
            super::super::verification::list::table(&mut context.ui, &detail.attempts)?;
        }
        Ok(Exit::Done)
    }
}
