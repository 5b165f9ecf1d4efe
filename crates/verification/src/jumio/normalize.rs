//! From Jumio's answer to the one form of results.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jumio::WireTime;
use jumio::kyx::{Capability, Decision, DecisionType, Details, DetailsCredential, RunState};
use jumio::wire::Members;
use model::providers::{self, jumio::NAME};
use model::verification::{
    CaptureValue, Captured, Check, Decision as ModelDecision, ImageRef, RunRef, RunStatus, Verdict,
    VerificationResult,
};
use model::{CaptureField, Document};
use serde_json::Value;

use crate::ProviderError;

/// The capabilities in the order in which one builds on the other; the first that failed explains the rest.
const ORDER: [&str; 8] = [
    "usability",
    "imageChecks",
    "extraction",
    "dataChecks",
    "liveness",
    "similarity",
    "authentication",
    "watchlistScreening",
];

/// Texts that are captured as they are: the member of `extraction[].data`, and the capture field (FACTS 4.9).
const TEXTS: &[(&str, &str)] = &[
    ("firstName", "document.first_name"),
    ("lastName", "document.last_name"),
    ("lastNameAtBirth", "document.last_name_at_birth"),
    ("gender", "document.gender"),
    ("nationality", "document.nationality"),
    ("issuingCountry", "document.issuing_country"),
    ("citizenship", "document.citizenship"),
    ("placeOfBirth", "document.place_of_birth"),
    ("type", "document.type"),
    ("subType", "document.subtype"),
    ("documentNumber", "document.number"),
    ("personalNumber", "document.personal_number"),
    ("state", "document.state"),
    ("issuingAuthority", "document.issuing_authority"),
    ("issuingPlace", "document.issuing_place"),
    ("optionalMrzField1", "document.mrz_optional_1"),
    ("optionalMrzField2", "document.mrz_optional_2"),
    ("visaCategory", "document.visa_category"),
    ("numberOfEntries", "document.number_of_entries"),
    ("durationOfStay", "document.duration_of_stay"),
    ("passportNumber", "document.passport_number"),
    ("residentPermitType", "document.resident_permit_type"),
    ("residentPermitRemarks", "document.resident_permit_remarks"),
    ("curp", "document.curp"),
    ("cpf", "document.cpf"),
    ("rgNumber", "document.rg_number"),
    ("dni", "document.dni"),
    ("pesel", "document.pesel"),
    ("taxNumber", "document.tax_number"),
    ("voterIdNumber", "document.voter_id_number"),
    ("registrationNumber", "document.registration_number"),
    ("issuingNumber", "document.issuing_number"),
    ("personalIdentificationNumber", "document.personal_identification_number"),
    ("documentIdentificationNumber", "document.document_identification_number"),
    ("mothersName", "document.mothers_name"),
    ("fathersName", "document.fathers_name"),
    ("maritalStatus", "document.marital_status"),
    ("religion", "document.religion"),
    ("disability", "document.disability"),
    ("remarks", "document.remarks"),
];

/// The same for `extraction[].data.address`.
const ADDRESS: &[(&str, &str)] = &[
    ("line1", "address.line1"),
    ("line2", "address.line2"),
    ("line3", "address.line3"),
    ("line4", "address.line4"),
    ("line5", "address.line5"),
    ("city", "address.city"),
    ("postalCode", "address.postal_code"),
    ("subdivision", "address.subdivision"),
    ("country", "address.country"),
    ("formattedAddress", "address.formatted"),
];

/// Dates: the member, the member with its parts, and the capture field.
const DATES: &[(&str, &str, &str)] = &[
    ("dateOfBirth", "dateOfBirthParts", "document.date_of_birth"),
    ("expiryDate", "expiryDateParts", "document.expiry_date"),
    ("issuingDate", "issuingDateParts", "document.issuing_date"),
];

/// The result of a run that is over.
pub(super) fn result(details: &Details) -> Result<VerificationResult, ProviderError> {
    let provider = providers::named(NAME)
        .ok_or_else(|| ProviderError::Settings { detail: format!("there is no provider `{NAME}`") })?;
    let checks = checks(details);
    let data = extracted(details);
    let completed_at = details.completed_at.as_ref().and_then(WireTime::instant);
    Ok(VerificationResult {
        provider,
        run: RunRef { account_id: details.account.id.clone(), run_id: details.workflow.id.clone() },
        reference: details.workflow.customer_internal_reference.clone().unwrap_or_default(),
        status: match &details.workflow.status {
            RunState::Processed => RunStatus::Processed,
            RunState::SessionExpired => RunStatus::SessionExpired,
            RunState::TokenExpired => RunStatus::TokenExpired,
            other => RunStatus::Other(other.to_string()),
        },
        decision: details.decision.as_ref().map(decision),
        document: data.and_then(|data| data.text("type")).and_then(|kind| Document::understand(&kind)),
        captured: captured(details, data, &checks, completed_at),
        checks,
        images: images(&details.credentials),
        completed_at,
    })
}

