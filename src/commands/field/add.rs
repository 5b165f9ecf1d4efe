//! `campaignctl field add`.

use clap::builder::PossibleValuesParser;
use model::{Field, FieldId, FieldType, Pii, Resource};
use workspace::verbs::fields;

use super::fits;
use crate::commands::campaign_edit::refuse_env;
use crate::commands::text;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::Result;

/// Add a field to the customer's record
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The field's name: a letter a-z, then a-z, 0-9, `-` and `_`
    name: FieldId,
    /// What values it takes: text, large-text, full-name, integer, boolean, date, birth-date, email, phone, choice, country
    #[arg(long = "type", value_name = "TYPE", value_parser = FieldType::from_name)]
    kind: Option<FieldType>,
    /// What people read [default: the name]
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    label: Option<String>,
    /// What the field is for, for colleagues
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    description: Option<String>,
    /// The least number of characters, for texts
    #[arg(long, value_name = "COUNT")]
    min_length: Option<u32>,
    /// The greatest number of characters, for texts
    #[arg(long, value_name = "COUNT")]
    max_length: Option<u32>,
    /// The words to choose from, for `choice`; separated by commas
    #[arg(long, value_name = "WORDS", value_delimiter = ',', value_parser = text::line)]
    values: Vec<String>,
    /// How personal the values are; anything above `none` is masked in tables and logs
    #[arg(long, value_name = "LEVEL", default_value = "none", hide_default_value = true,
          value_parser = PossibleValuesParser::new(Pii::ALL.map(Pii::as_str)))]
    pii: String,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        let kind = match self.kind {
            Some(kind) => kind,
            None => ask_kind(context)?,
        };
        let field = Field {
            label: self.label,
            description: self.description,
            min_length: self.min_length,
            max_length: self.max_length,
            values: self.values,
            pii: Pii::ALL.into_iter().find(|pii| pii.as_str() == self.pii).unwrap_or_default(),
            ..Field::new(kind)
        };
        fits::check(&field)?;
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
