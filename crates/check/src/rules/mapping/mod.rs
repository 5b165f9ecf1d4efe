//! Rules about what a step writes into fields.

pub(super) mod m001_unknown_capture_field;
pub(super) mod m002_unknown_field;
pub(super) mod m003_type;
pub(super) mod m004_field_twice;
pub(super) mod m005_written_again;
pub(super) mod m006_not_on_document;
pub(super) mod m010_required_and_absent;
pub(super) mod m011_identifier;
pub(super) mod m012_closed_list;
pub(super) mod m013_may_not_fit;
pub(super) mod m014_less_personal;
pub(super) mod m015_written_on_more;
pub(super) mod m016_nothing_kept;
pub(super) mod source;

use model::step::VerificationStep;
use model::{CaptureField, CaptureType, Field, FieldId, KeyPath, Mapping, StepId};

use crate::context::{Context, at_step};
use crate::graph::Funnel;

/// A mapping from a capture field that there is.
pub(in crate::rules) struct Mapped<'c, 'a> {
    pub(in crate::rules) funnel: &'c Funnel<'a>,
    pub(in crate::rules) step: &'a StepId,
    pub(in crate::rules) settings: &'a VerificationStep,
    pub(in crate::rules) target: &'a FieldId,
    pub(in crate::rules) mapping: &'a Mapping,
    pub(in crate::rules) source: CaptureField,
    /// The target, where the data model has it.
    field: Option<&'a Field>,
}

/// The mappings of all verifications, but for those of pictures, which have rules of their own.
pub(in crate::rules) fn mapped<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = Mapped<'c, 'a>> {
    let model = context.data_model();
    context.verifications().flat_map(move |(funnel, step, settings)| {
        settings.map.iter().filter_map(move |(target, mapping)| {
            let source = mapping.source().filter(|source| source.kind() != CaptureType::Image)?;
            let field = model.and_then(|model| model.fields.get(target));
            Some(Mapped { funnel, step, settings, target, mapping, source, field })
        })
    })
}

/// The path of a mapping's source: the mapping itself in the short form, its `from` in the long one.
pub(in crate::rules) fn source_path(step: &StepId, field: &FieldId, mapping: &Mapping) -> KeyPath {
    let path = at_step(step, &["map", field.as_str()]);
    if mapping.transform.is_empty() { path } else { path.key("from") }
}
