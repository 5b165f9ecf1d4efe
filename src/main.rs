//! `campaignctl`: the command line over the crates of this workspace. docs/ARCHITECTURE.md has the map.

mod answer;
mod cli;
mod commands;
mod config;
mod context;
mod edit;
mod editor;
mod embedded;
mod endpoints;
mod error;
mod exit;
mod git;
mod listening;
mod plan;
mod recovery;
mod resources;
mod sandboxes;
mod schemas;
mod target;
mod ui;

use std::process::ExitCode;

use camino::Utf8Path;
use clap::Parser;

use crate::cli::Cli;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ui::{Ui, UiOptions};

/// A large workspace is a million small pieces of memory on several threads, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The one place where TLS gets its cryptography. It fails only where that was done before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    clap_complete::CompleteEnv::with_factory(<Cli as clap::CommandFactory>::command).complete();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    start_log(cli.global.verbose);
    let ui = Ui::new(UiOptions {
        format: cli.global.format,
        color: cli.global.color,
        quiet: cli.global.quiet,
        no_input: cli.global.no_input || config::variable("CI").is_some_and(|value| value == "true"),
        yes: cli.global.yes,
    });
    let directory = cli.global.directory.clone();
    let mut context = Context::new(cli.global, ui);
    let done = cli
        .command
        .takes(context.ui.format)
        .and_then(|()| work_in(directory.as_deref()))
        .and_then(|()| if cli.command.needs_workspace() { recovery::recover(&mut context) } else { Ok(()) })
        .and_then(|()| cli.command.run(&mut context));
    let exit = match done {
        Ok(exit) => exit,
        Err(error) => {
            // Done as an error: the reader of our output went away.
            if error.exit != Exit::Done {
                context.ui.error(&error);
            }
            error.exit
        }
    };
    exit.into()
}

/// Goes to the directory of `-C`, so that every path of the command line counts from there.
fn work_in(directory: Option<&Utf8Path>) -> Result<()> {
    let Some(directory) = directory else { return Ok(()) };
    std::env::set_current_dir(directory)
        .map_err(|error| Error::usage(format!("`{directory}` is no directory to work in")).because(&error))
}

/// Shows what clap has to say: help and version on stdout, wrong usage on stderr with exit code 2.
fn usage(error: &clap::Error) -> ExitCode {
    // There is nothing left to do when the terminal is gone.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage.into() } else { Exit::Done.into() }
}

/// Sends the libraries' log to stderr: warnings, or more with `-v`. `CAMPAIGNCTL_LOG` sets it in full.
fn start_log(verbose: u8) {
    use tracing_subscriber::EnvFilter;
    let level = match verbose {
        0 => "error",
        1 => "info",
        _ => "debug",
    };
    let filter = config::variable("CAMPAIGNCTL_LOG")
        .and_then(|directives| EnvFilter::try_new(directives).ok())
        .unwrap_or_else(|| EnvFilter::new(level));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
