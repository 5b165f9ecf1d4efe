//! Beginning and deleting campaigns.

use camino::Utf8PathBuf;
use model::{Campaign, CampaignSlug, ResourceName};

use super::references::{self, Referent, Referrers};
use super::{ChangeError, Noun, Place, VerbError};
use crate::Edit;
use crate::files::path_of;

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

/// Refuses a name that none of the existing campaigns has.
pub(super) fn known(existing: &[CampaignSlug], slug: &CampaignSlug) -> Result<(), VerbError> {
    if existing.contains(slug) {
        return Ok(());
    }
    Err(VerbError::unknown(Noun::Campaign, slug.as_str(), existing.iter().map(CampaignSlug::as_str)))
}

/// A file that goes, and where its bytes are kept; both relative to the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub file: Utf8PathBuf,
    /// The one that keeps what it said.
    pub kept: Utf8PathBuf,
}

/// Deletes a campaign. Its tests go along with `cascade`, else they are a reason to refuse. What goes is kept: the
/// campaign's file comes first.
pub fn delete(
    edit: &mut Edit,
    referrers: &Referrers,
    slug: &CampaignSlug,
    cascade: bool,
) -> Result<Vec<Kept>, ChangeError> {
    known(&referrers.campaigns, slug)?;
    let tests = referrers.tests_of(edit, slug)?;
    if !cascade && !tests.is_empty() {
        let mut places: Vec<Place> = Vec::new();
        for test in &tests {
            places.extend(references::places(edit, test, Referent::Campaign(slug))?);
        }
        return Err(VerbError::Used { noun: Noun::Campaign, name: slug.to_string(), places }.into());
    }
    let mut all = Vec::new();
    for name in std::iter::once(ResourceName::Campaign(slug.clone())).chain(tests) {
        let kept = edit.remove_keeping(&name)?;
        all.push(Kept { file: path_of(&name), kept });
    }
    Ok(all)
}
