//! `campaignctl verification list`.

use api::AttemptSummary;
use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ui::Ui;

/// List verifications, newest first
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    #[expect(clippy::unused_self, reason = "every command runs by its arguments")]
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let target = context.target()?;
        let attempts = context.call(target.client.verifications())?;
        if context.ui.json() {
            context.ui.document(&json!({ "verifications": attempts }))?;
            return Ok(Exit::Done);
        }
        table(&mut context.ui, &attempts)?;
        Ok(Exit::Done)
    }
}

/// The table of verifications, which a session shows too.
pub(crate) fn table(ui: &mut Ui, attempts: &[AttemptSummary]) -> Result<()> {
    let rows: Vec<Vec<String>> = attempts
        .iter()
        .map(|attempt| {
            vec![
                attempt.id.clone(),
                attempt.step.to_string(),
                attempt.attempt.to_string(),
                attempt
                    .outcome
                    .as_ref()
                    .map_or_else(|| attempt.state.as_str().to_owned(), ToString::to_string),
                attempt.created_at.to_string(),
                attempt.run_id.clone().unwrap_or_default(),
            ]
        })
        .collect();
    ui.table(&["verification", "step", "attempt", "outcome", "began", "provider's id"], &rows)
}
