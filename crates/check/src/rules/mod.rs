//! The rules, one file each.

mod campaign;
mod data;
mod funnel;
mod jumio;
mod mapping;
mod misfit;
mod test;
mod verification;
pub(crate) mod workspace;

use crate::Rule;
pub(crate) use data::d006_looks_personal::looks_personal;
pub(crate) use mapping::source::pii as pii_of;

/// All rules, in the order of the reference.
pub(crate) const ALL: &[&Rule] = &[
    &workspace::w001_unreadable::RULE,
    &workspace::w002_name::RULE,
    &workspace::w003_reference::RULE,
    &workspace::w004_secret::RULE,
    &workspace::w005_names_alike::RULE,
    &workspace::w006_unused_field::RULE,
    &workspace::w007_allow_without_effect::RULE,
    &jumio::p001_no_settings::RULE,
    &jumio::p002_workflow_of_other_platform::RULE,
    &jumio::p003_unknown_workflow::RULE,
    &jumio::p004_workflow_for_servers::RULE,
    &jumio::p005_former_workflow::RULE,
    &jumio::p006_primary_color::RULE,
    &jumio::p007_contrast::RULE,
    &jumio::p009_nothing_to_compare::RULE,
    &jumio::p010_color_of_other_pages::RULE,
    &jumio::p011_unknown_language::RULE,
    &data::d001_constraint_of_other_type::RULE,
    &data::d002_nothing_fits::RULE,
    &data::d003_pattern::RULE,
    &data::d004_nothing_to_choose::RULE,
    &data::d005_two_identifiers::RULE,
    &data::d006_looks_personal::RULE,
    &data::d007_required_and_never_filled::RULE,
    &data::d008_parts::RULE,
    &data::d009_files_never_taken::RULE,
    &funnel::f001_entry_and_end::RULE,
    &funnel::f002_missing_step::RULE,
    &funnel::f003_unknown_outcome::RULE,
    &funnel::f004_open_outcome::RULE,
    &funnel::f005_unreachable_step::RULE,
    &funnel::f006_no_way_out::RULE,
    &funnel::f007_unbounded_loop::RULE,
    &funnel::f008_idle_loop::RULE,
    &funnel::f009_hidden_branch::RULE,
    &funnel::f010_operator_of_other_type::RULE,
    &funnel::f011_field_not_set::RULE,
    &funnel::f012_rejected_is_approved::RULE,
    &funnel::f014_never_true::RULE,
    &funnel::f015_cannot_be_shown::RULE,
    &funnel::f016_assigned_value::RULE,
    &funnel::f017_password_told::RULE,
    &funnel::f018_answer_of_other_type::RULE,
    &verification::j001_documents::RULE,
    &verification::j002_country::RULE,
    &jumio::j003_visa_preset::RULE,
    &verification::j004_nothing_preset::RULE,
    &jumio::j005_camera_without_effect::RULE,
    &jumio::j006_camera_or_upload_only::RULE,
    &verification::j007_paid_again::RULE,
    &jumio::j008_no_consent::RULE,
    &mapping::m001_unknown_capture_field::RULE,
    &mapping::m002_unknown_field::RULE,
    &mapping::m003_type::RULE,
    &mapping::m004_field_twice::RULE,
    &mapping::m005_written_again::RULE,
    &mapping::m006_not_on_document::RULE,
    &jumio::m007_source_of_other_workflow::RULE,
    &jumio::m008_source_to_activate::RULE,
    &jumio::m009_source_of_other_platform::RULE,
    &mapping::m010_required_and_absent::RULE,
    &mapping::m011_identifier::RULE,
    &mapping::m012_closed_list::RULE,
    &mapping::m013_may_not_fit::RULE,
    &mapping::m014_less_personal::RULE,
    &mapping::m015_written_on_more::RULE,
    &mapping::m016_nothing_kept::RULE,
    &verification::i001_picture_into_text::RULE,
    &verification::i002_picture_not_taken::RULE,
    &verification::i003_kept_for_ever::RULE,
    &jumio::i004_picture_refused::RULE,
    &campaign::c001_time::RULE,
    &test::t001_reference::RULE,
    &test::t002_cannot_happen::RULE,
    &test::t003_nothing_expected::RULE,
    &test::t004_captured_for_nothing::RULE,
];
