//! What was checked, and why a document was not accepted (FACTS 3.9 and 3.10).

use serde::{Deserialize, Serialize};

use crate::WireTime;
use crate::open_enum::open_enum;
use crate::wire::{Flag, Members, OneOrMany, text_or_number};

/// What was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// The machine-readable zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mrz_check: Option<MrzCheck>,
    /// Why the document was not accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reject_reason: Option<RejectReason>,
    /// The face; only with an approved document, from tenants that compare faces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_verification: Option<IdentityVerification>,
    /// `addressValidation`, `proofOfResidency`, `watchlistScreening`, `faceSearchFindings`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional_checks: Option<Members>,
    /// The transaction; only when this was asked for alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan_reference: Option<String>,
    /// When it was asked; only when this was asked for alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<WireTime>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

open_enum! {
    /// The check of the machine-readable zone.
    MrzCheck {
        /// Its digits are right.
        Ok = "OK",
        /// There is none, or it is not checked.
        NotAvailable = "NOT_AVAILABLE",
    }
}

open_enum! {
    /// Whether the face is the document's.
    Similarity {
        /// It is.
        Match = "MATCH",
        /// It is not.
        NoMatch = "NO_MATCH",
        /// It could not be told.
        NotPossible = "NOT_POSSIBLE",
    }
}

/// The face. An approved document can come with one that does not match or is not genuine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityVerification {
    /// Whether it is the document's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub similarity: Option<Similarity>,
    /// Whether it is a living person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Flag>,
    /// Why it is not, such as `LIVENESS_FAILED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl IdentityVerification {
    /// Whether it is a living person's; `None` when that is not said.
    pub fn is_valid(&self) -> Option<bool> {
        self.validity.as_ref().and_then(Flag::is_set)
    }
}

/// Why a document was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RejectReason {
    /// The number, such as `200`.
    #[serde(deserialize_with = "text_or_number")]
    pub reject_reason_code: String,
    /// The word, such as `NOT_READABLE_DOCUMENT`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reject_reason_description: Option<String>,
    /// More precisely; one, or several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reject_reason_details: Option<OneOrMany<RejectDetail>>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl RejectReason {
    /// The details.
    pub fn details(&self) -> Vec<RejectDetail> {
        self.reject_reason_details.as_ref().map(OneOrMany::items).unwrap_or_default()
    }
}

/// A detail of why a document was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RejectDetail {
    /// The number, such as `2001`.
    #[serde(deserialize_with = "text_or_number")]
    pub details_code: String,
    /// The word, such as `BLURRED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details_description: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}
