//! Mapping what is captured into fields.

use model::{Campaign, CaptureField, DataModel, FieldId, Mapping, StepId, StepSettings};

use super::place::known_step;
use super::{Noun, Told, VerbError, fields};
use model::step::VerificationStep;

/// Reads `FIELD=CAPTURE_FIELD`, as in `first_name=document.first_name`.
pub fn parse(text: &str) -> Result<(FieldId, Mapping), VerbError> {
    let (field, from) =
        text.split_once('=').ok_or_else(|| VerbError::MappingForm(text.chars().take(130).collect()))?;
    Ok((FieldId::new(field.trim())?, Mapping::plain(from.trim())))
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
        if mapping.source().is_none() {
            let nearest = CaptureField::nearest(&mapping.from).map(|field| field.name().to_owned());
            return Err(VerbError::Unknown { noun: Noun::CaptureField, name: mapping.from.clone(), nearest });
        }
    }
    let verification = verification_step(campaign, step)?;
    let mut told = Vec::new();
    for (field, mapping) in mappings {
        let was = verification.map.insert(field.clone(), mapping.clone());
        if was.as_ref() != Some(mapping) {
            let was = was.map(|was| was.from);
            told.push(Told::Mapped { field: field.clone(), from: mapping.from.clone(), was });
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
    Ok(removed.map(|(field, was)| Told::Unmapped { field, was: was.from }).collect())
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
