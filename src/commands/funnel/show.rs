//! `campaignctl funnel show`.

use std::collections::VecDeque;

use model::{Campaign, StepId};
use serde_json::json;

use super::summary;
use crate::context::Context;
use crate::edit::campaign_slug;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Show the steps of a funnel in the order of walking, and where each leads
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign; may be left out where there is one
    #[arg(value_name = "SLUG")]
    campaign: Option<String>,
    /// The same as the campaign
    #[arg(short, long = "campaign", value_name = "SLUG", hide = true, conflicts_with = "campaign")]
    flag: Option<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, workspace, _) = context.workspace()?;
        let slug = campaign_slug(&root, self.campaign.as_deref().or(self.flag.as_deref()))?;
        let campaign = workspace
            .campaigns
            .get(&slug)
            .ok_or_else(|| Error::failed(format!("the campaign {slug} is not there any more")))?;
        let (order, reached) = walking_order(campaign);
        if context.ui.json() {
            let steps: Vec<_> = order
                .iter()
                .map(|id| {
                    let step = &campaign.steps[*id];
                    json!({ "id": id, "reached": reached.contains(id), "settings": step, "outcomes": step.outcomes() })
                })
                .collect();
            context.ui.document(&json!({
                "campaign": slug, "environment": workspace.env, "entry": campaign.entry, "steps": steps,
            }))?;
            return Ok(Exit::Done);
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        for id in &order {
            let step = &campaign.steps[*id];
            let mark = if campaign.entry.as_ref() == Some(id) {
                "> "
            } else if reached.contains(id) {
                "  "
            } else {
                "! "
            };
            let mut ways = summary::ways(step).into_iter();
            rows.push(vec![
                format!("{mark}{id}"),
                step.settings.kind().to_owned(),
                summary::of(step),
                ways.next().unwrap_or_default(),
            ]);
            rows.extend(ways.map(|way| vec![String::new(), String::new(), String::new(), way]));
        }
        context.ui.table(&["step", "kind", "settings", "leads to"], &rows)?;
        if rows.is_empty() {
            context.ui.hint("`campaignctl funnel add-step page` puts the first step into it");
        }
        let astray: Vec<&str> =
            order.iter().filter(|id| !reached.contains(id)).map(|id| id.as_str()).collect();
        if !astray.is_empty() {
            context.ui.warn(&format!("no way from the entry leads to {}", astray.join(", ")));
        }
        Ok(Exit::Done)
    }
}

/// The steps as they are reached from the entry, nearest first; then those that are not. And those that are reached.
fn walking_order(campaign: &Campaign) -> (Vec<&StepId>, Vec<&StepId>) {
    let mut reached: Vec<&StepId> = Vec::new();
    let mut next: VecDeque<&StepId> = campaign.entry.iter().collect();
    while let Some(id) = next.pop_front() {
        let Some((id, step)) = campaign.steps.get_key_value(id) else { continue };
        if reached.contains(&id) {
            continue;
        }
        reached.push(id);
        // The usual way on comes first.
        let main = step.main_outcome().and_then(|main| step.target(&main));
        next.extend(main);
        next.extend(step.outcomes().iter().filter_map(|outcome| step.target(outcome)));
    }
    let mut order = reached.clone();
    order.extend(campaign.steps.keys().filter(|id| !reached.contains(id)));
    (order, reached)
}
