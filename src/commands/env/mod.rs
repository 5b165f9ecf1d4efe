//! `campaignctl env`: environments.

mod add;
mod list;
mod remove;
mod rename;
mod show;
mod switch;

use crate::context::Context;
use crate::error::Result;

/// Environments: named targets such as local and production
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Add(add::Args),
    List(list::Args),
    Show(show::Args),
    Use(switch::Args),
    Rename(rename::Args),
    Remove(remove::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Add(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Use(args) => args.run(context),
            Self::Rename(args) => args.run(context),
            Self::Remove(args) => args.run(context),
        }
    }
}

/// A backend as people write it.
fn backend(backend: &model::Backend) -> &str {
    match backend {
        model::Backend::Embedded => "embedded",
        model::Backend::Url(url) => url,
    }
}
