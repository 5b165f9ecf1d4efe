//! What Jumio posts when a transaction is over (FACTS 3.9).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::{IdentityVerification, RejectReason, VerificationStatus};
use crate::WireTime;
use crate::wire::{JsonText, Members};

/// The `callBackType` of an identity document.
const IDENTITY: &str = "NETVERIFYID";

/// What Jumio posts when a transaction is over. It is not signed: before it is believed, the result should be fetched.
/// What was read from documents does not show in its `Debug`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callback {
    /// About an identity document.
    Identity(Box<IdentityCallback>),
    /// About something else, such as an authentication; its fields as they came.
    Other(Members),
}

impl Callback {
    /// Reads the body of a callback, `application/x-www-form-urlencoded`. Of fields of one name the last counts.
    pub fn from_form(body: &[u8]) -> Self {
        let fields: Map<String, Value> = form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect();
        let is_identity = fields.get("callBackType").is_some_and(|kind| kind == IDENTITY);
        let identity = is_identity.then(|| serde_json::from_value(Value::Object(fields.clone())).ok());
        match identity.flatten() {
            Some(identity) => Self::Identity(Box::new(identity)),
            None => Self::Other(Members(fields)),
        }
    }
}

/// The end of a transaction with an identity document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentityCallback {
    /// `NETVERIFYID`.
    pub call_back_type: String,
    /// The transaction.
    pub jumio_id_scan_reference: String,
    /// What became of the document.
    pub verification_status: VerificationStatus,
    /// `SUCCESS` when it was approved, otherwise `ERROR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_scan_status: Option<String>,
    /// `WEB`, `WEB_CAM`, `WEB_UPLOAD`, `API`, `SDK`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_scan_source: Option<String>,
    /// The `customerInternalReference` of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_id_scan_reference: Option<String>,
    /// The `reportingCriteria` of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_reporting_criteria: Option<String>,
    /// The `userReference` of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// When the transaction was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction_date: Option<WireTime>,
    /// When this was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback_date: Option<WireTime>,
    /// When the person first tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_attempt_date: Option<WireTime>,
    /// The face.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_verification: Option<JsonText<IdentityVerification>>,
    /// Why the document was not accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reject_reason: Option<JsonText<RejectReason>>,
    /// `PASSPORT`, `DRIVING_LICENSE`, `ID_CARD`, `VISA`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_type: Option<String>,
    /// `NATIONAL_ID`, `E_PASSPORT`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_subtype: Option<String>,
    /// Alpha-3 or `XKX`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_country: Option<String>,
    /// The URLs of the pictures that prove a living person, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liveness_images: Option<JsonText<Vec<String>>>,
    /// Everything that is about the person (`idFirstName`, `idAddress`, `clientIp`, …), the single checks
    /// (`idCheckMRZcode`, …) and the pictures' URLs. [`Members::object`] reads those that hold JSON.
    #[serde(flatten)]
    pub fields: Members,
}
