//! `campaignctl env add`.

use model::{Backend, EnvName, Environment};
use url::Url;

use crate::context::Context;
use crate::edit::{self, Done, edit_error};
use crate::error::{Error, Result};

/// Add an environment
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The environment's name
    name: EnvName,
    /// Where drafts are saved and funnels run: `embedded`, or the address of a backend (https://…)
    #[arg(value_name = "BACKEND", value_parser = backend)]
    at: Backend,
    /// Identities are verified by a sandbox, never by the provider
    #[arg(long)]
    sandbox: bool,
    /// A sandbox that runs apart, on this machine
    #[arg(long, value_name = "URL", requires = "sandbox", value_parser = sandbox_url)]
    sandbox_url: Option<String>,
    /// push and publish ask first, and publish needs a message
    #[arg(long)]
    protected: bool,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        edit::edit(context, self.dry_run, |context, edit, _| {
            let mut settings = edit.settings().map_err(|error| edit_error(context, error))?;
            if settings.envs.contains_key(&self.name) {
                return Err(Error::usage(format!("there is an environment `{}` already", self.name)));
            }
            let environment = Environment {
                backend: self.at,
                sandbox: self.sandbox,
                sandbox_url: self.sandbox_url,
                protected: self.protected,
            };
            settings.envs.insert(self.name.clone(), environment);
            edit.put_settings(&settings).map_err(|error| edit_error(context, error))?;
            Ok(Done::line(format!("added the environment {}", self.name)))
        })
    }
}

fn backend(text: &str) -> Result<Backend, String> {
    if text == "embedded" {
        return Ok(Backend::Embedded);
    }
    api::parse_address(text).map(|_| Backend::Url(text.to_owned())).map_err(|error| error.to_string())
}

fn sandbox_url(text: &str) -> Result<String, String> {
    match text.parse::<Url>() {
        Ok(url) if api::is_this_machine(&url) => Ok(text.to_owned()),
        _ => {
            Err("a workspace may name a sandbox on this machine only, such as http://127.0.0.1:8082"
                .to_owned())
        }
    }
}
