//! What the units of work take and give.

use std::collections::BTreeMap;
use std::fmt;

use api::{Origin, Writer};
use jiff::Timestamp;
use model::step::EndResult;
use model::{
    CampaignSlug, FieldId, FieldType, Outcome, Pii, ProviderName, ResourceName, Revision, StepId,
    WorkspaceName,
};

/// Bytes that only the master key opens: a format version, a key id, a nonce, and the ciphertext.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

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

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: String,
    /// The customer.
    pub customer: String,
    /// SHA-256 of the token in the customer's cookie or app.
    pub token_hash: [u8; 32],
    /// The campaign.
    pub campaign: CampaignSlug,
    /// The version that it runs through.
    pub version: u64,
    /// Counts the changes; 1 at the start.
    pub seq: u64,
    /// The step where it stands or ended.
    pub step: StepId,
    /// How it ended; `None` while it runs.
    pub result: Option<EndResult>,
    /// The interpreter's state as JSON, sealed: it holds what the customer entered.
    pub state: Sealed,
    /// When it began.
    pub started_at: Timestamp,
    /// When it changed last.
    pub updated_at: Timestamp,
}

/// What is committed together with a session's new state.
#[derive(Debug, Clone, Default)]
pub struct Commit {
    /// Fields of the customer's record to write, replacing earlier values.
    pub fields: Vec<FieldRow>,
    /// Fields of customers' records that have no value any more: the customer and the field.
    pub cleared: Vec<(String, FieldId)>,
    /// Attempts to add, or to replace by id.
    pub attempts: Vec<AttemptRow>,
    /// Reviews to add, or to replace by id.
    pub reviews: Vec<ReviewRow>,
    /// Jobs to add; a key that is there already is left as it is.
    pub jobs: Vec<NewJob>,
    /// A job that is done by this commit; when its lease is lost, nothing is committed.
    pub finished_job: Option<ClaimedJob>,
    /// Rows for the audit log.
    pub audit: Vec<AuditRow>,
}

/// One field of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRow {
    /// The customer.
    pub customer: String,
    /// The field.
    pub field: FieldId,
    /// What people read.
    pub label: String,
    /// Its type when it was written.
    pub kind: FieldType,
    /// How personal it is.
    pub pii: Pii,
    /// The value as text, sealed.
    pub value: Sealed,
    /// Where it came from.
    pub origin: String,
    /// When it was written.
    pub written_at: Timestamp,
}

/// How far a verification attempt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttemptState {
    /// The intent is committed; the provider may or may not have been asked.
    Creating,
    /// The provider knows it; the customer is there, or a result is waited for.
    Created,
    /// Decided.
    Done,
    /// It could not be created.
    Failed,
}

impl AttemptState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Creating, Self::Created, Self::Done, Self::Failed];

    /// The state's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::Created => "created",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// One verification attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// Its id; also the provider's unique internal reference.
    pub id: String,
    /// The session.
    pub session: String,
    /// The step.
    pub step: StepId,
    /// Counted from 1 in each session and step.
    pub attempt: u32,
    /// Who verifies.
    pub provider: ProviderName,
    /// How far it is.
    pub state: AttemptState,
    /// SHA-256 of the token in the callback path; unique.
    pub callback_hash: [u8; 32],
    /// SHA-256 of the token in the return path; unique.
    pub return_hash: [u8; 32],
    /// Tokens, consent and, once created, the provider's page, sealed.
    pub private: Sealed,
    /// The provider's id of the person.
    pub account_id: Option<String>,
    /// The provider's id of this run.
    pub run_id: Option<String>,
    /// The outcome, once decided.
    pub outcome: Option<Outcome>,
    /// The normalised result as JSON, sealed.
    pub result: Option<Sealed>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

/// One review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Its id.
    pub id: String,
    /// The session.
    pub session: String,
    /// The customer.
    pub customer: String,
    /// The campaign.
    pub campaign: CampaignSlug,
    /// The step.
    pub step: StepId,
    /// The queue.
    pub queue: String,
    /// Reasons to choose from.
    pub reasons: Vec<String>,
    /// The step and outcome before, such as `identity.review`.
    pub came_from: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it is overdue.
    pub due_at: Option<Timestamp>,
    /// When it was closed, by whom, and how; `None` while open.
    pub closed: Option<Closed>,
}

/// How a review was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// The outcome of the step.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<String>,
}

/// One customer, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    /// Its id.
    pub id: String,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// How many fields have a value.
    pub fields: u64,
    /// How many pictures are kept.
    pub images: u64,
}

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageRow {
    /// Its id.
    pub id: String,
    /// The customer.
    pub customer: String,
    /// The attempt where it was taken.
    pub attempt: String,
    /// The session.
    pub session: String,
    /// The step.
    pub step: StepId,
    /// What it shows.
    pub name: String,
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// Its size in bytes, before sealing.
    pub bytes: u64,
    /// Where the sealed picture lies in the blob store.
    pub blob: String,
    /// The picture's own key, wrapped by the master key.
    pub wrapped_key: Sealed,
    /// When it was stored.
    pub stored_at: Timestamp,
    /// When it will be removed; `None` for never.
    pub remove_at: Option<Timestamp>,
}

/// A job to add.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What makes it idempotent; unique.
    pub key: String,
    /// What to do; the worker knows the kinds.
    pub kind: String,
    /// To what, as JSON without personal data.
    pub payload: String,
    /// Not before.
    pub run_at: Timestamp,
}

/// A job that is leased to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedJob {
    /// Its key.
    pub key: String,
    /// What to do.
    pub kind: String,
    /// To what.
    pub payload: String,
    /// How often it was claimed, this time included.
    pub claims: u32,
    /// Goes up with every claim: whoever has an old one lost the lease.
    pub fence: i64,
}
