//! Starting a transaction (FACTS 3.3 to 3.6).

use std::fmt;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::WireTime;
use crate::open_enum::open_enum;
use crate::path::traces;
use crate::wire::{Members, null_default};

/// What a transaction shall be. Its `Debug` leaves out URLs: the callback's may hold a secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InitiateRequest {
    /// The caller's own id for this transaction, 1 to 100 characters, no personal data.
    pub customer_internal_reference: String,
    /// The caller's own id for the person, 1 to 100 characters, no personal data.
    pub user_reference: String,
    /// A label for reports, at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporting_criteria: Option<String>,
    /// Where the person goes afterwards, at most 2047 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success_url: Option<String>,
    /// Where the person goes when it went wrong, at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_url: Option<String>,
    /// Where Jumio sends the result, at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<String>,
    /// What is verified, and how it is captured; the portal's setting otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workflow_id: Option<WorkflowId>,
    /// What the person need not choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "null_default")]
    pub presets: Vec<Preset>,
    /// The language, at most 5 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// How long the person may take to begin, 5 to 86400 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_lifetime_in_minutes: Option<u32>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl InitiateRequest {
    /// The smallest request: references of the transaction and of the person.
    pub fn new(customer_internal_reference: impl Into<String>, user_reference: impl Into<String>) -> Self {
        Self {
            customer_internal_reference: customer_internal_reference.into(),
            user_reference: user_reference.into(),
            reporting_criteria: None,
            success_url: None,
            error_url: None,
            callback_url: None,
            workflow_id: None,
            presets: Vec::new(),
            locale: None,
            token_lifetime_in_minutes: None,
            other: Members::default(),
        }
    }

    /// What an error must not repeat.
    pub(super) fn hidden(&self) -> Vec<String> {
        let urls = [&self.callback_url, &self.success_url, &self.error_url];
        urls.into_iter().flatten().flat_map(|url| traces(url)).collect()
    }
}

impl fmt::Debug for InitiateRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InitiateRequest")
            .field("customer_internal_reference", &self.customer_internal_reference)
            .field("workflow_id", &self.workflow_id)
            .field("presets", &self.presets)
            .finish_non_exhaustive()
    }
}

/// What is verified, and how it is captured (FACTS 3.4). Other numbers than the six documented ones can be told, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkflowId(pub u32);

impl WorkflowId {
    /// The identity document; by camera or upload.
    pub const ID: Self = Self(100);
    /// The identity document; by camera only.
    pub const ID_CAMERA: Self = Self(101);
    /// The identity document; by upload only.
    pub const ID_UPLOAD: Self = Self(102);
    /// The identity document and the face; by camera or upload.
    pub const IDENTITY: Self = Self(200);
    /// The identity document and the face; by camera only.
    pub const IDENTITY_CAMERA: Self = Self(201);
    /// The identity document and the face; by upload only.
    pub const IDENTITY_UPLOAD: Self = Self(202);

    /// The documented ones.
    pub const ALL: [Self; 6] = [
        Self::ID,
        Self::ID_CAMERA,
        Self::ID_UPLOAD,
        Self::IDENTITY,
        Self::IDENTITY_CAMERA,
        Self::IDENTITY_UPLOAD,
    ];

    /// Whether the face is compared with the document.
    pub const fn compares_faces(self) -> bool {
        matches!(self, Self::IDENTITY | Self::IDENTITY_CAMERA | Self::IDENTITY_UPLOAD)
    }
}

/// What the person need not choose (FACTS 3.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preset {
    /// Always 1.
    pub index: u32,
    /// The issuing country, alpha-3 or `XKX`.
    pub country: String,
    /// The type of document.
    #[serde(rename = "type")]
    pub kind: PresetType,
}

impl Preset {
    /// The identity document.
    pub fn document(country: impl Into<String>, kind: PresetType) -> Self {
        Self { index: 1, country: country.into(), kind }
    }
}

open_enum! {
    /// The types of document that can be preset.
    PresetType {
        /// A passport.
        Passport = "PASSPORT",
        /// A driving licence.
        DrivingLicense = "DRIVING_LICENSE",
        /// An identity card.
        IdCard = "ID_CARD",
    }
}

/// A transaction that was begun. What lets somebody act for the person is kept as a secret.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InitiateResponse {
    /// When.
    pub timestamp: Option<WireTime>,
    /// Jumio's id for the transaction.
    pub transaction_reference: String,
    /// The page to open, exactly as it is.
    pub redirect_url: SecretString,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}
