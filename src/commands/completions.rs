//! `campaignctl completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Print a completion script for a shell
///
/// For example: `campaignctl completions bash > ~/.local/share/bash-completion/completions/campaignctl`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "campaignctl", &mut script);
        context.ui.bytes(&script)?;
        Ok(Exit::Done)
    }
}