fn verdict(kind: &DecisionType) -> Verdict {
    match kind {
        DecisionType::Passed => Verdict::Passed,
        DecisionType::Warning => Verdict::Warning,
        DecisionType::Rejected => Verdict::Rejected,
        DecisionType::NotExecuted => Verdict::NotExecuted,
        DecisionType::Other(_) => Verdict::Unknown,
    }
}

fn decision(decision: &Decision) -> ModelDecision {
    ModelDecision {
        verdict: verdict(&decision.kind),
        label: decision.label().to_owned(),
        risk_score: decision.risk_score(),
    }
}

/// The decisions on the parts, in the order in which one builds on the other.
fn checks(details: &Details) -> Vec<Check> {
    let known = ORDER.iter().copied().filter(|name| details.capabilities.contains_key(*name));
    let others = details.capabilities.keys().map(String::as_str).filter(|name| !ORDER.contains(name));
    known
        .chain(others)
        .flat_map(|name| details.capabilities[name].iter().map(move |entry| check(name, entry)))
        .collect()
}

fn check(name: &str, entry: &Capability) -> Check {
    let category = if entry.is_about("ID") {
        Some("ID".to_owned())
    } else {
        entry.credentials.iter().find_map(|credential| credential.category.clone())
    };
    Check {
        capability: name.to_owned(),
        // An entry without a decision says nothing that could be relied on.
        verdict: entry.decision.as_ref().map_or(Verdict::Unknown, |decision| verdict(&decision.kind)),
        label: entry.decision.as_ref().map(|decision| decision.label().to_owned()).unwrap_or_default(),
        category,
    }
}

/// What was read from the identity document: the entry about it, wherever it stands.
fn extracted(details: &Details) -> Option<&Members> {
    let entries = details.capabilities.get("extraction")?;
    let mut about_id =
        entries.iter().filter(|entry| entry.is_about("ID")).filter_map(|entry| entry.data.as_ref());
    let first = about_id.next();
    // With two documents (told apart by label), one of which could not be read, the other counts.
    if first.is_some_and(Members::is_empty) {
        about_id.find(|data| !data.is_empty()).or(first)
    } else {
        first
    }
}

/// Collects what says something.
#[derive(Default)]
struct Collected(BTreeMap<CaptureField, CaptureValue>);

impl Collected {
    fn put(&mut self, field: &str, value: Option<CaptureValue>) {
        if let (Some(field), Some(value)) = (CaptureField::from_name(field), value) {
            self.0.insert(field, value);
        }
    }

    fn text(&mut self, field: &str, text: Option<String>) {
        self.put(field, text.map(CaptureValue::Text));
    }
}

fn captured(
    details: &Details,
    data: Option<&Members>,
    checks: &[Check],
    completed_at: Option<Timestamp>,
) -> Captured {
    let mut collected = Collected::default();
    if let Some(data) = data {
        document(&mut collected, data);
    }
    if let Some(decision) = &details.decision {
        collected.text("decision.type", Some(decision.kind.to_string()));
        collected.text("decision.label", Some(decision.label().to_owned()));
        collected.text("decision.risk_score", decision.risk_score());
    }
    if let Some(reason) = reason(checks) {
        collected.text("decision.reject_code", Some(reason.label.clone()));
        collected.text("decision.reject_reason", Some(format!("{}: {}", reason.capability, reason.label)));
    }
    for (capability, field) in [
        ("watchlistScreening", "decision.watchlist"),
        ("similarity", "face.similarity"),
        ("liveness", "face.liveness"),
    ] {
        let label =
            checks.iter().find(|check| check.capability == capability).map(|check| check.label.clone());
        collected.text(field, label.filter(|label| !label.is_empty()));
    }
    let liveness = details.capabilities.get("liveness").and_then(|entries| entries.first());
    let age = liveness.and_then(|entry| entry.data.as_ref()).and_then(|data| data.integer("predictedAge"));
    collected.put("face.predicted_age", age.map(CaptureValue::Integer));

    collected.text("run.account_id", Some(details.account.id.clone()));
    collected.text("run.id", Some(details.workflow.id.clone()));
    let credentials = details.credentials.iter();
    collected
        .text("run.client_ip", credentials.clone().find_map(|credential| credential.other.text("clientIp")));
    let mut parts = credentials.flat_map(|credential| &credential.parts);
    collected.text("run.channel", parts.find_map(|part| part.other.text("captureType")));
    collected.text("run.completed_at", completed_at.map(|instant| instant.to_string()));
    Captured(collected.0)
}

