//! Mappings: from what was captured to the customer's fields.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::step::VerificationStep;
use model::{
    CaptureField, CaptureType, DataModel, Field, FieldId, FieldType, Mapping, StepId, Value, ValueError,
    VerificationResult,
};

use crate::{Write, transform};

/// The record into which mappings write.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// Its fields.
    pub data_model: &'a DataModel,
    /// The values that it has.
    pub values: &'a BTreeMap<FieldId, Value>,
    /// The date, on which the bounds of some fields depend.
    pub today: Date,
}

/// The values that a step's mappings give. What was not captured gives the field's default where it has no value yet, and
/// otherwise none, so that the field keeps what it has.
///
/// # Errors
/// All that does not fit, as one text without anything personal.
pub(crate) fn writes(
    step: &StepId,
    settings: &VerificationStep,
    target: &Target<'_>,
    result: &VerificationResult,
) -> Result<Vec<Write>, String> {
    let (mut writes, mut problems) = (Vec::new(), Vec::new());
    for (field, mapping) in &settings.map {
        match mapped(step, field, mapping, target, result) {
            Ok(Some(write)) => writes.push(write),
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

/// What one mapping of a step writes; `None` for nothing.
///
/// # Errors
/// Why what was captured does not fit, without anything personal.
pub fn mapped(
    step: &StepId,
    id: &FieldId,
    mapping: &Mapping,
    target: &Target<'_>,
    result: &VerificationResult,
) -> Result<Option<Write>, String> {
    let source = mapping.source().ok_or("there is no such capture field")?;
    let field = target.data_model.fields.get(id).ok_or("there is no such field")?;
    let write = |value, origin| Write { field: id.clone(), value, origin };
    let found = captured(step, field, source, result);
    let text = found.map(|found| one_line(field, transform::apply(&mapping.transform, &found)));
    match text.map(|text| Value::parse_on(field, &text, target.today)) {
        Some(Ok(value)) => Ok(Some(write(value, format!("{step}: {source}")))),
        Some(Err(error)) if error != ValueError::Empty => Err(format!("what was read {error}")),
        _ if target.values.contains_key(id) => Ok(None),
        _ => match &field.default {
            Some(default) => {
                let value = Value::parse_on(field, default, target.today);
                let value = value.map_err(|error| format!("the field's default {error}"))?;
                Ok(Some(write(value, format!("{step}: default, without {source}"))))
            }
            None if field.required => Err("it was not read, and the field is required".to_owned()),
            None => Ok(None),
        },
    }
}

/// What a mapping's transforms make of what was captured, one after the other; the first is the text as it was captured.
/// `None` where nothing was, and for pictures.
pub fn stages(mapping: &Mapping, result: &VerificationResult) -> Option<Vec<String>> {
    let found = result.captured.get(mapping.source()?)?.to_string();
    let transforms = &mapping.transform;
    Some((0..=transforms.len()).map(|count| transform::apply(&transforms[..count], &found)).collect())
}

/// What was captured, as text. A picture is told by where it is kept.
fn captured(
    step: &StepId,
    field: &Field,
    source: CaptureField,
    result: &VerificationResult,
) -> Option<String> {
    if source.kind() != CaptureType::Image {
        return result.captured.get(source).map(ToString::to_string);
    }
    let image = result.images.iter().find(|image| source.is_picture(&image.name))?;
    (field.kind == FieldType::Image).then(|| format!("{step}/{}", image.name))
}

/// Addresses come in several lines; where a field has one, they are told in one.
fn one_line(field: &Field, text: String) -> String {
    if matches!(field.kind, FieldType::Text | FieldType::FullName) {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        text
    }
}
