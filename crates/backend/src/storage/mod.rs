//! Storage: what the backend keeps, as whole units of work.
//!
//! No transaction handle crosses these traits: logic reads, computes purely, and commits by compare-and-set; when
//! somebody else was faster it reads and computes again. `now` is always an argument, never the database's. Each
//! database has its own SQL and migrations; one suite of tests holds for both.
//!
//! Personal data comes here sealed ([`Sealed`]): no implementation can read it.

mod engine;
mod postgres;
mod rows;
mod sql;
mod sqlite;
mod uploads;

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use model::{CampaignSlug, ProviderName, ResourceName};
use secrecy::{ExposeSecret, SecretString};

pub use postgres::Postgres;
pub use rows::*;
pub use sqlite::Sqlite;
pub use uploads::{ImageState, SettledUploads, Uploads};

/// Why storage failed: not what was asked for is wrong, but the database or the disk.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The database could not be brought to this version's form.
    #[error("the database cannot be migrated: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A row holds what this version does not understand.
    #[error("the database holds a {what} that this version cannot read: {reason}")]
    Corrupt {
        /// What kind of row.
        what: &'static str,
        /// Why, without contents.
        reason: String,
    },
    /// A new session came with a job that is no longer ours to finish; nothing was stored.
    #[error("the lease of job {0} is lost")]
    LeaseLost(String),
}

/// Opens the database at an address: `postgres://…`, `sqlite:PATH`, or the path of a SQLite file. The address of a server
/// may hold a password.
pub async fn open(address: &SecretString) -> Result<Arc<dyn Storage>> {
    let text = address.expose_secret();
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Ok(Arc::new(Postgres::connect(address).await?));
    }
    let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
    Ok(Arc::new(Sqlite::open(path).await?))
}

/// Shorthand for what every unit of work gives.
pub type Result<T, E = StorageError> = std::result::Result<T, E>;

/// Everything that the backend keeps.
pub trait Storage: Drafts + Versions + Runs + Uploads + Jobs + Send + Sync + std::fmt::Debug {}

impl<T: Drafts + Versions + Runs + Uploads + Jobs + Send + Sync + std::fmt::Debug> Storage for T {}

/// Drafts, credentials, access tokens, and who may do what.
#[async_trait]
pub trait Drafts {
    /// The workspace that this backend is bound to, and every resource with draft and live version.
    async fn manifest(&self) -> Result<ManifestRows>;

    /// One draft.
    async fn draft(&self, name: &ResourceName) -> Result<Option<DraftRow>>;

    /// Saves and deletes drafts, all or nothing, if every base revision is what is stored; writes the audit rows in the
    /// same transaction. The same idempotency key again gives the first answer again and changes nothing.
    async fn apply_changeset(&self, changeset: &NewChangeset, now: Timestamp) -> Result<AppliedOrNot>;

    /// Stores a sealed pair, replacing an earlier one for the same provider, platform and data centre; audited.
    async fn put_credentials(&self, credentials: &CredentialsRow) -> Result<()>;

    /// The pairs of a provider.
    async fn credentials(&self, provider: &ProviderName) -> Result<Vec<CredentialsRow>>;

    /// Stores an access token by its hash; audited.
    async fn put_access_token(&self, token: &AccessTokenRow) -> Result<()>;

    /// The access token of this hash, if it is neither revoked nor expired.
    async fn access_token(&self, hash: &[u8; 32], now: Timestamp) -> Result<Option<AccessTokenRow>>;

    /// The access tokens that are not revoked, newest first; expired ones are among them.
    async fn access_tokens(&self) -> Result<Vec<AccessTokenRow>>;

    /// Revokes the access token of this id; audited. `false` when there is none that is not revoked already.
    async fn revoke_access_token(&self, id: &str, by: &str, now: Timestamp) -> Result<bool>;

    /// The value stored under a name, if any; else stores `value` and gives it back: for the salt, the key check, …
    async fn meta_or_insert(&self, name: &str, value: &[u8]) -> Result<Vec<u8>>;

    /// The audit log, newest first.
    async fn audit(&self, limit: u32) -> Result<Vec<AuditRow>>;
}

/// Published versions and which of them is live.
#[async_trait]
pub trait Versions {
    /// Freezes a new version and makes it live, if the campaign's draft still has `publish.revision` and its live version is
    /// still `publish.was_live`; audited. The number is the highest so far plus one.
    async fn publish(&self, publish: &NewVersion, now: Timestamp) -> Result<PublishedOrNot>;

    /// All versions of a campaign, newest first.
    async fn versions(&self, campaign: &CampaignSlug) -> Result<Vec<VersionRow>>;

    /// One version with its frozen resources.
    async fn version(&self, campaign: &CampaignSlug, number: u64) -> Result<Option<VersionRow>>;

    /// The live version of a campaign, and whether publishing is held.
    async fn live(&self, campaign: &CampaignSlug) -> Result<Option<LiveRow>>;

    /// Makes another version live (or none) if `was` is live now; audited. `hold` keeps `publish` from undoing it.
    async fn set_live(&self, change: &LiveChange, now: Timestamp) -> Result<LiveChanged>;

