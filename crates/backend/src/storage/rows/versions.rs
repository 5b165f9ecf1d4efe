//! Rows of published versions.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{CampaignSlug, ResourceName, Revision};

/// A version to publish.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// The campaign.
    pub campaign: CampaignSlug,
    /// The revision that its draft must have.
    pub revision: Revision,
    /// The version that must be live; `None` for none.
    pub was_live: Option<u64>,
    /// The frozen resources, by name: revision and JSON text. Their drafts must have these revisions too.
    pub frozen: BTreeMap<ResourceName, (Revision, String)>,
    /// What the publisher says.
    pub message: Option<String>,
    /// Who publishes.
    pub actor: String,
}

/// What became of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishedOrNot {
    /// Published under this number, and live; a hold is released.
    Published(VersionRow),
    /// A draft or the live version changed in between: read again.
    Changed,
}

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// The campaign.
    pub campaign: CampaignSlug,
    /// Counted from 1.
    pub number: u64,
    /// The frozen resources, by name: revision and JSON text.
    pub frozen: BTreeMap<ResourceName, (Revision, String)>,
    /// What the publisher said.
    pub message: Option<String>,
    /// Who published it.
    pub published_by: String,
    /// When.
    pub published_at: Timestamp,
}

/// The live version of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveRow {
    /// The version; `None` when it was unpublished.
    pub version: Option<u64>,
    /// The revisions frozen in it.
    pub revisions: BTreeMap<ResourceName, Revision>,
    /// When that version was published.
    pub published_at: Option<Timestamp>,
    /// Whether publishing is held.
    pub held: bool,
    /// Whether nobody can begin for now.
    pub paused: bool,
}

/// A change of the live version.
#[derive(Debug, Clone)]
pub struct LiveChange {
    /// The campaign.
    pub campaign: CampaignSlug,
    /// The version to make live; `None` for none.
    pub version: Option<u64>,
    /// The version that must be live now.
    pub was: Option<u64>,
    /// Whether `publish` shall be held until released.
    pub hold: bool,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub actor: String,
}

/// Begins or ends a pause of a campaign.
#[derive(Debug, Clone)]
pub struct PauseChange {
    /// The campaign.
    pub campaign: CampaignSlug,
    /// Whether nobody can begin from now on.
    pub paused: bool,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub actor: String,
}

/// What became of a change of a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseChanged {
    /// Done.
    Done,
    /// It was so before.
    Unchanged,
    /// The campaign has no live version: nobody can begin anyway.
    NotLive,
}

/// What became of a change of the live version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveChanged {
    /// Done.
    Done,
    /// Another version is live.
    Changed,
    /// There is no such version.
    NoSuchVersion,
}
