//! `campaignctl funnel`: steps of a campaign's funnel and their connections.

mod add_step;
mod changes;
mod connect;
mod disconnect;
mod edit_step;
mod kinds;
mod provider_kinds;
mod remove_step;
mod show;
mod summary;
mod ways;

use crate::context::Context;
use crate::error::Result;

/// Steps of a campaign's funnel and their connections
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Show(show::Args),
    AddStep(Box<add_step::Args>),
    EditStep(Box<edit_step::Args>),
    RemoveStep(remove_step::Args),
    Connect(connect::Args),
    Disconnect(disconnect::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Show(args) => args.run(context),
            Self::AddStep(args) => args.run(context),
            Self::EditStep(args) => args.run(context),
            Self::RemoveStep(args) => args.run(context),
            Self::Connect(args) => args.run(context),
            Self::Disconnect(args) => args.run(context),
        }
    }
}
