//! `campaignctl field show`.

use model::FieldId;
use serde_json::json;
use workspace::verbs::fields;

use crate::context::Context;
use crate::edit::verb_error;
use crate::error::Result;
use crate::exit::Exit;

/// Show a field, and where it is used
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The field
    name: FieldId,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (_, workspace, sources) = context.workspace()?;
        let field =
            fields::known_field(&workspace.data_model, &self.name).map_err(|error| verb_error(&error))?;
        let used = fields::uses_in(&sources, workspace.campaigns.keys(), &self.name);
        let used: Vec<String> = used.iter().map(ToString::to_string).collect();
        if context.ui.json() {
            context.ui.document(&json!({ "name": self.name, "field": field, "used": used }))?;
            return Ok(Exit::Done);
        }
        let spec = serde_json::to_value(field)?;
        let mut rows = vec![vec!["field".to_owned(), self.name.to_string()]];
        rows.extend(spec.as_object().into_iter().flatten().map(|(key, value)| {
            vec![key.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)]
        }));
        rows.extend(used.iter().map(|place| vec!["used in".to_owned(), place.clone()]));
        context.ui.table(&["setting", "value"], &rows)?;
        Ok(Exit::Done)
    }
}
