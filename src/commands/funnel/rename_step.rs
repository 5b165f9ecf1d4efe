//! `campaignctl funnel rename-step`.

use model::StepId;
use workspace::verbs::rename;

use crate::commands::campaign_edit::{CampaignEdit, refuse_env};
use crate::context::Context;
use crate::edit::{self, Done, change_error};
use crate::error::Result;

/// Give a step another name, everywhere in its campaign
///
/// The entry, connections, conditions, the settings for single environments and the campaign's tests follow. Comments and
/// everything else stay as they are.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The step
    step: StepId,
    /// Its new name: a letter a-z, then a-z, 0-9, `-` and `_`
    new_name: StepId,
    #[command(flatten)]
    edit: CampaignEdit,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.edit.dry_run, |context, edit, root| {
            let slug = edit::campaign_slug(root, self.edit.campaign.as_deref())?;
            let referrers = edit::referrers(root)?;
            let places = rename::step(edit, &referrers, &slug, &self.step, &self.new_name)
                .map_err(|error| change_error(context, error))?;
            let line = format!("renamed the step {} of {slug} to {}", self.step, self.new_name);
            Ok(Done::followed(line, &places))
        })
    }
}
