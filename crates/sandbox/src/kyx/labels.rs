//! Labels of capabilities (FACTS 4.9), and which capability a wanted label belongs to.

use super::words::Capability::{
    AddressValidation, Authentication, BiometricVerification, BraCpfValidation, DataChecks,
    DrivingLicenseVerification, Extraction, ImageChecks, Liveness, ProofOfResidency, Similarity, Usability,
    WatchlistScreening,
};
use super::words::Category::{Data, Document, Facemap, Id, Selfie};
use super::words::Decision::{NotExecuted, Passed, Rejected, Warning};
use super::words::{Capability, Category, Decision};
use super::workflow::Workflow;

/// What one capability found, apart from "all is well".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) capability: Capability,
    /// Whose usability was judged; of no meaning to the other capabilities.
    pub(crate) category: Category,
    pub(crate) decision: Decision,
    pub(crate) label: &'static str,
}

struct Row {
    capability: Capability,
    categories: &'static [Category],
    decision: Decision,
    labels: &'static [&'static str],
}

const fn row(
    capability: Capability,
    categories: &'static [Category],
    decision: Decision,
    labels: &'static [&'static str],
) -> Row {
    Row { capability, categories, decision, labels }
}

/// Where a label has several places, the first that fits wins.
const ROWS: &[Row] = &[
    row(ImageChecks, &[Id, Selfie], Warning, &["DIFFERENT_PERSON", "REPEATED_FACE"]),
    row(ImageChecks, &[Id], Warning, &["GHOST_IMAGE_QUALITY_INSUFFICIENT"]),
    row(
        ImageChecks,
        &[Id],
        Rejected,
        &[
            "FAILED",
            "DIGITAL_COPY",
            "WATERMARK",
            "MANIPULATED_DOCUMENT",
            "MANIPULATED_DOCUMENT_PHOTO",
            "MANIPULATED_DOCUMENT_DOCUMENT_NUMBER",
            "MANIPULATED_DOCUMENT_EXPIRY",
            "MANIPULATED_DOCUMENT_DOB",
            "MANIPULATED_DOCUMENT_NAME",
            "MANIPULATED_DOCUMENT_ADDRESS",
            "MANIPULATED_DOCUMENT_SECURITY_CHECKS",
            "MANIPULATED_DOCUMENT_SIGNATURE",
            "MANIPULATED_DOCUMENT_PERSONAL_NUMBER",
            "MANIPULATED_DOCUMENT_PLACE_OF_BIRTH",
            "MANIPULATED_DOCUMENT_GENDER",
            "MANIPULATED_DOCUMENT_ISSUING_DATE",
            "OTHER_REJECTION",
            "GHOST_IMAGE_DIFFERENT",
            "PUNCHED",
            "SAMPLE",
            "FAKE",
            "CHIP_MISSING",
            "DIGITAL_MANIPULATION",
            "MISMATCH_FRONT_BACK",
            "LOOKUPS_HIGH_RISK_FACE",
        ],
    ),
    row(
        DataChecks,
        &[Id],
        Warning,
        &[
            "DOCUMENT_EXPIRY_WITHIN_CONFIGURED_LIMIT",
            "ID_DATA_MISMATCH_LOW_CONFIDENCE",
            "ID_DATA_INVALID",
            "UNREADABLE_DATASOURCE",
            "LOOKUPS_MEDIUM_RISK_SAME_DOCUMENT_NUMBER",
            "LOOKUPS_MEDIUM_RISK_IP_ADDRESS",
            "LOOKUPS_MEDIUM_RISK_DEVICE",
        ],
    ),
    row(
        DataChecks,
        &[Id],
        Rejected,
        &[
            "HIGH_FRAUD_RISK",
            "NFC_CERTIFICATE",
            "MISMATCHING_DATAPOINTS",
            "MRZ_CHECKSUM",
            "MISMATCHING_DATA_REPEATED_FACE",
            "MISMATCH_HRZ_MRZ_DATA",
            "CUSTOMER_FEEDBACK",
            "ID_DATA_MISMATCH",
            "LOOKUPS_HIGH_RISK_SAME_DATA",
            "LOOKUPS_HIGH_RISK_SAME_FACE_MISMATCHING_DATA",
            "LOOKUPS_HIGH_RISK_DEVICE",
            "LOOKUPS_HIGH_RISK_IP_ADDRESS",
            "SUPERIMPOSED_TEXT",
        ],
    ),
    row(Liveness, &[Selfie, Facemap], Warning, &["AGE_DIFFERENCE", "BAD_QUALITY"]),
    row(
        Liveness,
        &[Selfie, Facemap],
        Rejected,
        &[
            "LIVENESS_UNDETERMINED",
            "ID_USED_AS_SELFIE",
            "MULTIPLE_PEOPLE",
            "DIGITAL_COPY",
            "PHOTOCOPY",
            "MANIPULATED",
            "NO_FACE_PRESENT",
            "FACE_NOT_FULLY_VISIBLE",
            "BLACK_WHITE",
        ],
    ),
    row(Similarity, &[Id, Selfie], Warning, &["NOT_POSSIBLE"]),
    row(Similarity, &[Id, Selfie], Rejected, &["NO_MATCH"]),
    row(Usability, &[Id, Document], Warning, &["UNSUPPORTED_COUNTRY", "UNSUPPORTED_DOCUMENT_TYPE"]),
    row(Usability, &[Selfie, Facemap], Warning, &["LIVENESS_UNDETERMINED"]),
    row(
        Usability,
        &[Id, Document, Selfie],
        Rejected,
        &[
            "BLACK_WHITE",
            "MISSING_SIGNATURE",
            "MISSING_PAGE",
            "NOT_A_DOCUMENT",
            "BAD_QUALITY",
            "BAD_QUALITY_IMAGE",
            "BLURRED",
            "GLARE",
            "PART_OF_DOCUMENT_MISSING",
            "PART_OF_DOCUMENT_HIDDEN",
            "DAMAGED_DOCUMENT",
            "MISSING_MANDATORY_DATAPOINTS",
            "DOCUMENT_CONTENT_NOT_SUPPORTED",
            "DIGITAL_COPY",
            "PHOTOCOPY",
        ],
    ),
    row(Authentication, &[Facemap, Selfie], Rejected, &["FAILED"]),
    row(WatchlistScreening, &[Id, Data], Warning, &["ALERT"]),
    row(
        WatchlistScreening,
        &[Id, Data],
        NotExecuted,
        &["NOT_ENOUGH_DATA", "VALIDATION_FAILED", "INVALID_MERCHANT_SETTINGS"],
    ),
    row(AddressValidation, &[Id], Rejected, &["DENY"]),
    row(ProofOfResidency, &[Id], Rejected, &["DENY"]),
    row(DrivingLicenseVerification, &[Id, Data], Warning, &["ALERT"]),
    row(DrivingLicenseVerification, &[Id, Data], Rejected, &["DENY"]),
    row(BraCpfValidation, &[Data], Warning, &["UNSUPPORTED_COUNTRY"]),
    row(BraCpfValidation, &[Data], Rejected, &["DENY"]),
    row(Extraction, &[Id, Document], NotExecuted, &["TECHNICAL_ERROR"]),
    row(Liveness, &[Selfie, Facemap], NotExecuted, &["TECHNICAL_ERROR"]),
    row(Similarity, &[Id, Selfie], NotExecuted, &["TECHNICAL_ERROR"]),
    row(Authentication, &[Selfie, Facemap], NotExecuted, &["TECHNICAL_ERROR"]),
    row(WatchlistScreening, &[Id, Data], NotExecuted, &["TECHNICAL_ERROR"]),
    row(DrivingLicenseVerification, &[Data], NotExecuted, &["TECHNICAL_ERROR"]),
    row(BraCpfValidation, &[Data], NotExecuted, &["TECHNICAL_ERROR"]),
    row(Usability, &[Id, Selfie, Facemap, Document], NotExecuted, &["TECHNICAL_ERROR", "NOT_UPLOADED"]),
    // From here on, what only a named capability leads to, or a workflow of few of them.
    row(ImageChecks, &[Id, Selfie], NotExecuted, &["TECHNICAL_ERROR", PRECONDITION]),
    row(DataChecks, &[Id], NotExecuted, &["TECHNICAL_ERROR", PRECONDITION]),
    // As in the documentation of 2022.
    row(DataChecks, &[Id], Rejected, &["MISMATCH_FRONT_BACK"]),
    row(Extraction, &[Id, Document], NotExecuted, &[PRECONDITION]),
    row(Liveness, &[Selfie, Facemap], NotExecuted, &[PRECONDITION]),
    row(Similarity, &[Id, Selfie], NotExecuted, &[PRECONDITION]),
    row(Authentication, &[Facemap, Selfie], NotExecuted, &[PRECONDITION]),
    row(
        WatchlistScreening,
        &[Id, Data],
        NotExecuted,
        &["EXTRACTION_NOT_DONE", "NO_VALID_ID_CREDENTIAL", PRECONDITION],
    ),
    row(AddressValidation, &[Id], NotExecuted, ADDRESS_NOT_DONE),
    row(AddressValidation, &[Id], Warning, &["ALERT"]),
    row(ProofOfResidency, &[Id], NotExecuted, ADDRESS_NOT_DONE),
    row(ProofOfResidency, &[Id], Warning, &["ALERT"]),
    row(
        DrivingLicenseVerification,
        &[Id, Data],
        NotExecuted,
        &["TECHNICAL_ERROR", "UNSUPPORTED_COUNTRY", "UNSUPPORTED_STATE", "VALIDATION_FAILED", PRECONDITION],
    ),
    row(
        BraCpfValidation,
        &[Data],
        NotExecuted,
        &["NOT_ENOUGH_DATA", "INVALID_MERCHANT_SETTINGS", "VALIDATION_FAILED", PRECONDITION],
    ),
    // Which decision goes with which of these labels is not documented.
    row(BiometricVerification, &[Selfie], Passed, &["LOW_RISK"]),
    row(BiometricVerification, &[Selfie], Warning, &["MEDIUM_RISK"]),
    row(BiometricVerification, &[Selfie], Rejected, &["HIGH_RISK"]),
    row(
        BiometricVerification,
        &[Selfie],
        NotExecuted,
        &["TECHNICAL_ERROR", "PERMISSION_DENIED", "BAD_REQUEST", PRECONDITION],
    ),
];

