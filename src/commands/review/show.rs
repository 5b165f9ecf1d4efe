//! `campaignctl review show`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Show a review
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The review's id
    review: String,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let target = context.target()?;
        let review = context.call(target.client.review(&self.review))?;
        if context.ui.json() {
            context.ui.document(&json!({ "review": review }))?;
            return Ok(Exit::Done);
        }
        let ui = &mut context.ui;
        ui.line(&format!("review     {}", review.id))?;
        ui.line(&format!("campaign   {} at {}", review.campaign, review.step))?;
        ui.line(&format!("came from  {}", review.came_from.as_deref().unwrap_or("-")))?;
        ui.line(&format!("session    {}", review.session))?;
        ui.line(&format!("customer   {}", review.customer))?;
        ui.line(&format!("since      {}", review.opened_at))?;
        if !review.reasons.is_empty() {
            ui.line(&format!("reasons    {}", review.reasons.join(", ")))?;
        }
        Ok(Exit::Done)
    }
}
