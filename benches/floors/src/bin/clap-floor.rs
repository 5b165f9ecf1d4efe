//! The least program that reads arguments as campaignctl does: a few commands by clap, and nothing behind them.

use std::io::Write as _;

use clap::{Parser, Subcommand};

/// Reads arguments
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where to work
    #[arg(short = 'C', long, global = true)]
    directory: Option<String>,
    #[command(subcommand)]
    command: Command,
}

/// What to do
#[derive(Debug, Subcommand)]
enum Command {
    /// Show something
    Show {
        /// What
        name: Option<String>,
    },
    /// Edit something
    Edit {
        /// What
        name: String,
        /// The new value
        #[arg(long)]
        value: Option<String>,
    },
}

fn main() -> std::io::Result<()> {
    let Arguments { directory, command } = Arguments::parse();
    let named = match &command {
        Command::Show { name } => name.as_deref(),
        Command::Edit { name, value } => value.as_deref().or(Some(name)),
    };
    let directory = directory.as_deref().unwrap_or(".");
    writeln!(std::io::stdout(), "{directory} {}", named.unwrap_or("nothing"))
}
