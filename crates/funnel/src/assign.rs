//! Steps that set fields by themselves.

use model::step::{AssignFrom, AssignStep, Assignment};
use model::{FieldId, StepId, Value, ValueError, placeholders};

use crate::taken::TAKEN;
use crate::transform::{self, Carried};
use crate::walk::Walk;
use crate::{Effect, Write};

/// Sets the fields of a step, all from the values before it. What comes to nothing leaves its field as it is; what does not
/// fit, too, and that is noted for those who run the funnel.
pub(crate) fn run(walk: &mut Walk<'_>, step: &StepId, settings: &AssignStep) {
    let (mut writes, mut notes) = (Vec::new(), Vec::new());
    for (id, assignment) in &settings.set {
        let Some(field) = walk.funnel.data_model.fields.get(id) else { continue };
        let start = start(assignment, walk);
        let made = match transform::apply(&assignment.transform, start, walk.today()) {
            Ok(Some(made)) => made,
            Ok(None) => continue,
            Err(problem) => {
                notes.push(format!("`{id}` was not set: {problem}"));
                continue;
            }
        };
        let value = made.into_text(field).and_then(|text| Value::parse_on(field, &text, walk.today()));
        match value {
            Ok(value) if walk.taken.holds(id, &value) => {
                notes.push(format!("`{id}` was not set: what it would be {TAKEN}"));
            }
            Ok(value) => writes.push(Write { field: id.clone(), value, origin: format!("step {step}") }),
            Err(ValueError::Empty) => {}
            Err(error) => notes.push(format!("`{id}` was not set: what it would be {error}")),
        }
    }
    walk.write(writes);
    if !notes.is_empty() {
        walk.effects.push(Effect::Note { step: step.clone(), text: notes.join("; ") });
    }
}

/// What a field is set to; `None` where another field has no value to give. Values are taken over as their fields write them,
/// and of a password nothing is.
fn start(assignment: &Assignment, walk: &Walk<'_>) -> Option<Carried> {
    let read = |id: &FieldId| {
        let field = walk.funnel.data_model.fields.get(id).filter(|field| field.kind.can_be_read())?;
        Some((field, walk.state.values.get(id)?))
    };
    match &assignment.from {
        AssignFrom::Value(value) => Some(Carried::Text(value.to_string())),
        AssignFrom::Field(id) => read(id).map(|(field, value)| match value {
            Value::Country(_) => Carried::Text(field.written(value)),
            Value::List(items) => Carried::List(items.iter().map(|item| field.written(item)).collect()),
            value => Carried::from(value),
        }),
        AssignFrom::Template(template) => Some(Carried::Text(placeholders::fill(template, |name| {
            read(&FieldId::new(name).ok()?).map(|(field, value)| field.written(value))
        }))),
    }
}
