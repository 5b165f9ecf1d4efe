//! `campaignctl field edit`.

use clap::ValueEnum;
use model::{Field, FieldId, Pii, Resource};
use serde_json::Value;
use workspace::verbs::fields;

use super::fits;
use super::settings::Settings;
use crate::commands::campaign_edit::refuse_env;
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
    #[command(flatten)]
    settings: Settings,
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
    Required,
    Identifier,
    Default,
    Min,
    Max,
    Scale,
    Pattern,
    MinLength,
    MaxLength,
    Values,
    Pii,
}

impl Setting {
    /// The name, as it is typed.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
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
        let taken_back: Vec<String> = self.unset.iter().map(|setting| setting.name()).collect();
        if let Some(name) = self.settings.given().find(|given| taken_back.iter().any(|name| name == given)) {
            return Err(Error::usage(format!("`{name}` is given a value and taken back at once")));
        }
        if self.settings.kind.is_none() && self.unset.is_empty() && self.settings.given().next().is_none() {
            return Err(Error::usage("nothing to change was given")
                .hint("`campaignctl field edit --help` lists the settings; --unset takes one back"));
        }
        Ok(())
    }

    fn applied(&self, before: &Field) -> Field {
        let mut field = before.clone();
        for setting in &self.unset {
            match setting {
                Setting::Label => field.label = None,
                Setting::Description => field.description = None,
                Setting::Required => field.required = false,
                Setting::Identifier => field.identifier = false,
                Setting::Default => field.default = None,
                Setting::Min => field.min = None,
                Setting::Max => field.max = None,
                Setting::Scale => field.scale = None,
                Setting::Pattern => field.pattern = None,
                Setting::MinLength => field.min_length = None,
                Setting::MaxLength => field.max_length = None,
                Setting::Values => field.values.clear(),
                Setting::Pii => field.pii = Pii::None,
            }
        }
        self.settings.applied(field)
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
