//! `campaignctl schema`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use schema::Kind;
use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Print a JSON Schema of a kind of file, for editors
///
/// Editors that know it complete keys, show what they mean, and underline what `validate` would refuse. For example:
/// `campaignctl schema campaign > campaign.schema.json`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The kind of file; all kinds are listed when it is left out
    #[arg(value_parser = kinds())]
    kind: Option<Kind>,
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::all().iter().map(ToString::to_string))
        .try_map(|name| name.parse::<Kind>())
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self.kind {
            // A schema is JSON in every format: whoever asks for one wants exactly it.
            Some(kind) => context.ui.bytes(kind.text().as_bytes())?,
            None => list(context)?,
        }
        Ok(Exit::Done)
    }
}

fn list(context: &mut Context) -> Result<()> {
    if context.ui.json() {
        let schemas: Vec<_> = Kind::all()
            .iter()
            .map(|kind| json!({ "kind": kind.to_string(), "files": kind.files() }))
            .collect();
        return context.ui.document(&json!({ "schemas": schemas }));
    }
    let rows: Vec<Vec<String>> =
        Kind::all().iter().map(|kind| vec![kind.to_string(), kind.files()]).collect();
    context.ui.table(&["kind", "files"], &rows)
}
