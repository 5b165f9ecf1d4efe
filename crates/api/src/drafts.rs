//! Drafts: what is saved, who saved it, and changesets that save several resources at once.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use model::{Diagnostic, ResourceName, Revision, WorkspaceName};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

/// `GET /manifest`: everything that the backend knows, without contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The workspace that this backend serves; `None` before the first push.
    pub workspace: Option<WorkspaceName>,
    /// Every resource that has a draft or a live version, by name.
    pub resources: Vec<ManifestEntry>,
}

/// One resource in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// The resource.
    pub name: ResourceName,
    /// The revision of its draft; `None` when the draft was deleted.
    pub draft: Option<Revision>,
    /// Who wrote the draft.
    pub writer: Option<Writer>,
    /// The live version; campaigns only.
    pub live: Option<LiveSummary>,
    /// Whether publishing is held after a roll back; campaigns only.
    #[serde(default)]
    pub held: bool,
    /// Whether nobody can begin for now; campaigns only.
    #[serde(default)]
    pub paused: bool,
}

/// The live version of a campaign, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveSummary {
    /// The version's number.
    pub version: u64,
    /// The revisions frozen in it: the campaign's own, the provider's, the data model's.
    pub revisions: BTreeMap<ResourceName, Revision>,
    /// When it was published.
    pub published_at: Timestamp,
}

/// Who wrote something, when, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writer {
    /// The name of the access token, or of the user of the operating system.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// From where.
    pub origin: Origin,
}

/// Where a changeset comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The workspace's name.
    pub workspace: WorkspaceName,
    /// The commit that was checked out, where there is one.
    pub commit: Option<String>,
    /// Whether files differed from that commit.
    #[serde(default)]
    pub state: CommitState,
    /// The CI run, where there is one.
    pub run: Option<String>,
}

/// Whether what was pushed is what was committed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommitState {
    /// Not under version control, or not known.
    #[default]
    Unknown,
    /// As committed.
    Clean,
    /// Changed since.
    Dirty,
}

/// `POST /changesets`: one atomic push. The `Idempotency-Key` header makes it safe to send again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changeset {
    /// Where it comes from.
    pub origin: Origin,
    /// What the sender says about it.
    pub message: Option<String>,
    /// The draft revisions that the sender saw last, for every resource put or deleted; `null` for none.
    pub base: BTreeMap<ResourceName, Option<Revision>>,
    /// What to save.
    #[serde(default)]
    pub put: Vec<Put>,
    /// What to delete.
    #[serde(default)]
    pub delete: Vec<ResourceName>,
}

/// One resource to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    /// The revision that the sender computed; the backend computes it again.
    pub revision: Revision,
    /// The resource in its one JSON form.
    pub resource: serde_json::Value,
}

/// The answer to a changeset that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesetApplied {
    /// The changeset's id.
    pub id: String,
    /// The revisions of the drafts after it.
    pub drafts: BTreeMap<ResourceName, Option<Revision>>,
    /// What is found wrong with the drafts; they are saved all the same.
    pub findings: Vec<Diagnostic>,
}

/// `GET /resources/{kind}/{name}`: a draft with its contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its revision.
    pub revision: Revision,
    /// The resource in its one JSON form.
    pub resource: serde_json::Value,
    /// Who wrote it.
    pub writer: Writer,
}

/// `PUT /providers/{name}/credentials/{platform}/{datacenter}`: a pair, write-only. Its `Debug` shows neither half.
#[derive(Clone, Deserialize)]
pub struct CredentialsWrite {
    /// The provider's API token.
    pub api_token: SecretString,
    /// The provider's API secret.
    pub api_secret: SecretString,
}

impl Serialize for CredentialsWrite {
    /// The one place where the pair is written out: into the body of this request.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut body = serializer.serialize_struct("CredentialsWrite", 2)?;
        body.serialize_field("api_token", self.api_token.expose_secret())?;
        body.serialize_field("api_secret", self.api_secret.expose_secret())?;
        body.end()
    }
}

impl fmt::Debug for CredentialsWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CredentialsWrite(…)")
    }
}

/// `POST /providers/{name}/verify`: which of the stored pairs is tried, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyProvider {
    /// The provider's settings in their one JSON form; without them those of the draft count. They choose the pair by its
    /// platform and data centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<serde_json::Value>,
}

/// What the backend tells of a pair that it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialsInfo {
    /// The provider's platform.
    pub platform: String,
    /// The provider's data centre.
    pub datacenter: String,
    /// An HMAC of the pair with the backend's salt, shortened: equal for equal pairs on this backend only.
    pub fingerprint: String,
    /// When it was set.
    pub set_at: Timestamp,
    /// Who set it.
    pub set_by: String,
}
