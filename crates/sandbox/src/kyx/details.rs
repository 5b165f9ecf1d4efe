//! What a run found (FACTS 4.6), from the little that is remembered of it.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::labels::Finding;
use super::run::{Capture, Credential, Run, Status};
use super::words::Capability::{
    AddressValidation, Authentication, BiometricVerification, BraCpfValidation, DataChecks,
    DocumentVerification, DrivingLicenseVerification, Extraction, ImageChecks, Liveness, ProofOfResidency,
    Similarity, Usability, WatchlistScreening,
};
use super::words::{Capability, Category, Decision};
use super::workflow::Workflow;
use crate::clock::wire;
use crate::specimen;

/// Frames of the film come in no order.
const FACEMAP_PARTS: [&str; 4] = ["FACEMAP", "LIVENESS_1", "LIVENESS_3", "LIVENESS_2"];

impl Run {
    /// The answer to a request for details.
    pub(crate) fn details(&self) -> Value {
        let mut workflow = json!({
            "id": self.id,
            "status": self.status.wire(),
            "definitionKey": self.workflow.key,
            "customerInternalReference": self.reference,
        });
        for (name, value) in
            [("userReference", &self.user_reference), ("reportingCriteria", &self.reporting_criteria)]
        {
            if let Some(value) = value {
                workflow[name] = value.as_str().into();
            }
        }
        let credentials: Vec<Value> = self.credentials.iter().map(|of| self.credential_details(of)).collect();
        let mut details = json!({
            "workflow": workflow,
            "account": { "id": self.account },
            "createdAt": wire(self.created),
            "credentials": credentials,
            "capabilities": self.capabilities(),
        });
        // A run that expired says nothing of its start.
        let started = self.started.filter(|_| self.is_open() || self.capture.is_some());
        for (name, time) in
            [("startedAt", started), ("completedAt", self.completed), ("wipedOutAt", self.wiped)]
        {
            if let Some(time) = time {
                details[name] = wire(time).into();
            }
        }
        if !self.workflow.is_v3() {
            details["steps"] = json!({ "href": format!("{}/steps", self.hosts.run(self.account, self.id)) });
            if let Some((decision, label, score)) = self.decision() {
                details["decision"] = json!({
                    "type": decision.wire(),
                    "details": { "label": label },
                    "risk": { "score": score },
                });
            }
        }
        details
    }

    /// The overall decision; none while there is nothing to decide on.
    pub(crate) fn decision(&self) -> Option<(Decision, &'static str, f64)> {
        match self.status {
            Status::Initiated | Status::Acquired => None,
            // As a tenant saw it in 2023, and as the documentation has it now: clients have to know both.
            Status::SessionExpired => Some((Decision::Rejected, "REJECTED", 100.0)),
            Status::TokenExpired => Some((Decision::NotExecuted, "TOKEN_EXPIRED", -1.0)),
            // As a run that expired with the same gaps.
            Status::Processed if self.is_incomplete() => Some((Decision::Rejected, "REJECTED", 100.0)),
            Status::Processed => Some(overall(self.finding())),
        }
    }

    /// Whether nothing came for a credential of a run that was uploaded.
    fn lacks(&self, credential: &Credential) -> bool {
        let uploaded = self.capture.as_ref().and_then(|capture| capture.uploaded.as_ref());
        !credential.linked && uploaded.is_some_and(|given| !given.contains(&credential.id))
    }

    fn is_incomplete(&self) -> bool {
        self.workflow
            .capabilities
            .iter()
            .any(|capability| self.judged_by(*capability).iter().any(|credential| self.lacks(credential)))
    }

    /// The credentials that a capability looks at. A face map cannot be uploaded, so nobody looks for it there.
    fn judged_by(&self, capability: Capability) -> Vec<&Credential> {
        let uploaded = self.capture.as_ref().is_some_and(|capture| capture.uploaded.is_some());
        let categories = credentials_of(capability, self.workflow).into_iter();
        categories
            .filter(|category| !(uploaded && *category == Category::Facemap))
            .flat_map(|category| self.credentials.iter().filter(move |of| of.category == category))
            .collect()
    }

