//! `campaignctl access-token list`.

use backend::access_tokens;
use serde_json::json;

use super::{failed, here};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// List the access tokens that are not revoked; never the tokens themselves
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    #[expect(clippy::unused_self, reason = "every command runs by its arguments")]
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let embedded = here(context)?;
        let tokens = context.wait(access_tokens::list(embedded.app()))?.map_err(|error| failed(&error))?;
        if context.ui.json() {
            let rows: Vec<_> = tokens
                .iter()
                .map(|row| {
                    json!({
                        "id": row.id, "name": row.name, "role": row.role.as_str(), "created_by": row.created_by,
                        "created_at": row.created_at, "expires_at": row.expires_at,
                    })
                })
                .collect();
            context.ui.document(&json!({ "access_tokens": rows }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = tokens
            .iter()
            .map(|row| {
                vec![
                    row.name.clone(),
                    row.role.as_str().to_owned(),
                    format!("{} by {}", row.created_at, row.created_by),
                    row.expires_at.map_or_else(|| "never".to_owned(), |at| at.to_string()),
                    row.id.clone(),
                ]
            })
            .collect();
        context.ui.table(&["name", "role", "made", "ends", "id"], &rows)?;
        Ok(Exit::Done)
    }
}
