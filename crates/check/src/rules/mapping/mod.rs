//! Rules about what a step writes into fields.

pub(super) mod m001_unknown_capture_field;
pub(super) mod m002_unknown_field;
pub(super) mod m003_type;
pub(super) mod m004_field_twice;

use model::{FieldId, KeyPath, Mapping, StepId};

use crate::context::at_step;

/// The path of a mapping's source: the mapping itself in the short form, its `from` in the long one.
fn source_path(step: &StepId, field: &FieldId, mapping: &Mapping) -> KeyPath {
    let path = at_step(step, &["map", field.as_str()]);
    if mapping.transform.is_empty() { path } else { path.key("from") }
}
