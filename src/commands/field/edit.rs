//! `campaignctl field edit`.

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use model::{Field, FieldId, FieldType, Pii, Resource};
use serde_json::Value;
use workspace::verbs::fields;

use super::fits;
use crate::commands::campaign_edit::refuse_env;
use crate::commands::text;
use crate::context::Context;
use crate::edit::{self, Done, edit_error, verb_error};
use crate::error::{Error, Result};

/// Change a field's settings
///
/// Only what is given changes. `field rename` changes its name.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The field
    name: FieldId,
    /// What values it takes: text, large-text, full-name, integer, boolean, date, birth-date, email, phone, choice, country
    #[arg(long = "type", value_name = "TYPE", value_parser = FieldType::from_name)]
    kind: Option<FieldType>,
    /// What people read
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
    /// The words to choose from, for `choice`; separated by commas, in place of those there are
    #[arg(long, value_name = "WORDS", value_delimiter = ',', value_parser = text::line)]
    values: Vec<String>,
    /// How personal the values are; anything above `none` is masked in tables and logs
    #[arg(long, value_name = "LEVEL", value_parser = PossibleValuesParser::new(Pii::ALL.map(Pii::as_str)))]
    pii: Option<String>,
    /// Take a setting back to its default (can be repeated)
    #[arg(long, value_name = "SETTING")]
    unset: Vec<Setting>,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A setting that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Setting {
    Label,
    Description,
    MinLength,
    MaxLength,
    Values,
    Pii,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        self.makes_sense()?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let mut model = edit::data_model(context, edit)?;
            let before = fields::known_field(&model, &self.name).map_err(|error| verb_error(&error))?.clone();
            let after = self.applied(&before);
            fits::check(&after)?;
            if after == before {
                return Ok(Done::default());
            }
            let mut done = Done::line(format!("changed the field {}", self.name));
            done.lines.extend(differences(&before, &after)?);
            if after.kind != before.kind {
                let campaigns = edit::campaigns(root)?;
                let uses =
                    fields::uses(edit, &campaigns, &self.name).map_err(|error| edit_error(context, error))?;
                if !uses.is_empty() {
                    done = done.hint(format!(
                        "`campaignctl validate` tells whether all that uses the field goes with type {}",
                        after.kind
                    ));
                }
            }
            model.fields.insert(self.name, after);
            edit::put(context, edit, &Resource::DataModel(model))?;
            Ok(done)
        })
    }

    /// Refuses nothing to do, and what contradicts itself.
    fn makes_sense(&self) -> Result<()> {
        let given = [
            (Setting::Label, self.label.is_some()),
            (Setting::Description, self.description.is_some()),
            (Setting::MinLength, self.min_length.is_some()),
            (Setting::MaxLength, self.max_length.is_some()),
            (Setting::Values, !self.values.is_empty()),
            (Setting::Pii, self.pii.is_some()),
        ];
        if let Some((setting, _)) =
            given.into_iter().find(|(setting, given)| *given && self.unset.contains(setting))
        {
            let name =
                setting.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
            return Err(Error::usage(format!("`{name}` is given a value and taken back at once")));
        }
        if self.kind.is_none() && self.unset.is_empty() && given.iter().all(|(_, given)| !given) {
            return Err(Error::usage("nothing to change was given").hint(
                "settings are --type, --label, --description, --min-length, --max-length, --values and --pii; --unset \
                 takes one back",
            ));
        }
        Ok(())
    }

    fn applied(&self, before: &Field) -> Field {
        let mut field = before.clone();
        for setting in &self.unset {
            match setting {
                Setting::Label => field.label = None,
                Setting::Description => field.description = None,
                Setting::MinLength => field.min_length = None,
                Setting::MaxLength => field.max_length = None,
                Setting::Values => field.values.clear(),
                Setting::Pii => field.pii = Pii::None,
            }
        }
        field.kind = self.kind.unwrap_or(field.kind);
        field.label = self.label.clone().or(field.label);
        field.description = self.description.clone().or(field.description);
        field.min_length = self.min_length.or(field.min_length);
        field.max_length = self.max_length.or(field.max_length);
        if !self.values.is_empty() {
            field.values.clone_from(&self.values);
        }
        let given = self.pii.as_deref();
        field.pii = Pii::ALL.into_iter().find(|pii| Some(pii.as_str()) == given).unwrap_or(field.pii);
        field
    }
}

/// What changed, a line for each setting: `label -> First name (was nothing)`.
fn differences(before: &Field, after: &Field) -> Result<Vec<String>> {
    let (before, after) = (serde_json::to_value(before)?, serde_json::to_value(after)?);
    let keys =
        |json: &Value| json.as_object().into_iter().flat_map(|keys| keys.keys().cloned()).collect::<Vec<_>>();
    let mut all = keys(&after);
    all.extend(keys(&before).into_iter().filter(|key| after.get(key).is_none()));
    let changed = all.into_iter().filter(|key| before.get(key) != after.get(key));
    Ok(changed
        .map(|key| format!("{key} -> {} (was {})", shown(after.get(&key)), shown(before.get(&key))))
        .collect())
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            items.iter().map(|item| shown(Some(item))).collect::<Vec<_>>().join(", ")
        }
        Some(other) => other.to_string(),
    }
}
