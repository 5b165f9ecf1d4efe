//! Adding fields to the data model.

use model::{DataModel, Field, FieldId};

use super::{Noun, VerbError};

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
