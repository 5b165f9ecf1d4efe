//! `campaignctl sandbox faults`.

use reqwest::Method;
use sandbox::{Calls, FaultKind, FaultState};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Which;
use super::one_of;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Faults that strike calls, to see how they are borne
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    List(ListArgs),
    Set(SetArgs),
    Clear(ClearArgs),
}

impl Command {
    pub(super) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::List(args) => args.run(context),
            Self::Set(args) => args.run(context),
            Self::Clear(args) => args.run(context),
        }
    }
}

/// List the faults that are set; those that are used up are gone
#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    which: Which,
}

#[derive(Deserialize)]
struct Faults {
    faults: Vec<FaultState>,
}

impl ListArgs {
    fn run(self, context: &mut Context) -> Result {
        let Faults { faults } = self.which.open(context)?.get(context, &["faults"])?;
        if context.ui.json() {
            context.ui.document(&json!({ "faults": faults }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = faults.iter().map(row).collect();
        context.ui.table(&["fault", "kind", "calls", "struck", "of", "by chance", "more"], &rows)?;
        Ok(Exit::Done)
    }
}

fn row(state: &FaultState) -> Vec<String> {
    let fault = &state.fault;
    let more = [
        fault.status.map(|status| status.to_string()),
        fault.retry_after.map(|seconds| format!("Retry-After {seconds}")),
        fault.seconds.map(|seconds| format!("{seconds}s")),
    ];
    vec![
        state.id.to_string(),
        fault.kind.name().to_owned(),
        fault.calls.name().to_owned(),
        state.struck.to_string(),
        fault.times.map_or_else(|| "no end".to_owned(), |times| times.to_string()),
        fault.percent.map_or_else(String::new, |percent| format!("{percent}%")),
        more.into_iter().flatten().collect::<Vec<_>>().join(", "),
    ]
}

/// Set a fault, beside those that are set already
///
/// With `rate-limit`, `server-error` and `cut` nothing is done of what the call wants. With `cut-answer`, `broken-json` and
/// `other-json` it is done, and the answer is spoilt. `slow` takes its time before the call.
#[derive(Debug, clap::Args)]
pub(super) struct SetArgs {
    /// What it does
    #[arg(value_parser = one_of(FaultKind::ALL.map(FaultKind::name)))]
    kind: String,
    /// Which calls it strikes; `any` leaves the customer's page alone
    #[arg(long, value_name = "CALLS", default_value = "any", value_parser = one_of(Calls::ALL.map(Calls::name)))]
    calls: String,
    /// After how many strikes it is over [default: never]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    times: Option<u32>,
    /// How many of a hundred calls it strikes, by chance [default: all]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=100))]
    percent: Option<u8>,
    /// For server-error: the status [default: 503]
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(500..=599))]
    status: Option<u16>,
    /// For rate-limit and server-error: the header Retry-After [default: no such header]
    #[arg(long, value_name = "SECONDS")]
    retry_after: Option<u32>,
    /// For slow: how long an answer takes [default: 10]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(..=3600))]
    seconds: Option<u32>,
    #[command(flatten)]
    which: Which,
}

impl SetArgs {
    fn run(self, context: &mut Context) -> Result {
        let sandbox = self.which.open(context)?;
        let wish: Value = json!({
            "kind": self.kind, "calls": self.calls, "times": self.times, "percent": self.percent, "status": self.status,
            "retryAfter": self.retry_after, "seconds": self.seconds,
        });
        let set: FaultState = sandbox.call(context, Method::POST, &["faults"], Some(&wish))?;
        if context.ui.json() {
            context.ui.document(&json!({ "fault": set }))?;
        } else {
            context.ui.done(&format!("set the fault {}: {}", set.id, set.fault));
        }
        Ok(Exit::Done)
    }
}

/// Take one fault back, or all
#[derive(Debug, clap::Args)]
pub(super) struct ClearArgs {
    /// Its number, as `faults list` has it [default: all]
    fault: Option<u32>,
    #[command(flatten)]
    which: Which,
}

impl ClearArgs {
    fn run(self, context: &mut Context) -> Result {
        let sandbox = self.which.open(context)?;
        let number = self.fault.map(|fault| fault.to_string());
        let path: Vec<&str> = std::iter::once("faults").chain(number.as_deref()).collect();
        let Faults { faults } = sandbox.call(context, Method::DELETE, &path, None)?;
        if context.ui.json() {
            context.ui.document(&json!({ "faults": faults }))?;
        } else {
            match number {
                Some(number) => context.ui.done(&format!("took the fault {number} back")),
                None => context.ui.done("took all faults back"),
            }
        }
        Ok(Exit::Done)
    }
}
