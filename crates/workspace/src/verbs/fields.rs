//! Adding fields to the data model, and removing them.

use model::{CampaignSlug, DataModel, Field, FieldId, Resource, ResourceName};

use super::references::{self, Place, Referent};
use super::{ChangeError, Noun, Told, VerbError, cascade};
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
    let mut uses = Vec::new();
    for slug in campaigns {
        let name = ResourceName::Campaign(slug.clone());
        // One that does not read may be the one that uses it.
        if edit.resource(&name)?.is_some() {
            uses.extend(references::places(edit, &name, Referent::Field(id))?);
        }
    }
    Ok(uses)
}

/// Where campaigns use a field, by the texts that were read.
pub fn uses_in<'a>(
    sources: &Sources,
    campaigns: impl IntoIterator<Item = &'a CampaignSlug>,
    id: &FieldId,
) -> Vec<Place> {
    let names = campaigns.into_iter().cloned().map(ResourceName::Campaign);
    let places = names
        .filter_map(|name| Some(references::places_in(sources.text(&name)?, &name, Referent::Field(id))));
    places.flatten().collect()
}

/// Removes a field. What uses it is removed with `cascade`, else it is a reason to refuse.
pub fn remove(
    edit: &mut Edit,
    campaigns: &[CampaignSlug],
    id: &FieldId,
    cascade: bool,
) -> Result<Vec<Told>, ChangeError> {
    let mut model = super::data_model(edit)?;
    known_field(&model, id)?;
    let uses = uses(edit, campaigns, id)?;
    if !cascade && !uses.is_empty() {
        return Err(VerbError::Used { noun: Noun::Field, name: id.to_string(), places: uses }.into());
    }
    let mut told = Vec::new();
    let mut resources: Vec<ResourceName> = uses.into_iter().map(|place| place.resource).collect();
    resources.dedup();
    for name in resources {
        edit.reword(&name, |file| told.extend(cascade::field(&name, file, id)))?;
    }
    model.fields.remove(id);
    edit.put(&Resource::DataModel(model))?;
    Ok(told)
}
