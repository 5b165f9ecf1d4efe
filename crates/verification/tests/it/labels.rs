use serde_json::json;
use verification::{Outcome, outcome};

use crate::outcomes::accepts;
use crate::server::{details, normalize};

/// Every label of every capability, with the decision as a whole that Jumio's default ranges give it.
const LABELS: &[(&str, &str, &str)] = &[
    ("usability", "NOT_EXECUTED", "TECHNICAL_ERROR NOT_UPLOADED"),
    ("usability", "PASSED", "OK"),
    ("usability", "WARNING", "UNSUPPORTED_COUNTRY UNSUPPORTED_DOCUMENT_TYPE LIVENESS_UNDETERMINED"),
    (
        "usability",
        "REJECTED",
        "BLACK_WHITE MISSING_SIGNATURE MISSING_PAGE NOT_A_DOCUMENT BAD_QUALITY BAD_QUALITY_IMAGE BLURRED GLARE \
         PART_OF_DOCUMENT_MISSING PART_OF_DOCUMENT_HIDDEN DAMAGED_DOCUMENT MISSING_MANDATORY_DATAPOINTS \
         DOCUMENT_CONTENT_NOT_SUPPORTED DIGITAL_COPY PHOTOCOPY",
    ),
    ("extraction", "NOT_EXECUTED", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR"),
    ("extraction", "PASSED", "OK"),
    ("imageChecks", "NOT_EXECUTED", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR"),
    ("imageChecks", "PASSED", "OK"),
    ("imageChecks", "WARNING", "DIFFERENT_PERSON REPEATED_FACE GHOST_IMAGE_QUALITY_INSUFFICIENT"),
    (
        "imageChecks",
        "REJECTED",
        "FAILED DIGITAL_COPY WATERMARK MANIPULATED_DOCUMENT MANIPULATED_DOCUMENT_PHOTO \
         MANIPULATED_DOCUMENT_DOCUMENT_NUMBER MANIPULATED_DOCUMENT_EXPIRY MANIPULATED_DOCUMENT_DOB \
         MANIPULATED_DOCUMENT_NAME MANIPULATED_DOCUMENT_ADDRESS MANIPULATED_DOCUMENT_SECURITY_CHECKS \
         MANIPULATED_DOCUMENT_SIGNATURE MANIPULATED_DOCUMENT_PERSONAL_NUMBER MANIPULATED_DOCUMENT_PLACE_OF_BIRTH \
         MANIPULATED_DOCUMENT_GENDER MANIPULATED_DOCUMENT_ISSUING_DATE OTHER_REJECTION GHOST_IMAGE_DIFFERENT \
         PUNCHED SAMPLE FAKE CHIP_MISSING DIGITAL_MANIPULATION MISMATCH_FRONT_BACK LOOKUPS_HIGH_RISK_FACE",
    ),
    ("dataChecks", "NOT_EXECUTED", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR"),
    ("dataChecks", "PASSED", "OK"),
    (
        "dataChecks",
        "WARNING",
        "DOCUMENT_EXPIRY_WITHIN_CONFIGURED_LIMIT ID_DATA_MISMATCH_LOW_CONFIDENCE ID_DATA_INVALID \
         UNREADABLE_DATASOURCE LOOKUPS_MEDIUM_RISK_SAME_DOCUMENT_NUMBER LOOKUPS_MEDIUM_RISK_IP_ADDRESS \
         LOOKUPS_MEDIUM_RISK_DEVICE",
    ),
    (
        "dataChecks",
        "REJECTED",
        "HIGH_FRAUD_RISK NFC_CERTIFICATE MISMATCHING_DATAPOINTS MRZ_CHECKSUM MISMATCHING_DATA_REPEATED_FACE \
         MISMATCH_HRZ_MRZ_DATA CUSTOMER_FEEDBACK ID_DATA_MISMATCH LOOKUPS_HIGH_RISK_SAME_DATA \
         LOOKUPS_HIGH_RISK_SAME_FACE_MISMATCHING_DATA LOOKUPS_HIGH_RISK_DEVICE LOOKUPS_HIGH_RISK_IP_ADDRESS \
         MISMATCH_FRONT_BACK SUPERIMPOSED_TEXT",
    ),
    ("liveness", "NOT_EXECUTED", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR"),
    ("liveness", "PASSED", "OK"),
    ("liveness", "WARNING", "AGE_DIFFERENCE BAD_QUALITY"),
    (
        "liveness",
        "REJECTED",
        "LIVENESS_UNDETERMINED ID_USED_AS_SELFIE MULTIPLE_PEOPLE DIGITAL_COPY PHOTOCOPY MANIPULATED \
         NO_FACE_PRESENT FACE_NOT_FULLY_VISIBLE BLACK_WHITE",
    ),
    ("similarity", "NOT_EXECUTED", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR"),
    ("similarity", "PASSED", "MATCH"),
    ("similarity", "WARNING", "NOT_POSSIBLE"),
    ("similarity", "REJECTED", "NO_MATCH"),
    ("authentication", "NOT_EXECUTED", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR"),
    ("authentication", "PASSED", "OK"),
    ("authentication", "REJECTED", "FAILED"),
    (
        "watchlistScreening",
        "NOT_EXECUTED",
        "NOT_ENOUGH_DATA VALIDATION_FAILED INVALID_MERCHANT_SETTINGS TECHNICAL_ERROR EXTRACTION_NOT_DONE \
         NO_VALID_ID_CREDENTIAL PRECONDITION_NOT_FULFILLED",
    ),
    ("watchlistScreening", "PASSED", "OK"),
    ("watchlistScreening", "WARNING", "ALERT"),
    (
        "addressValidation",
        "NOT_EXECUTED",
        "NOT_ENOUGH_DATA TECHNICAL_ERROR UNSUPPORTED_COUNTRY PRECONDITION_NOT_FULFILLED",
    ),
    ("addressValidation", "PASSED", "OK"),
    ("addressValidation", "WARNING", "ALERT"),
    ("addressValidation", "REJECTED", "DENY"),
    (
        "proofOfResidency",
        "NOT_EXECUTED",
        "NOT_ENOUGH_DATA TECHNICAL_ERROR UNSUPPORTED_COUNTRY PRECONDITION_NOT_FULFILLED",
    ),
    ("proofOfResidency", "PASSED", "OK"),
    ("proofOfResidency", "WARNING", "ALERT"),
    ("proofOfResidency", "REJECTED", "DENY"),
    (
        "drivingLicenseVerification",
        "NOT_EXECUTED",
        "TECHNICAL_ERROR UNSUPPORTED_COUNTRY UNSUPPORTED_STATE PRECONDITION_NOT_FULFILLED VALIDATION_FAILED",
    ),
    ("drivingLicenseVerification", "PASSED", "OK"),
    ("drivingLicenseVerification", "WARNING", "ALERT"),
    ("drivingLicenseVerification", "REJECTED", "DENY"),
    (
        "braCpfValidation",
        "NOT_EXECUTED",
        "NOT_ENOUGH_DATA TECHNICAL_ERROR INVALID_MERCHANT_SETTINGS VALIDATION_FAILED PRECONDITION_NOT_FULFILLED",
    ),
    ("braCpfValidation", "PASSED", "OK"),
    ("braCpfValidation", "WARNING", "UNSUPPORTED_COUNTRY"),
    ("braCpfValidation", "REJECTED", "DENY"),
    ("biometricVerification", "PASSED", "LOW_RISK"),
    ("biometricVerification", "WARNING", "MEDIUM_RISK"),
    ("biometricVerification", "REJECTED", "HIGH_RISK"),
    (
        "biometricVerification",
        "NOT_EXECUTED",
        "TECHNICAL_ERROR PERMISSION_DENIED BAD_REQUEST PRECONDITION_NOT_FULFILLED",
    ),
];

/// What a label means by the words of the domain, independent of how the code groups labels.
fn expected(capability: &str, kind: &str, label: &str) -> Outcome {
    match (capability, kind, label) {
        (_, "PASSED", _) => Outcome::Approved,
        ("usability", "WARNING", "UNSUPPORTED_COUNTRY" | "UNSUPPORTED_DOCUMENT_TYPE") => Outcome::Unsupported,
        (_, "WARNING", _) => Outcome::Review,
        ("usability", "REJECTED", "BLACK_WHITE" | "DIGITAL_COPY" | "PHOTOCOPY") => Outcome::Rejected,
        ("usability", "REJECTED", _) => Outcome::Unreadable,
        (_, "REJECTED", _) => Outcome::Rejected,
        _ => Outcome::Error,
    }
}

#[tokio::test]
async fn every_label_has_its_outcome() {
    let accepts = accepts(&[model::Document::IdCard], Some("URY"));
    let mut count = 0;
    for (capability, kind, labels) in LABELS {
        for label in labels.split_whitespace() {
            let mut details = details("passed");
            let decision = json!({ "type": kind, "details": { "label": label } });
            let entry = json!([{ "id": "x", "credentials": [{ "id": "y", "category": "ID" }], "decision": decision }]);
            if details["capabilities"][*capability].is_array() {
                details["capabilities"][*capability][0]["decision"] = decision;
            } else {
                details["capabilities"][*capability] = entry;
            }
            details["decision"] = json!({ "type": kind, "details": { "label": kind } });
            let result = normalize(&details).await;
            assert_eq!(
                outcome(&result, &accepts),
                expected(capability, kind, label),
                "{capability} {kind} {label}"
            );

            // The same without a decision of the whole, as the workflows of the former version have it.
            let mut v3 = result.clone();
            v3.decision = None;
            assert_eq!(
                outcome(&v3, &accepts),
                expected(capability, kind, label),
                "v3 {capability} {kind} {label}"
            );

            // A whole that says passed in spite of it is approved only for what passed, or was a weighed warning.
            details["decision"] = json!({ "type": "PASSED", "details": { "label": "PASSED" } });
            let in_spite = outcome(&normalize(&details).await, &accepts);
            if *kind == "REJECTED" || *kind == "NOT_EXECUTED" || label == "NOT_POSSIBLE" {
                assert_ne!(in_spite, Outcome::Approved, "{capability} {kind} {label}");
            }
            count += 1;
        }
    }
    assert!(count > 130, "{count}");
}
