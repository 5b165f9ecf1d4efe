//! `campaignctl field list`.

use serde_json::json;

use super::settings_of;
use crate::commands::text::shortened;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// How much of a field's settings stands in a line, in characters.
const MOST_SHOWN: usize = 80;

/// List the fields of the customer's record
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    #[expect(clippy::unused_self, reason = "every command runs by its arguments")]
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (_, workspace, _) = context.workspace()?;
        let fields = &workspace.data_model.fields;
        if context.ui.json() {
            context.ui.document(&json!({ "fields": fields }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = fields
            .iter()
            .map(|(id, field)| {
                let label = field.label.clone().unwrap_or_default();
                let settings = shortened(&settings_of(field), MOST_SHOWN);
                vec![id.to_string(), field.kind.to_string(), field.pii.to_string(), label, settings]
            })
            .collect();
        context.ui.table(&["field", "type", "pii", "label", "settings"], &rows)?;
        if rows.is_empty() {
            context.ui.hint("`campaignctl field add NAME --type TYPE` adds one");
        }
        Ok(Exit::Done)
    }
}
