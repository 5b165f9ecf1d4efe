//! `campaignctl field`: the data model.

mod add;
mod edit;
mod fits;
mod import;
mod list;
mod remove;
mod rename;
mod settings;
mod show;

use model::Field;
use serde_json::Value;

use crate::context::Context;
use crate::error::Result;

/// The data model: fields of the customer's record
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Add(Box<add::Args>),
    List(list::Args),
    Show(show::Args),
    Edit(Box<edit::Args>),
    Rename(rename::Args),
    Remove(remove::Args),
    Import(import::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::Add(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Edit(args) => args.run(context),
            Self::Rename(args) => args.run(context),
            Self::Remove(args) => args.run(context),
            Self::Import(args) => args.run(context),
        }
    }
}

/// The settings besides type, `pii` and texts for people, such as `required, max-length 80`.
fn settings_of(field: &Field) -> String {
    let spec = serde_json::to_value(field).unwrap_or_default();
    let told = spec
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| !matches!(key.as_str(), "type" | "pii" | "label" | "description"));
    let told: Vec<String> = told
        .map(|(key, value)| match value {
            Value::Bool(true) => key.clone(),
            Value::String(text) => format!("{key} {text}"),
            Value::Array(items) => {
                let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                format!("{key} {}", items.join(", "))
            }
            other => format!("{key} {other}"),
        })
        .collect();
    told.join(", ")
}
