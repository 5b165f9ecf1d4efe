//! `campaignctl env rename`.

use model::EnvName;
use workspace::verbs::rename;

use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, change_error};
use crate::error::Result;
use crate::plan::Seen;

/// Give an environment another name, everywhere
///
/// `default-env`, what providers and campaigns have for that environment alone, and its funnel tests follow. Comments and everything else
/// stay as they are; so does everything at its backend.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The environment
    name: EnvName,
    /// Its new name: a letter a-z, then a-z, 0-9, `-` and `_`
    new_name: EnvName,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        let exit = edit::edit(context, self.dry_run, |context, edit, root| {
            let referrers = edit::referrers(root)?;
            let places = rename::environment(edit, &referrers, &self.name, &self.new_name)
                .map_err(|error| change_error(context, error))?;
            let line = format!("renamed the environment {} to {}", self.name, self.new_name);
            Ok(Done::followed(line, &places).hint(format!(
                "scripts and build servers that say `--env {name}` or CAMPAIGNCTL_ENV={name} need the new name, too",
                name = self.name
            )))
        })?;
        if !self.dry_run && self.name != self.new_name {
            // The next push has to know the drafts that were pushed from here.
            Seen::renamed(&context.root()?, &self.name, &self.new_name);
        }
        Ok(exit)
    }
}
