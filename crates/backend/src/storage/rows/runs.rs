//! Rows of sessions, verifications and reviews.

use std::collections::BTreeSet;

pub use api::AttemptState;
use jiff::Timestamp;
use model::step::EndResult;
use model::{CampaignSlug, FieldId, Outcome, ProviderName, StepId};

use super::{AuditRow, ClaimedJob, FieldKey, FieldRow, NewJob, Sealed, UniqueValue};
use crate::storage::SettledUploads;

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
    /// Fields of customers' records that have no value any more.
    pub cleared: Vec<FieldKey>,
    /// The values of `fields` that nobody else may have; those that the same fields had before are free again.
    pub unique: Vec<UniqueValue>,
    /// What becomes of the files that the customer sent.
    pub uploads: Option<SettledUploads>,
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

/// What became of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Committed {
    /// All of it was written.
    Done,
    /// Nothing was written: somebody else was faster.
    Overtaken,
    /// Nothing was written: others have the values of these fields, which nobody else may have.
    Taken(BTreeSet<FieldId>),
}

impl Committed {
    /// Whether all was written.
    pub fn is_done(&self) -> bool {
        *self == Self::Done
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
