//! The data model: the fields of a customer's record.

use std::collections::BTreeMap;
use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Bound, CountryCode, FieldId, FieldType, Value};

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
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the file")]
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
    /// By which code countries are written, for `country`.
    #[serde(default, skip_serializing_if = "CountryCode::is_alpha3")]
    pub code: CountryCode,
    /// The names of the parts, in order, for `composite`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// What stands between the parts, for `composite`; default: the value is JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// The media types that are taken, for `file` and `image`; default: those of [`FieldType::usual_media_types`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media_types: Vec<String>,
    /// The largest size in bytes, for `file` and `image`; default, and at most: [`MAX_BYTES`](crate::MAX_BYTES).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u64>,
    /// Whether the field has several values, one a line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multiple: bool,
    /// Whether no two customers have the same value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// What the value belongs to: the customer, or what the customer does in one campaign.
    #[serde(default, skip_serializing_if = "Scope::is_customer")]
    pub scope: Scope,
    /// After how many days a value is removed; default: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention_days: Option<u32>,
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
            code: CountryCode::Alpha3,
            parts: Vec::new(),
            delimiter: None,
            media_types: Vec::new(),
            max_bytes: None,
            multiple: false,
            unique: false,
            scope: Scope::Customer,
            retention_days: None,
            pii: Pii::None,
            allow: Vec::new(),
        }
    }

    /// The greatest number of places after the point; `None` for any.
    pub fn places(&self) -> Option<u32> {
        self.scale.or_else(|| (self.kind == FieldType::Currency).then_some(2))
    }

    /// A value as the field writes it, for people and other systems: countries by the field's code, all else as
    /// [`Value`]'s `Display`.
    pub fn written(&self, value: &Value) -> String {
        match value {
            Value::Country(country) => self.code.write(*country).to_owned(),
            Value::List(items) => items.iter().map(|item| self.written(item)).collect::<Vec<_>>().join("\n"),
            value => value.to_string(),
        }
    }

    /// When a value is to be removed that was written at this time; `None` for never.
    pub fn kept_until(&self, written: Timestamp) -> Option<Timestamp> {
        let days = self.retention_days.filter(|days| *days > 0)?;
        let later = written.checked_add(SignedDuration::from_hours(24 * i64::from(days)));
        Some(later.unwrap_or(Timestamp::MAX))
    }

    /// What people read: the label, or the id.
    pub fn label<'a>(&'a self, id: &'a FieldId) -> &'a str {
        self.label.as_deref().unwrap_or(id.as_str())
    }
}

/// What a value belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The customer.
    #[default]
    Customer,
    /// What the customer does in one campaign: another campaign's values are other ones.
    Campaign,
}

impl Scope {
    /// All scopes, the default first.
    pub const ALL: [Self; 2] = [Self::Customer, Self::Campaign];

    /// The scope's name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Campaign => "campaign",
        }
    }

    /// Whether this is the default.
    pub const fn is_customer(&self) -> bool {
        matches!(self, Self::Customer)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
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
