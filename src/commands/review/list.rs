//! `campaignctl review list`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// List open reviews, longest waiting first
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only reviews of this queue
    #[arg(long, value_name = "NAME")]
    queue: Option<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let target = context.target()?;
        let mut reviews = context.call(target.client.reviews())?;
        if let Some(queue) = &self.queue {
            reviews.retain(|review| review.queue == *queue);
        }
        if context.ui.json() {
            context.ui.document(&json!({ "reviews": reviews }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = reviews
            .iter()
            .map(|review| {
                vec![
                    review.id.clone(),
                    review.campaign.to_string(),
                    review.step.to_string(),
                    review.came_from.clone().unwrap_or_default(),
                    review.opened_at.to_string(),
                    review.due_at.map_or_else(String::new, |due| due.to_string()),
                    review.session.clone(),
                ]
            })
            .collect();
        context.ui.table(&["review", "campaign", "step", "came from", "since", "due", "session"], &rows)?;
        if rows.is_empty() {
            context.ui.say("no review is open");
        }
        Ok(Exit::Done)
    }
}
