//! `campaignctl review reject`.

use api::ReviewVerdict;

use crate::context::Context;
use crate::error::Result;

/// Reject: the session goes on by the outcome `rejected`
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The review's id, from `campaignctl review list`
    review: String,
    /// Why; kept with the decision
    #[arg(long)]
    reason: Option<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        super::decide(context, &self.review, ReviewVerdict::Rejected, self.reason)
    }
}
