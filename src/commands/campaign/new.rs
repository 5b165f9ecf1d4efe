//! `campaignctl campaign new`.

use model::{CampaignSlug, Resource, providers};
use workspace::verbs::campaigns;

use crate::commands::campaign_edit::refuse_env;
use crate::commands::text;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::{Error, Result};

/// Begin a campaign
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Its name in addresses and commands: a-z, 0-9 and -
    slug: CampaignSlug,
    /// What people read [default: the slug]
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    title: Option<String>,
    /// The identity verification provider; may be left out where there is one
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        let provider =
            match &self.provider {
                None => None,
                Some(name) => Some(providers::named(name).ok_or_else(|| {
                    Error::unknown("identity verification provider", name, providers::NAMES)
                })?),
            };
        edit::edit(context, self.dry_run, |context, edit, root| {
            let existing = root
                .campaigns()
                .map_err(|error| Error::failed("the campaigns cannot be listed").because(&error))?;
            // Written out, since an edit makes no file for a campaign that says nothing.
            let title = self.title.unwrap_or_else(|| self.slug.to_string());
            let mut campaign =
                campaigns::new(&existing, &self.slug, Some(title)).map_err(|error| verb_error(&error))?;
            campaign.provider = provider;
            edit::put(context, edit, &Resource::Campaign(self.slug.clone(), campaign))?;
            // Which campaign is meant has to be said from the second one on.
            let named = if existing.is_empty() { String::new() } else { format!(" -c {}", self.slug) };
            Ok(Done::line(format!("began the campaign {}", self.slug)).hint(format!(
                "`campaignctl funnel add-step page{named}` puts the first step into its funnel"
            )))
        })
    }
}
