//! Workflows by key (FACTS 4.10).

use super::words::Capability::{
    AddressValidation, Authentication, BraCpfValidation, DataChecks, DocumentVerification,
    DrivingLicenseVerification, Extraction, ImageChecks, Liveness, ProofOfResidency, Similarity, Usability,
    WatchlistScreening,
};
use super::words::Category::{Data, Document, Facemap, Id, Selfie};
use super::words::{Capability, Category};

/// A workflow definition.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Workflow {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
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
    workflow("1", "ID Capture and Storage", ID, &[]),
    workflow("2", "ID Verification", ID, OF_ID),
    workflow("3", "ID and Identity Verification", PERSON, OF_PERSON),
    uploads("5", "Similarity to existing ID", TWO_PICTURES, &[Similarity, Usability]),
    workflow("6", "Standalone Liveness", FACE, &[Liveness, Usability]),
    workflow("9", "Authentication", FACE, &[Authentication, Usability]),
    workflow("16", "Authentication on Premise", FACE, &[Authentication, Usability]),
    uploads("20", "Similarity of Two Images", TWO_PICTURES, &[Similarity, Usability]),
    workflow("32", "ID and Identity Verification with Screening", PERSON, OF_SCREENED),
    workflow("10003", "ID and Identity Verification", PERSON, OF_PERSON),
    uploads("10005", "Standalone CPF Validation", &[Data], &[BraCpfValidation]),
    uploads("10006", "Standalone Serpro Biometric", &[Data, Selfie], &[Usability]),
    uploads("10008", "Standalone Driver's Licence Verification", &[Data], &[DrivingLicenseVerification]),
    uploads("10010", "Standalone Watchlist Screening", &[Data], &[WatchlistScreening]),
    workflow("10011", "Standalone ID and Identity Verification", PERSON, OF_PERSON),
    workflow("10013", "ID and Identity Verification with Screening and Checks", PERSON, OF_ALL),
    workflow("10014", "Standalone Authentication", FACE, &[Authentication, Usability]),
    workflow("10015", "ID Verification", ID, OF_ID),
    workflow("10016", "Standalone Liveness", FACE, &[Liveness, Usability]),
    workflow("10025", "Similarity to existing ID", TWO_PICTURES, &[Similarity, Usability]),
    workflow("10026", "Document Verification", &[Document], &[DocumentVerification, Extraction, Usability]),
    workflow("10031", "ID Capture and Storage", ID, &[]),
    workflow("10032", "ID and Identity Verification", PERSON, OF_PERSON),
    workflow("10071", "Authentication on Premise", FACE, &[Authentication, Usability]),
    workflow("10148", "ID and Identity Verification", PERSON, OF_PERSON),
    workflow(
        "10163",
        "ID and Identity Verification with required supporting data",
        PERSON_AND_DATA,
        OF_PERSON,
    ),
    workflow("10164", "ID and Selfie Verification", PERSON_AND_DATA, OF_PERSON),
    workflow("10166", "ID and Identity Verification", PERSON, OF_PERSON),
    workflow("10170", "Doc Proof", &[Data, Document], &[]),
    workflow("10172", "Fastfill", ID, &[Extraction, Usability]),
    workflow("10547", "ID and Identity Verification", PERSON, OF_PERSON),
    workflow("10549", "ID and Identity Verification", PERSON, OF_PERSON),
];

const fn workflow(
    key: &'static str,
    name: &'static str,
    categories: &'static [Category],
    capabilities: &'static [Capability],
) -> Workflow {
    Workflow { key, name, categories, capabilities, api_only: false }
}

const fn uploads(
    key: &'static str,
    name: &'static str,
    categories: &'static [Category],
    capabilities: &'static [Capability],
) -> Workflow {
    Workflow { key, name, categories, capabilities, api_only: true }
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
            assert!(!workflow.name.is_empty());
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
