//! The body of creating and updating an account (FACTS 4.3).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::WireTime;
use crate::open_enum::open_enum;
use crate::wire::{Members, null_default, text_or_number};

/// What a workflow execution shall be. Its `Debug` leaves out URLs (the callback's may hold a secret) and the consent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountRequest {
    /// The caller's own id for this execution, 1 to 100 characters, no personal data.
    pub customer_internal_reference: String,
    /// The caller's own id for the person, at most 100 characters, no personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_reference: Option<String>,
    /// A label for reports, at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporting_criteria: Option<String>,
    /// Where Jumio tells that the state changed, at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<String>,
    /// How long the person may take to begin: `30m`, 5 minutes to 60 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_lifetime: Option<String>,
    /// What is run.
    pub workflow_definition: WorkflowDefinition,
    /// How the hosted pages behave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web: Option<Web>,
    /// The person's consent; demanded with biometrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_consent: Option<UserConsent>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl AccountRequest {
    /// The smallest request: a reference and a workflow.
    pub fn new(customer_internal_reference: impl Into<String>, key: WorkflowKey) -> Self {
        Self {
            customer_internal_reference: customer_internal_reference.into(),
            user_reference: None,
            reporting_criteria: None,
            callback_url: None,
            token_lifetime: None,
            workflow_definition: WorkflowDefinition {
                key,
                credentials: Vec::new(),
                capabilities: None,
                other: Members::default(),
            },
            web: None,
            user_consent: None,
            other: Members::default(),
        }
    }
}

impl fmt::Debug for AccountRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountRequest")
            .field("customer_internal_reference", &self.customer_internal_reference)
            .field("workflow_definition", &self.workflow_definition)
            .finish_non_exhaustive()
    }
}

/// Which workflow is run, and what is known beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkflowDefinition {
    /// The workflow.
    pub key: WorkflowKey,
    /// What is fixed or proposed of the credentials.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "null_default")]
    pub credentials: Vec<Preset>,
    /// Settings of capabilities, such as the profile of a screening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capabilities: Option<Members>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// A workflow's key. Written as a number where it is one, as Jumio's samples do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkflowKey(pub String);

impl Serialize for WorkflowKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parse::<u64>() {
            Ok(number) if number.to_string() == self.0 => serializer.serialize_u64(number),
            _ => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for WorkflowKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_number(deserializer).map(Self)
    }
}

/// What is known beforehand of a credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Preset {
    /// An existing credential that is used again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `ID`, `SELFIE`, `FACEMAP`, `DOCUMENT`, `DATA`.
    pub category: String,
    /// Tells two of one category apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Issuing countries, alpha-3 or `XKX`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<PresetValues>,
    /// Types of document or face map.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<PresetValues>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// The values that are fixed or proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PresetValues {
    /// Whether the person can choose otherwise; Jumio's default is [`PresetKind::Defined`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predefined_type: Option<PresetKind>,
    /// The values.
    #[serde(default, deserialize_with = "null_default")]
    pub values: Vec<String>,
}

open_enum! {
    /// Whether the person can choose otherwise.
    PresetKind {
        /// They cannot.
        Defined = "DEFINED",
        /// They can.
        Recommended = "RECOMMENDED",
    }
}

/// How the hosted pages behave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Web {
    /// Where the person goes afterwards; no query, at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success_url: Option<String>,
    /// Where the person goes when it went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_url: Option<String>,
    /// The language, at most 5 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// The person's consent. Its `Debug` leaves out the address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserConsent {
    /// The address from which the person came; personal data.
    pub user_ip: String,
    /// Where the person lives.
    pub user_location: UserLocation,
    /// What they said; demanded for residents of the USA.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentGiven>,
}

impl fmt::Debug for UserConsent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserConsent").finish_non_exhaustive()
    }
}

/// Where a person lives.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserLocation {
    /// Alpha-3.
    pub country: String,
    /// The suffix of ISO 3166-2, for the USA, Canada and Australia.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// What the person said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentGiven {
    /// Their answer.
    pub obtained: Obtained,
    /// When; demanded with yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obtained_at: Option<WireTime>,
}

open_enum! {
    /// Whether consent was given.
    Obtained {
        /// It was.
        Yes = "yes",
        /// It was not.
        No = "no",
        /// None is needed.
        NotApplicable = "na",
    }
}
