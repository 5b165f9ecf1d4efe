//! From Jumio's answers to the one form of results.

use jiff::Timestamp;
use jumio::WireTime;
use jumio::netverify::{Document as Read, Images, ScanData, ScanState, VerificationStatus};
use jumio::wire::Members;
use model::Document;
use model::verification::{CaptureValue, Captured, Check, Decision, ImageRef, RunStatus, VerificationResult};

use super::{checks, reasons, run_of};
use crate::ProviderError;
use crate::jumio::captured::{Collected, Source, date_of_parts, reason, whole_date};

/// How the names of pictures begin that prove a living person.
pub(super) const LIVENESS: &str = "liveness-";

/// Texts that are captured as they are, beside those that both platforms call the same: what the member is called when it is fetched, then in callbacks, and the capture field
/// (FACTS 3.9 and 3.10).
const TEXTS: &[Source] = &[
    (&["firstName", "idFirstName"], "document.first_name"),
    (&["lastName", "idLastName"], "document.last_name"),
    (&["number", "idNumber"], "document.number"),
    (&["usState", "idUsState"], "document.state"),
    (&["optionalData1"], "document.mrz_optional_1"),
    (&["optionalData2"], "document.mrz_optional_2"),
];

/// Dates: the member's names, the member with its parts, and the capture field.
const DATES: &[(&[&str], &str, &str)] = &[
    (&["dob", "idDob"], "dateOfBirthParts", "document.date_of_birth"),
    (&["expiry", "idExpiry"], "expiryDateParts", "document.expiry_date"),
    (&["issuingDate"], "issuingDateParts", "document.issuing_date"),
];

/// A transaction that is over, with all that was fetched of it.
pub(super) struct End<'a> {
    pub(super) scan: &'a str,
    pub(super) reference: &'a str,
    pub(super) state: &'a ScanState,
    pub(super) data: ScanData,
    pub(super) images: Option<Images>,
    /// Whether an approved document without a word on the face is worth nothing.
    pub(super) needs_face: bool,
}

/// The data of a transaction of which there are none.
pub(super) fn nothing(scan: &str) -> ScanData {
    ScanData {
        timestamp: None,
        scan_reference: scan.to_owned(),
        document: None,
        transaction: None,
        verification: None,
        facemap: None,
        other: Members::default(),
    }
}

/// Whether there may be pictures.
pub(super) fn shows_pictures(data: &ScanData) -> bool {
    let status = data.document.as_ref().and_then(|document| document.status.as_ref());
    !matches!(status, None | Some(VerificationStatus::NoIdUploaded))
}

