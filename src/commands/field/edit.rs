//! `campaignctl field edit`.

use clap::ValueEnum;
use model::{CountryCode, Field, FieldId, Pii, Resource, Scope};
use serde_json::Value;
use workspace::verbs::fields;

use super::fits;
use super::settings::Settings;
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
    #[command(flatten)]
    settings: Settings,
    /// Take a setting back to its default (can be repeated)
    #[arg(long, value_name = "SETTING")]
    unset: Vec<Setting>,
    /// Take another spelling of a word back (can be repeated)
    #[arg(long, value_name = "SPELLING", value_parser = text::line)]
    no_alias: Vec<String>,
    /// The field has one value
    #[arg(long, conflicts_with = "multiple")]
    no_multiple: bool,
    /// Customers may have the same value
    #[arg(long, conflicts_with = "unique")]
    no_unique: bool,
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
    Aliases,
    Code,
    Parts,
    Delimiter,
    MediaTypes,
    MaxBytes,
    Multiple,
    Unique,
    Scope,
    RetentionDays,
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
            if let Some(unknown) = self.no_alias.iter().find(|alias| !before.aliases.contains_key(*alias)) {
                return Err(Error::unknown("spelling", unknown, before.aliases.keys().map(String::as_str)));
            }
            let after = self.applied(&before);
            fits::check(&self.name, &after)?;
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
        if let Some((alias, _)) = self.settings.alias.iter().find(|(alias, _)| self.no_alias.contains(alias))
        {
            return Err(Error::usage(format!("the spelling `{alias}` is given and taken back at once")));
        }
        let undoes =
            !self.unset.is_empty() || !self.no_alias.is_empty() || self.no_multiple || self.no_unique;
        if self.settings.kind.is_none() && !undoes && self.settings.given().next().is_none() {
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
                Setting::Aliases => field.aliases.clear(),
                Setting::Code => field.code = CountryCode::default(),
                Setting::Parts => field.parts.clear(),
                Setting::Delimiter => field.delimiter = None,
                Setting::MediaTypes => field.media_types.clear(),
                Setting::MaxBytes => field.max_bytes = None,
                Setting::Multiple => field.multiple = false,
                Setting::Unique => field.unique = false,
                Setting::Scope => field.scope = Scope::default(),
                Setting::RetentionDays => field.retention_days = None,
                Setting::Pii => field.pii = Pii::None,
            }
        }
        field.multiple &= !self.no_multiple;
        field.unique &= !self.no_unique;
        field.aliases.retain(|alias, _| !self.no_alias.contains(alias));
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
        Some(Value::Object(entries)) => {
            let entries = entries.iter().map(|(key, value)| format!("{key} = {}", shown(Some(value))));
            entries.collect::<Vec<_>>().join(", ")
        }
        Some(other) => other.to_string(),
    }
}
