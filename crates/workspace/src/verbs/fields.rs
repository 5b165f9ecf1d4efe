//! Adding fields to the data model, and removing them.

use model::{CampaignSlug, DataModel, Field, FieldId, Resource, ResourceName};

use super::references::{self, Place, Referent, Referrers};
use super::{ChangeError, Noun, Told, VerbError, cascade, cascade_tests};
use crate::{Edit, EditError, Sources};

/// Adds a field.
pub fn add(data_model: &mut DataModel, id: &FieldId, field: Field) -> Result<(), VerbError> {
    if data_model.fields.contains_key(id) {
        return Err(VerbError::Exists { noun: Noun::Field, name: id.to_string() });
    }
    data_model.fields.insert(id.clone(), field);
    Ok(())
}

/// The field of this name, or the error that offers the nearest.
pub fn known_field<'a>(data_model: &'a DataModel, id: &FieldId) -> Result<&'a Field, VerbError> {
    data_model.fields.get(id).ok_or_else(|| {
        VerbError::unknown(Noun::Field, id.as_str(), data_model.fields.keys().map(FieldId::as_str))
    })
}

/// Where campaigns use a field, in all environments and in single ones.
pub fn uses(edit: &mut Edit, campaigns: &[CampaignSlug], id: &FieldId) -> Result<Vec<Place>, EditError> {
    among(edit, campaigns.iter().cloned().map(ResourceName::Campaign), id)
}

fn among(
    edit: &mut Edit,
    resources: impl Iterator<Item = ResourceName>,
    id: &FieldId,
) -> Result<Vec<Place>, EditError> {
    let mut uses = Vec::new();
    for name in resources {
        // One that does not read may be the one that uses it.
        if edit.is_there(&name)? {
            uses.extend(references::places(edit, &name, Referent::Field(id))?);
        }
    }
    Ok(uses)
}

/// Where campaigns or tests use a field, by the texts that were read.
pub fn uses_in(
    sources: &Sources,
    resources: impl IntoIterator<Item = ResourceName>,
    id: &FieldId,
) -> Vec<Place> {
    let places = resources
        .into_iter()
        .filter_map(|name| Some(references::places_in(sources.text(&name)?, &name, Referent::Field(id))));
    places.flatten().collect()
}

/// Removes a field. What uses it, in tests too, is removed with `cascade`, else it is a reason to refuse.
pub fn remove(
    edit: &mut Edit,
    referrers: &Referrers,
    id: &FieldId,
    cascade: bool,
) -> Result<Vec<Told>, ChangeError> {
    let mut model = super::data_model(edit)?;
    known_field(&model, id)?;
    let uses = among(edit, referrers.of_fields(), id)?;
    if !cascade && !uses.is_empty() {
        return Err(VerbError::Used { noun: Noun::Field, name: id.to_string(), places: uses }.into());
    }
    let mut told = Vec::new();
    let mut resources: Vec<ResourceName> = uses.into_iter().map(|place| place.resource).collect();
    resources.dedup();
    for name in resources {
        edit.reword(&name, |file| {
            told.extend(match name {
                ResourceName::Test(_) => cascade_tests::field(&name, file, id),
                _ => cascade::field(&name, file, id),
            });
        })?;
    }
    model.fields.remove(id);
    edit.put(&Resource::DataModel(model))?;
    Ok(told)
}