    fn finding(&self) -> Option<Finding> {
        self.capture.as_ref().and_then(|capture| capture.finding)
    }

    /// The classifiers of a credential that pictures or data were given for.
    pub(crate) fn parts(&self, credential: &Credential) -> Vec<&'static str> {
        if self.wiped.is_some() {
            return Vec::new();
        }
        let mut parts = match &self.capture {
            Some(capture) if capture.uploaded.is_none() => self.shown_parts(capture, credential),
            _ => Vec::new(),
        };
        for upload in self.uploads.of(credential.id) {
            if !parts.contains(&upload.classifier) {
                parts.push(upload.classifier);
            }
        }
        parts
    }

    fn shown_parts(&self, capture: &Capture, credential: &Credential) -> Vec<&'static str> {
        match credential.category {
            Category::Id if capture.document.has_back() => vec!["FRONT", "BACK"],
            Category::Id => vec!["FRONT"],
            Category::Selfie => vec!["FACE"],
            Category::Facemap => FACEMAP_PARTS.to_vec(),
            Category::Document => vec!["DOCUMENT"],
            // Besides an identity document, data are a choice that the page does not offer.
            Category::Data if self.workflow.has_channel("WEB") => Vec::new(),
            Category::Data => vec!["PREPARED_DATA"],
        }
    }

    fn credential_details(&self, credential: &Credential) -> Value {
        let mut details = json!({ "id": credential.id, "category": credential.category.wire() });
        if let Some(label) = &credential.label {
            details["label"] = label.as_str().into();
        }
        let parts: Vec<Value> = self
            .parts(credential)
            .into_iter()
            .map(|classifier| match classifier {
                "FACEMAP" => json!({ "classifier": classifier }),
                _ => json!({
                    "classifier": classifier,
                    "href": self.hosts.part(self.account, credential.id, classifier),
                }),
            })
            .collect();
        if !parts.is_empty() {
            details["parts"] = parts.into();
        }
        details
    }

    fn capabilities(&self) -> Value {
        if matches!(self.status, Status::Initiated | Status::Acquired) {
            return json!({});
        }
        let judged = self.workflow.capabilities.iter().filter(|capability| self.applies(**capability));
        judged.map(|capability| (capability.wire().to_owned(), self.entries(*capability))).collect()
    }

    /// Driving licences are verified of the USA only, so others are not judged at all.
    fn applies(&self, capability: Capability) -> bool {
        capability != DrivingLicenseVerification
            || !self.workflow.has(Category::Id)
            || self.capture.as_ref().is_some_and(|capture| {
                capture.country.alpha3() == "USA" && capture.document.wire() == "DRIVING_LICENSE"
            })
    }

    /// The entries of a capability: usability judges each credential by itself, the others all that they need together.
    fn entries(&self, capability: Capability) -> Value {
        let credentials = self.judged_by(capability);
        if capability == Usability {
            return credentials.into_iter().map(|credential| self.entry(capability, &[credential])).collect();
        }
        json!([self.entry(capability, &credentials)])
    }

    fn entry(&self, capability: Capability, credentials: &[&Credential]) -> Value {
        let (decision, label) = self.judgement(capability, credentials);
        let named: Vec<Value> = credentials
            .iter()
            .map(|credential| {
                let mut named = json!({ "id": credential.id, "category": credential.category.wire() });
                if let Some(label) = &credential.label {
                    named["label"] = label.as_str().into();
                }
                named
            })
            .collect();
        let mut entry = json!({
            "id": self.capability_id(capability, credentials),
            "credentials": named,
            "decision": { "type": decision.wire(), "details": { "label": label } },
        });
        if let Some(data) = self.data(capability, decision, label) {
            entry["data"] = data;
        }
        if capability == Liveness && matches!(decision, Decision::Passed | Decision::Warning) {
            let facemap = credentials.iter().find(|credential| credential.category == Category::Facemap);
            if let Some(facemap) = facemap.filter(|_| self.wiped.is_none()) {
                entry["validFaceMapForAuthentication"] =
                    self.hosts.part(self.account, facemap.id, "FACEMAP").into();
            }
        }
        entry
    }

    /// How a capability judged, given the one that found something and what depends on it (FACTS 4.6, 4.9).
    fn judgement(&self, capability: Capability, credentials: &[&Credential]) -> (Decision, &'static str) {
        const PASSED: (Decision, &str) = (Decision::Passed, "OK");
        const NOT_DONE: (Decision, &str) = (Decision::NotExecuted, "PRECONDITION_NOT_FULFILLED");
        if self.capture.is_none() || credentials.iter().any(|credential| self.lacks(credential)) {
            return if capability == Usability { (Decision::NotExecuted, "NOT_UPLOADED") } else { NOT_DONE };
        }
        let passed = match capability {
            Similarity => (Decision::Passed, "MATCH"),
            BiometricVerification => (Decision::Passed, "LOW_RISK"),
            _ => PASSED,
        };
        let Some(finding) = self.finding() else { return passed };
        if finding.capability == capability {
            let is_meant = capability != Usability
                || credentials.iter().any(|credential| credential.category == finding.category);
            return if is_meant { (finding.decision, finding.label) } else { passed };
        }
        if !stops(&finding, capability) {
            return passed;
        }
        match capability {
            // Seen where the document was refused.
            WatchlistScreening if finding.decision == Decision::Rejected => {
                (Decision::NotExecuted, "VALIDATION_FAILED")
            }
            _ => NOT_DONE,
        }
    }

    fn data(&self, capability: Capability, decision: Decision, label: &str) -> Option<Value> {
        let executed = decision != Decision::NotExecuted;
        let capture = self.capture.as_ref();
        match capability {
            Extraction => {
                let shown = capture.filter(|_| executed && self.wiped.is_none());
                Some(shown.map_or_else(|| json!({}), |capture| Value::Object(self.extracted(capture))))
            }
            Similarity if !executed => Some(json!({})),
            // The label says NO_MATCH, the data NOT_MATCH.
            Similarity if label == "NO_MATCH" => Some(json!({ "similarity": "NOT_MATCH" })),
            Similarity => Some(json!({ "similarity": label })),
            Liveness if executed => Some(json!({
                "type": "JUMIO_STANDARD",
                "predictedAge": 34,
                "ageConfidenceRange": "26-42",
            })),
            ImageChecks if label == "REPEATED_FACE" => Some(json!({
                "faceSearchFindings": { "status": "DONE", "findings": [self.derived_id("face search")] },
            })),
            ImageChecks if capture.is_some() => Some(json!({ "faceSearchFindings": { "status": "DONE" } })),
            WatchlistScreening if executed => {
                let at = self.completed.unwrap_or(self.created);
                let id = 900_000_000 + u64::from(self.derived_id("search").as_bytes()[0]);
                Some(json!({
                    "searchDate": wire(at),
                    // Documented as DONE, and SUCCESS on the wire.
                    "searchStatus": "SUCCESS",
                    "searchId": id.to_string(),
                    "searchReference": format!("{}-Sandbox1", at.as_second()),
                    "searchResultUrl": format!("https://screening.sandbox.example/public/search/{id}"),
                    "searchResults": i32::from(label == "ALERT"),
                }))
            }
            _ => None,
        }
    }

    /// What is read from the document that was shown.
    pub(crate) fn extracted(&self, capture: &Capture) -> Map<String, Value> {
        let at: Timestamp = self.acquired.unwrap_or(self.created);
        let shown = specimen::Shown { kind: capture.document.wire(), country: capture.country, at };
        let mut data = specimen::data(&shown, &capture.extraction);
        if !self.workflow.has(Category::Id) {
            // A bill or a statement has no more of it (FACTS 4.9).
            data.retain(|name, _| {
                matches!(name.as_str(), "firstName" | "lastName" | "issuingDate" | "address")
                    || capture.extraction.contains_key(name)
            });
        }
        data
    }

    /// The steps of the run (FACTS 4.7); none for the earlier workflows.
    pub(crate) fn steps(&self) -> Option<Value> {
        let (decision, label, _) = self.decision().filter(|_| !self.workflow.is_v3())?;
        let ids: Vec<Value> = self
            .workflow
            .capabilities
            .iter()
            .filter(|capability| self.applies(**capability))
            .filter_map(|capability| self.entries(*capability).as_array().cloned())
            .flatten()
            .filter_map(|entry| entry.get("id").cloned())
            .collect();
        let name = match self.workflow.capabilities {
            [WatchlistScreening] => "SCREENING",
            [DrivingLicenseVerification] => "DL_VERIFICATION",
            [BraCpfValidation] => "BRA_CPF_VALIDATION",
            [Authentication, ..] => "AUTHENTICATION",
            _ => "ID_IV",
        };
        Some(json!({ "steps": [{
            "id": self.derived_id("step"),
            "name": name,
            "decision": { "type": decision.wire(), "details": { "label": label } },
            "capabilityIds": ids,
        }] }))
    }

    fn capability_id(&self, capability: Capability, credentials: &[&Credential]) -> Uuid {
        let first = credentials.first().map(|credential| credential.id.to_string()).unwrap_or_default();
        self.derived_id(&format!("{}{first}", capability.wire()))
    }

    /// An id that is the same whenever it is asked for.
    fn derived_id(&self, what: &str) -> Uuid {
        let hash = Sha256::new().chain_update(self.id.as_bytes()).chain_update(what).finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

/// Whether `capability` cannot work after `finding`.
fn stops(finding: &Finding, capability: Capability) -> bool {
    let face_is_unusable = matches!(finding.category, Category::Selfie | Category::Facemap);
    let needs_data = matches!(
        capability,
        WatchlistScreening | AddressValidation | ProofOfResidency | DrivingLicenseVerification
    );
    let needs_document =
        needs_data || matches!(capability, Extraction | ImageChecks | DataChecks | DocumentVerification);
    let needs_face = matches!(capability, Liveness | Similarity | Authentication | BiometricVerification);
    match (finding.capability, finding.decision) {
        (Usability, _) if face_is_unusable => needs_face || capability == ImageChecks,
        (Usability, Decision::Warning) => needs_document,
        (Usability, _) => needs_document || capability == Similarity,
        (ImageChecks, Decision::Rejected) => needs_data || matches!(capability, Extraction | DataChecks),
        (Extraction, _) => needs_data || capability == DataChecks,
        _ => false,
    }
}

/// The overall decision that follows from the worst capability, with the default ranges of scores.
fn overall(finding: Option<Finding>) -> (Decision, &'static str, f64) {
    const REJECTED: (Decision, &str, f64) = (Decision::Rejected, "REJECTED", 100.0);
    let Some(finding) = finding else { return (Decision::Passed, "PASSED", 0.0) };
    match (finding.capability, finding.decision) {
        (_, Decision::Passed) => (Decision::Passed, "PASSED", 0.0),
        (_, Decision::NotExecuted) if finding.label == "TECHNICAL_ERROR" => {
            (Decision::NotExecuted, "TECHNICAL_ERROR", -1.0)
        }
        (_, Decision::Rejected) => REJECTED,
        // A document that is not supported is a warning by itself, and a rejection as a whole.
        (Usability, Decision::Warning) if finding.label.starts_with("UNSUPPORTED") => REJECTED,
        (Similarity, Decision::Warning) => (Decision::Warning, "WARNING", 40.0),
        (_, Decision::Warning | Decision::NotExecuted) => (Decision::Warning, "WARNING", 50.0),
    }
}

/// The categories that a capability looks at, in the order in which it names them.
pub(crate) fn credentials_of(capability: Capability, workflow: &Workflow) -> Vec<Category> {
    use Category::{Data, Document, Facemap, Id, Selfie};
    let all: &[Category] = match capability {
        Usability => &[Id, Selfie, Facemap, Document],
        Extraction => &[Id, Document],
        ImageChecks => &[Selfie, Id],
        DataChecks | AddressValidation | ProofOfResidency => &[Id],
        Liveness => &[Selfie, Facemap],
        Similarity => &[Id, Selfie],
        Authentication => &[Facemap, Selfie],
        WatchlistScreening | DrivingLicenseVerification if workflow.has(Id) => &[Id],
        WatchlistScreening | DrivingLicenseVerification | BraCpfValidation => &[Data],
        DocumentVerification => &[Document],
        BiometricVerification => &[Selfie],
    };
    all.iter().copied().filter(|category| workflow.has(*category)).collect()
}
