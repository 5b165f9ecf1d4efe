//! Steps that set fields by themselves.

use std::collections::BTreeMap;

use model::step::{AssignFrom, AssignStep, Assignment};
use model::{FieldId, StepId, Value, ValueError, placeholders};

use crate::walk::Walk;
use crate::{Effect, Write, transform};

/// Sets the fields of a step, all from the values before it. What comes to nothing leaves its field as it is; what does not
/// fit, too, and that is noted for those who run the funnel.
pub(crate) fn run(walk: &mut Walk<'_>, step: &StepId, settings: &AssignStep) {
    let (mut writes, mut notes) = (Vec::new(), Vec::new());
    for (id, assignment) in &settings.set {
        let Some(field) = walk.funnel.data_model.fields.get(id) else { continue };
        let Some(text) = text(assignment, &walk.state.values) else { continue };
        match Value::parse_on(field, &transform::apply(&assignment.transform, &text), walk.today()) {
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

/// The text that a field is set to; `None` where another field has no value to give.
fn text(assignment: &Assignment, values: &BTreeMap<FieldId, Value>) -> Option<String> {
    match &assignment.from {
        AssignFrom::Value(value) => Some(value.to_string()),
        AssignFrom::Field(field) => values.get(field).map(ToString::to_string),
        AssignFrom::Template(template) => Some(placeholders::fill(template, |name| {
            let field = FieldId::new(name).ok()?;
            values.get(&field).map(ToString::to_string)
        })),
    }
}
