//! `campaignctl field rename`.

use model::FieldId;
use workspace::verbs::rename;

use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, change_error};
use crate::error::Result;

/// Give a field another name, everywhere
///
/// Mappings, pages and the placeholders in their texts, conditions, `consent-country` and funnel tests follow, also where
/// they are written for one environment alone. Comments and everything else stay as they are.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The field
    name: FieldId,
    /// Its new name: a letter a-z, then a-z, 0-9, `-` and `_`
    new_name: FieldId,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let referrers = edit::referrers(root)?;
            let places = rename::field(edit, &referrers, &self.name, &self.new_name)
                .map_err(|error| change_error(context, error))?;
            let line = format!("renamed the field {} to {}", self.name, self.new_name);
            Ok(Done::followed(line, &places).hint(
                "customers' records keep what they have under the old name; what sessions of the next version capture \
                 has the new one",
            ))
        })
    }
}
