//! `campaignctl sandbox`: runs one, or controls one that runs.

mod advance;
mod client;
mod faults;
mod run;
mod scenario;
mod tls;
mod transactions;

use clap::builder::PossibleValuesParser;

use crate::context::Context;
use crate::error::{Error, Result};

/// Run the identity verification sandbox alone, or control one that runs
///
/// Without a command, it runs one. That keeps nothing: what it knows is gone when it ends. `sandbox-url` in campaignctl.toml, or
/// `CAMPAIGNCTL_SANDBOX_URL`, names it to other commands. Its own page at /sandbox shows everything and changes everything,
/// too.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: run::Args,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(subcommand)]
    Scenario(scenario::Command),
    Advance(advance::Args),
    #[command(subcommand)]
    Faults(faults::Command),
    #[command(subcommand)]
    Transactions(transactions::Command),
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let Some(command) = self.command else { return self.run.run(context) };
        if self.run.is_given() {
            return Err(Error::usage(
                "flags before the command are for running a sandbox, not for controlling one",
            )
            .hint("--url names the sandbox that a command is for, and comes after the command"));
        }
        match command {
            Command::Scenario(command) => command.run(context),
            Command::Advance(args) => args.run(context),
            Command::Faults(command) => command.run(context),
            Command::Transactions(command) => command.run(context),
        }
    }
}

/// Takes the names of a closed list.
fn one_of(names: impl IntoIterator<Item = &'static str>) -> PossibleValuesParser {
    PossibleValuesParser::new(names)
}
