//! What a result means: the one place that decides.

use std::fmt;

use model::verification::{Check, RunStatus, Verdict, VerificationResult};
use model::{CaptureField, Country, Document};

/// How a verification can end by its result. The step's other outcomes (`timeout`, `exhausted`) come without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Verified.
    Approved,
    /// A person should look.
    Review,
    /// The pictures are of no use; another try may do.
    Unreadable,
    /// A document that is not accepted; another one may do.
    Unsupported,
    /// Not accepted, and another try will not do.
    Rejected,
    /// Not finished in time.
    Expired,
    /// No verdict came about.
    Error,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 7] = [
        Self::Approved,
        Self::Review,
        Self::Unreadable,
        Self::Unsupported,
        Self::Rejected,
        Self::Expired,
        Self::Error,
    ];

    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Review => "review",
            Self::Unreadable => "unreadable",
            Self::Unsupported => "unsupported",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Outcome> for model::Outcome {
    fn from(outcome: Outcome) -> Self {
        Self::new(outcome.as_str()).expect("a built-in outcome has the form of a name")
    }
}

/// What a step accepts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepts {
    /// The documents; none stands for any.
    pub documents: Vec<Document>,
    /// The country whose documents are accepted; `None` stands for any.
    pub country: Option<Country>,
}

/// Decides what a result means. The first that holds: expired; fraud → rejected; unsupported; unreadable; otherwise
/// rejected; error; review; approved. What is not known never approves.
pub fn outcome(result: &VerificationResult, accepts: &Accepts) -> Outcome {
    let document = fit(result, accepts);
    let verdict = overall(result);
    if is_expired(result) {
        Outcome::Expired
    } else if result.checks.iter().any(is_fraud) {
        Outcome::Rejected
    } else if document == Fit::No || result.checks.iter().any(is_unsupported) {
        Outcome::Unsupported
    } else if result.checks.iter().any(is_unreadable) {
        Outcome::Unreadable
    } else if verdict == Verdict::Rejected {
        Outcome::Rejected
    } else if verdict == Verdict::NotExecuted
        || matches!(result.status, RunStatus::Other(_))
        || (verdict == Verdict::Passed && has_technical_error(result))
    {
        Outcome::Error
    } else if verdict != Verdict::Passed || document == Fit::Unknown || !is_beyond_doubt(result) {
        Outcome::Review
    } else {
        Outcome::Approved
    }
}

fn is_expired(result: &VerificationResult) -> bool {
    let by_label = result
        .decision
        .as_ref()
        .is_some_and(|decision| matches!(decision.label.as_str(), "SESSION_EXPIRED" | "TOKEN_EXPIRED"));
    by_label || matches!(result.status, RunStatus::SessionExpired | RunStatus::TokenExpired)
}

/// The verdict on the whole. Without one, the worst of the parts: an execution that failed counts as worse than a
/// warning, since another try may pass, and better than a rejection, since that explains it.
fn overall(result: &VerificationResult) -> Verdict {
    if let Some(decision) = &result.decision {
        return decision.verdict;
    }
    let has = |verdict| result.checks.iter().any(|check| check.verdict == verdict);
    if has(Verdict::Rejected) {
        Verdict::Rejected
    } else if result.checks.is_empty() || has(Verdict::NotExecuted) {
        Verdict::NotExecuted
    } else if has(Verdict::Unknown) {
        Verdict::Unknown
    } else if has(Verdict::Warning) {
        Verdict::Warning
    } else {
        Verdict::Passed
    }
}

/// Rejections that speak of deceit: they outrank a bad picture and a wrong document.
fn is_fraud(check: &Check) -> bool {
    check.verdict == Verdict::Rejected
        && match check.capability.as_str() {
            "imageChecks" | "dataChecks" | "similarity" | "authentication" => true,
            // A picture of a picture shows nothing that could be verified.
            "usability" => COPIES.contains(&check.label.as_str()),
            "liveness" => {
                COPIES.contains(&check.label.as_str())
                    || matches!(check.label.as_str(), "ID_USED_AS_SELFIE" | "MULTIPLE_PEOPLE" | "MANIPULATED")
            }
            _ => false,
        }
}

const COPIES: [&str; 3] = ["BLACK_WHITE", "DIGITAL_COPY", "PHOTOCOPY"];

fn is_unsupported(check: &Check) -> bool {
    check.capability == "usability"
        && matches!(check.label.as_str(), "UNSUPPORTED_DOCUMENT_TYPE" | "UNSUPPORTED_COUNTRY")
}

