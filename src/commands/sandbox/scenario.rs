//! `campaignctl sandbox scenario`.

use camino::{Utf8Path, Utf8PathBuf};
use reqwest::Method;
use sandbox::{ActiveScenario, Finishes, Scenario};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{Client, Which};
use super::one_of;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// How transactions end that are made from now on
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    List(ListArgs),
    Show(ShowArgs),
    Set(SetArgs),
    Clear(ClearArgs),
}

impl Command {
    pub(super) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Set(args) => args.run(context),
            Self::Clear(args) => args.run(context),
        }
    }
}

/// List the scenarios that a sandbox knows, and which are on
#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    which: Which,
}

#[derive(Deserialize)]
struct Scenarios {
    scenarios: Vec<Scenario>,
    active: Vec<ActiveScenario>,
}

impl ListArgs {
    fn run(self, context: &mut Context) -> Result {
        let sandbox = self.which.open(context)?;
        let Scenarios { scenarios, active } = sandbox.get(context, &["scenarios"])?;
        if context.ui.json() {
            context.ui.document(&json!({ "scenarios": scenarios, "active": active }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = scenarios
            .iter()
            .map(|scenario| {
                let on = active.iter().filter(|active| active.name == scenario.name).map(whom);
                let results: Vec<String> = scenario.results.iter().map(sandbox::Finish::name).collect();
                vec![
                    scenario.name.clone(),
                    on.collect::<Vec<_>>().join("; "),
                    results.join(", "),
                    scenario.description.clone(),
                ]
            })
            .collect();
        context.ui.table(&["scenario", "on for", "results", "what"], &rows)?;
        Ok(Exit::Done)
    }
}

/// For whom a scenario is on, in words.
fn whom(active: &ActiveScenario) -> String {
    let scope = &active.scope;
    match (&scope.tenant, &scope.reference_prefix) {
        (None, None) => "all".to_owned(),
        (Some(tenant), None) => tenant.clone(),
        (None, Some(prefix)) => format!("references {prefix}..."),
        (Some(tenant), Some(prefix)) => format!("{tenant}, references {prefix}..."),
    }
}

/// Print a scenario as a file that `--file` reads
#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// The scenario's name
    name: String,
    #[command(flatten)]
    which: Which,
}

impl ShowArgs {
    fn run(self, context: &mut Context) -> Result {
        let sandbox = self.which.open(context)?;
        let scenario = known(context, &sandbox, &self.name)?;
        if context.ui.json() {
            context.ui.document(&json!({ "scenario": scenario }))?;
            return Ok(Exit::Done);
        }
        // TOML has no `null`, which in JSON takes a member of the extracted data out.
        let text = toml::to_string(&scenario).or_else(|_| serde_json::to_string_pretty(&scenario))?;
        context.ui.line(text.trim_end())?;
        Ok(Exit::Done)
    }
}

fn known(context: &mut Context, sandbox: &Client, name: &str) -> Result<Scenario> {
    let Scenarios { scenarios, .. } = sandbox.get(context, &["scenarios"])?;
    match scenarios.iter().position(|scenario| scenario.name == name) {
        Some(place) => Ok(scenarios.into_iter().nth(place).expect("its place was found")),
        None => Err(Error::unknown("scenario", name, scenarios.iter().map(|one| one.name.as_str()))),
    }
}

/// Which transactions are meant.
#[derive(Debug, clap::Args)]
struct Scope {
    /// Only transactions of the pair with this API token
    #[arg(long, value_name = "TOKEN")]
    tenant: Option<String>,
    /// Only transactions whose reference begins so
    #[arg(long, value_name = "TEXT")]
    reference_prefix: Option<String>,
}

impl Scope {
    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let pairs = [("tenant", &self.tenant), ("referencePrefix", &self.reference_prefix)];
        pairs.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?))).collect()
    }
}

/// Switch a scenario on, for transactions that are made from now on
///
/// It begins with its first result, and takes the place of the one that is on for the same transactions. Where several are on, the
/// one counts that says most about which transactions it is for.
#[derive(Debug, clap::Args)]
pub(super) struct SetArgs {
    /// The scenario's name, as `scenario list` has it
    #[arg(required_unless_present = "file")]
    name: Option<String>,
    /// Read the scenario from FILE: JSON if its name ends in .json, TOML otherwise; `-` for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "name")]
    file: Option<Utf8PathBuf>,
    /// Who brings transactions to their end, whatever the scenario says
    #[arg(long, value_name = "WHO", value_parser = one_of(Finishes::ALL.map(Finishes::name)))]
    finishes: Option<String>,
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    which: Which,
}

#[derive(Deserialize)]
struct Active {
    active: Vec<ActiveScenario>,
}

impl SetArgs {
    fn run(self, context: &mut Context) -> Result {
        let read = self.file.as_deref().map(read).transpose()?;
        let sandbox = self.which.open(context)?;
        let name = match (read, self.name) {
            (Some(scenario), _) => {
                let body = serde_json::to_value(&scenario)?;
                let _: Value = sandbox.call(context, Method::POST, &["scenarios"], Some(&body))?;
                scenario.name
            }
            (None, Some(name)) => known(context, &sandbox, &name)?.name,
            (None, None) => return Err(Error::usage("a scenario is missing").hint("pass a name or --file")),
        };
        let scope: serde_json::Map<String, Value> =
            self.scope.pairs().into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
        let mut wish = json!({ "name": name, "scope": scope });
        if let Some(finishes) = self.finishes {
            wish["finishes"] = finishes.into();
        }
        let Active { active } = sandbox.call(context, Method::PUT, &["scenario"], Some(&wish))?;
        if context.ui.json() {
            context.ui.document(&json!({ "active": active }))?;
        } else {
            context.ui.done(&format!("switched the scenario {name} on"));
        }
        Ok(Exit::Done)
    }
}

fn read(file: &Utf8Path) -> Result<Scenario> {
    let text = if file == "-" {
        std::io::read_to_string(std::io::stdin().lock())
            .map_err(|error| Error::failed("standard input cannot be read").because(&error))?
    } else {
        fs_err::read_to_string(file)
            .map_err(|error| Error::failed("the scenario cannot be read").because(&error))?
    };
    let scenario = if file.extension() == Some("json") {
        Scenario::from_json(&text)
    } else {
        Scenario::from_toml(&text)
    };
    scenario.map_err(|error| Error::usage(format!("{file} is no scenario")).because(&error))
}

/// Switch scenarios off: that of the transactions named, or all
#[derive(Debug, clap::Args)]
pub(super) struct ClearArgs {
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    which: Which,
}

#[derive(Deserialize)]
struct Cleared {
    cleared: u32,
}

impl ClearArgs {
    fn run(self, context: &mut Context) -> Result {
        let sandbox = self.which.open(context)?;
        let Cleared { cleared } = sandbox.query(context, Method::DELETE, "scenario", &self.scope.pairs())?;
        if context.ui.json() {
            context.ui.document(&json!({ "cleared": cleared }))?;
        } else if cleared == 0 {
            context.ui.say("no scenario was on");
        } else {
            context.ui.done(&format!("switched off: {cleared}"));
        }
        Ok(Exit::Done)
    }
}
