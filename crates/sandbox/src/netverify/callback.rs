//! The callback of a transaction: a form whose nested objects are JSON in text (FACTS 3.9).

use serde_json::Value;

use super::data::{brief, callback_name};
use super::scan::{Scan, Shown};
use super::verdict::{Spelling, Status, Verdict};

/// What is looked at on every document.
const CHECKS: [&str; 7] = [
    "idCheckDataPositions",
    "idCheckDocumentValidation",
    "idCheckHologram",
    MRZ_CHECK,
    "idCheckMicroprint",
    "idCheckSecurityFeatures",
    "idCheckSignature",
];
const MRZ_CHECK: &str = "idCheckMRZcode";

#[derive(Default)]
struct Form(Vec<(String, String)>);

impl Form {
    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    fn set_some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }
}

impl Scan {
    /// The fields of the callback, but for `callbackDate`, which is when it is sent.
    pub(super) fn callback(&self) -> Vec<(String, String)> {
        let status = self.status().unwrap_or(Status::NoIdUploaded);
        let approved = status == Status::ApprovedVerified;
        let mut form = Form::default();
        form.set("callBackType", "NETVERIFYID");
        form.set("jumioIdScanReference", self.id.to_string());
        form.set("merchantIdScanReference", &self.reference);
        form.set_some("merchantReportingCriteria", self.reporting_criteria.as_deref());
        form.set("customerId", &self.user_reference);
        form.set_some("clientIp", self.client_ip());
        form.set("transactionDate", brief(self.created));
        form.set_some("firstAttemptDate", self.first_attempt.map(brief).as_deref());
        form.set("verificationStatus", status.wire());
        form.set("idScanStatus", if approved { "SUCCESS" } else { "ERROR" });
        form.set("idScanSource", self.source());
        for check in CHECKS {
            let shown = self.shown.as_ref();
            if check == MRZ_CHECK && approved && shown.is_some_and(Shown::is_masked) {
                continue;
            }
            let passed = approved && (check != MRZ_CHECK || shown.is_some_and(Shown::has_mrz));
            form.set(check, if passed { "OK" } else { "N/A" });
        }
        if let Some((country, document)) = self.preset {
            form.set("presetCountry", country.alpha3());
            form.set("presetIdType", document.wire());
        }
        if let Some(shown) = &self.shown {
            self.tell_shown(&mut form, shown, approved);
        }
        form.0
    }

    fn tell_shown(&self, form: &mut Form, shown: &Shown, approved: bool) {
        match &shown.verdict {
            Verdict::Approved(face, _) if self.workflow.sees_face() => {
                form.set("identityVerification", face.wire(Spelling::Boolean).to_string());
            }
            Verdict::Rejected(rejection) => form.set("rejectReason", rejection.wire().to_string()),
            Verdict::Approved(..) | Verdict::UnsupportedType | Verdict::UnsupportedCountry => {}
        }
        if approved {
            let read = self.read(shown);
            for (name, value) in &read {
                form.set(callback_name(name), plain(value));
            }
            if !read.contains_key("personalNumber") && !shown.is_masked() {
                form.set("personalNumber", "N/A");
            }
        } else {
            // Of a document that is not supported, callbacks have no word for the kind.
            form.set_some("idType", Some(shown.kind()).filter(|kind| *kind != "UNSUPPORTED"));
            form.set("idCountry", shown.country.alpha3());
        }
        for side in self.sides() {
            let name = match side {
                "back" => "idScanImageBackside",
                "face" => "idScanImageFace",
                _ => "idScanImage",
            };
            form.set(name, self.links.recognition(self.id, side));
        }
        if self.has_film() {
            form.set("livenessImages", Value::from(self.film()).to_string());
        }
        if self.has_facemap() {
            form.set("facemap", self.links.facemap(self.id));
        }
    }
}

/// A value as a field of a form.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
