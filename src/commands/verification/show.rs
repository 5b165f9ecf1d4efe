//! `campaignctl verification show`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Show a verification: the decision, its parts, and what was captured
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The verification's id
    verification: String,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let target = context.target()?;
        let detail = context.call(target.client.verification(&self.verification))?;
        if context.ui.json() {
            context.ui.document(&json!({ "verification": detail }))?;
            return Ok(Exit::Done);
        }
        let ui = &mut context.ui;
        let attempt = &detail.summary;
        let outcome =
            attempt.outcome.as_ref().map_or_else(|| attempt.state.as_str().to_owned(), ToString::to_string);
        ui.line(&format!("verification  {}", attempt.id))?;
        ui.line(&format!("session       {}", attempt.session))?;
        ui.line(&format!("step          {} (attempt {})", attempt.step, attempt.attempt))?;
        ui.line(&format!("outcome       {outcome}"))?;
        if let (Some(account), Some(run)) = (&attempt.account_id, &attempt.run_id) {
            ui.line(&format!("provider      {}: account {account}, run {run}", attempt.provider))?;
        }
        let Some(result) = &detail.result else { return Ok(Exit::Done) };
        if let Some(decision) = &result.decision {
            let risk = decision.risk_score.as_deref().unwrap_or("-");
            ui.line(&format!("decision      {} (risk {risk})", decision.label))?;
        }
        ui.line("")?;
        let checks: Vec<Vec<String>> = result
            .checks
            .iter()
            .map(|check| {
                vec![
                    check.capability.clone(),
                    check.category.clone().unwrap_or_default(),
                    check.label.clone(),
                ]
            })
            .collect();
        ui.table(&["check", "of", "result"], &checks)?;
        ui.line("")?;
        let captured: Vec<Vec<String>> = result
            .captured
            .0
            .iter()
            .map(|(field, value)| vec![field.to_string(), value.to_string()])
            .collect();
        ui.table(&["captured", "value"], &captured)?;
        if !detail.images.is_empty() {
            ui.line("")?;
            super::super::customer::images(ui, &detail.images)?;
        }
        Ok(Exit::Done)
    }
}
