//! The data model: the fields of a customer's record.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Bound, FieldId, FieldType};

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
    /// Whether a customer's record is complete only with a value: pages ask for it, and an identity verification that does
    /// not bring it has failed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether the value tells customers apart.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub identifier: bool,
    /// The value where none is given, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The least value, for numbers and dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Bound>,
    /// The greatest value, for numbers and dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Bound>,
    /// The greatest number of places after the point, for `decimal` (as written) and `currency` (2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<u32>,
    /// A regular expression that the whole text has to match, for texts. It takes linear time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The least number of characters, for texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// The greatest number of characters, for texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// The words to choose from, for `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// Other spellings of the words in `values`, such as `M = "male"`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aliases: BTreeMap<String, String>,
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
            required: false,
            identifier: false,
            default: None,
            min: None,
            max: None,
            scale: None,
            pattern: None,
            min_length: None,
            max_length: None,
            values: Vec::new(),
            aliases: BTreeMap::new(),
            pii: Pii::None,
            allow: Vec::new(),
        }
    }

    /// The greatest number of places after the point; `None` for any.
    pub fn places(&self) -> Option<u32> {
        self.scale.or_else(|| (self.kind == FieldType::Currency).then_some(2))
    }

    /// What people read: the label, or the id.
    pub fn label<'a>(&'a self, id: &'a FieldId) -> &'a str {
        self.label.as_deref().unwrap_or(id.as_str())
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
