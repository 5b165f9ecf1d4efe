//! Rows of customers, their fields and pictures.

use jiff::Timestamp;
use model::{CampaignSlug, FieldId, FieldType, Pii, StepId};

use super::Sealed;
use crate::storage::ImageState;

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
    /// How many pictures and files are kept.
    pub images: u64,
}

/// A place on a customer's record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldKey {
    /// The customer.
    pub customer: String,
    /// The campaign, for a field of what the customer does in one campaign.
    pub campaign: Option<CampaignSlug>,
    /// The field.
    pub field: FieldId,
}

/// One field of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRow {
    /// The customer.
    pub customer: String,
    /// The campaign, for a field of what the customer does in one campaign.
    pub campaign: Option<CampaignSlug>,
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
    /// Whether nobody else may have the value.
    pub unique: bool,
    /// Where it came from.
    pub origin: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// When it will be removed; `None` for never.
    pub remove_at: Option<Timestamp>,
}

impl FieldRow {
    /// The field's place.
    pub fn key(&self) -> FieldKey {
        FieldKey {
            customer: self.customer.clone(),
            campaign: self.campaign.clone(),
            field: self.field.clone(),
        }
    }
}

/// A value that nobody else may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UniqueValue {
    /// Whose it is.
    pub key: FieldKey,
    /// What it is told by: the same for the same value of the same field, and different for all others.
    pub fingerprint: [u8; 32],
}

/// One picture, or a file that a customer sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageRow {
    /// Its id.
    pub id: String,
    /// The customer.
    pub customer: String,
    /// The attempt where it was taken; `None` for a file that the customer sent.
    pub attempt: Option<String>,
    /// The field for which the customer sent it; `None` for a picture that a verification took.
    pub field: Option<FieldId>,
    /// The session.
    pub session: String,
    /// The step.
    pub step: StepId,
    /// What it shows, or the field's name; with the step it is what a field's value names.
    pub name: String,
    /// How far it is.
    pub state: ImageState,
    /// What it is, by its contents: `image/jpeg`, `application/pdf`.
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