/// Rejections that a better picture may cure.
fn is_unreadable(check: &Check) -> bool {
    check.capability == "usability"
        && check.verdict == Verdict::Rejected
        && matches!(
            check.label.as_str(),
            "MISSING_SIGNATURE"
                | "MISSING_PAGE"
                | "NOT_A_DOCUMENT"
                | "BAD_QUALITY"
                | "BAD_QUALITY_IMAGE"
                | "BLURRED"
                | "GLARE"
                | "PART_OF_DOCUMENT_MISSING"
                | "PART_OF_DOCUMENT_HIDDEN"
                | "DAMAGED_DOCUMENT"
                | "MISSING_MANDATORY_DATAPOINTS"
                | "DOCUMENT_CONTENT_NOT_SUPPORTED"
                | "NOT_READABLE_DOCUMENT"
                | "WRONG_DOCUMENT_PAGE"
                | "CAMERA_BLACK_WHITE"
                | "MISSING_FRONT"
        )
}

fn has_technical_error(result: &VerificationResult) -> bool {
    result
        .checks
        .iter()
        .any(|check| check.verdict == Verdict::NotExecuted && check.label == "TECHNICAL_ERROR")
}

/// Whether a passed result has nothing in it that contradicts it or is not known.
fn is_beyond_doubt(result: &VerificationResult) -> bool {
    let whole = result
        .decision
        .as_ref()
        .is_none_or(|decision| matches!(decision.label.as_str(), "PASSED" | "APPROVED_VERIFIED"));
    whole
        && result.checks.iter().all(|check| match check.verdict {
            Verdict::Passed => matches!(check.label.as_str(), "OK" | "MATCH" | "PASSED" | "LOW_RISK"),
            // The provider weighs warnings into its decision. Two faces that could not be compared are for a person.
            Verdict::Warning => check.capability != "similarity" && is_known_warning(&check.label),
            Verdict::NotExecuted | Verdict::Rejected | Verdict::Unknown => false,
        })
}

fn is_known_warning(label: &str) -> bool {
    matches!(
        label,
        "LIVENESS_UNDETERMINED"
            | "DIFFERENT_PERSON"
            | "REPEATED_FACE"
            | "GHOST_IMAGE_QUALITY_INSUFFICIENT"
            | "DOCUMENT_EXPIRY_WITHIN_CONFIGURED_LIMIT"
            | "ID_DATA_MISMATCH_LOW_CONFIDENCE"
            | "ID_DATA_INVALID"
            | "UNREADABLE_DATASOURCE"
            | "LOOKUPS_MEDIUM_RISK_SAME_DOCUMENT_NUMBER"
            | "LOOKUPS_MEDIUM_RISK_IP_ADDRESS"
            | "LOOKUPS_MEDIUM_RISK_DEVICE"
            | "AGE_DIFFERENCE"
            | "BAD_QUALITY"
            | "ALERT"
            | "UNSUPPORTED_COUNTRY"
            | "MEDIUM_RISK"
    )
}

/// Whether the document that was shown is one that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
    Unknown,
}

fn fit(result: &VerificationResult, accepts: &Accepts) -> Fit {
    let read = |name| result.captured.by_name(name).map(ToString::to_string);
    let document = match (result.document, read(DOCUMENT_TYPE)) {
        _ if accepts.documents.is_empty() => Fit::Yes,
        (Some(document), _) if accepts.documents.contains(&document) => Fit::Yes,
        (Some(_), _) | (None, Some(_)) => Fit::No,
        (None, None) => Fit::Unknown,
    };
    let country = match (accepts.country, read(ISSUING_COUNTRY)) {
        (None, _) => Fit::Yes,
        (Some(accepted), Some(shown)) if shown == accepted.alpha3() => Fit::Yes,
        (Some(_), Some(_)) => Fit::No,
        (Some(_), None) => Fit::Unknown,
    };
    match (document, country) {
        (Fit::No, _) | (_, Fit::No) => Fit::No,
        // Workflows that are about a face or about data alone show no document at all.
        (Fit::Unknown, _) | (_, Fit::Unknown) if shows_document(result) => Fit::Unknown,
        _ => Fit::Yes,
    }
}

const DOCUMENT_TYPE: &str = "document.type";
const ISSUING_COUNTRY: &str = "document.issuing_country";

fn shows_document(result: &VerificationResult) -> bool {
    result.document.is_some()
        || result.checks.iter().any(|check| check.category.as_deref() == Some("ID"))
        || result.images.iter().any(|image| matches!(image.name.as_str(), "front" | "back"))
        || result.captured.0.keys().any(|field: &CaptureField| field.name().starts_with("document."))
}
