//! `campaignctl provider show`.

use model::Resource;
use serde_json::json;

use super::pair;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::target::Target;

/// Show a provider's settings in the environment in force, and where its credentials are; never the credentials
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The provider
    provider: Option<String>,
    /// Do not ask the backend which credentials it holds
    #[arg(long)]
    local_only: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let provider = super::named_or_only(self.provider.as_deref())?;
        let (root, workspace, _) = context.workspace()?;
        let settings =
            workspace.providers.get(&provider).cloned().ok_or_else(|| super::not_set_up(&provider))?;
        let spec = Resource::Provider(settings.clone()).to_json()["spec"].take();
        let local = pair::find(context, &workspace, &provider, None)?.map(|found| found.origin.to_string());
        let env = workspace.env.clone();
        let stored = if self.local_only {
            Vec::new()
        } else {
            let target = Target::of_workspace(context, &root, &workspace, None)?;
            context.call(target.client.credentials(&provider))?
        };
        if context.ui.json() {
            context.ui.document(&json!({
                "provider": provider, "environment": env, "settings": spec,
                "pair_on_this_machine": local, "pairs_at_the_backend": stored,
            }))?;
            return Ok(Exit::Done);
        }
        let ui = &mut context.ui;
        let mut rows = vec![vec!["provider".to_owned(), provider.to_string()]];
        rows.extend(spec.as_object().into_iter().flatten().map(|(key, value)| {
            vec![key.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)]
        }));
        let here = local.map_or_else(|| "none".to_owned(), |origin| format!("in {origin}"));
        rows.push(vec!["pair here".to_owned(), here]);
        let fits = settings.credential_key();
        for pair in &stored {
            let used = fits
                .as_ref()
                .is_some_and(|(platform, place)| *platform == pair.platform && *place == pair.datacenter);
            let mark = if used { "" } else { "; not of these settings" };
            rows.push(vec![
                "pair at the backend".to_owned(),
                format!(
                    "{} {}, fingerprint {}, set {} by {}{mark}",
                    pair.platform, pair.datacenter, pair.fingerprint, pair.set_at, pair.set_by
                ),
            ]);
        }
        if stored.is_empty() && !self.local_only {
            rows.push(vec!["pair at the backend".to_owned(), "none".to_owned()]);
        }
        ui.table(&["setting", &format!("value in `{env}`")], &rows)?;
        Ok(Exit::Done)
    }
}
