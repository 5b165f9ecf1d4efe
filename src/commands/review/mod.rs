//! `campaignctl review`: steps that wait for a person of the company.

mod approve;
mod list;
mod reject;
mod show;

use api::{ReviewDecision, ReviewVerdict};
use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Steps that wait for a person of the company
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List(list::Args),
    Show(show::Args),
    Approve(approve::Args),
    Reject(reject::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Approve(args) => args.run(context),
            Self::Reject(args) => args.run(context),
        }
    }
}

/// Decides a review and tells where the session went.
fn decide(context: &mut Context, review: &str, verdict: ReviewVerdict, reason: Option<String>) -> Result {
    let target = context.target()?;
    let item = context.call(target.client.decide_review(review, &ReviewDecision { verdict, reason }))?;
    if context.ui.json() {
        context.ui.document(&json!({ "review": item }))?;
        return Ok(Exit::Done);
    }
    let word = match verdict {
        ReviewVerdict::Approved => "approved",
        ReviewVerdict::Rejected => "rejected",
    };
    context.ui.done(&format!("{word}: {} of {} in session {}", item.step, item.campaign, item.session));
    Ok(Exit::Done)
}
