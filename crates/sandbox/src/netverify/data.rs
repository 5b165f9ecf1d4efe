//! What retrieval tells of a transaction (FACTS 3.10).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::scan::{Scan, Shown, State};
use super::verdict::{Spelling, Status, Verdict};
use crate::kyx::words::Document;
use crate::specimen;

/// The specimen's names, those of retrieval, and those of callbacks, where they differ.
const NAMES: [(&str, &str, &str); 12] = [
    ("type", "type", "idType"),
    ("subType", "idSubtype", "idSubtype"),
    ("issuingCountry", "issuingCountry", "idCountry"),
    ("firstName", "firstName", "idFirstName"),
    ("lastName", "lastName", "idLastName"),
    ("dateOfBirth", "dob", "idDob"),
    ("expiryDate", "expiry", "idExpiry"),
    ("documentNumber", "number", "idNumber"),
    ("usState", "usState", "idUsState"),
    ("address", "address", "idAddress"),
    ("optionalMrzField1", "optionalData1", "optionalData1"),
    ("optionalMrzField2", "optionalData2", "optionalData2"),
];

/// Members of the specimen that are called the same here. Whatever else is asked for, is told as well.
const SAME: [&str; 7] = [
    "issuingDate",
    "gender",
    "nationality",
    "placeOfBirth",
    "dateOfBirthParts",
    "expiryDateParts",
    "issuingDateParts",
];

/// Countries whose numbers are not told, nor the check of what contains them (FACTS 3.9).
const MASKED: [&str; 3] = ["DEU", "KOR", "NLD"];
const MASKED_MEMBERS: [&str; 2] = ["number", "personalNumber"];

/// Where the specimen's customer is: an address that belongs to nobody.
pub(super) const CLIENT_IP: &str = "203.0.113.25";

/// The frames of the film in which the customer moves, in the order in which they are told: none.
pub(super) const FRAMES: [u8; 3] = [2, 1, 3];

/// With as many digits of milliseconds as there are, which may be none (FACTS 3.9).
pub(super) fn brief(time: Timestamp) -> String {
    Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time).to_string()
}

/// A name of the extracted data in callbacks, by its name in retrieval.
pub(super) fn callback_name(name: &str) -> &str {
    NAMES.iter().find(|(_, retrieval, _)| *retrieval == name).map_or(name, |(_, _, callback)| callback)
}

impl Shown {
    /// The machine-readable zone is looked at where there is one.
    pub(super) fn has_mrz(&self) -> bool {
        self.document != Document::DrivingLicense
    }

    pub(super) fn is_masked(&self) -> bool {
        MASKED.contains(&self.country.alpha3())
    }

    /// Which sides there are pictures of.
    pub(super) fn sides(&self, sees_face: bool) -> Vec<&'static str> {
        let mut sides = Vec::new();
        if self.document.has_back() {
            sides.push("back");
        }
        sides.push("front");
        if sees_face {
            sides.push("face");
        }
        sides
    }

    /// `type`; it is not told which documents are not supported.
    pub(super) fn kind(&self) -> &'static str {
        match (&self.verdict, self.document) {
            (Verdict::UnsupportedType, document) if document != Document::Visa => "UNSUPPORTED",
            (_, document) => document.wire(),
        }
    }
}

impl Scan {
    /// What a picture of the document shows, under the specimen's names.
    pub(crate) fn extracted(&self, shown: &Shown) -> Map<String, Value> {
        let specimen_name = |name: &str| {
            NAMES.iter().find(|(_, retrieval, _)| *retrieval == name).map(|(specimen, _, _)| *specimen)
        };
        let overrides: Map<String, Value> = shown
            .extraction
            .iter()
            .map(|(name, value)| (specimen_name(name).unwrap_or(name).to_owned(), value.clone()))
            .collect();
        let at = self.first_attempt.unwrap_or(self.created);
        let of = specimen::Shown { kind: shown.document.wire(), country: shown.country, at };
        specimen::data(&of, &overrides)
    }

    /// What was read from a good document, under retrieval's names.
    pub(super) fn read(&self, shown: &Shown) -> Map<String, Value> {
        let asked_for = |name: &str| shown.extraction.contains_key(name);
        let mut read = Map::new();
        for (name, value) in self.extracted(shown) {
            let known =
                NAMES.iter().find(|(specimen, _, _)| *specimen == name).map(|(_, retrieval, _)| *retrieval);
            if known.is_none() && !SAME.contains(&name.as_str()) && !asked_for(&name) {
                continue;
            }
            let name = known.map_or(name, str::to_owned);
            if !(shown.is_masked() && MASKED_MEMBERS.contains(&name.as_str())) {
                read.insert(name, value);
            }
        }
        read
    }

    fn with_reference(&self, mut of: Map<String, Value>, now: Timestamp) -> Value {
        of.insert("scanReference".to_owned(), self.id.to_string().into());
        of.insert("timestamp".to_owned(), brief(now).into());
        of.into()
    }

    /// The answer to the question for the state.
    pub(super) fn state_answer(&self, now: Timestamp) -> Value {
        let mut answer = Map::new();
        answer.insert("status".to_owned(), self.state.wire().into());
        self.with_reference(answer, now)
    }

