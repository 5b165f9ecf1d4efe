//! The data model: the fields of a customer's record.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::FieldId;

/// The fields that customers have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DataModel {
    /// Fields by id.
    #[serde(rename = "field", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<FieldId, Field>,
}

/// One field of a customer's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Field {
    /// What values it takes.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// What people read; default: the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What the field is for, for colleagues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The least number of characters, for texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// The greatest number of characters, for texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// The words to choose from, for `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// How personal the values are.
    #[serde(default, skip_serializing_if = "Pii::is_none")]
    pub pii: Pii,
    /// Rules that shall not speak of this field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
}

impl Field {
    /// A field of a type, with nothing else said.
    pub fn new(kind: FieldType) -> Self {
        Self {
            kind,
            label: None,
            description: None,
            min_length: None,
            max_length: None,
            values: Vec::new(),
            pii: Pii::None,
            allow: Vec::new(),
        }
    }

    /// What people read: the label, or the id.
    pub fn label<'a>(&'a self, id: &'a FieldId) -> &'a str {
        self.label.as_deref().unwrap_or(id.as_str())
    }
}

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LargeText,
    /// A person's whole name.
    FullName,
    /// A whole number of 64 bits.
    Integer,
    /// Yes or no.
    Boolean,
    /// A calendar date.
    Date,
    /// The calendar date of a birth.
    BirthDate,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// One of the words in `values`.
    Choice,
    /// A country, as alpha-3 code.
    Country,
}

/// Types that are named and kept for later, and refused until then.
pub const RESERVED_FIELD_TYPES: [&str; 10] = [
    "address",
    "composite",
    "currency",
    "datetime",
    "decimal",
    "file",
    "image",
    "language",
    "mobile-phone",
    "password",
];

impl FieldType {
    /// All types, in the order of documentation.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::LargeText,
        Self::FullName,
        Self::Integer,
        Self::Boolean,
        Self::Date,
        Self::BirthDate,
        Self::Email,
        Self::Phone,
        Self::Choice,
        Self::Country,
    ];

    /// The type's name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LargeText => "large-text",
            Self::FullName => "full-name",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::BirthDate => "birth-date",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Choice => "choice",
            Self::Country => "country",
        }
    }

    /// The type of exactly this name, or the reason why there is none.
    pub fn from_name(text: &str) -> Result<Self, FieldTypeError> {
        if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.as_str() == text) {
            return Ok(kind);
        }
        if RESERVED_FIELD_TYPES.contains(&text) {
            return Err(FieldTypeError::Reserved(text.to_owned()));
        }
        let nearest = crate::suggest::nearest(text, Self::ALL.map(Self::as_str));
        Err(FieldTypeError::Unknown { name: text.chars().take(60).collect(), nearest })
    }

    /// Whether values are text without further meaning, so that lengths count and any text fits.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::LargeText | Self::FullName)
    }

    /// Whether values are calendar dates.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::BirthDate)
    }
}

/// Why a text names no field type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldTypeError {
    /// A type that is kept for later.
    #[error("the field type `{0}` is not built yet")]
    Reserved(String),
    /// No such type.
    #[error("there is no field type `{name}`{}", nearest.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// What was written.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
}

impl fmt::Display for FieldType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for FieldType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FieldType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_name(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// How personal a field's values are. Anything above `none` is masked in logs, tables and diffs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pii {
    /// Tells nothing about a person.
    #[default]
    None,
    /// Tells who a person is.
    Personal,
    /// Could harm a person when known: health, religion.
    Sensitive,
    /// Measures a body: face, fingerprint.
    Biometric,
}

impl Pii {
    /// All levels, least first.
    pub const ALL: [Self; 4] = [Self::None, Self::Personal, Self::Sensitive, Self::Biometric];

    /// The level's name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Personal => "personal",
            Self::Sensitive => "sensitive",
            Self::Biometric => "biometric",
        }
    }

    /// Whether values tell nothing about a person.
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

impl fmt::Display for Pii {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
