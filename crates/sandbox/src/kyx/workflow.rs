//! Workflows by key (FACTS 4.10).

use super::words::Capability::{
    AddressValidation, Authentication, BiometricVerification, BraCpfValidation, DataChecks,
    DocumentVerification, DrivingLicenseVerification, Extraction, ImageChecks, Liveness, ProofOfResidency,
    Similarity, Usability, WatchlistScreening,
};
use super::words::Category::{Data, Document, Facemap, Id, Selfie};
use super::words::{Capability, Category};

/// A workflow definition.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Workflow {
    pub(crate) key: &'static str,
    pub(crate) categories: &'static [Category],
    pub(crate) capabilities: &'static [Capability],
    /// It takes uploads only, whatever its credentials could do.
    api_only: bool,
}

const ID: &[Category] = &[Id];
const PERSON: &[Category] = &[Id, Selfie, Facemap];
const PERSON_AND_DATA: &[Category] = &[Id, Selfie, Facemap, Data];
const FACE: &[Category] = &[Selfie, Facemap];
const TWO_PICTURES: &[Category] = &[Id, Selfie];

const OF_ID: &[Capability] = &[Extraction, DataChecks, ImageChecks, Usability];
const OF_PERSON: &[Capability] = &[Extraction, Similarity, Liveness, DataChecks, ImageChecks, Usability];
const OF_SCREENED: &[Capability] =
    &[Extraction, Similarity, Liveness, DataChecks, ImageChecks, Usability, WatchlistScreening];
const OF_ALL: &[Capability] = &[
    Extraction,
    Similarity,
    Liveness,
    DataChecks,
    ImageChecks,
    Usability,
    WatchlistScreening,
    AddressValidation,
    ProofOfResidency,
    DrivingLicenseVerification,
];

const WORKFLOWS: &[Workflow] = &[
    // ID Capture and Storage.
    workflow("1", ID, &[]),
    // ID Verification.
    workflow("2", ID, OF_ID),
    // ID and Identity Verification.
    workflow("3", PERSON, OF_PERSON),
    // Similarity to existing ID.
    uploads("5", TWO_PICTURES, &[Similarity, Usability]),
    // Standalone Liveness.
    workflow("6", FACE, &[Liveness, Usability]),
    // Authentication.
    workflow("9", FACE, &[Authentication, Usability]),
    // Authentication on Premise.
    workflow("16", FACE, &[Authentication, Usability]),
    // Similarity of Two Images.
    uploads("20", TWO_PICTURES, &[Similarity, Usability]),
    // ID and Identity Verification with Screening.
    workflow("32", PERSON, OF_SCREENED),
    // ID and Identity Verification.
    workflow("10003", PERSON, OF_PERSON),
    // Standalone CPF Validation.
    uploads("10005", &[Data], &[BraCpfValidation]),
    // Standalone Serpro Biometric.
    uploads("10006", &[Data, Selfie], &[BiometricVerification, Usability]),
    // Standalone Driver's Licence Verification.
    uploads("10008", &[Data], &[DrivingLicenseVerification]),
    // Standalone Watchlist Screening.
    uploads("10010", &[Data], &[WatchlistScreening]),
    // Standalone ID and Identity Verification.
    workflow("10011", PERSON, OF_PERSON),
    // ID and Identity Verification with Screening and Checks.
    workflow("10013", PERSON, OF_ALL),
    // Standalone Authentication.
    workflow("10014", FACE, &[Authentication, Usability]),
    // ID Verification.
    workflow("10015", ID, OF_ID),
    // Standalone Liveness.
    workflow("10016", FACE, &[Liveness, Usability]),
    // Similarity to existing ID.
    workflow("10025", TWO_PICTURES, &[Similarity, Usability]),
    // Document Verification.
    workflow("10026", &[Document], &[DocumentVerification, Extraction, Usability]),
    // ID Capture and Storage.
    workflow("10031", ID, &[]),
    // ID and Identity Verification.
    workflow("10032", PERSON, OF_PERSON),
    // Authentication on Premise.
    workflow("10071", FACE, &[Authentication, Usability]),
    // ID and Identity Verification.
    workflow("10148", PERSON, OF_PERSON),
    // ID and Identity Verification with required supporting data.
    workflow("10163", PERSON_AND_DATA, OF_PERSON),
    // ID and Selfie Verification.
    workflow("10164", PERSON_AND_DATA, OF_PERSON),
    // ID and Identity Verification.
    workflow("10166", PERSON, OF_PERSON),
    // Doc Proof.
    workflow("10170", &[Data, Document], &[]),
    // Fastfill.
    workflow("10172", ID, &[Extraction, Usability]),
    // ID and Identity Verification.
    workflow("10547", PERSON, OF_PERSON),
    // ID and Identity Verification.
    workflow("10549", PERSON, OF_PERSON),
];

const fn workflow(
    key: &'static str,
    categories: &'static [Category],
    capabilities: &'static [Capability],
) -> Workflow {
    Workflow { key, categories, capabilities, api_only: false }
}

const fn uploads(
    key: &'static str,
    categories: &'static [Category],
    capabilities: &'static [Capability],
) -> Workflow {
    Workflow { key, categories, capabilities, api_only: true }
}

impl Workflow {
    pub(crate) fn find(key: &str) -> Option<&'static Self> {
        WORKFLOWS.iter().find(|workflow| workflow.key == key)
    }

    /// The earlier flavour: no overall decision and no steps (FACTS 4.6).
    pub(crate) fn is_v3(&self) -> bool {
        self.key.len() < 5
    }

    pub(crate) fn has(&self, category: Category) -> bool {
        self.categories.contains(&category)
    }

    pub(crate) fn judges(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }

    /// The channels that a credential of this workflow may come from.
    pub(crate) fn channels(&self, category: Category) -> &'static [&'static str] {
        if self.api_only { &["API"] } else { category.channels() }
    }

    /// Whether some credential may come from `channel`.
    pub(crate) fn has_channel(&self, channel: &str) -> bool {
        self.categories.iter().any(|category| self.channels(*category).contains(&channel))
    }

    /// Two pictures are compared, of documents or faces, in any combination.
    pub(crate) fn compares_any_two(&self) -> bool {
        self.key == "20"
    }

    /// Screening wants to know whom it screens (FACTS 4.3).
    pub(crate) fn needs_user_reference(&self) -> bool {
        self.judges(WatchlistScreening) && self.key != "10013"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_every_capability_has_a_credential() {
        for (index, workflow) in WORKFLOWS.iter().enumerate() {
            assert!(WORKFLOWS[..index].iter().all(|other| other.key != workflow.key), "{}", workflow.key);
            for capability in workflow.capabilities {
                assert!(
                    !super::super::details::credentials_of(*capability, workflow).is_empty(),
                    "{}: {capability:?}",
                    workflow.key
                );
            }
        }
    }

    #[test]
    fn workflows_with_data_alone_have_no_page_and_no_sdk() {
        let screening = Workflow::find("10010").unwrap();
        assert!(!screening.has_channel("WEB") && !screening.has_channel("SDK"));
        let person = Workflow::find("10164").unwrap();
        assert!(person.has_channel("WEB") && person.has_channel("SDK"));
    }

    #[test]
    fn screening_needs_a_user_reference() {
        let needing: Vec<_> =
            WORKFLOWS.iter().filter(|workflow| workflow.needs_user_reference()).map(|w| w.key).collect();
        assert_eq!(needing, ["32", "10010"]);
    }
}
