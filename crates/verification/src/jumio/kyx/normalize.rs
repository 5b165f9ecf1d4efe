//! From Jumio's answer to the one form of results.

use jiff::Timestamp;
use jumio::WireTime;
use jumio::kyx::{Capability, Decision, DecisionType, Details, DetailsCredential, RunState};
use jumio::wire::Members;
use model::Document;
use model::providers::jumio::{Platform, workflow};
use model::verification::{
    CaptureValue, Captured, Check, Decision as ModelDecision, ImageRef, RunRef, RunStatus, Verdict,
    VerificationResult,
};

use crate::ProviderError;
use crate::jumio::captured::{Collected, Source, date_of_parts, reason, whole_date};

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

/// Texts that are captured as they are, beside those that both platforms call the same: the member of `extraction[].data`, and the capture field (FACTS 4.9).
const TEXTS: &[Source] = &[
    (&["firstName"], "document.first_name"),
    (&["lastName"], "document.last_name"),
    (&["issuingCountry"], "document.issuing_country"),
    (&["type"], "document.type"),
    (&["subType"], "document.subtype"),
    (&["documentNumber"], "document.number"),
    (&["state"], "document.state"),
    (&["optionalMrzField1"], "document.mrz_optional_1"),
    (&["optionalMrzField2"], "document.mrz_optional_2"),
];

/// Dates: the member, the member with its parts, and the capture field.
const DATES: &[(&str, &str, &str)] = &[
    ("dateOfBirth", "dateOfBirthParts", "document.date_of_birth"),
    ("expiryDate", "expiryDateParts", "document.expiry_date"),
    ("issuingDate", "issuingDateParts", "document.issuing_date"),
];

/// The result of a run that is over.
pub(super) fn result(details: &Details) -> Result<VerificationResult, ProviderError> {
    let provider = crate::jumio::name()?;
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
    let told = known
        .chain(others)
        .flat_map(|name| details.capabilities[name].iter().map(move |entry| check(name, entry)));
    lacking(details).into_iter().chain(told).collect()
}

/// A workflow that verifies documents tells about one. Where none is told of (`capabilities: {}`, or all was deleted at Jumio
/// before it could be fetched), `PASSED` means that something was taken in, and nobody can tell what.
fn lacking(details: &Details) -> Option<Check> {
    let verifies = workflow(Platform::Kyx, &details.workflow.definition_key)
        .is_some_and(|known| known.asks_for_document() && !known.captures.contains("not verified"));
    let mut entries = details.capabilities.values().flatten();
    let is_told = entries.any(|entry| entry.is_about("ID"));
    let is_gone = details.wiped_out_at.is_some() && details.capabilities.values().all(Vec::is_empty);
    ((verifies && !is_told) || is_gone).then(|| Check {
        capability: "usability".to_owned(),
        verdict: Verdict::Unknown,
        label: String::new(),
        category: Some("ID".to_owned()),
    })
}

fn check(name: &str, entry: &Capability) -> Check {
    // An entry is about several things in any order; the first of these is what people call it by.
    let categories = entry.credentials.iter().filter_map(|credential| credential.category.as_deref());
    let rank =
        |category: &&str| ["ID", "SELFIE", "FACEMAP"].iter().position(|known| known == category).unwrap_or(3);
    let category = categories.min_by_key(|category| (rank(category), *category)).map(str::to_owned);
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
    collected.labels(
        checks,
        &[
            ("watchlistScreening", "decision.watchlist"),
            ("similarity", "face.similarity"),
            ("liveness", "face.liveness"),
        ],
    );
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
    collected.finish()
}

fn document(collected: &mut Collected, data: &Members) {
    collected.document(data, TEXTS);
    collected.full_name();
    for (member, parts, field) in DATES {
        let whole = data.text(member).and_then(|text| whole_date(&text));
        collected.put(field, whole.or_else(|| date_of_parts(&data.object(parts)?)));
    }
    collected.put("document.current_age", data.integer("currentAge").map(CaptureValue::Integer));
    collected.licence_categories(data);
    collected.address(data.object("address"));
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
