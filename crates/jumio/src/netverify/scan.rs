//! The state and the result of a transaction (FACTS 3.10).

use serde::{Deserialize, Serialize};

use super::{ImageLink, Verification};
use crate::WireTime;
use crate::open_enum::open_enum;
use crate::wire::Members;

open_enum! {
    /// The state of a transaction.
    ScanState {
        /// It goes on.
        Pending = "PENDING",
        /// There is a result.
        Done = "DONE",
        /// It ended without one.
        Failed = "FAILED",
    }
}

impl ScanState {
    /// Whether the transaction goes on. A state that is not known is taken for an end, so that nobody waits for ever.
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Pending)
    }
}

open_enum! {
    /// What became of the document (FACTS 3.9). An approved one says nothing about the face: see
    /// [`super::IdentityVerification`].
    VerificationStatus {
        /// The document is good.
        ApprovedVerified = "APPROVED_VERIFIED",
        /// It is forged, or somebody else's.
        DeniedFraud = "DENIED_FRAUD",
        /// Its type is not accepted.
        DeniedUnsupportedIdType = "DENIED_UNSUPPORTED_ID_TYPE",
        /// Its country is not accepted.
        DeniedUnsupportedIdCountry = "DENIED_UNSUPPORTED_ID_COUNTRY",
        /// It cannot be read.
        ErrorNotReadableId = "ERROR_NOT_READABLE_ID",
        /// There is none.
        NoIdUploaded = "NO_ID_UPLOADED",
    }
}

/// The answer to asking for a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScanStatus {
    /// When it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<WireTime>,
    /// The transaction.
    pub scan_reference: String,
    /// Its state.
    pub status: ScanState,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// The result of a transaction. What was read from documents does not show in its `Debug`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScanData {
    /// When it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<WireTime>,
    /// The transaction.
    pub scan_reference: String,
    /// What was read from the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    /// What is known about the journey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction: Option<Transaction>,
    /// What was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// Where the face map can be had, for those to whom Jumio gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facemap: Option<ImageLink>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// What was read from the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// What became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<VerificationStatus>,
    /// `PASSPORT`, `DRIVING_LICENSE`, `ID_CARD`, `VISA`, `UNSUPPORTED`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `NATIONAL_ID`, `E_PASSPORT`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_subtype: Option<String>,
    /// Alpha-3 or `XKX`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuing_country: Option<String>,
    /// The transaction; only when the document was asked for alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan_reference: Option<String>,
    /// When it was asked; only when the document was asked for alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<WireTime>,
    /// Everything that is about the person: `firstName`, `number`, `dob`, `address`, …
    #[serde(flatten)]
    pub fields: Members,
}

/// What is known about the journey. The person's address (`clientIp`) is among the other members.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    /// The state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ScanState>,
    /// How it was captured, as it was written: with `-` or `_` ([`Transaction::source`] reads it).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<WireTime>,
    /// The `customerInternalReference` of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_scan_reference: Option<String>,
    /// The `reportingCriteria` of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_reporting_criteria: Option<String>,
    /// The `userReference` of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// The transaction; only when it was asked for alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan_reference: Option<String>,
    /// When it was asked; only when it was asked for alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<WireTime>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl Transaction {
    /// How it was captured: `WEB`, `WEB_CAM`, `WEB_UPLOAD`, `REDIRECT`, `REDIRECT_CAM`, `REDIRECT_UPLOAD`, `API`, `SDK`.
    pub fn source(&self) -> Option<String> {
        self.source.as_deref().map(|source| source.replace('-', "_"))
    }
}
