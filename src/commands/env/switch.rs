//! `campaignctl env use`.

use model::EnvName;

use crate::context::Context;
use crate::edit::{self, Done, edit_error};
use crate::error::{Error, Result};

/// Make an environment the default of this workspace
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The environment
    name: EnvName,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        edit::edit(context, self.dry_run, |context, edit, _| {
            let mut settings = edit.settings().map_err(|error| edit_error(context, error))?;
            if !settings.envs.contains_key(&self.name) {
                let names = settings.envs.keys().map(EnvName::as_str);
                return Err(Error::unknown("environment", self.name.as_str(), names));
            }
            if settings.default_env == self.name {
                return Ok(Done::default());
            }
            let was = std::mem::replace(&mut settings.default_env, self.name.clone());
            edit.put_settings(&settings).map_err(|error| edit_error(context, error))?;
            Ok(Done::line(format!("default-env -> {} (was {was})", self.name)))
        })
    }
}
