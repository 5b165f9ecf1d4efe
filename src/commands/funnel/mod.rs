//! `campaignctl funnel`: steps of a campaign's funnel and their connections.

mod add_step;
mod changes;
mod connect;
mod disconnect;
mod edit_step;
mod graph;
mod kinds;
mod provider_kinds;
mod remove_step;
mod rename_step;
mod show;
mod simulate;
mod summary;
mod ways;

use crate::context::Context;
use crate::error::Result;

pub(crate) use graph::FORMATS as PICTURES;

/// Steps of a campaign's funnel and their connections
#[derive(Debug, clap::Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    Show(show::Args),
    Graph(graph::Args),
    AddStep(Box<add_step::Args>),
    EditStep(Box<edit_step::Args>),
    RenameStep(rename_step::Args),
    RemoveStep(remove_step::Args),
    Connect(connect::Args),
    Disconnect(disconnect::Args),
    Simulate(simulate::Args),
}

impl Command {
    /// Whether it draws pictures.
    pub(crate) const fn draws(&self) -> bool {
        matches!(self, Self::Graph(_))
    }

    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Show(args) => args.run(context),
            Self::Graph(args) => args.run(context),
            Self::AddStep(args) => args.run(context),
            Self::EditStep(args) => args.run(context),
            Self::RenameStep(args) => args.run(context),
            Self::RemoveStep(args) => args.run(context),
            Self::Connect(args) => args.run(context),
            Self::Disconnect(args) => args.run(context),
            Self::Simulate(args) => args.run(context),
        }
    }
}
