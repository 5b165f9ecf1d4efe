//! `campaignctl funnel disconnect`.

use workspace::verbs::place;

use super::ways::Ways;
use crate::commands::campaign_edit::CampaignEdit;
use crate::context::Context;
use crate::edit::{Done, verb_error};
use crate::error::Result;

/// Remove the connection of a way out of a step
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The way: STEP.OUTCOME, or STEP where the step has one outcome; several with commas
    #[arg(value_name = "WAY")]
    ways: Ways,
    #[command(flatten)]
    edit: CampaignEdit,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        self.edit.run(context, |_, _, _, campaign| {
            let mut done = Done::default();
            for way in &self.ways.0 {
                let told = place::disconnect(campaign, way).map_err(|error| verb_error(&error))?;
                done = done.and(&told);
            }
            Ok(done)
        })
    }
}
