//! `campaignctl access-token`: who may work with this backend from elsewhere.

mod create;
mod list;
mod revoke;

use model::Backend;

use crate::context::Context;
use crate::embedded::{self, Embedded};
use crate::error::{Error, Result};

/// Access tokens, for those who work with this workspace's backend from elsewhere
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Create(create::Args),
    List(list::Args),
    Revoke(revoke::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Create(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Revoke(args) => args.run(context),
        }
    }
}

/// The embedded backend of the environment in force: access tokens are made where the data are.
fn here(context: &mut Context) -> Result<Embedded> {
    let (root, workspace) = context.settings()?;
    match workspace.environment().map(|environment| &environment.backend) {
        Some(Backend::Embedded) => embedded::open(context, &root, None),
        _ => Err(Error::usage(format!("the backend of `{}` is not on this machine", workspace.env))
            .hint("access tokens are made where the backend runs: type this command there")),
    }
}

fn failed(error: &backend::storage::StorageError) -> Error {
    Error::failed("the backend's data cannot be used").because(error)
}