    /// Begins or ends a pause of a campaign that is live; audited. Sessions that run are not touched.
    async fn set_paused(&self, change: &PauseChange, now: Timestamp) -> Result<PauseChanged>;
}

/// Sessions, verifications, reviews, customers and their pictures.
#[async_trait]
pub trait Runs {
    /// A new session with its customer, and the jobs and rows of its first step. Never [`Committed::Overtaken`].
    async fn start_session(&self, session: &SessionRow, commit: &Commit, now: Timestamp)
    -> Result<Committed>;

    /// One session.
    async fn session(&self, id: &str) -> Result<Option<SessionRow>>;

    /// Sessions, newest first.
    async fn sessions(&self, limit: u32) -> Result<Vec<SessionRow>>;

    /// A customer's sessions, newest first.
    async fn sessions_of(&self, customer: &str) -> Result<Vec<SessionRow>>;

    /// Replaces a session's state if its `seq` is still `expected_seq`, together with everything in `commit`: one
    /// transaction.
    async fn advance(
        &self,
        session: &SessionRow,
        expected_seq: u64,
        commit: &Commit,
        now: Timestamp,
    ) -> Result<Committed>;

    /// Replaces the state of a session, and nothing else of it, if its `seq` is still `expected_seq`. `false`: somebody else
    /// was faster.
    async fn replace_state(&self, session: &str, expected_seq: u64, state: &Sealed) -> Result<bool>;

    /// One verification attempt.
    async fn attempt(&self, id: &str) -> Result<Option<AttemptRow>>;

    /// The attempt to which a callback path or a return path belongs, by the SHA-256 of its token.
    async fn attempt_by_token(&self, hash: &[u8; 32]) -> Result<Option<AttemptRow>>;

    /// Attempts of a session in order, or the newest of all.
    async fn attempts(&self, session: Option<&str>, limit: u32) -> Result<Vec<AttemptRow>>;

    /// Changes an attempt outside of a step of its session (the provider's ids right after creation), if it still is in
    /// state `expected`.
    async fn update_attempt(&self, attempt: &AttemptRow, expected: AttemptState) -> Result<bool>;

    /// Reviews that are open, longest waiting first; or of one id in any state.
    async fn reviews(&self, id: Option<&str>) -> Result<Vec<ReviewRow>>;

    /// Customers, newest first.
    async fn customers(&self, limit: u32) -> Result<Vec<CustomerRow>>;

    /// One customer.
    async fn customer(&self, id: &str) -> Result<Option<CustomerRow>>;

    /// A customer's fields.
    async fn fields(&self, customer: &str) -> Result<Vec<FieldRow>>;

    /// Takes a field's value off a record, if it is still the one that was written at this time; audited. Others may have it
    /// then.
    async fn expire_field(&self, key: &FieldKey, written_at: Timestamp, now: Timestamp) -> Result<bool>;

    /// A customer's pictures and files that are kept.
    async fn images(&self, customer: &str) -> Result<Vec<ImageRow>>;

    /// One picture.
    async fn image(&self, id: &str) -> Result<Option<ImageRow>>;

    /// Notes that a picture is stored; a second note for the same attempt and name changes nothing.
    async fn put_image(&self, image: &ImageRow) -> Result<()>;

    /// Notes that a picture is not stored any more; audited. `false` when there was none of this id.
    async fn remove_image(&self, id: &str, now: Timestamp) -> Result<bool>;

    /// Adds a row to the audit log.
    async fn note(&self, audit: &AuditRow) -> Result<()>;
}

/// Work to be done outside of a transaction: at least once, each by its key idempotent.
#[async_trait]
pub trait Jobs {
    /// Adds jobs; one whose key is there already (waiting, running or done) is left as it is.
    async fn add_jobs(&self, jobs: &[NewJob], now: Timestamp) -> Result<()>;

    /// Takes up to `limit` jobs that are due and not leased, oldest first, and leases them until `lease_until`.
    async fn claim_jobs(&self, now: Timestamp, lease_until: Timestamp, limit: u32)
    -> Result<Vec<ClaimedJob>>;

    /// Takes the job of this key, if it is due and not leased.
    async fn claim_job(
        &self,
        key: &str,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<ClaimedJob>>;

    /// The job is done, if the lease still is ours (`fence`).
    async fn finish_job(&self, job: &ClaimedJob) -> Result<bool>;

    /// The job shall be tried again at `at`, if the lease still is ours.
    async fn retry_job(&self, job: &ClaimedJob, at: Timestamp, error: &str) -> Result<bool>;

    /// Makes a waiting job due now: a callback came. `false` when there is none waiting.
    async fn hasten_job(&self, key: &str, now: Timestamp) -> Result<bool>;

    /// When the next job is due, for the worker's sleep.
    async fn next_due(&self) -> Result<Option<Timestamp>>;

    /// Whether somebody has a lease on the job of this key.
    async fn job_at_work(&self, key: &str, now: Timestamp) -> Result<bool>;
}
