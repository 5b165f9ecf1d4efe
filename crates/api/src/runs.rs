//! What happens in running funnels: sessions, verifications, reviews, customers.

use jiff::Timestamp;
use model::step::EndResult;
use model::{CampaignSlug, FieldId, FieldType, Outcome, Pii, ProviderName, StepId, VerificationResult};
use serde::{Deserialize, Serialize};

/// How far a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionState {
    /// The customer or a person of the company has something to do, or a result is waited for.
    Active,
    /// It reached an end.
    Ended,
}

/// `GET /sessions`: one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionSummary {
    /// The session's id.
    pub id: String,
    /// The customer's id.
    pub customer: String,
    /// The campaign.
    pub campaign: CampaignSlug,
    /// The version that it runs through.
    pub version: u64,
    /// How far it is.
    pub state: SessionState,
    /// The step where it stands or ended.
    pub step: StepId,
    /// How it ended.
    pub result: Option<EndResult>,
    /// When it began.
    pub started_at: Timestamp,
    /// When something happened last.
    pub updated_at: Timestamp,
}

/// `GET /sessions/{id}`: all that may be told without personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDetail {
    /// The row.
    pub summary: SessionSummary,
    /// The steps passed, in order.
    pub trail: Vec<TrailEntry>,
    /// The verifications tried.
    pub attempts: Vec<AttemptSummary>,
}

/// One step passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailEntry {
    /// The step.
    pub step: StepId,
    /// How it ended; `None` for the end of the session.
    pub outcome: Option<Outcome>,
    /// When.
    pub at: Timestamp,
    /// What else is worth knowing, without personal data.
    pub note: Option<String>,
}

/// How far a verification attempt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

/// `GET /verifications`: one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptSummary {
    /// Our id of the verification: `<session>-<step>-<attempt>`, or the like.
    pub id: String,
    /// The session.
    pub session: String,
    /// The step.
    pub step: StepId,
    /// Counted from 1 in each session and step.
    pub attempt: u32,
    /// Who verifies.
    pub provider: ProviderName,
    /// The provider's ids, once there are any: account and run.
    pub account_id: Option<String>,
    /// The provider's id of this run.
    pub run_id: Option<String>,
    /// How far it is.
    pub state: AttemptState,
    /// The outcome, once decided.
    pub outcome: Option<Outcome>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

/// `GET /verifications/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptDetail {
    /// The row.
    pub summary: AttemptSummary,
    /// The normalised result with what was captured; only for those who may see it.
    pub result: Option<VerificationResult>,
    /// The pictures kept.
    pub images: Vec<ImageRecord>,
}

/// A picture, or a file that the customer sent, that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageRecord {
    /// Its id; `GET /images/{id}` is the picture.
    pub id: String,
    /// What it shows: `front`, `back`, `face`, `liveness-1`; for a file that the customer sent, the field.
    pub name: String,
    /// `image/jpeg`, `image/png`, `image/webp`, or `application/pdf`.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The session and step where it was taken or sent.
    pub session: String,
    /// The step.
    pub step: StepId,
    /// When it was stored.
    pub stored_at: Timestamp,
    /// When it will be removed; `None` for never.
    pub remove_at: Option<Timestamp>,
}

/// How far a review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewState {
    /// Waits for a person.
    Open,
    /// Worked off, or overdue.
    Closed,
}

/// `GET /reviews`: one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewItem {
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
    /// How far it is.
    pub state: ReviewState,
    /// Reasons to choose from.
    pub reasons: Vec<String>,
    /// Why it came here: the step and outcome before.
    pub came_from: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it is overdue.
    pub due_at: Option<Timestamp>,
}

/// What a person decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewVerdict {
    /// Go on.
    Approved,
    /// Do not.
    Rejected,
}

/// `POST /reviews/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDecision {
    /// The verdict.
    pub verdict: ReviewVerdict,
    /// Why.
    pub reason: Option<String>,
}

/// `GET /customers`: one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerSummary {
    /// The customer's id.
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

/// `GET /customers/{id}`: the record. Reading it is audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The row.
    pub summary: CustomerSummary,
    /// The fields with a value.
    pub fields: Vec<FieldRecord>,
    /// The pictures kept.
    pub images: Vec<ImageRecord>,
    /// The customer's sessions.
    pub sessions: Vec<SessionSummary>,
}

/// One field of a customer's record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRecord {
    /// The field.
    pub field: FieldId,
    /// The campaign, for a field of what the customer does in one campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<CampaignSlug>,
    /// What people read.
    pub label: String,
    /// Its type when it was written.
    pub kind: FieldType,
    /// How personal it is.
    pub pii: Pii,
    /// The value as text; of a password, that it is set.
    pub value: String,
    /// Whether no other customer may have the value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Where it came from: `page welcome`, or `identity: document.first_name`.
    pub origin: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// When it will be removed; absent for never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remove_at: Option<Timestamp>,
}

impl std::fmt::Debug for FieldRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FieldRecord")
            .field("field", &self.field)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}
