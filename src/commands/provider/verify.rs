//! `campaignctl provider verify`.

use api::VerifyProvider;
use camino::Utf8PathBuf;
use model::Resource;
use serde_json::json;

use super::pair;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::sandboxes;
use crate::target::Target;

/// Prove the credentials at the provider; starts no verification and costs nothing
///
/// The pair of a file, the environment or the keyring is tried; where there is none, the backend tries the copy that it
/// holds.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The provider
    provider: Option<String>,
    /// Read API token and API secret from the two lines of FILE, `-` for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "remote")]
    credentials_file: Option<Utf8PathBuf>,
    /// Have the backend try the copy that it holds
    #[arg(long)]
    remote: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let provider = super::named_or_only(self.provider.as_deref())?;
        let (root, workspace, _) = context.workspace()?;
        let settings =
            workspace.providers.get(&provider).cloned().ok_or_else(|| super::not_set_up(&provider))?;
        let local = if self.remote {
            None
        } else {
            pair::find(context, &workspace, &provider, self.credentials_file.as_deref())?
        };
        let sandbox = sandboxes::for_command(context, &workspace)?;
        let by = if sandbox.is_some() { "the sandbox".to_owned() } else { provider.to_string() };
        let from = if let Some(found) = local {
            pair::fits(&workspace, &found.secret)?;
            pair::check(context, &settings, &found.secret, sandbox.as_ref())?;
            found.origin.to_string()
        } else {
            let target = Target::of_workspace(context, &root, &workspace, sandbox)?;
            // The workspace's settings, not the draft's: before the first push there is none.
            let verify = VerifyProvider { resource: Some(Resource::Provider(settings.clone()).to_json()) };
            context.call(target.client.verify_provider(&provider, &verify))?;
            format!("the backend ({})", target.client.describe())
        };
        if context.ui.json() {
            context.ui.document(&json!({
                "provider": provider, "environment": workspace.env, "accepted": true, "by": by, "pair_from": from,
            }))?;
        } else {
            let env = &workspace.env;
            context.ui.done(&format!("{by} accepts the pair from {from} (environment `{env}`)"));
        }
        Ok(Exit::Done)
    }
}
