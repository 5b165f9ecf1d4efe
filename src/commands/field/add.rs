//! `campaignctl field add`.

use model::{Field, FieldId, FieldType, Resource};
use workspace::verbs::fields;

use super::fits;
use super::settings::Settings;
use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::Result;

/// Add a field to the customer's record
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The field's name: a letter a-z, then a-z, 0-9, `-` and `_`
    name: FieldId,
    #[command(flatten)]
    settings: Settings,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        let kind = match self.settings.kind {
            Some(kind) => kind,
            None => ask_kind(context)?,
        };
        let field = self.settings.applied(Field::new(kind));
        fits::check(&self.name, &field)?;
        edit::edit(context, self.dry_run, |context, edit, _| {
            let mut model = edit::data_model(context, edit)?;
            fields::add(&mut model, &self.name, field).map_err(|error| verb_error(&error))?;
            edit::put(context, edit, &Resource::DataModel(model))?;
            Ok(Done::line(format!("added the field {} ({kind})", self.name)))
        })
    }
}

fn ask_kind(context: &mut Context) -> Result<FieldType> {
    let names = FieldType::ALL.map(|kind| kind.to_string());
    let chosen = context.ui.choose("Type", "--type TYPE", &names)?;
    Ok(FieldType::ALL[chosen])
}
