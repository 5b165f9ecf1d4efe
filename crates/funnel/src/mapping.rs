//! Mappings: from what was captured to the customer's fields.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::step::VerificationStep;
use model::verification::ImageRef;
use model::{
    CaptureField, CaptureType, DataModel, Field, FieldId, FieldType, Mapping, StepId, Value, ValueError,
    VerificationResult,
};

use crate::Write;
use crate::transform::{self, Carried, in_one_line};

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
    let sources = mapping.sources().ok_or("there is no such capture field")?;
    let field = target.data_model.fields.get(id).ok_or("there is no such field")?;
    let write = |value, origin| Write { field: id.clone(), value, origin };
    let found = captured(step, field, &sources, result);
    let made = transform::apply(&mapping.transform, found, target.today).map_err(|why| why.to_string())?;
    let value = made.map(|made| {
        let text = one_line(field, made.into_text(field)?);
        Value::parse_on(field, &text, target.today)
    });
    match value {
        Some(Ok(value)) => Ok(Some(write(value, format!("{step}: {}", mapping.from)))),
        Some(Err(error)) if error != ValueError::Empty => Err(format!("what was read {error}")),
        _ if target.values.contains_key(id) => Ok(None),
        _ => match &field.default {
            Some(default) => {
                let value = Value::parse_on(field, default, target.today);
                let value = value.map_err(|error| format!("the field's default {error}"))?;
                Ok(Some(write(value, format!("{step}: default, without {}", mapping.from))))
            }
            None if field.required => Err("it was not read, and the field is required".to_owned()),
            None => Ok(None),
        },
    }
}

/// What a mapping's transforms make of what was captured, one after the other; the first is what was captured. `None` stands for
/// nothing. It ends before the transform that makes nothing of what it gets. Empty for pictures.
pub fn stages(mapping: &Mapping, result: &VerificationResult, today: Date) -> Vec<Option<String>> {
    let Some(sources) = mapping.sources() else { return Vec::new() };
    if sources.iter().any(|source| source.kind() == CaptureType::Image) {
        return Vec::new();
    }
    let mut value = read(&sources, result);
    let mut stages = vec![value.as_ref().map(ToString::to_string)];
    value = transform::prepared(value);
    for transform in &mapping.transform {
        let Ok(made) = transform::one(transform, value, today) else { break };
        stages.push(made.as_ref().map(ToString::to_string));
        value = made;
    }
    stages
}

/// What was captured. A picture is told by where it is kept.
fn captured(
    step: &StepId,
    field: &Field,
    sources: &[CaptureField],
    result: &VerificationResult,
) -> Option<Carried> {
    let [source] = sources else { return read(sources, result) };
    if source.kind() != CaptureType::Image {
        return read(sources, result);
    }
    if !field.kind.is_kept_apart() {
        return None;
    }
    let mut pictures = result.images.iter().filter(|image| source.is_picture(&image.name));
    let place = |image: &ImageRef| format!("{step}/{}", image.name);
    if field.multiple {
        Carried::together(pictures.map(|image| Some(Carried::Text(place(image)))))
    } else {
        pictures.next().map(|image| Carried::Text(place(image)))
    }
}

/// What was read: of several capture fields, a list.
fn read(sources: &[CaptureField], result: &VerificationResult) -> Option<Carried> {
    let value = |source: &CaptureField| Some(Carried::captured(*source, result.captured.get(*source)?));
    match sources {
        [source] => value(source),
        several => Carried::together(several.iter().map(value)),
    }
}

/// The text for a field: where that has one line, in one.
fn one_line(field: &Field, text: String) -> String {
    let has_one = matches!(field.kind, FieldType::Text | FieldType::FullName) && !field.multiple;
    if has_one { in_one_line(&text) } else { text }
}
