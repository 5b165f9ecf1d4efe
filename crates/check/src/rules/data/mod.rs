//! Rules about the data model.

pub(super) mod d001_constraint_of_other_type;
pub(super) mod d002_no_length_fits;
pub(super) mod d004_nothing_to_choose;
pub(super) mod d006_looks_personal;
