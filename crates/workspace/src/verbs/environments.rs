//! Removing environments.

use model::{EnvName, Environment, ResourceName, WorkspaceSettings};
use serde_json::{Map, Value as Json};

use super::references::{self, Place, Referent, Referrers};
use super::{ChangeError, Noun, Told, VerbError, cascade_tests};
use crate::Edit;

/// The environment of this name, or the error that offers the nearest.
pub fn known<'a>(settings: &'a WorkspaceSettings, name: &EnvName) -> Result<&'a Environment, VerbError> {
    settings.envs.get(name).ok_or_else(|| {
        VerbError::unknown(Noun::Environment, name.as_str(), settings.envs.keys().map(EnvName::as_str))
    })
}

/// Removes an environment from the settings. What differs there in other files is a reference, and so is a test that is for
/// it: removed with `cascade`, else a reason to refuse. The default environment is never removed.
pub fn remove(
    edit: &mut Edit,
    referrers: &Referrers,
    name: &EnvName,
    cascade: bool,
) -> Result<Vec<Told>, ChangeError> {
    let mut settings = edit.settings()?;
    known(&settings, name)?;
    if settings.default_env == *name {
        return Err(VerbError::IsDefault(name.clone()).into());
    }
    let mut overlays: Vec<Place> = Vec::new();
    for resource in referrers.of_environments() {
        if edit.is_there(&resource)? {
            overlays.extend(references::places(edit, &resource, Referent::Environment(name))?);
        }
    }
    if !cascade && !overlays.is_empty() {
        let name = name.to_string();
        return Err(VerbError::Used { noun: Noun::Environment, name, places: overlays }.into());
    }
    let mut told = Vec::new();
    for place in overlays {
        if let ResourceName::Test(_) = place.resource {
            edit.reword(&place.resource, |file| {
                told.extend(cascade_tests::environment(&place.resource, file));
            })?;
            continue;
        }
        edit.reword(&place.resource, |file| {
            if let Some(envs) = file.get_mut("env").and_then(Json::as_object_mut) {
                envs.shift_remove(name.as_str());
            }
            file.retain(|key, value| key != "env" || !value.as_object().is_some_and(Map::is_empty));
        })?;
        told.push(Told::Removed(place));
    }
    settings.envs.remove(name);
    edit.put_settings(&settings)?;
    Ok(told)
}
