//! `campaignctl campaign`.

mod list;
mod new;
mod show;

use crate::context::Context;
use crate::error::Result;

/// Campaigns
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    New(new::Args),
    List(list::Args),
    Show(show::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::New(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
        }
    }
}
