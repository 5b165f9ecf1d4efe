//! Versions: what was published, numbered per campaign, and which of them is live.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{Diagnostic, ResourceName, Revision};
use serde::{Deserialize, Serialize};

/// `POST /campaigns/{slug}/versions`: publish the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publish {
    /// The draft revision that the sender means; another one in the backend is a conflict.
    pub revision: Revision,
    /// What the sender says about it.
    pub message: Option<String>,
    /// Whether to publish although a roll back holds the campaign.
    #[serde(default)]
    pub release_hold: bool,
}

/// The answer to [`Publish`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The version that is live now.
    pub version: Version,
    /// Whether it was live before, with the same contents: nothing was published.
    pub unchanged: bool,
    /// What the rules have to say, below an error.
    pub findings: Vec<Diagnostic>,
}

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Counted from 1 in each campaign.
    pub number: u64,
    /// The revisions frozen in it: the campaign's own, the provider's, the data model's.
    pub revisions: BTreeMap<ResourceName, Revision>,
    /// What the publisher said.
    pub message: Option<String>,
    /// Who published it.
    pub published_by: String,
    /// When.
    pub published_at: Timestamp,
    /// Whether customers get it now.
    pub live: bool,
}

/// `PUT /campaigns/{slug}/paused`: whether nobody can begin for now. Sessions that run go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPaused {
    /// Whether it is paused from now on.
    pub paused: bool,
    /// Why.
    pub reason: Option<String>,
}

/// The answer to [`SetPaused`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PausedOrNot {
    /// Whether it is paused now.
    pub paused: bool,
    /// Whether it was so before.
    pub unchanged: bool,
}

/// `PUT /campaigns/{slug}/live`: compare-and-set of the live version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetLive {
    /// The version to make live; `null` for none.
    pub version: Option<u64>,
    /// The version that the sender believes to be live.
    pub was: Option<u64>,
    /// Why.
    pub reason: Option<String>,
}