impl End<'_> {
    /// The result.
    pub(super) fn result(&self) -> Result<VerificationResult, ProviderError> {
        let status = self.data.document.as_ref().and_then(|document| document.status.as_ref());
        let reject_reason = self.data.verification.as_ref().and_then(|found| found.reject_reason.as_ref());
        let checks = checks::all(&self.data, self.needs_face);
        // Only callbacks tell when it was done, and they are not believed: this is when it was told.
        let completed_at = self.data.timestamp.as_ref().and_then(WireTime::instant);
        let kind = self.data.document.as_ref().and_then(|document| document.kind.as_deref());
        Ok(VerificationResult {
            provider: crate::jumio::name()?,
            run: run_of(self.scan),
            reference: self.reference.to_owned(),
            status: match (self.state, status) {
                // It is not told whether it was begun.
                (ScanState::Failed, _) | (_, Some(VerificationStatus::NoIdUploaded)) => {
                    RunStatus::SessionExpired
                }
                (ScanState::Done, _) => RunStatus::Processed,
                (other, _) => RunStatus::Other(other.to_string()),
            },
            decision: Some(Decision {
                verdict: checks::whole(status, &checks, reject_reason.is_some()),
                label: status.map(ToString::to_string).unwrap_or_default(),
                risk_score: None,
            }),
            document: kind.and_then(Document::understand),
            captured: self.captured(&checks, completed_at),
            checks,
            images: self.images.as_ref().map(|images| pictures(self.scan, images)).unwrap_or_default(),
            completed_at,
        })
    }

    fn captured(&self, checks: &[Check], completed_at: Option<Timestamp>) -> Captured {
        let mut collected = Collected::default();
        let found = self.data.document.as_ref();
        if let Some(found) = found {
            document(&mut collected, found);
        }
        let status = found.and_then(|document| document.status.as_ref());
        collected.text("decision.type", status.map(ToString::to_string));
        match self.data.verification.as_ref().and_then(|found| found.reject_reason.as_ref()) {
            Some(told) => {
                collected.text("decision.reject_code", Some(told.reject_reason_code.clone()));
                collected.text("decision.reject_reason", Some(reasons::words(told)));
            }
            None => {
                if let Some(check) = reason(checks) {
                    collected.text("decision.reject_code", Some(check.label.clone()));
                    collected.text(
                        "decision.reject_reason",
                        Some(format!("{}: {}", check.capability, check.label)),
                    );
                }
            }
        }
        collected.labels(
            checks,
            &[
                ("watchlistScreening", "decision.watchlist"),
                ("similarity", "face.similarity"),
                ("liveness", "face.liveness"),
            ],
        );
        collected.text("run.account_id", Some(self.scan.to_owned()));
        collected.text("run.id", Some(self.scan.to_owned()));
        if let Some(transaction) = &self.data.transaction {
            collected.text("run.client_ip", transaction.other.text("clientIp"));
            collected.text("run.channel", transaction.source());
        }
        collected.text("run.completed_at", completed_at.map(|instant| instant.to_string()));
        collected.finish()
    }
}

fn document(collected: &mut Collected, read: &Read) {
    let said = |text: &Option<String>| text.as_deref().and_then(jumio::wire::said).map(str::to_owned);
    collected.text("document.type", said(&read.kind));
    collected.text("document.subtype", said(&read.id_subtype));
    collected.text("document.issuing_country", said(&read.issuing_country));
    let data = &read.fields;
    collected.document(data, TEXTS);
    collected.full_name();
    for (names, parts, field) in DATES {
        collected.put(field, date(data, names, parts));
    }
    if let Some(printed) = data.text("originDob").and_then(|text| as_printed(&text)) {
        collected.put("document.date_of_birth", Some(printed));
    }
    collected.licence_categories(data);
    collected.address(data.object("address").or_else(|| data.object("idAddress")));
}

/// A date. Where its parts lack one, the date itself has been filled up, and the parts tell what is there.
fn date(data: &Members, names: &[&str], parts: &str) -> Option<CaptureValue> {
    let parts = data.object(parts).and_then(|parts| date_of_parts(&parts));
    let whole = names.iter().find_map(|name| data.text(name)).and_then(|text| whole_date(&text));
    match (parts, whole) {
        (Some(incomplete @ CaptureValue::Text(_)), _) => Some(incomplete),
        (parts, whole) => whole.or(parts),
    }
}

/// A date of birth as the document has it, `1990//`, where the one that is told was filled up (FACTS 3.9). `None` for a
/// complete one, which is told as it is.
fn as_printed(text: &str) -> Option<CaptureValue> {
    let parts: Vec<&str> = text.split('/').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let members = [("year", year), ("month", month), ("day", day)];
    let parts = Members(members.into_iter().map(|(name, part)| (name.to_owned(), (**part).into())).collect());
    date_of_parts(&parts).filter(|date| matches!(date, CaptureValue::Text(_)))
}

/// The pictures in order; a face map is none.
fn pictures(scan: &str, images: &Images) -> Vec<ImageRef> {
    let told = images.classifiers();
    let picture = |name: &str| ImageRef {
        name: name.to_owned(),
        credential_id: scan.to_owned(),
        classifier: name.to_owned(),
    };
    let named = ["front", "back", "face"].into_iter().filter(|name| told.iter().any(|told| told == name));
    let mut numbers = images.liveness_numbers();
    numbers.dedup();
    named
        .map(picture)
        .chain(numbers.into_iter().map(|number| picture(&format!("{LIVENESS}{number}"))))
        .collect()
}
