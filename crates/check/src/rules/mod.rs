//! The rules, one file each.

mod funnel;
mod jumio;
mod mapping;
mod verification;
pub(crate) mod workspace;

use crate::Rule;

/// All rules, in the order of the reference.
pub(crate) const ALL: &[&Rule] = &[
    &workspace::w001_unreadable::RULE,
    &workspace::w002_name::RULE,
    &workspace::w003_reference::RULE,
    &workspace::w004_secret::RULE,
    &workspace::w007_allow_without_effect::RULE,
    &jumio::p001_no_settings::RULE,
    &jumio::p002_workflow_of_other_platform::RULE,
    &jumio::p003_unknown_workflow::RULE,
    &jumio::p004_workflow_for_servers::RULE,
    &jumio::p006_primary_color::RULE,
    &funnel::f001_entry_and_end::RULE,
    &funnel::f002_missing_step::RULE,
    &funnel::f003_unknown_outcome::RULE,
    &funnel::f004_open_outcome::RULE,
    &funnel::f005_unreachable_step::RULE,
    &funnel::f006_no_way_out::RULE,
    &funnel::f007_unbounded_loop::RULE,
    &verification::j001_documents::RULE,
    &verification::j002_country::RULE,
    &jumio::j008_no_consent::RULE,
    &mapping::m001_unknown_capture_field::RULE,
    &mapping::m002_unknown_field::RULE,
    &mapping::m003_type::RULE,
    &mapping::m004_field_twice::RULE,
];
