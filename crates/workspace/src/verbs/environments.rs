//! Removing environments.

use model::{CampaignSlug, EnvName, Environment, ResourceName, WorkspaceSettings};
use serde_json::{Map, Value as Json};

use super::references::{self, Place, Referent};
use super::{ChangeError, Noun, Told, VerbError};
use crate::Edit;

/// The environment of this name, or the error that offers the nearest.
pub fn known<'a>(settings: &'a WorkspaceSettings, name: &EnvName) -> Result<&'a Environment, VerbError> {
    settings.envs.get(name).ok_or_else(|| {
        VerbError::unknown(Noun::Environment, name.as_str(), settings.envs.keys().map(EnvName::as_str))
    })
}

/// Removes an environment from the settings. What differs there in other files is a reference: removed with `cascade`,
/// else a reason to refuse. The default environment is never removed.
pub fn remove(
    edit: &mut Edit,
    campaigns: &[CampaignSlug],
    name: &EnvName,
    cascade: bool,
) -> Result<Vec<Told>, ChangeError> {
    let mut settings = edit.settings()?;
    known(&settings, name)?;
    if settings.default_env == *name {
        return Err(VerbError::IsDefault(name.clone()).into());
    }
    let mut overlays: Vec<Place> = Vec::new();
    for resource in references::of_environments(campaigns).filter(|name| *name != ResourceName::Workspace) {
        if edit.resource(&resource)?.is_some() {
            overlays.extend(references::places(edit, &resource, Referent::Environment(name))?);
        }
    }
    if !cascade && !overlays.is_empty() {
        let name = name.to_string();
        return Err(VerbError::Used { noun: Noun::Environment, name, places: overlays }.into());
    }
    for place in &overlays {
        edit.reword(&place.resource, |file| {
            if let Some(envs) = file.get_mut("env").and_then(Json::as_object_mut) {
                envs.shift_remove(name.as_str());
            }
            file.retain(|key, value| key != "env" || !value.as_object().is_some_and(Map::is_empty));
        })?;
    }
    settings.envs.remove(name);
    edit.put_settings(&settings)?;
    Ok(overlays.into_iter().map(Told::Removed).collect())
}
