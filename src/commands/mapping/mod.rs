//! `campaignctl mapping`: from what a verification captures into fields.

mod add;
mod list;
mod remove;
mod sample;
mod suggest;
mod try_;

use crate::context::Context;
use crate::error::Result;

/// From what a verification captures into fields
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Add(add::Args),
    List(list::Args),
    Suggest(suggest::Args),
    Try(try_::Args),
    Remove(remove::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Add(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Suggest(args) => args.run(context),
            Self::Try(args) => args.run(context),
            Self::Remove(args) => args.run(context),
        }
    }
}
