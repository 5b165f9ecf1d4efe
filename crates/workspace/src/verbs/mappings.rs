//! Mapping what is captured into fields.

use model::{Campaign, CaptureField, DataModel, FieldId, Mapping, Sources, StepId, StepSettings};

use super::place::known_step;
use super::{Noun, Told, VerbError, fields};
use model::step::VerificationStep;

/// Reads `FIELD=CAPTURE_FIELD`, as in `first_name=document.first_name`. Commas stand between several capture fields.
pub fn parse(text: &str) -> Result<(FieldId, Mapping), VerbError> {
    let (field, from) =
        text.split_once('=').ok_or_else(|| VerbError::MappingForm(text.chars().take(130).collect()))?;
    let names = from.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let from = Sources::several(names).unwrap_or_else(|| Sources::one(""));
    Ok((FieldId::new(field.trim())?, Mapping { from, transform: Vec::new() }))
}

/// Sets mappings of an identity verification step; a field that is mapped already gets the new source.
pub fn add(
    campaign: &mut Campaign,
    data_model: &DataModel,
    step: &StepId,
    mappings: &[(FieldId, Mapping)],
) -> Result<Vec<Told>, VerbError> {
    for (field, mapping) in mappings {
        fields::known_field(data_model, field)?;
        for name in mapping.from.names() {
            if CaptureField::from_name(name).is_none() {
                let nearest = CaptureField::nearest(name).map(|field| field.name().to_owned());
                return Err(VerbError::Unknown { noun: Noun::CaptureField, name: name.clone(), nearest });
            }
        }
    }
    let verification = verification_step(campaign, step)?;
    let mut told = Vec::new();
    for (field, mapping) in mappings {
        let was = verification.map.insert(field.clone(), mapping.clone());
        if was.as_ref() != Some(mapping) {
            let was = was.map(|was| was.from.to_string());
            told.push(Told::Mapped { field: field.clone(), from: mapping.from.to_string(), was });
        }
    }
    Ok(told)
}

/// Removes mappings of an identity verification step.
pub fn remove(campaign: &mut Campaign, step: &StepId, fields: &[FieldId]) -> Result<Vec<Told>, VerbError> {
    let verification = verification_step(campaign, step)?;
    for field in fields {
        if !verification.map.contains_key(field) {
            let candidates = verification.map.keys().map(FieldId::as_str);
            return Err(VerbError::unknown(Noun::Mapping, field.as_str(), candidates));
        }
    }
    let removed = fields.iter().filter_map(|field| verification.map.remove_entry(field));
    Ok(removed.map(|(field, was)| Told::Unmapped { field, was: was.from.to_string() }).collect())
}

fn verification_step<'a>(
    campaign: &'a mut Campaign,
    id: &StepId,
) -> Result<&'a mut VerificationStep, VerbError> {
    known_step(campaign, id)?;
    match campaign.steps.get_mut(id).map(|step| &mut step.settings) {
        Some(StepSettings::Verification(settings)) => Ok(settings),
        _ => Err(VerbError::NotAVerification(id.clone())),
    }
}
