//! `campaignctl field show`.

use model::{FieldId, ResourceName};
use serde_json::json;
use workspace::verbs::fields;

use crate::context::Context;
use crate::edit::verb_error;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Show a field, and where it is used
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The field
    name: FieldId,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, workspace, sources) = context.workspace()?;
        let field =
            fields::known_field(&workspace.data_model, &self.name).map_err(|error| verb_error(&error))?;
        let campaigns = workspace.campaigns.keys().cloned().map(ResourceName::Campaign);
        let mut used = fields::uses_in(&sources, campaigns, &self.name);
        let tests =
            root.tests().map_err(|error| Error::failed("the tests cannot be listed").because(&error))?;
        let tests: Vec<ResourceName> = tests.into_iter().map(ResourceName::Test).collect();
        // One that does not read is no reason not to show the rest.
        let read = root.load_only(Some(&workspace.env), &tests);
        used.extend(fields::uses_in(&read.sources, tests, &self.name));
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
