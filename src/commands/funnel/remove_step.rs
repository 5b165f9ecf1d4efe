//! `campaignctl funnel remove-step`.

use model::StepId;
use workspace::verbs::steps::{self, Removal};

use crate::commands::campaign_edit::{CampaignEdit, refuse_env};
use crate::context::Context;
use crate::edit::{self, Done, change_error};
use crate::error::Result;

/// Remove a step
///
/// What led to it leads on to where its usual way out led, and where that was nowhere yet, the connection is taken back: what
/// `add-step` did is undone. An end that something leads to stays, and so does a step that a condition asks for or a funnel
/// test names, unless `--cascade` removes those connections and branches, and what is played and expected there, as well.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The step
    step: StepId,
    /// Lead what led to it on to where it led; so it is without a flag
    #[arg(long, overrides_with = "no_heal")]
    heal: bool,
    /// Lead nothing on: what leads to the step is in the way, or removed with --cascade
    #[arg(long)]
    no_heal: bool,
    /// Remove what refers to it as well, and tell each place
    #[arg(long)]
    cascade: bool,
    #[command(flatten)]
    edit: CampaignEdit,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.edit.dry_run, |context, edit, root| {
            let slug = edit::campaign_slug(root, self.edit.campaign.as_deref())?;
            let removal = Removal { heal: self.heal || !self.no_heal, cascade: self.cascade };
            let referrers = edit::referrers(root)?;
            let told = steps::remove(edit, &referrers, &slug, &self.step, removal)
                .map_err(|error| change_error(context, error))?;
            Ok(Done::line(format!("removed the step {} from {slug}", self.step)).and(&told))
        })
    }
}
