//! `campaignctl provider`: settings and credentials of identity verification providers.

mod list;
mod pair;
mod set;
mod show;
mod verify;
mod workflows;

use model::{ProviderName, providers};

use crate::context::Context;
use crate::error::{Error, Result};

/// Settings and credentials of identity verification providers
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Set(set::Args),
    Show(show::Args),
    List(list::Args),
    Workflows(workflows::Args),
    Verify(verify::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Set(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Workflows(args) => args.run(context),
            Self::Verify(args) => args.run(context),
        }
    }
}

/// The provider of this name, or the error that offers the nearest.
fn known(name: &str) -> Result<ProviderName> {
    providers::named(name)
        .ok_or_else(|| Error::unknown("identity verification provider", name, providers::NAMES))
}

/// The provider that is meant: the one that was named, or the only one there is.
fn named_or_only(name: Option<&str>) -> Result<ProviderName> {
    match (name, providers::NAMES) {
        (Some(name), _) => known(name),
        (None, [only]) => known(only),
    }
}