    fn document_members(&self) -> Option<Map<String, Value>> {
        let status = self.status()?;
        let mut members = match &self.shown {
            Some(shown) if status == Status::ApprovedVerified => self.read(shown),
            Some(shown) => {
                let mut members = Map::new();
                members.insert("type".to_owned(), shown.kind().into());
                members.insert("issuingCountry".to_owned(), shown.country.alpha3().into());
                members
            }
            None => Map::new(),
        };
        members.insert("status".to_owned(), status.wire().into());
        Some(members)
    }

    /// `source`: how it was captured, if it was.
    pub(super) fn source(&self) -> &'static str {
        match &self.shown {
            None => "WEB",
            Some(shown) if shown.camera => "WEB_CAM",
            Some(_) => "WEB_UPLOAD",
        }
    }

    /// Where the customer was, if there was one.
    pub(super) fn client_ip(&self) -> Option<&'static str> {
        self.shown.as_ref().map(|_| CLIENT_IP)
    }

    fn transaction_members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        let mut set = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                members.insert(name.to_owned(), value.into());
            }
        };
        set("clientIp", self.client_ip());
        set("customerId", Some(&self.user_reference));
        set("date", Some(&brief(self.created)));
        set("merchantReportingCriteria", self.reporting_criteria.as_deref());
        set("merchantScanReference", Some(&self.reference));
        set("source", Some(self.source()));
        set("status", Some(self.state.wire()));
        members
    }

    fn verification_members(&self) -> Option<Map<String, Value>> {
        let shown = self.shown.as_ref().filter(|_| self.state == State::Done)?;
        let mut members = Map::new();
        let mut checked = false;
        match &shown.verdict {
            Verdict::Approved(face, doubt) => {
                if self.workflow.sees_face() {
                    members.insert("identityVerification".to_owned(), face.wire(Spelling::Text));
                }
                if let Some(doubt) = doubt {
                    members.insert("additionalChecks".to_owned(), doubt.wire());
                }
                checked = shown.has_mrz() && !shown.is_masked();
            }
            Verdict::Rejected(rejection) => {
                members.insert("rejectReason".to_owned(), rejection.wire());
            }
            Verdict::UnsupportedType | Verdict::UnsupportedCountry => {}
        }
        members.insert("mrzCheck".to_owned(), if checked { "OK" } else { "NOT_AVAILABLE" }.into());
        Some(members)
    }

    /// The whole result; nothing before the end.
    pub(super) fn data_answer(&self, now: Timestamp) -> Option<Value> {
        let mut data = Map::new();
        data.insert("document".to_owned(), self.document_members()?.into());
        data.insert("transaction".to_owned(), self.transaction_members().into());
        if let Some(verification) = self.verification_members() {
            data.insert("verification".to_owned(), verification.into());
        }
        if self.has_facemap() {
            let facemap = json!({ "classifier": "facemap", "href": self.links.facemap(self.id) });
            data.insert("facemap".to_owned(), facemap);
        }
        Some(self.with_reference(data, now))
    }

    /// What was read from the document; nothing before the end.
    pub(super) fn document_answer(&self, now: Timestamp) -> Option<Value> {
        Some(self.with_reference(self.document_members()?, now))
    }

    /// What is known about the journey, at any time.
    pub(super) fn transaction_answer(&self, now: Timestamp) -> Value {
        self.with_reference(self.transaction_members(), now)
    }

    /// What was checked; nothing before the end, nor where there was nothing to check.
    pub(super) fn verification_answer(&self, now: Timestamp) -> Option<Value> {
        Some(self.with_reference(self.verification_members()?, now))
    }

    /// Which pictures there are, at the end.
    pub(super) fn images_answer(&self, now: Timestamp) -> Option<Value> {
        self.status()?;
        let mut answer = Map::new();
        let image = |side: &&str| json!({ "classifier": side, "href": self.links.image(self.id, side) });
        answer.insert("images".to_owned(), self.sides().iter().map(image).collect());
        if self.has_film() {
            answer.insert("livenessImages".to_owned(), self.film().into());
        }
        Some(self.with_reference(answer, now))
    }

    /// The sides that there are pictures of, at the end.
    pub(super) fn sides(&self) -> Vec<&'static str> {
        let shown = self.shown.as_ref().filter(|_| self.state == State::Done);
        shown.map(|shown| shown.sides(self.workflow.sees_face())).unwrap_or_default()
    }

    pub(super) fn has_film(&self) -> bool {
        self.sides().contains(&"face")
    }

    /// The URLs of its frames.
    pub(super) fn film(&self) -> Vec<String> {
        FRAMES.into_iter().map(|frame| self.links.liveness_image(self.id, frame)).collect()
    }

    pub(super) fn has_facemap(&self) -> bool {
        self.has_film() && self.status() == Some(Status::ApprovedVerified)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_have_no_more_digits_than_they_need() {
        for (time, expected) in [
            ("2024-03-04T10:16:11Z", "2024-03-04T10:16:11Z"),
            ("2024-03-04T10:18:02.450Z", "2024-03-04T10:18:02.45Z"),
            ("2024-03-04T10:18:02.4009Z", "2024-03-04T10:18:02.4Z"),
            ("2024-03-04T10:18:02.039Z", "2024-03-04T10:18:02.039Z"),
        ] {
            assert_eq!(brief(time.parse().unwrap()), expected);
        }
    }
}
