//! `campaignctl mapping remove`.

use model::{FieldId, StepId};
use workspace::verbs::mappings;

use crate::commands::campaign_edit::CampaignEdit;
use crate::context::Context;
use crate::edit::{Done, verb_error};
use crate::error::Result;

/// Stop writing captured information into fields
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The identity verification step
    step: StepId,
    /// The fields
    #[arg(required = true, value_name = "FIELD")]
    fields: Vec<FieldId>,
    #[command(flatten)]
    edit: CampaignEdit,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        self.edit.run(context, |_, _, _, campaign| {
            let told = mappings::remove(campaign, &self.step, &self.fields);
            Ok(Done::default().and(&told.map_err(|error| verb_error(&error))?))
        })
    }
}