/// The check that explains why not all is well: a rejection before a warning before what could not be judged.
fn reason(checks: &[Check]) -> Option<&Check> {
    let first = |verdict| {
        checks.iter().find(|check| check.verdict == verdict && check.label != "PRECONDITION_NOT_FULFILLED")
    };
    first(Verdict::Rejected)
        .or_else(|| first(Verdict::Warning))
        .or_else(|| first(Verdict::NotExecuted))
        .filter(|check| !check.label.is_empty())
}

fn document(collected: &mut Collected, data: &Members) {
    for (member, field) in TEXTS {
        collected.text(field, data.text(member));
    }
    let names: Vec<String> = ["firstName", "lastName"].iter().filter_map(|name| data.text(name)).collect();
    collected.text("document.full_name", (!names.is_empty()).then(|| names.join(" ")));
    for (member, parts, field) in DATES {
        collected.put(field, date(data, member, parts));
    }
    collected.put("document.current_age", data.integer("currentAge").map(CaptureValue::Integer));
    let categories = categories(data);
    collected
        .put("document.dl_categories", (!categories.is_empty()).then_some(CaptureValue::List(categories)));
    if let Some(address) = data.object("address") {
        for (member, field) in ADDRESS {
            collected.text(field, address.text(member));
        }
    }
}

/// A date. Some documents lack a day or a month: then what is there, as text (`1990-05`, `1990`).
fn date(data: &Members, member: &str, parts: &str) -> Option<CaptureValue> {
    if let Some(date) = data.text(member).and_then(|text| text.parse::<Date>().ok()) {
        return Some(CaptureValue::Date(date));
    }
    let parts = data.object(parts)?;
    let part = |name: &str, width: usize| {
        let number = parts.integer(name).filter(|number| *number > 0)?;
        Some(format!("{number:0width$}"))
    };
    let year = part("year", 4)?;
    let text = match (part("month", 2), part("day", 2)) {
        (Some(month), Some(day)) => {
            let text = format!("{year}-{month}-{day}");
            return text.parse::<Date>().ok().map(CaptureValue::Date);
        }
        (Some(month), None) => format!("{year}-{month}"),
        (None, _) => year,
    };
    Some(CaptureValue::Text(text))
}

/// The categories of a driving licence: texts, or objects that name one.
fn categories(data: &Members) -> Vec<String> {
    let Some(Value::Array(items)) = data.0.get("dlCategories") else {
        return data.list("dlCategories");
    };
    items
        .iter()
        .filter_map(|item| match item {
            Value::Object(members) => Members(members.clone()).text("category"),
            Value::String(text) => jumio::wire::said(text).map(str::to_owned),
            _ => None,
        })
        .collect()
}

/// The pictures that can be fetched. A part without `href` cannot (FACTS 4.6); data and face maps are no pictures.
fn images(credentials: &[DetailsCredential]) -> Vec<ImageRef> {
    let mut images: Vec<ImageRef> = Vec::new();
    for credential in credentials {
        for part in &credential.parts {
            if part.href.is_none() || matches!(part.classifier.as_str(), "PREPARED_DATA" | "FACEMAP") {
                continue;
            }
            let plain = part.classifier.to_ascii_lowercase().replace('_', "-");
            let taken = |name: &str| images.iter().any(|image| image.name == name);
            let name = if taken(&plain) {
                (2..=images.len() + 2)
                    .map(|number| format!("{plain}-{number}"))
                    .find(|name| !taken(name))
                    .unwrap_or(plain)
            } else {
                plain
            };
            images.push(ImageRef {
                name,
                credential_id: credential.id.clone(),
                classifier: part.classifier.clone(),
            });
        }
    }
    // Frames of a movement come in any order.
    images.sort_by_key(|image| (rank(&image.name), image.name.clone()));
    images
}

fn rank(name: &str) -> (u8, u32) {
    match name {
        "front" => (0, 0),
        "back" => (1, 0),
        "face" => (2, 0),
        other => match other.strip_prefix("liveness-").and_then(|number| number.parse().ok()) {
            Some(number) => (3, number),
            None => (4, 0),
        },
    }
}
