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
    /// Where drafts are saved and funnels run: `embedded`, or the address of a backend (https://…). `--backend` says
    /// the same
    #[arg(value_name = "BACKEND", value_parser = backend)]
    at: Option<Backend>,
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
        let backend = self.backend(context)?;
        edit::edit(context, self.dry_run, |context, edit, _| {
            let mut settings = edit.settings().map_err(|error| edit_error(context, error))?;
            if settings.envs.contains_key(&self.name) {
                return Err(Error::usage(format!("there is an environment `{}` already", self.name)));
            }
            let environment = Environment {
                backend,
                sandbox: self.sandbox,
                sandbox_url: self.sandbox_url,
                protected: self.protected,
            };
            settings.envs.insert(self.name.clone(), environment);
            edit.put_settings(&settings).map_err(|error| edit_error(context, error))?;
            Ok(Done::line(format!("added the environment {}", self.name)).hint(format!(
                "`--env {name}` works for it; `campaignctl env use {name}` makes it the default",
                name = self.name
            )))
        })
    }

    /// The backend, by argument or by the flag that elsewhere says which backend to talk to.
    fn backend(&self, context: &Context) -> Result<Backend> {
        match (&self.at, context.global.backend.as_deref()) {
            (Some(at), None) => Ok(at.clone()),
            (None, Some(text)) => backend(text).map_err(|error| Error::usage(format!("--backend: {error}"))),
            (Some(_), Some(_)) => {
                Err(Error::usage("the environment's backend is given twice").hint("leave --backend out"))
            }
            (None, None) => {
                Err(Error::usage(format!("the backend of the environment {} is missing", self.name))
                    .hint("give its address (https://…), or `embedded` for one in this process"))
            }
        }
    }
}

fn backend(text: &str) -> Result<Backend, String> {
    if text == "embedded" {
        return Ok(Backend::Embedded);
    }
    let meant = model::suggest::nearest(text, ["embedded"]);
    let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    api::parse_address(text).map(|_| Backend::Url(text.to_owned())).map_err(|error| format!("{error}{meant}"))
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
