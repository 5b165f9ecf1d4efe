//! Removing providers.

use model::{ProviderName, ResourceName, Segment};

use super::campaigns::Kept;
use super::references::{self, Place, Referent, Referrers};
use super::{ChangeError, Noun, Told, VerbError};
use crate::Edit;
use crate::files::path_of;

/// Removes a provider's settings, which are kept. Campaigns that name it as theirs stop doing so with `cascade`, else they
/// are a reason to refuse.
///
/// Its steps are one in any case. What leads to a step that goes leads on as if everybody had been approved there, or
/// nowhere: whether a funnel still makes sense then is for a person to say, step by step.
pub fn remove(
    edit: &mut Edit,
    referrers: &Referrers,
    provider: &ProviderName,
    cascade: bool,
) -> Result<(Kept, Vec<Told>), ChangeError> {
    let name = ResourceName::Provider(provider.clone());
    if !edit.has_file(&name)? {
        return Err(VerbError::unknown(Noun::Provider, provider.as_str(), []).into());
    }
    let mut places = Vec::new();
    for slug in &referrers.campaigns {
        let campaign = ResourceName::Campaign(slug.clone());
        // One that does not read may be the one that names it.
        if edit.is_there(&campaign)? {
            places.extend(references::places(edit, &campaign, Referent::Provider(provider))?);
        }
    }
    if places.iter().any(is_step) {
        return Err(VerbError::Verifies { provider: provider.clone(), places }.into());
    }
    if !cascade && !places.is_empty() {
        return Err(VerbError::Used { noun: Noun::Provider, name: provider.to_string(), places }.into());
    }
    let mut told = Vec::new();
    for place in places {
        edit.reword(&place.resource, |file| drop(file.shift_remove(CHOICE)))?;
        told.push(Told::Removed(place));
    }
    let kept = edit.remove_keeping(&name)?;
    Ok((Kept { file: path_of(&name), kept }, told))
}

/// The key by which a campaign says whose verifications it has.
const CHOICE: &str = "provider";

/// Whether a place is a step of the provider.
fn is_step(place: &Place) -> bool {
    !matches!(place.path.segments(), [Segment::Key(key)] if key == CHOICE)
}
