//! The identity documents that Jumio supports, and those that the tenant accepts (FACTS 3.12).

use serde::{Deserialize, Serialize};

use crate::WireTime;
use crate::wire::{Flag, Members, null_default};

/// The identity documents that Jumio supports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupportedIdTypes {
    /// When it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<WireTime>,
    /// By country.
    #[serde(deserialize_with = "null_default")]
    pub supported_id_types: Vec<CountryIdTypes>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// The identity documents that the tenant accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AcceptedIdTypes {
    /// When it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<WireTime>,
    /// By country.
    #[serde(deserialize_with = "null_default")]
    pub accepted_id_types: Vec<CountryIdTypes>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// The identity documents of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CountryIdTypes {
    /// Alpha-3 or `XKX`.
    pub country_code: String,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_name: Option<String>,
    /// The types.
    #[serde(default, deserialize_with = "null_default")]
    pub id_types: Vec<IdTypeSupport>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// A type of identity document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdTypeSupport {
    /// `PASSPORT`, `DRIVING_LICENSE`, `ID_CARD`.
    pub id_type: String,
    /// How it is captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acquisition_config: Option<AcquisitionConfig>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl IdTypeSupport {
    /// Whether its back is captured, too; `None` when that is not said.
    pub fn has_back_side(&self) -> Option<bool> {
        self.acquisition_config.as_ref()?.back_side.as_ref()?.is_set()
    }
}

/// How a document is captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AcquisitionConfig {
    /// Whether its back is captured, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_side: Option<Flag>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}
