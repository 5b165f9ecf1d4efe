//! `campaignctl campaign delete`.

use model::ResourceName;

use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, edit_error};
use crate::error::Result;

/// Delete a campaign from this workspace; the backend keeps what was pushed and published
///
/// Asks first. Its file is kept in `.campaignctl/deleted`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign
    slug: String,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        let root = context.root()?;
        let slug = edit::campaign_slug(&root, Some(&self.slug))?;
        // Asked before the workspace's lock is taken: others need not wait for an answer.
        if !self.dry_run {
            context.ui.confirm(&format!("delete the campaign {slug}"))?;
        }
        edit::edit(context, self.dry_run, |context, edit, _| {
            let name = ResourceName::Campaign(slug.clone());
            let kept = edit.remove_keeping(&name).map_err(|error| edit_error(context, error))?;
            let done = Done::line(format!("deleted the campaign {slug}; its file is kept as {kept}"));
            Ok(done.hint(format!("`mv {kept} campaigns/{slug}.toml` brings it back")))
        })
    }
}
