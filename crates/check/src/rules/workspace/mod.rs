//! Rules about the files, and about the workspace as a whole.

pub(super) mod w001_unreadable;
pub(super) mod w002_name;
pub(super) mod w003_reference;
pub(super) mod w004_secret;
pub(super) mod w005_names_alike;
pub(super) mod w006_unused_field;
pub(crate) mod w007_allow_without_effect;
