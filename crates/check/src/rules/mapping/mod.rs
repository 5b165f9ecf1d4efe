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

/// A capture field of a mapping that there is.
pub(in crate::rules) struct Mapped<'c, 'a> {
    pub(in crate::rules) funnel: &'c Funnel<'a>,
    pub(in crate::rules) step: &'a StepId,
    pub(in crate::rules) settings: &'a VerificationStep,
    pub(in crate::rules) target: &'a FieldId,
    pub(in crate::rules) mapping: &'a Mapping,
    pub(in crate::rules) source: CaptureField,
    /// Its place among the sources of the mapping.
    place: usize,
    /// The target, where the data model has it.
    field: Option<&'a Field>,
}

impl Mapped<'_, '_> {
    /// The path of the source.
    pub(in crate::rules) fn path(&self) -> KeyPath {
        source_path(self.step, self.target, self.mapping, self.place)
    }

    /// Whether it is the first of its mapping, where something is to be told once for all.
    fn is_first(&self) -> bool {
        self.place == 0
    }

    /// Whether it is the only one of its mapping.
    fn is_alone(&self) -> bool {
        self.mapping.from.names().len() == 1
    }
}

/// The capture fields that mappings of all verifications take, but for pictures, which have rules of their own.
pub(in crate::rules) fn mapped<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = Mapped<'c, 'a>> {
    let model = context.data_model();
    let mappings = context.verifications().flat_map(|(funnel, step, settings)| {
        settings.map.iter().map(move |(target, mapping)| (funnel, step, settings, target, mapping))
    });
    mappings.flat_map(move |(funnel, step, settings, target, mapping)| {
        let field = model.and_then(|model| model.fields.get(target));
        mapping.from.names().iter().enumerate().filter_map(move |(place, name)| {
            let source =
                CaptureField::from_name(name).filter(|source| source.kind() != CaptureType::Image)?;
            Some(Mapped { funnel, step, settings, target, mapping, source, place, field })
        })
    })
}

/// The path of a mapping's source: the mapping itself in the short form, its `from` in the long one, or a place in that.
pub(in crate::rules) fn source_path(
    step: &StepId,
    field: &FieldId,
    mapping: &Mapping,
    place: usize,
) -> KeyPath {
    let path = at_step(step, &["map", field.as_str()]);
    match (mapping.from.names().len(), mapping.transform.is_empty()) {
        (1, true) => path,
        (1, false) => path.key("from"),
        _ => path.key("from").index(place),
    }
}
