//! What all edits of one campaign have in common: which campaign, and whether to write.

use model::{Campaign, CampaignSlug, Resource};
use workspace::Edit;

use crate::context::Context;
use crate::edit::{self, Done};
use crate::error::{Error, Result};

/// Flags of every edit of a campaign.
#[derive(Debug, clap::Args)]
pub(crate) struct CampaignEdit {
    /// The campaign; may be left out where there is one
    #[arg(short, long, value_name = "SLUG")]
    pub(crate) campaign: Option<String>,
    /// Show the difference, write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

impl CampaignEdit {
    /// What a command in a hint needs so that it means the same campaign: ` -c SLUG`, or nothing where none was named.
    pub(crate) fn flag(&self) -> String {
        self.campaign.as_ref().map_or_else(String::new, |slug| format!(" -c {slug}"))
    }

    /// Edits the campaign as it is in all environments.
    pub(crate) fn run(
        &self,
        context: &mut Context,
        work: impl FnOnce(&Context, &mut Edit, &CampaignSlug, &mut Campaign) -> Result<Done>,
    ) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let (slug, mut campaign) = edit::campaign(context, edit, root, self.campaign.as_deref())?;
            let done = work(context, edit, &slug, &mut campaign)?;
            edit::put(context, edit, &Resource::Campaign(slug, campaign))?;
            Ok(done)
        })
    }
}

/// Refuses `--env` for an edit of what is the same in every environment.
pub(crate) fn refuse_env(context: &Context) -> Result<()> {
    match context.chosen_env()?.typed() {
        None => Ok(()),
        Some(env) => Err(Error::usage(format!("this edit cannot be made for the environment {env} alone")).hint(
            "leave --env out: fields, campaigns, steps, connections and mappings are the same in every environment; \
             settings of a step may differ (`funnel edit-step`)",
        )),
    }
}
