//! What was checked, part by part, in the words of the current platform.

use jumio::netverify::{
    IdentityVerification, MrzCheck, ScanData, Similarity, Verification, VerificationStatus,
};
use jumio::wire::Members;
use model::verification::{Check, Verdict};
use serde_json::Value;

use super::reasons;

/// Everything that was checked. `needs_face`: whether the result of an approved document is worth nothing without a word on
/// the face.
pub(super) fn all(data: &ScanData, needs_face: bool) -> Vec<Check> {
    let status = data.document.as_ref().and_then(|document| document.status.as_ref());
    let nothing = Verification::default();
    let verification = data.verification.as_ref().unwrap_or(&nothing);
    let mut checks = document(status, verification);
    checks.extend(verification.mrz_check.as_ref().and_then(mrz));
    let is_approved = status == Some(&VerificationStatus::ApprovedVerified);
    match &verification.identity_verification {
        Some(found) => face(found, &mut checks),
        // The face is told of with an approved document only.
        None if is_approved && needs_face => face(&IdentityVerification::default(), &mut checks),
        None => {}
    }
    for (name, value) in verification.additional_checks.iter().flat_map(|members| &members.0) {
        checks.extend(additional(name, value));
    }
    checks
}

/// The verdict on the whole. Jumio's own is about the document only: the worst of the parts counts besides.
pub(super) fn whole(status: Option<&VerificationStatus>, checks: &[Check], has_reason: bool) -> Verdict {
    match status {
        // That it was approved and that it was not contradict each other; without a status there is no verdict at all.
        Some(VerificationStatus::ApprovedVerified) if has_reason => Verdict::NotExecuted,
        Some(VerificationStatus::NoIdUploaded) | None => Verdict::NotExecuted,
        Some(VerificationStatus::ApprovedVerified) => [Verdict::Rejected, Verdict::Unknown, Verdict::Warning]
            .into_iter()
            .find(|verdict| checks.iter().any(|check| check.verdict == *verdict))
            .unwrap_or(Verdict::Passed),
        Some(VerificationStatus::Other(_)) => Verdict::Unknown,
        Some(_) => Verdict::Rejected,
    }
}

fn check(capability: &str, verdict: Verdict, label: &str, category: &str) -> Check {
    let (capability, label, category) = (capability.to_owned(), label.to_owned(), Some(category.to_owned()));
    Check { capability, verdict, label, category }
}

fn document(status: Option<&VerificationStatus>, verification: &Verification) -> Vec<Check> {
    let mut told = verification.reject_reason.as_ref().map(reasons::told).unwrap_or_default();
    match status {
        Some(VerificationStatus::ApprovedVerified) if told.is_empty() => {
            vec![check("usability", Verdict::Passed, "OK", "ID")]
        }
        Some(VerificationStatus::DeniedFraud) if !told.iter().any(reasons::is_of_fraud) => {
            told.insert(0, reasons::rejected("imageChecks", "DENIED_FRAUD"));
            told
        }
        Some(VerificationStatus::ErrorNotReadableId) if told.is_empty() => {
            vec![reasons::rejected("usability", "NOT_READABLE_DOCUMENT")]
        }
        Some(VerificationStatus::DeniedUnsupportedIdType) => {
            told.push(reasons::rejected("usability", "UNSUPPORTED_DOCUMENT_TYPE"));
            told
        }
        Some(VerificationStatus::DeniedUnsupportedIdCountry) => {
            told.push(reasons::rejected("usability", "UNSUPPORTED_COUNTRY"));
            told
        }
        Some(VerificationStatus::NoIdUploaded) => {
            vec![check("usability", Verdict::NotExecuted, "NOT_UPLOADED", "ID")]
        }
        Some(VerificationStatus::Other(word)) => {
            told.push(check("usability", Verdict::Unknown, word, "ID"));
            told
        }
        _ => told,
    }
}

