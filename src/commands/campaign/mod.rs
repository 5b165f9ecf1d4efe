//! `campaignctl campaign`.

mod clone;
mod delete;
mod edit;
mod list;
mod new;
mod pause;
mod pausing;
mod rename;
mod resume;
mod show;

use crate::context::Context;
use crate::error::Result;

/// Campaigns
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    New(new::Args),
    List(list::Args),
    Show(show::Args),
    Edit(edit::Args),
    Clone(clone::Args),
    Rename(rename::Args),
    Delete(delete::Args),
    Pause(pause::Args),
    Resume(resume::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::New(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Edit(args) => args.run(context),
            Self::Clone(args) => args.run(context),
            Self::Rename(args) => args.run(context),
            Self::Delete(args) => args.run(context),
            Self::Pause(args) => args.run(context),
            Self::Resume(args) => args.run(context),
        }
    }
}
