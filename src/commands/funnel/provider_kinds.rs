//! A step kind for each identity verification provider, by the list of providers: `add-step` knows none by name.

use clap::{ArgMatches, Command, FromArgMatches, Subcommand};
use model::providers;

use super::add_step::Adding;
use super::kinds::VerificationFlags;

/// A step of one of the providers.
#[derive(Debug)]
pub(super) struct ProviderKind {
    /// The provider's name, which is the kind.
    pub(super) name: String,
    /// What to add, and where.
    pub(super) adding: Adding<VerificationFlags>,
}

impl Subcommand for ProviderKind {
    fn augment_subcommands(command: Command) -> Command {
        providers::NAMES.into_iter().fold(command, |command, name| {
            let kind = <Adding<VerificationFlags> as clap::Args>::augment_args(Command::new(name));
            command.subcommand(kind.about(format!("Verify who the customer is, by {name}")))
        })
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        providers::NAMES.contains(&name)
    }
}

impl FromArgMatches for ProviderKind {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        Ok(Self { name: name.to_owned(), adding: Adding::from_arg_matches(matches)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
