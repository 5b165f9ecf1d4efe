//! Rules about Jumio's settings, and about steps that depend on them.

pub(super) mod i004_picture_refused;
pub(super) mod j003_visa_preset;
pub(super) mod j005_camera_without_effect;
pub(super) mod j006_camera_or_upload_only;
pub(super) mod j008_no_consent;
pub(super) mod m007_source_of_other_workflow;
pub(super) mod m008_source_to_activate;
pub(super) mod m009_source_of_other_platform;
pub(super) mod p001_no_settings;
pub(super) mod p002_workflow_of_other_platform;
pub(super) mod p003_unknown_workflow;
pub(super) mod p004_workflow_for_servers;
pub(super) mod p005_former_workflow;
pub(super) mod p006_primary_color;
pub(super) mod p007_contrast;
pub(super) mod p009_nothing_to_compare;
pub(super) mod p010_color_of_other_pages;
pub(super) mod p011_unknown_language;

use model::providers::{self, jumio, jumio::JumioSettings};
use model::{ProviderSettings, ResourceName};

use crate::context::Context;

/// The settings, if there are any.
fn settings<'a>(context: &Context<'a>) -> Option<(ResourceName, &'a JumioSettings)> {
    let name = providers::named(jumio::NAME)?;
    let ProviderSettings::Jumio(settings) = context.provider(&name)?;
    Some((ResourceName::Provider(name), settings))
}
