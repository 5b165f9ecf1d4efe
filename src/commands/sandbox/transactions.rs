//! `campaignctl sandbox transactions`.

use reqwest::Method;
use sandbox::{Event, Finish, Outcome, Transaction};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::client::Which;
use super::one_of;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// What a sandbox was asked to verify
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    List(ListArgs),
    Show(ShowArgs),
    Finish(Box<FinishArgs>),
}

impl Command {
    pub(super) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Finish(args) => args.run(context),
        }
    }
}

/// List transactions, newest first
#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// Only those of the pair with this API token
    #[arg(long, value_name = "TOKEN")]
    tenant: Option<String>,
    #[command(flatten)]
    which: Which,
}

#[derive(Deserialize)]
struct Transactions {
    transactions: Vec<Transaction>,
}

impl ListArgs {
    fn run(self, context: &mut Context) -> Result {
        let Transactions { mut transactions } = self.which.open(context)?.get(context, &["transactions"])?;
        transactions.reverse();
        if let Some(tenant) = &self.tenant {
            transactions.retain(|transaction| transaction.tenant == *tenant);
        }
        if context.ui.json() {
            context.ui.document(&json!({ "transactions": transactions }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = transactions
            .into_iter()
            .map(|one| {
                vec![
                    one.run_id.to_string(),
                    one.status,
                    one.definition_key,
                    one.tenant,
                    one.customer_internal_reference,
                    one.created_at,
                ]
            })
            .collect();
        context.ui.table(&["transaction", "status", "workflow", "tenant", "reference", "made"], &rows)?;
        Ok(Exit::Done)
    }
}

/// Show a transaction and what happened to it: visits, uploads, callbacks and how they were answered, calls
#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// The transaction's id
    transaction: String,
    #[command(flatten)]
    which: Which,
}

#[derive(Deserialize)]
struct OneTransaction {
    transaction: Transaction,
    timeline: Vec<Event>,
}

impl ShowArgs {
    fn run(self, context: &mut Context) -> Result {
        let sandbox = self.which.open(context)?;
        let OneTransaction { transaction, timeline } =
            sandbox.get(context, &["transactions", &self.transaction])?;
        let ui = &mut context.ui;
        if ui.json() {
            ui.document(&json!({ "transaction": transaction, "timeline": timeline }))?;
            return Ok(Exit::Done);
        }
        for (name, text) in [
            ("transaction", transaction.run_id.to_string()),
            ("account", transaction.account_id.to_string()),
            ("status", transaction.status),
            ("workflow", transaction.definition_key),
            ("tenant", transaction.tenant),
            ("reference", transaction.customer_internal_reference),
        ] {
            ui.line(&format!("{name:<11}  {}", crate::ui::plain(&text)))?;
        }
        ui.line("")?;
        let rows: Vec<Vec<String>> = timeline
            .into_iter()
            .map(|event| {
                let answer = event.answer.map_or_else(String::new, |answer| answer.to_string());
                vec![event.at, event.kind.name().to_owned(), event.what, answer]
            })
            .collect();
        ui.table(&["at", "kind", "what", "answered"], &rows)?;
        Ok(Exit::Done)
    }
}

/// Finish a transaction in place of the customer
///
/// What is not said is as the transaction's reference or a scenario wants it, and else an approved document.
#[derive(Debug, clap::Args)]
pub(super) struct FinishArgs {
    /// The transaction's id
    transaction: String,
    /// How it ends
    #[arg(long, value_parser = one_of(Outcome::ALL.map(Outcome::name)), conflicts_with = "label")]
    outcome: Option<String>,
    /// The provider's label for what was found, in place of an outcome
    #[arg(long)]
    label: Option<String>,
    /// Which credential gets the label: ID, SELFIE, FACEMAP, DOCUMENT, DATA
    #[arg(long, requires = "label")]
    credential: Option<String>,
    /// The capability that gives the label, where several can, such as usability
    #[arg(long, requires = "label")]
    capability: Option<String>,
    /// The provider's reject reason on its earlier platform, by code or name, in place of an outcome
    #[arg(long, value_name = "REASON", conflicts_with_all = ["outcome", "label"])]
    reject_reason: Option<String>,
    /// The document that is shown
    #[arg(long, value_parser = one_of(["passport", "id-card", "driving-license", "visa"]))]
    document: Option<String>,
    /// The country that issued it, by three letters
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// A member of the extracted data that replaces the specimen's, as in firstName=ANA; may be repeated
    #[arg(long, value_name = "NAME=TEXT", value_parser = member)]
    extract: Vec<(String, String)>,
    #[command(flatten)]
    which: Which,
}

fn member(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("it has no `=`")?;
    Ok((name.to_owned(), value.to_owned()))
}

impl FinishArgs {
    fn run(self, context: &mut Context) -> Result {
        let sandbox = self.which.open(context)?;
        let extraction: Map<String, Value> =
            self.extract.into_iter().map(|(name, text)| (name, text.into())).collect();
        let wish = Finish {
            document: self.document,
            country: self.country,
            outcome: self.outcome,
            label: self.label,
            credential: self.credential,
            capability: self.capability,
            reject_reason: self.reject_reason,
            reject_details: Vec::new(),
            extraction,
        };
        let wish = serde_json::to_value(&wish)?;
        let path = ["transactions", self.transaction.as_str(), "finish"];
        let finished: Result<Transaction> = sandbox.call(context, Method::POST, &path, Some(&wish));
        let finished = finished.map_err(|error| {
            let error: Error = error;
            if error.exit == Exit::Usage {
                error.hint("`campaignctl sandbox transactions list` has the ids")
            } else {
                error
            }
        })?;
        if context.ui.json() {
            context.ui.document(&json!({ "transaction": finished }))?;
        } else {
            context.ui.done(&format!("the transaction is {} now", finished.status));
        }
        Ok(Exit::Done)
    }
}
