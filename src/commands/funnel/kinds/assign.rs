//! The flags of an assignment.

use std::collections::BTreeMap;

use model::step::{AssignFrom, AssignStep, Assignment, Literal};
use model::{DataModel, FieldId, StepSettings};
use workspace::verbs::fields;

use super::questions::{Questions, told};
use super::{Changes, KindFlags};
use crate::commands::text;
use crate::error::{Error, Result};

/// The settings by key.
pub(super) const SETTINGS: &[&str] = &["set"];

/// Settings of an assignment
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Assignment")]
pub(crate) struct AssignFlags {
    /// Set a field to a value, such as member=yes (can be repeated)
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    set: Vec<(FieldId, String)>,
    /// Set a field to the value of another, such as contact=email (can be repeated)
    #[arg(long, value_name = "FIELD=FIELD", value_parser = field_pair)]
    set_field: Vec<(FieldId, FieldId)>,
    /// Set a field to a text with `{{field}}` in it, such as `'name={{first_name}} {{last_name}}'` (can be repeated)
    #[arg(long, value_name = "FIELD=TEXT", value_parser = pair)]
    set_template: Vec<(FieldId, String)>,
    /// Set a field no more (can be repeated)
    #[arg(long, value_name = "FIELD")]
    no_set: Vec<FieldId>,
}

fn pair(text: &str) -> std::result::Result<(FieldId, String), String> {
    let (field, value) = text.split_once('=').ok_or("write FIELD=VALUE")?;
    let field = FieldId::new(field.trim()).map_err(|error| error.to_string())?;
    Ok((field, text::line(value)?))
}

fn field_pair(text: &str) -> std::result::Result<(FieldId, FieldId), String> {
    let (field, from) = pair(text)?;
    Ok((field, FieldId::new(from.trim()).map_err(|error| error.to_string())?))
}

impl AssignFlags {
    fn given(&self) -> impl Iterator<Item = (&FieldId, AssignFrom)> {
        let text = |text: &String| AssignFrom::Value(Literal::Text(text.clone()));
        let values = self.set.iter().map(move |(field, value)| (field, text(value)));
        let fields = self.set_field.iter().map(|(field, from)| (field, AssignFrom::Field(from.clone())));
        let templates =
            self.set_template.iter().map(|(field, text)| (field, AssignFrom::Template(text.clone())));
        values.chain(fields).chain(templates)
    }
}

impl KindFlags for AssignFlags {
    fn changes(&self, before: Option<&StepSettings>, _data_model: &DataModel) -> Result<Changes> {
        let mut set: BTreeMap<FieldId, Assignment> = match before {
            Some(StepSettings::Assign(assign)) => assign.set.clone(),
            _ => BTreeMap::new(),
        };
        let mut changes = Changes::default();
        for field in &self.no_set {
            if set.remove(field).is_none() {
                return Err(Error::usage(format!("the step does not set `{field}`")));
            }
        }
        let mut given = self.given().peekable();
        if self.no_set.is_empty() && given.peek().is_none() {
            return Ok(changes);
        }
        for (field, from) in given {
            let transform = set.remove(field).map(|before| before.transform).unwrap_or_default();
            set.insert(field.clone(), Assignment { from, transform });
        }
        changes.set("set", Some(set))?;
        Ok(changes)
    }
}

/// Asks about an assignment.
pub(super) fn ask(questions: &mut Questions<'_>, assign: &AssignStep) -> Result<()> {
    let data_model = questions.data_model;
    questions.say(
        "A field and its value are written FIELD=VALUE; `{{field}}` in it stands for another field's value",
    );
    let today: Vec<(FieldId, Assignment)> =
        assign.set.iter().map(|(field, assignment)| (field.clone(), assignment.clone())).collect();
    let typed = |answer: &str| {
        let (field, value) = pair(answer)?;
        fields::known_field(data_model, &field).map_err(|error| told(&error))?;
        let is_template = value.contains("{{");
        let from =
            if is_template { AssignFrom::Template(value) } else { AssignFrom::Value(Literal::Text(value)) };
        let transform = assign.set.get(&field).map(|before| before.transform.clone()).unwrap_or_default();
        Ok((field, Assignment { from, transform }))
    };
    let set: BTreeMap<FieldId, Assignment> =
        questions.each("set", "Value", &today, as_typed, typed)?.into_iter().collect();
    if set.is_empty() {
        questions.back("set");
        return Ok(());
    }
    questions.put("set", set)
}

/// A field and its value as they are typed; `None` for the value of another field, which a template only resembles.
fn as_typed((field, assignment): &(FieldId, Assignment)) -> Option<String> {
    match &assignment.from {
        AssignFrom::Value(value) => Some(format!("{field}={value}")),
        AssignFrom::Template(text) => Some(format!("{field}={text}")),
        AssignFrom::Field(_) => None,
    }
}
