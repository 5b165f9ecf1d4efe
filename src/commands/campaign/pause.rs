//! `campaignctl campaign pause`.

use super::pausing;
use crate::context::Context;
use crate::error::Result;

/// Let nobody begin a campaign for now
///
/// It acts at once at the backend, on whatever version is live, and lasts until `campaign resume`; publishing does not end
/// it. Customers who have begun go on.
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
        pausing::set(context, &self.slug, true, self.reason, self.dry_run)
    }
}
