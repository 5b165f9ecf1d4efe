//! Rules about the data model.

pub(super) mod d001_constraint_of_other_type;
pub(super) mod d002_nothing_fits;
pub(super) mod d003_pattern;
pub(super) mod d004_nothing_to_choose;
pub(super) mod d005_two_identifiers;
pub(crate) mod d006_looks_personal;
pub(super) mod d007_required_and_never_filled;
pub(super) mod d008_parts;
pub(super) mod d009_files_never_taken;
