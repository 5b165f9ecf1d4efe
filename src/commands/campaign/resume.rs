//! `campaignctl campaign resume`.

use super::pausing;
use crate::context::Context;
use crate::error::Result;

/// Let customers begin a paused campaign again
///
/// Customers get the version that is live then. Nobody waited meanwhile, so nothing is made up for.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign, as the backend knows it
    slug: String,
    /// Why; kept in the audit log
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Show what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        pausing::set(context, &self.slug, false, self.reason, self.dry_run)
    }
}
