//! Identity verification steps: the same settings for every provider; the provider's name is the step's kind.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Country, Document, FieldId, Mapping, Outcome, ProviderName, TimeSpan, providers};

/// How a verification can end, main outcome first.
pub(super) const OUTCOMES: [&str; 9] = [
    "approved",
    "review",
    "unreadable",
    "unsupported",
    "rejected",
    "expired",
    "error",
    "timeout",
    "exhausted",
];

/// The settings of an identity verification step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct VerificationStep {
    /// The provider; set from the step's kind.
    #[serde(skip, default = "providers::first")]
    pub provider: ProviderName,
    /// The documents that customers may use, as written ([`Document`] lists the spellings).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The country whose documents are asked for, as written (alpha-3 or `XKX`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The camera with which native apps begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub camera: Option<Camera>,
    /// The look of the status bar in native iOS apps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_bar: Option<StatusBar>,
    /// Whether captured pictures are kept on the customer's file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub save_images: bool,
    /// From what is captured into fields of the data model.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<FieldId, Mapping>,
    /// The outcomes in which the mappings are written.
    #[serde(default = "write_on_default", skip_serializing_if = "is_write_on_default")]
    pub write_on: Vec<Outcome>,
    /// How often a session may try.
    #[serde(default = "max_attempts_default", skip_serializing_if = "is_max_attempts_default")]
    pub max_attempts: u32,
    /// How long a result is waited for before the step ends by `timeout`.
    #[serde(default = "result_wait_default", skip_serializing_if = "is_result_wait_default")]
    pub result_wait: TimeSpan,
    /// The language of the provider's pages; default: the provider's setting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// What the customer agrees to before the verification begins.
    #[serde(default, skip_serializing_if = "Consent::is_built_in")]
    pub consent: Consent,
    /// The field with the country of residence, or `ask`.
    #[serde(default = "consent_country_default", skip_serializing_if = "is_consent_country_default")]
    pub consent_country: String,
    /// How many days pictures are kept; 0 is for ever.
    #[serde(default = "retention_days_default", skip_serializing_if = "is_retention_days_default")]
    pub retention_days: u32,
}

fn write_on_default() -> Vec<Outcome> {
    vec![Outcome::known("approved")]
}
fn is_write_on_default(outcomes: &[Outcome]) -> bool {
    matches!(outcomes, [one] if one == "approved")
}
const fn max_attempts_default() -> u32 {
    3
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
const fn is_max_attempts_default(attempts: &u32) -> bool {
    *attempts == max_attempts_default()
}
const fn result_wait_default() -> TimeSpan {
    TimeSpan::from_seconds(86_400)
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_result_wait_default(wait: &TimeSpan) -> bool {
    *wait == result_wait_default()
}
fn consent_country_default() -> String {
    "ask".to_owned()
}
fn is_consent_country_default(text: &str) -> bool {
    text == "ask"
}
const fn retention_days_default() -> u32 {
    365
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
const fn is_retention_days_default(days: &u32) -> bool {
    *days == retention_days_default()
}

impl VerificationStep {
    /// A step of a provider with the default settings and no documents yet.
    pub fn new(provider: ProviderName) -> Self {
        Self {
            provider,
            documents: Vec::new(),
            country: None,
            camera: None,
            status_bar: None,
            save_images: false,
            map: BTreeMap::new(),
            write_on: write_on_default(),
            max_attempts: max_attempts_default(),
            result_wait: result_wait_default(),
            locale: None,
            consent: Consent::BuiltIn,
            consent_country: consent_country_default(),
            retention_days: retention_days_default(),
        }
    }

    /// The documents among those written that exist.
    pub fn accepted_documents(&self) -> Vec<Document> {
        self.documents.iter().filter_map(|name| Document::from_name(name)).collect()
    }

    /// The country, if one is written and it exists.
    pub fn accepted_country(&self) -> Option<Country> {
        self.country.as_deref().and_then(Country::from_alpha3)
    }

    /// Whether a picture of a result (`front`, `liveness-1`) is kept: all are, or it is mapped into a field.
    pub fn keeps(&self, picture: &str) -> bool {
        let mut sources = self.map.values().filter_map(Mapping::source);
        self.save_images || sources.any(|source| source.is_picture(picture))
    }

    /// The field that holds the country of residence; `None` when the customer is asked.
    pub fn consent_country_field(&self) -> Option<FieldId> {
        if self.consent_country == "ask" { None } else { FieldId::new(&self.consent_country).ok() }
    }
}

/// The camera with which capture begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Camera {
    /// Towards the customer.
    Front,
    /// Away from the customer.
    Back,
}

impl Camera {
    /// All cameras.
    pub const ALL: [Self; 2] = [Self::Front, Self::Back];

    /// The name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
        }
    }
}

/// The look of the status bar in native iOS apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusBar {
    /// As the system chooses.
    Default,
    /// Light text.
    LightContent,
    /// Dark text.
    DarkContent,
}

impl StatusBar {
    /// All looks.
    pub const ALL: [Self; 3] = [Self::Default, Self::LightContent, Self::DarkContent];

    /// The name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::LightContent => "light-content",
            Self::DarkContent => "dark-content",
        }
    }
}

/// What the customer agrees to before a verification: the built-in text, an own one, or nothing (`false`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Consent {
    /// The built-in text.
    #[default]
    BuiltIn,
    /// The campaign's own text.
    Text(String),
    /// No consent is asked for.
    Off,
}

impl Consent {
    /// Whether the built-in text is shown.
    pub fn is_built_in(&self) -> bool {
        *self == Self::BuiltIn
    }
}

impl Serialize for Consent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::BuiltIn => serializer.serialize_bool(true),
            Self::Off => serializer.serialize_bool(false),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Consent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrBool;

        impl Visitor<'_> for TextOrBool {
            type Value = Consent;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or `false` for no consent")
            }

            fn visit_bool<E>(self, on: bool) -> Result<Consent, E> {
                Ok(if on { Consent::BuiltIn } else { Consent::Off })
            }

            fn visit_str<E>(self, text: &str) -> Result<Consent, E> {
                Ok(Consent::Text(text.to_owned()))
            }
        }

        deserializer.deserialize_any(TextOrBool)
    }
}
