//! `campaignctl campaign rename`.

use model::CampaignSlug;
use workspace::verbs::rename;

use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, change_error};
use crate::error::Result;

/// Give a campaign another name in addresses and commands
///
/// Its file gets the new name and stays as it is, and its funnel tests are for the new name. A backend that has the campaign knows it by the old name: there the new
/// one is another campaign.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign
    slug: String,
    /// Its new name: a-z, 0-9 and -
    new_slug: CampaignSlug,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let slug = edit::campaign_slug(root, Some(&self.slug))?;
            if slug == self.new_slug {
                return Ok(Done::default());
            }
            let referrers = edit::referrers(root)?;
            let places = rename::campaign(edit, &referrers, &slug, &self.new_slug)
                .map_err(|error| change_error(context, error))?;
            let mut done = Done::line(format!("renamed the campaign {slug} to {}", self.new_slug));
            done.lines.extend(places.iter().map(ToString::to_string));
            Ok(done.hint(format!(
                "what was pushed or published as {slug} stays at the backend under that name, and /c/{slug} its address"
            )))
        })
    }
}
