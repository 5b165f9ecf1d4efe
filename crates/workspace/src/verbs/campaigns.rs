//! Beginning and renaming campaigns.

use model::{Campaign, CampaignSlug, ResourceName};

use super::{Noun, VerbError};
use crate::{Edit, EditError};

/// A campaign without steps, if none of the existing ones has its name. Its provider is left out: a workspace with one
/// provider needs none said.
pub fn new<'a>(
    existing: impl IntoIterator<Item = &'a CampaignSlug>,
    slug: &CampaignSlug,
    title: Option<String>,
) -> Result<Campaign, VerbError> {
    free(existing, slug)?;
    Ok(Campaign { title, ..Campaign::default() })
}

/// Refuses a name that one of the existing campaigns has.
pub fn free<'a>(
    existing: impl IntoIterator<Item = &'a CampaignSlug>,
    slug: &CampaignSlug,
) -> Result<(), VerbError> {
    if existing.into_iter().any(|other| other == slug) {
        return Err(VerbError::Exists { noun: Noun::Campaign, name: slug.to_string() });
    }
    Ok(())
}

/// Gives a campaign's file the name of another slug, which must be free. Nothing in a workspace refers to a campaign.
pub fn rename(edit: &mut Edit, from: &CampaignSlug, to: &CampaignSlug) -> Result<(), EditError> {
    let (from, to) = (ResourceName::Campaign(from.clone()), ResourceName::Campaign(to.clone()));
    edit.copy_file(&from, &to)?;
    edit.remove_file(&from)
}
