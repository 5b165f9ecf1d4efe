//! `campaignctl campaign clone`.

use model::{CampaignSlug, Resource, ResourceName};
use workspace::verbs::campaigns;

use crate::commands::campaign_edit::refuse_env;
use crate::commands::text;
use crate::context::Context;
use crate::edit::{self, Done, edit_error, verb_error};
use crate::error::{Error, Result};

/// Begin a campaign as a copy of another one
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign to copy
    slug: String,
    /// The copy's name in addresses and commands: a-z, 0-9 and -
    new_slug: CampaignSlug,
    /// What people read of the copy [default: the same]
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    title: Option<String>,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let existing = edit::campaigns(root)?;
            let from = edit::campaign_slug(root, Some(&self.slug))?;
            campaigns::free(&existing, &self.new_slug).map_err(|error| verb_error(&error))?;
            let (source, copy) =
                (ResourceName::Campaign(from), ResourceName::Campaign(self.new_slug.clone()));
            edit.copy_file(&source, &copy).map_err(|error| edit_error(context, error))?;
            if let Some(title) = self.title {
                let Some(Resource::Campaign(slug, mut campaign)) = edit::resource(context, edit, &copy)?
                else {
                    return Err(Error::failed(format!("the file of the campaign {} is gone", self.slug)));
                };
                campaign.title = Some(title);
                edit::put(context, edit, &Resource::Campaign(slug, campaign))?;
            }
            Ok(Done::line(format!("began the campaign {} as a copy of {}", self.new_slug, self.slug)))
        })
    }
}
