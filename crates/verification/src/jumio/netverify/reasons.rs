//! Why a document was not accepted, in the words of the current platform where those of both are known to be pairs
//! (FACTS 3.9 and 4.9), so that one outcome function serves both.

use jumio::netverify::RejectReason;
use model::verification::{Check, Verdict};

/// A reason: its code, and the part and label that tell the same.
type Reason = (&'static str, &'static str, &'static str);

const REASONS: &[Reason] = &[
    ("100", "imageChecks", "MANIPULATED_DOCUMENT"),
    ("102", "usability", "BLACK_WHITE"),
    ("103", "usability", "PHOTOCOPY"),
    ("104", "imageChecks", "DIGITAL_COPY"),
    ("105", "imageChecks", "FRAUDSTER"),
    ("106", "imageChecks", "FAKE"),
    ("107", "imageChecks", "PHOTO_MISMATCH"),
    ("108", "dataChecks", "MRZ_CHECKSUM"),
    ("109", "imageChecks", "PUNCHED"),
    ("110", "dataChecks", "CHIP_DATA_MANIPULATED"),
    ("111", "dataChecks", "MISMATCHING_DATAPOINTS"),
    ("112", "imageChecks", "CHIP_MISSING"),
    ("113", "dataChecks", "MISMATCHING_DATA_REPEATED_FACE"),
    ("114", "imageChecks", "DIGITAL_MANIPULATION"),
    ("115", "dataChecks", "MISMATCH_HRZ_MRZ_DATA"),
    ("116", "dataChecks", "SUPERIMPOSED_TEXT"),
    ("118", "imageChecks", "MISMATCH_FRONT_BACK"),
    ("200", "usability", "NOT_READABLE_DOCUMENT"),
    ("201", "usability", "NOT_A_DOCUMENT"),
    ("202", "imageChecks", "SAMPLE"),
    ("206", "usability", "MISSING_PAGE"),
    ("207", "usability", "WRONG_DOCUMENT_PAGE"),
    ("209", "usability", "MISSING_SIGNATURE"),
    // Of the camera, not of a copy: another one may do.
    ("210", "usability", "CAMERA_BLACK_WHITE"),
    ("211", "imageChecks", "DIFFERENT_PERSONS_SHOWN"),
    ("213", "imageChecks", "WATERMARK"),
    ("214", "usability", "MISSING_FRONT"),
    ("300", "imageChecks", "MANUAL_REJECTION"),
];

/// The same for details, which say more than their reason.
const DETAILS: &[Reason] = &[
    ("1001", "imageChecks", "MANIPULATED_DOCUMENT_PHOTO"),
    ("1002", "imageChecks", "MANIPULATED_DOCUMENT_DOCUMENT_NUMBER"),
    ("1003", "imageChecks", "MANIPULATED_DOCUMENT_EXPIRY"),
    ("1004", "imageChecks", "MANIPULATED_DOCUMENT_DOB"),
    ("1005", "imageChecks", "MANIPULATED_DOCUMENT_NAME"),
    ("1006", "imageChecks", "MANIPULATED_DOCUMENT_ADDRESS"),
    ("1007", "imageChecks", "MANIPULATED_DOCUMENT_SECURITY_CHECKS"),
    ("1008", "imageChecks", "MANIPULATED_DOCUMENT_SIGNATURE"),
    ("1009", "imageChecks", "MANIPULATED_DOCUMENT_PERSONAL_NUMBER"),
    ("10011", "imageChecks", "MANIPULATED_DOCUMENT_PLACE_OF_BIRTH"),
    ("2001", "usability", "BLURRED"),
    ("2002", "usability", "BAD_QUALITY"),
    ("2003", "usability", "PART_OF_DOCUMENT_MISSING"),
    ("2004", "usability", "PART_OF_DOCUMENT_HIDDEN"),
    ("2005", "usability", "DAMAGED_DOCUMENT"),
    ("2006", "usability", "GLARE"),
    ("2007", "usability", "MISSING_MANDATORY_DATAPOINTS"),
];

/// A rejection of a part, about the document.
pub(super) fn rejected(capability: &str, label: &str) -> Check {
    Check {
        capability: capability.to_owned(),
        verdict: Verdict::Rejected,
        label: label.to_owned(),
        category: Some("ID".to_owned()),
    }
}

/// What a reason says: by its details where they are known and of the same part, otherwise by itself. A code that is not
/// known is told as it is, which neither approves nor lets try again.
pub(super) fn told(reason: &RejectReason) -> Vec<Check> {
    let code = reason.reject_reason_code.trim();
    let Some((_, capability, label)) = find(REASONS, code) else {
        return vec![rejected("usability", &format!("REJECT_REASON_{code}"))];
    };
    let checks: Vec<Check> = reason
        .details()
        .iter()
        .filter_map(|detail| find(DETAILS, detail.details_code.trim()))
        // Only these two have details; a document that is forged does not become a blurred one by them.
        .filter(|(_, part, _)| matches!(code, "100" | "200") && *part == capability)
        .map(|(_, part, label)| rejected(part, label))
        .collect();
    if checks.is_empty() { vec![rejected(capability, label)] } else { checks }
}

/// Whether a reason is one of fraud: of forged documents and of other people's.
pub(super) fn is_of_fraud(check: &Check) -> bool {
    matches!(check.capability.as_str(), "imageChecks" | "dataChecks")
}

fn find(reasons: &[Reason], code: &str) -> Option<Reason> {
    reasons.iter().copied().find(|(known, ..)| *known == code)
}

/// The words of a reason: `NOT_READABLE_DOCUMENT: BLURRED, GLARE`.
pub(super) fn words(reason: &RejectReason) -> String {
    let described = reason.reject_reason_description.clone();
    let mut words = described.unwrap_or_else(|| reason.reject_reason_code.clone());
    let details: Vec<String> = reason
        .details()
        .into_iter()
        .map(|detail| detail.details_description.unwrap_or(detail.details_code))
        .collect();
    if !details.is_empty() {
        words.push_str(": ");
        words.push_str(&details.join(", "));
    }
    words
}