/// Another capability did not do its part.
const PRECONDITION: &str = "PRECONDITION_NOT_FULFILLED";

const ADDRESS_NOT_DONE: &[&str] =
    &["NOT_ENOUGH_DATA", "TECHNICAL_ERROR", "UNSUPPORTED_COUNTRY", PRECONDITION];

/// The finding that a label means in a workflow. Without a category, a label of the document comes before one of the face.
pub(crate) fn find(label: &str, category: Option<Category>, workflow: &Workflow) -> Option<Finding> {
    find_of(None, label, category, workflow)
}

/// As [`find`], of one capability where several have the label.
pub(crate) fn find_of(
    capability: Option<Capability>,
    label: &str,
    category: Option<Category>,
    workflow: &Workflow,
) -> Option<Finding> {
    let of = |category: Category| {
        ROWS.iter()
            .filter(|row| capability.is_none_or(|capability| row.capability == capability))
            .filter(|row| workflow.judges(row.capability) && row.categories.contains(&category))
            .find_map(|row| {
                let label = row.labels.iter().find(|known| **known == label)?;
                Some(Finding { capability: row.capability, category, decision: row.decision, label })
            })
    };
    match category {
        Some(category) if workflow.has(category) => of(category),
        Some(_) => None,
        None => [Id, Document, Selfie, Facemap, Data]
            .into_iter()
            .filter(|category| workflow.has(*category))
            .find_map(of),
    }
}

