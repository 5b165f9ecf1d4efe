//! Rows of drafts, credentials, access tokens and the audit log.

use std::collections::BTreeMap;

use api::{Origin, Writer};
use jiff::Timestamp;
use model::{CampaignSlug, ProviderName, ResourceName, Revision, WorkspaceName};

use super::{LiveRow, Sealed};

/// Everything in the manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ManifestRows {
    /// The workspace that this backend serves.
    pub workspace: Option<WorkspaceName>,
    /// Drafts without their contents, by name; deleted ones are not among them.
    pub drafts: BTreeMap<ResourceName, (Revision, Writer)>,
    /// Live versions by campaign.
    pub live: BTreeMap<CampaignSlug, LiveRow>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// The resource's name.
    pub name: ResourceName,
    /// Its revision.
    pub revision: Revision,
    /// Its JSON form, as text.
    pub json: String,
    /// Who wrote it.
    pub writer: Writer,
}

/// A changeset that was checked and shall be applied.
#[derive(Debug, Clone)]
pub struct NewChangeset {
    /// Its id.
    pub id: String,
    /// What makes sending it twice harmless; unique.
    pub idempotency_key: String,
    /// Who sends it.
    pub actor: String,
    /// From where; its workspace must be the one that this backend is bound to, or binds it.
    pub origin: Origin,
    /// What the sender says about it.
    pub message: Option<String>,
    /// The draft revisions that must be stored.
    pub base: BTreeMap<ResourceName, Option<Revision>>,
    /// Drafts to save: revision and JSON text.
    pub put: BTreeMap<ResourceName, (Revision, String)>,
    /// Drafts to delete.
    pub delete: Vec<ResourceName>,
}

/// What became of a changeset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppliedOrNot {
    /// Applied now, or before with the same idempotency key; the id is that of the first time.
    Applied {
        /// The changeset's id.
        id: String,
    },
    /// Other revisions are stored than the sender saw: the stored drafts, `None` where there is none.
    Conflicts(BTreeMap<ResourceName, Option<(Revision, Writer)>>),
    /// This backend is bound to another workspace.
    OtherWorkspace(WorkspaceName),
}

/// A provider's sealed pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialsRow {
    /// The provider.
    pub provider: ProviderName,
    /// Its platform.
    pub platform: String,
    /// Its data centre.
    pub datacenter: String,
    /// API token and API secret, sealed together.
    pub pair: Sealed,
    /// An HMAC of the pair with the backend's salt, shortened.
    pub fingerprint: String,
    /// Who set it.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

/// What an access token allows, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// May look.
    Viewer,
    /// May save drafts and decide reviews.
    Editor,
    /// May publish.
    Publisher,
    /// May do everything.
    Admin,
}

impl Role {
    /// All roles, least first.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Editor, Self::Publisher, Self::Admin];

    /// The role's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Publisher => "publisher",
            Self::Admin => "admin",
        }
    }

    /// The role of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// An access token, by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessTokenRow {
    /// Its id.
    pub id: String,
    /// What people call it; the actor in logs.
    pub name: String,
    /// SHA-256 of the token.
    pub hash: [u8; 32],
    /// What it allows.
    pub role: Role,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
}

/// A row of the audit log: who did what to what, when. Never personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Who.
    pub actor: String,
    /// What: `push`, `publish`, `credentials.set`, `customer.read`, …
    pub action: String,
    /// To what.
    pub subject: String,
    /// What else: a message, a revision, a commit.
    pub detail: Option<String>,
    /// When.
    pub at: Timestamp,
}
