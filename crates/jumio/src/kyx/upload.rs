//! Sending what was captured elsewhere (FACTS 4.4).

use std::fmt;
use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{CredentialApi, IdRef};
use crate::WireTime;
use crate::wire::Members;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// A picture.
    Jpeg,
    /// A picture.
    Png,
    /// A document of several pages; for the part `document` only.
    Pdf,
}

impl MediaType {
    /// As headers name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }
}

/// The content type and body of a form with a single field, `file`.
pub(super) fn form(media: MediaType, content: &[u8]) -> (String, Bytes) {
    // The hashers' keys are random: nobody can put the boundary into a picture beforehand.
    let random = || RandomState::new().hash_one("boundary");
    let boundary = format!("{:016x}{:016x}", random(), random());
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
         Content-Type: {}\r\n\r\n",
        media.as_str()
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body.into())
}

/// The answer to a part that was sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadResponse {
    /// When.
    pub timestamp: Option<WireTime>,
    /// The account.
    pub account: IdRef,
    /// The execution.
    pub workflow_execution: IdRef,
    /// The credential.
    pub credential: Option<IdRef>,
    /// The part.
    pub part: Option<IdRef>,
    /// What may still be sent.
    pub api: Option<CredentialApi>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// What is known about a person. All of it is personal data: its `Debug` shows nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PreparedData {
    /// `Jr.`, `III`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Middle name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// `F`, `M`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<String>,
    /// Social security number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub social_security_number: Option<String>,
    /// Alpha-3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// With the country's prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// With the country's prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number2: Option<String>,
    /// The number that the state gives to a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal_number: Option<String>,
    /// Where the person lives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<PreparedAddress>,
    /// The person's identity document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<PreparedId>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl PreparedData {
    /// Every text in it that an error must not repeat; those of one or two letters would make errors unreadable and
    /// tell nothing.
    pub(super) fn texts(&self) -> Vec<String> {
        fn collect(value: Value, texts: &mut Vec<String>) {
            match value {
                Value::String(text) if text.chars().count() > 2 => texts.push(text),
                Value::Array(items) => items.into_iter().for_each(|item| collect(item, texts)),
                Value::Object(members) => members.into_iter().for_each(|(_, value)| collect(value, texts)),
                _ => {}
            }
        }
        let mut texts = Vec::new();
        collect(serde_json::to_value(self).unwrap_or_default(), &mut texts);
        texts
    }
}

impl fmt::Debug for PreparedData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PreparedData(…)")
    }
}

/// Where a person lives.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PreparedAddress {
    /// First line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line1: Option<String>,
    /// Second line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line2: Option<String>,
    /// Third line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line3: Option<String>,
    /// Fourth line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line4: Option<String>,
    /// Fifth line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line5: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The suffix of ISO 3166-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision: Option<String>,
    /// Alpha-3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl fmt::Debug for PreparedAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PreparedAddress(…)")
    }
}

/// An identity document.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PreparedId {
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    /// `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuing_date: Option<String>,
    /// `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiry_date: Option<String>,
    /// `ID_CARD`, `PASSPORT`, …
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl fmt::Debug for PreparedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PreparedId(…)")
    }
}
