//! `campaignctl campaign delete`.

use workspace::verbs::campaigns::{self, Kept};

use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, change_error};
use crate::error::Result;

/// Delete a campaign from this workspace; the backend keeps what was pushed and published
///
/// Asks first. Its file is kept in `.campaignctl/deleted`. One that has funnel tests stays, unless `--cascade` deletes those
/// as well: they are kept beside it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign
    slug: String,
    /// Delete its funnel tests as well
    #[arg(long)]
    cascade: bool,
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
        edit::edit(context, self.dry_run, |context, edit, root| {
            let referrers = edit::referrers(root)?;
            let all = campaigns::delete(edit, &referrers, &slug, self.cascade)
                .map_err(|error| change_error(context, error))?;
            let mut done = Done::line(format!("deleted the campaign {slug}"));
            for Kept { file, kept } in all {
                done.lines.push(format!("{file} is kept as {kept}"));
                done.hints.push(format!("`mv {kept} {file}` brings it back"));
            }
            Ok(done)
        })
    }
}
