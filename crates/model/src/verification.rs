//! What came of an identity verification, whoever verified: what the funnel, mappings and tests see.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{CaptureField, CaptureType, Document, ProviderName};

/// The ids by which the provider knows one verification. Not secret, not personal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RunRef {
    /// The person, as the provider knows them.
    pub account_id: String,
    /// This verification of theirs.
    pub run_id: String,
}

/// The result of one verification, normalised once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct VerificationResult {
    /// Who verified.
    pub provider: ProviderName,
    /// The provider's ids.
    pub run: RunRef,
    /// Our own reference, as the provider gave it back.
    pub reference: String,
    /// The state in which the run ended.
    pub status: RunStatus,
    /// The decision as a whole; absent for workflows that have none.
    pub decision: Option<Decision>,
    /// The decisions on the parts: usability, extraction, liveness, …
    pub checks: Vec<Check>,
    /// The document that was shown; `None` when it is of no kind that we know.
    pub document: Option<Document>,
    /// What was read.
    pub captured: Captured,
    /// The pictures that can be fetched.
    pub images: Vec<ImageRef>,
    /// When the run was done.
    pub completed_at: Option<Timestamp>,
}

impl VerificationResult {
    /// A result in which nothing was read, of a verification that nobody did: for trials and tests.
    pub fn of_trial(provider: ProviderName) -> Self {
        let id = |name: &str| format!("{name}-of-a-trial");
        Self {
            provider,
            run: RunRef { account_id: id("account"), run_id: id("run") },
            reference: id("reference"),
            status: RunStatus::Processed,
            decision: None,
            checks: Vec::new(),
            document: None,
            captured: Captured::default(),
            images: Vec::new(),
            completed_at: None,
        }
    }
}

/// The final state of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunStatus {
    /// There is a result.
    Processed,
    /// Begun and not finished in time.
    SessionExpired,
    /// Never begun.
    TokenExpired,
    /// A state that was not known when this was written.
    Other(String),
}

/// The provider's word on a run or on a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All is well.
    Passed,
    /// Could not be judged: something before it failed.
    NotExecuted,
    /// A person should look.
    Warning,
    /// Not accepted.
    Rejected,
    /// A word that was not known when this was written.
    Unknown,
}

/// The decision as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// The provider's label, such as `PASSED` or `TECHNICAL_ERROR`.
    pub label: String,
    /// The risk from 0 to 100, or -1 for none, as decimal text.
    pub risk_score: Option<String>,
}

/// The decision on a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Check {
    /// The part: `usability`, `extraction`, `liveness`, …
    pub capability: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The provider's label, such as `OK` or `BLURRED`.
    pub label: String,
    /// What it is about: `ID`, `SELFIE`, …
    pub category: Option<String>,
}

/// A picture that can be fetched from the provider.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ImageRef {
    /// Our name for it: `front`, `back`, `face`, `liveness-1`.
    pub name: String,
    /// The provider's id of what it belongs to.
    pub credential_id: String,
    /// The provider's name for it: `FRONT`, `LIVENESS_1`.
    pub classifier: String,
}

/// What was read, by capture field. Its `Debug` tells the fields, never the values.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Captured(pub BTreeMap<CaptureField, CaptureValue>);

impl Captured {
    /// The value of a field.
    pub fn get(&self, field: CaptureField) -> Option<&CaptureValue> {
        self.0.get(&field)
    }

    /// The value of the field of this name.
    pub fn by_name(&self, name: &str) -> Option<&CaptureValue> {
        CaptureField::from_name(name).and_then(|field| self.get(field))
    }
}

impl fmt::Debug for Captured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A captured value. Absent values (`""`, `"N/A"`) are not kept at all.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaptureValue {
    /// Text, choices, country codes, decimals.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A complete calendar date.
    Date(Date),
    /// Several texts.
    List(Vec<String>),
}

impl CaptureValue {
    /// What a person means by this text, as a value of the capture field's type; a list is divided by commas.
    ///
    /// # Errors
    /// What the text should be. It is not repeated.
    pub fn parse(field: CaptureField, text: &str) -> Result<Self, &'static str> {
        Ok(match field.kind() {
            CaptureType::Date => Self::date(text).ok_or("is a date such as 1990-05-17")?,
            CaptureType::Integer => Self::Integer(text.parse().map_err(|_| "is a whole number")?),
            CaptureType::List => Self::List(text.split(',').map(|item| item.trim().to_owned()).collect()),
            CaptureType::Image => return Err("is a picture, which cannot be set"),
            CaptureType::Text
            | CaptureType::Decimal
            | CaptureType::Choice
            | CaptureType::Country
            | CaptureType::Instant => Self::Text(text.to_owned()),
        })
    }

    /// A date, also one whose day or month is not on the document: `1990-05`, `1990`.
    fn date(text: &str) -> Option<Self> {
        let rest = match text.len() {
            4 => "-01-01",
            7 => "-01",
            _ => return text.parse().ok().map(Self::Date),
        };
        let first: Option<Date> = format!("{text}{rest}").parse().ok();
        first.map(|_| Self::Text(text.to_owned()))
    }
}

impl fmt::Debug for CaptureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl fmt::Display for CaptureValue {
    /// The value as text; a list is joined by `, `.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Integer(number) => number.fmt(f),
            Self::Date(date) => f.pad(&date.to_string()),
            Self::List(items) => f.pad(&items.join(", ")),
        }
    }
}
