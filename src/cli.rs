//! The command line: options that every command has, and the commands in their groups.

use camino::Utf8PathBuf;
use clap::{ArgAction, Args, Parser, Subcommand};

use crate::commands;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::ui::{Color, Format};

/// The groups of `--help`; a test holds them complete.
const HELP: &str = "\
{about-with-newline}
{usage-heading} {usage}

Edit:
  init          Make a workspace in a new or empty directory
  provider      Settings and credentials of identity verification providers
  env           Environments: named targets such as local and production
  field         The data model: fields of the customer's record
  campaign      Campaigns
  funnel        Steps of a campaign's funnel and their connections
  mapping       From what a verification captures into fields

Check:
  validate      Check the workspace like a compiler
  test          Run the tests of funnels
  explain       Tell what a rule is about, and how to mend what it finds
  fmt           Write the workspace's files in one form

Ship:
  diff          Show the difference between the workspace and the backend
  push          Save the workspace's state as drafts at the backend
  publish       Make pushed drafts live
  status        Show what is pushed, live, or still to do

Observe:
  session       Customers' runs through a funnel
  verification  Identity verifications
  review        Steps that wait for a person of the company
  customer      Customers' records

Operate:
  serve         Run the backend for customers, and the sandbox where the environment says so
  sandbox       Run the identity verification sandbox alone, or control one that runs
  access-token  Who may work with this workspace's backend from elsewhere
  demo          See the whole job done in a temporary directory
  schema        JSON Schemas of the workspace's files, for editors
  completions   Print a completion script for a shell

Options:
{options}
{after-help}";

/// Campaign funnels with identity verification: edit, check, push, publish and serve them from a terminal.
#[derive(Debug, Parser)]
#[command(
    name = "campaignctl",
    version,
    help_template = HELP,
    disable_help_subcommand = true,
    after_help = "`campaignctl COMMAND --help` tells more. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 errors in the \
                  workspace, 4 differences, 5 out of date, 6 credentials, 7 unavailable, 8 refused, 9 a funnel test failed, 130 \
                  interrupted."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command has.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// Work as if started in DIR
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true, hide_short_help = true)]
    pub(crate) directory: Option<Utf8PathBuf>,
    /// The environment to work for [env: `CAMPAIGNCTL_ENV`]
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) env: Option<String>,
    /// Talk to the backend at URL, whatever the environment says; it may be sent an access token
    #[arg(long, value_name = "URL", global = true, hide_short_help = true)]
    pub(crate) backend: Option<String>,
    /// Read the access token from FILE, `-` for standard input
    #[arg(long, value_name = "FILE", global = true, hide_short_help = true)]
    pub(crate) access_token_file: Option<Utf8PathBuf>,
    /// How to write results
    #[arg(long, value_enum, default_value_t, global = true)]
    pub(crate) format: Format,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, global = true, hide_short_help = true)]
    pub(crate) color: Color,
    /// Say only what is asked for, and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Tell more; twice tells what is sent and received
    #[arg(short, long, action = ArgAction::Count, global = true)]
    pub(crate) verbose: u8,
    /// Never ask; fail and name the flag instead
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    /// Answer yes to every question of "shall I?"
    #[arg(short, long, global = true)]
    pub(crate) yes: bool,
}

/// What can be done.
#[derive(Debug, Subcommand)]
// Only the command that is typed is put together.
#[command(defer = true)]
pub(crate) enum Command {
    Init(commands::init::Args),
    #[command(subcommand)]
    Provider(commands::provider::Command),
    #[command(subcommand)]
    Env(commands::env::Command),
    #[command(subcommand)]
    Field(commands::field::Command),
    #[command(subcommand)]
    Campaign(commands::campaign::Command),
    #[command(subcommand)]
    Funnel(Box<commands::funnel::Command>),
    #[command(subcommand)]
    Mapping(commands::mapping::Command),
    Validate(commands::validate::Args),
    Test(commands::test::Args),
    Explain(commands::explain::Args),
    Fmt(commands::fmt::Args),
    Diff(commands::diff::Args),
    Push(commands::push::Args),
    Publish(commands::publish::Args),
    Status(commands::status::Args),
    #[command(subcommand)]
    Session(commands::session::Command),
    #[command(subcommand)]
    Verification(commands::verification::Command),
    #[command(subcommand)]
    Review(commands::review::Command),
    #[command(subcommand)]
    Customer(commands::customer::Command),
    Serve(commands::serve::Args),
    Sandbox(commands::sandbox::Args),
    #[command(subcommand)]
    AccessToken(commands::access_token::Command),
    Demo(commands::demo::Args),
    Schema(commands::schema::Args),
    Completions(commands::completions::Args),
}

/// What every command can write.
const FORMATS: &[Format] = &[Format::Human, Format::Json];

impl Command {
    /// The formats that it can write.
    fn formats(&self) -> &'static [Format] {
        match self {
            Self::Validate(_) => commands::validate::FORMATS,
            Self::Test(_) => commands::test::FORMATS,
            Self::Funnel(command) if command.draws() => commands::funnel::PICTURES,
            _ => FORMATS,
        }
    }

    /// Refuses a format that it cannot write.
    pub(crate) fn takes(&self, format: Format) -> Result<()> {
        let formats = self.formats();
        if formats.contains(&format) {
            return Ok(());
        }
        let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
        Err(Error::usage(format!("this command does not write the format `{}`", format.name()))
            .hint(format!("pass --format with one of {}", names.join(", "))))
    }

    /// Whether it has to do with the workspace that it is called in.
    pub(crate) fn needs_workspace(&self) -> bool {
        match self {
            Self::Schema(args) => args.needs_workspace(),
            command => !matches!(command, Self::Explain(_) | Self::Completions(_) | Self::Demo(_)),
        }
    }

    /// Does it.
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Init(args) => args.run(context),
            Self::Provider(command) => command.run(context),
            Self::Env(command) => command.run(context),
            Self::Field(command) => command.run(context),
            Self::Campaign(command) => command.run(context),
            Self::Funnel(command) => command.run(context),
            Self::Mapping(command) => command.run(context),
            Self::Validate(args) => args.run(context),
            Self::Test(args) => args.run(context),
            Self::Explain(args) => args.run(context),
            Self::Fmt(args) => args.run(context),
            Self::Diff(args) => args.run(context),
            Self::Push(args) => args.run(context),
            Self::Publish(args) => args.run(context),
            Self::Status(args) => args.run(context),
            Self::Session(command) => command.run(context),
            Self::Verification(command) => command.run(context),
            Self::Review(command) => command.run(context),
            Self::Customer(command) => command.run(context),
            Self::Serve(args) => args.run(context),
            Self::Sandbox(args) => args.run(context),
            Self::AccessToken(command) => command.run(context),
            Self::Demo(args) => args.run(context),
            Self::Schema(args) => args.run(context),
            Self::Completions(args) => args.run(context),
        }
    }
}
