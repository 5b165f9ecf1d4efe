//! `campaignctl customer list`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// List customers, newest first
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    #[expect(clippy::unused_self, reason = "every command runs by its arguments")]
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let target = context.target()?;
        let customers = context.call(target.client.customers())?;
        if context.ui.json() {
            context.ui.document(&json!({ "customers": customers }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = customers
            .iter()
            .map(|customer| {
                vec![
                    customer.id.clone(),
                    customer.fields.to_string(),
                    customer.images.to_string(),
                    customer.updated_at.to_string(),
                ]
            })
            .collect();
        context.ui.table(&["customer", "fields", "pictures", "changed"], &rows)?;
        Ok(Exit::Done)
    }
}
