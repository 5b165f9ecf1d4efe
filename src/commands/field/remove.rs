//! `campaignctl field remove`.

use model::FieldId;
use workspace::verbs::fields;

use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, change_error};
use crate::error::Result;

/// Remove a field
///
/// One that a campaign or a funnel test uses stays, unless `--cascade` removes what uses it as well: it goes off pages and
/// out of their texts, out of mappings and `consent-country`, decisions lose the branches whose condition reads it, and
/// tests neither fill it in nor expect it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The field
    name: FieldId,
    /// Remove what uses it as well, and tell each place
    #[arg(long)]
    cascade: bool,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let referrers = edit::referrers(root)?;
            let told = fields::remove(edit, &referrers, &self.name, self.cascade)
                .map_err(|error| change_error(context, error))?;
            Ok(Done::line(format!("removed the field {}", self.name)).and(&told))
        })
    }
}
