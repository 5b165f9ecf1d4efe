//! Beginning campaigns.

use model::{Campaign, CampaignSlug};

use super::{Noun, VerbError};

/// A campaign without steps, if none of the existing ones has its name. Its provider is left out: a workspace with one
/// provider needs none said.
pub fn new<'a>(
    existing: impl IntoIterator<Item = &'a CampaignSlug>,
    slug: &CampaignSlug,
    title: Option<String>,
) -> Result<Campaign, VerbError> {
    if existing.into_iter().any(|other| other == slug) {
        return Err(VerbError::Exists { noun: Noun::Campaign, name: slug.to_string() });
    }
    Ok(Campaign { title, ..Campaign::default() })
}
