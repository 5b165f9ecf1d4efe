//! `campaignctl field`: the data model.

mod add;
mod edit;
mod fits;
mod import;
mod list;
mod remove;
mod rename;
mod settings;
mod show;

use crate::context::Context;
use crate::error::Result;

/// The data model: fields of the customer's record
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Add(Box<add::Args>),
    List(list::Args),
    Show(show::Args),
    Edit(Box<edit::Args>),
    Rename(rename::Args),
    Remove(remove::Args),
    Import(import::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Add(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Edit(args) => args.run(context),
            Self::Rename(args) => args.run(context),
            Self::Remove(args) => args.run(context),
            Self::Import(args) => args.run(context),
        }
    }
}