fn mrz(found: &MrzCheck) -> Option<Check> {
    match found {
        MrzCheck::Ok => Some(check("mrzCheck", Verdict::Passed, "OK", "ID")),
        // There is none, or it is not looked at: that says nothing.
        MrzCheck::NotAvailable => None,
        MrzCheck::Other(word) => Some(check("mrzCheck", Verdict::Unknown, word, "ID")),
    }
}

/// The face has to match and to be genuine: what is not said is not known.
fn face(found: &IdentityVerification, checks: &mut Vec<Check>) {
    let (verdict, label) = match found.is_valid() {
        Some(true) => (Verdict::Passed, "OK"),
        Some(false) => (Verdict::Rejected, found.reason.as_deref().unwrap_or("FAILED")),
        None => (Verdict::Unknown, ""),
    };
    checks.push(check("liveness", verdict, label, "SELFIE"));
    let (verdict, label) = match &found.similarity {
        Some(Similarity::Match) => (Verdict::Passed, "MATCH"),
        Some(Similarity::NoMatch) => (Verdict::Rejected, "NO_MATCH"),
        Some(Similarity::NotPossible) => (Verdict::Warning, "NOT_POSSIBLE"),
        Some(Similarity::Other(word)) => (Verdict::Unknown, word.as_str()),
        None => (Verdict::Unknown, ""),
    };
    checks.push(check("similarity", verdict, label, "SELFIE"));
}

/// What some tenants have checked besides (FACTS 3.10). Jumio does not weigh it into its verdict on the document, so that
/// whatever is not plainly good is for a person.
fn additional(name: &str, value: &Value) -> Option<Check> {
    let members = match value {
        Value::Null => return None,
        Value::Object(members) => Members(members.clone()),
        _ => return Some(check(name, Verdict::Unknown, "", "ID")),
    };
    Some(match name {
        "addressValidation" | "proofOfResidency" | "personalNumberValidation" => searched(name, &members),
        "watchlistScreening" => screened(&members),
        "faceSearchFindings" => face_search(&members),
        _ => check(name, Verdict::Unknown, "", "ID"),
    })
}

fn searched(name: &str, found: &Members) -> Check {
    let results = found.text("searchResults").unwrap_or_default();
    let (verdict, label) = match results.as_str() {
        "POSITIVE_RESULT" => (Verdict::Passed, "OK".to_owned()),
        "PARTIAL_RESULT" | "NEGATIVE_RESULT" => (Verdict::Warning, results),
        "CHECK_NOT_DONE" => (
            Verdict::NotExecuted,
            found.text("searchResponse").unwrap_or_else(|| "CHECK_NOT_DONE".to_owned()),
        ),
        _ => (Verdict::Unknown, results),
    };
    check(name, verdict, &label, "ID")
}

fn screened(found: &Members) -> Check {
    let is_done = matches!(found.text("searchStatus").as_deref(), Some("DONE" | "SUCCESS"));
    let (verdict, label) = match found.integer("searchResults") {
        Some(0) if is_done => (Verdict::Passed, "OK"),
        Some(hits) if hits > 0 => (Verdict::Warning, "ALERT"),
        _ if found.text("searchStatus").as_deref() == Some("NOT_DONE") => {
            (Verdict::NotExecuted, "NOT_ENOUGH_DATA")
        }
        _ => (Verdict::Unknown, ""),
    };
    check("watchlistScreening", verdict, label, "ID")
}

fn face_search(found: &Members) -> Check {
    let hits = found.list("findings");
    let status = found.text("status").unwrap_or_default();
    let (verdict, label) = match status.as_str() {
        "DONE" if hits.is_empty() => (Verdict::Passed, "OK"),
        "DONE" => (Verdict::Warning, "REPEATED_FACE"),
        "PENDING" | "ERROR" => (Verdict::NotExecuted, status.as_str()),
        _ => (Verdict::Unknown, status.as_str()),
    };
    check("faceSearchFindings", verdict, label, "SELFIE")
}
