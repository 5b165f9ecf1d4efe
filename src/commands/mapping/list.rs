//! `campaignctl mapping list`.

use model::{StepId, Transform};
use serde_json::json;
use workspace::verbs::place;

use crate::context::Context;
use crate::edit::verb_error;
use crate::error::Result;
use crate::exit::Exit;

/// List the mappings of a campaign
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The identity verification step; all when left out
    step: Option<StepId>,
    /// The campaign; may be left out where there is one
    #[arg(short, long, value_name = "SLUG")]
    campaign: Option<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (slug, campaign, _) = context.campaign(self.campaign.as_deref())?;
        if let Some(step) = &self.step {
            place::known_step(&campaign, step).map_err(|error| verb_error(&error))?;
        }
        let mappings: Vec<_> = campaign
            .steps
            .iter()
            .filter(|(id, _)| self.step.as_ref().is_none_or(|step| step == *id))
            .filter_map(|(id, step)| Some((id, step.verification()?)))
            .flat_map(|(id, verification)| {
                verification.map.iter().map(move |(field, mapping)| (id, field, mapping))
            })
            .collect();
        if context.ui.json() {
            let rows: Vec<_> = mappings
                .iter()
                .map(|(step, field, mapping)| {
                    json!({ "step": step, "field": field, "from": mapping.from, "transform": mapping.transform })
                })
                .collect();
            context.ui.document(&json!({ "campaign": slug, "mappings": rows }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = mappings
            .iter()
            .map(|(step, field, mapping)| {
                let transforms: Vec<String> = mapping.transform.iter().map(told).collect();
                vec![step.to_string(), field.to_string(), mapping.from.to_string(), transforms.join(", ")]
            })
            .collect();
        context.ui.table(&["step", "field", "from", "transform"], &rows)?;
        if rows.is_empty() {
            context.ui.hint("`campaignctl mapping add STEP FIELD=CAPTURE_FIELD` adds one");
        }
        Ok(Exit::Done)
    }
}

/// A transform as it is typed: in quotes where a blank is part of it.
fn told(transform: &Transform) -> String {
    let text = transform.to_string();
    if text.contains(char::is_whitespace) { format!("'{text}'") } else { text }
}
