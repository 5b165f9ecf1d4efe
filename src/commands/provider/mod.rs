//! `campaignctl provider`: settings and credentials of identity verification providers.

mod list;
mod pair;
mod remove;
mod rotate;
mod set;
mod show;
mod storing;
mod verify;
mod workflows;

use model::{Level, ProviderName, ProviderSettings, ResourceName, Workspace, providers};
use workspace::Root;

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
    Rotate(rotate::Args),
    Remove(remove::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Set(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Workflows(args) => args.run(context),
            Self::Verify(args) => args.run(context),
            Self::Rotate(args) => args.run(context),
            Self::Remove(args) => args.run(context),
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

/// A provider that has no settings here.
fn not_set_up(provider: &ProviderName) -> Error {
    Error::usage(format!("{provider} is not set up in this workspace"))
        .hint(format!("`campaignctl provider set {provider}` sets it up"))
}

/// The workspace, and a provider's settings for the environment in force. What is wrong with other files does not matter.
fn set_up(context: &Context, provider: &ProviderName) -> Result<(Root, Workspace, ProviderSettings)> {
    let (root, workspace) = context.settings()?;
    let loaded = root.load_only(Some(&workspace.env), &[ResourceName::Provider(provider.clone())]);
    if loaded.diagnostics.iter().any(|finding| finding.level >= Level::Error) {
        let message = format!("the settings of {provider} cannot be read");
        return Err(context.unreadable(message, loaded.diagnostics, &loaded.sources));
    }
    let settings = loaded.workspace.and_then(|mut workspace| workspace.providers.remove(provider));
    Ok((root, workspace, settings.ok_or_else(|| not_set_up(provider))?))
}