/// Whether a label means something in some workflow: that of a finding, or of all being well or not.
pub(crate) fn is_known(label: &str) -> bool {
    matches!(label, "OK" | "PASSED" | "MATCH" | "WARNING" | "REJECTED" | "SESSION_EXPIRED")
        || ROWS.iter().any(|row| row.labels.contains(&label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(label: &str, category: Option<Category>) -> Option<(Capability, Decision)> {
        let workflow = Workflow::find("10011").unwrap();
        find(label, category, workflow).map(|finding| (finding.capability, finding.decision))
    }

    #[test]
    fn labels_with_several_places_go_where_the_category_says() {
        assert_eq!(found("DIGITAL_COPY", None), Some((ImageChecks, Rejected)));
        assert_eq!(found("DIGITAL_COPY", Some(Facemap)), Some((Liveness, Rejected)));
        assert_eq!(found("BAD_QUALITY", Some(Id)), Some((Usability, Rejected)));
        assert_eq!(found("BAD_QUALITY", Some(Selfie)), Some((Liveness, Warning)));
        assert_eq!(found("LIVENESS_UNDETERMINED", None), Some((Liveness, Rejected)));
        assert_eq!(found("NO_MATCH", Some(Id)), Some((Similarity, Rejected)));
        assert_eq!(found("MISMATCHING_DATAPOINTS", Some(Id)), Some((DataChecks, Rejected)));
    }

    #[test]
    fn a_label_of_a_capability_that_the_workflow_lacks_means_nothing() {
        assert_eq!(found("ALERT", None), None);
        assert_eq!(found("NO_SUCH_LABEL", None), None);
        assert_eq!(found("MRZ_CHECKSUM", Some(Document)), None);
    }
}
