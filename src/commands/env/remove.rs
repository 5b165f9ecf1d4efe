//! `campaignctl env remove`.

use model::EnvName;
use workspace::verbs::environments;

use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, change_error};
use crate::error::Result;

/// Remove an environment from this workspace; its backend keeps all it has
///
/// One for which providers or campaigns have settings of its own stays, unless `--cascade` removes those as well, and so does
/// one that funnel tests name: with `--cascade` they are for the environment in force. The default environment stays in any
/// case.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The environment
    name: EnvName,
    /// Remove the settings for it as well, and tell each place
    #[arg(long)]
    cascade: bool,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let referrers = edit::referrers(root)?;
            let told = environments::remove(edit, &referrers, &self.name, self.cascade)
                .map_err(|error| change_error(context, error))?;
            Ok(Done::line(format!("removed the environment {}", self.name)).and(&told))
        })
    }
}
