//! Mappings: from what was captured to the customer's fields.

use model::step::VerificationStep;
use model::verification::Captured;
use model::{DataModel, FieldId, FieldType, Mapping, StepId, Value, ValueError};

use crate::{Write, transform};

/// The values that a step's mappings give. What was not captured gives none, so that the field keeps what it has.
///
/// # Errors
/// All that does not fit, as one text without anything personal.
pub(crate) fn writes(
    step: &StepId,
    settings: &VerificationStep,
    data_model: &DataModel,
    captured: &Captured,
) -> Result<Vec<Write>, String> {
    let (mut writes, mut problems) = (Vec::new(), Vec::new());
    for (field, mapping) in &settings.map {
        match value(field, mapping, data_model, captured) {
            Ok(Some(value)) => {
                let origin = format!("{step}: {}", mapping.from);
                writes.push(Write { field: field.clone(), value, origin });
            }
            Ok(None) => {}
            Err(problem) => problems.push(format!("`{field}` from `{}`: {problem}", mapping.from)),
        }
    }
    if problems.is_empty() {
        Ok(writes)
    } else {
        Err(format!("nothing was written: {}", problems.join("; ")))
    }
}

fn value(
    field: &FieldId,
    mapping: &Mapping,
    data_model: &DataModel,
    captured: &Captured,
) -> Result<Option<Value>, String> {
    let source = mapping.source().ok_or("there is no such capture field")?;
    let Some(found) = captured.get(source) else { return Ok(None) };
    let settings = data_model.fields.get(field).ok_or("there is no such field")?;
    let mut text = transform::apply(&mapping.transform, &found.to_string());
    if matches!(settings.kind, FieldType::Text | FieldType::FullName) {
        // Addresses come in several lines; where a field has one, they are told in one.
        text = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    }
    match Value::parse(settings, &text) {
        Ok(value) => Ok(Some(value)),
        Err(ValueError::Empty) => Ok(None),
        Err(error) => Err(format!("what was read {error}")),
    }
}
