//! `campaignctl session`: customers' runs through a funnel.

mod list;
mod show;

use crate::context::Context;
use crate::error::Result;

/// Customers' runs through a funnel
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List(list::Args),
    Show(show::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
        }
    }
}
