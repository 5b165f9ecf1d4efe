use model::{Country, Document};
use serde_json::{Value, json};
use verification::{Accepts, Outcome, outcome};

use crate::server::{details, normalize, samples};

pub(crate) fn accepts(documents: &[Document], country: Option<&str>) -> Accepts {
    Accepts { documents: documents.to_vec(), country: country.and_then(Country::from_alpha3) }
}

fn id_cards() -> Accepts {
    accepts(&[Document::IdCard], Some("URY"))
}

async fn judge(details: &Value) -> Outcome {
    outcome(&normalize(details).await, &id_cards())
}

#[tokio::test]
async fn every_sample_has_its_outcome() {
    let expected = [
        ("document-no-capabilities", Outcome::Approved),
        ("passed", Outcome::Approved),
        ("rejected-bad-quality", Outcome::Unreadable),
        ("rejected-digital-copy", Outcome::Rejected),
        ("rejected-no-match", Outcome::Rejected),
        ("session-expired", Outcome::Expired),
        ("token-expired", Outcome::Expired),
        ("unsupported-document", Outcome::Unsupported),
        ("warning-repeated-face", Outcome::Review),
        ("watchlist-alert", Outcome::Review),
    ];
    let samples = std::fs::read_dir(samples()).unwrap();
    let count = samples
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with("kyx-details-"))
        .count();
    assert_eq!(count, expected.len());
    for (name, outcome) in expected {
        assert_eq!(judge(&details(name)).await, outcome, "{name}");
    }
}

#[tokio::test]
async fn a_document_that_is_not_accepted_is_unsupported() {
    let passed = normalize(&details("passed")).await;
    let any = Accepts::default();
    let cases = [
        (any, Outcome::Approved),
        (accepts(&[Document::IdCard], None), Outcome::Approved),
        (accepts(&[Document::Passport, Document::IdCard], Some("URY")), Outcome::Approved),
        (accepts(&[Document::Passport], None), Outcome::Unsupported),
        (accepts(&[Document::Passport, Document::Visa], Some("URY")), Outcome::Unsupported),
        (accepts(&[Document::IdCard], Some("ARG")), Outcome::Unsupported),
        (accepts(&[], Some("ARG")), Outcome::Unsupported),
    ];
    for (accepts, expected) in cases {
        assert_eq!(outcome(&passed, &accepts), expected, "{accepts:?}");
    }

    // Neither a kind that is not known, nor none at all, is a document of the list.
    let data = "/capabilities/extraction/0/data";
    for (kind, expected) in [
        (json!("DIGITAL_IDENTITY"), Outcome::Unsupported),
        (json!("UNSUPPORTED"), Outcome::Unsupported),
        (json!("N/A"), Outcome::Review),
        (Value::Null, Outcome::Review),
    ] {
        let mut shown = details("passed");
        shown.pointer_mut(data).unwrap()["type"] = kind.clone();
        assert_eq!(judge(&shown).await, expected, "{kind}");
    }
    let mut nowhere = details("passed");
    nowhere.pointer_mut(data).unwrap().as_object_mut().unwrap().remove("issuingCountry");
    assert_eq!(judge(&nowhere).await, Outcome::Review);
}

#[tokio::test]
async fn a_document_that_is_not_accepted_stays_so_when_rejected_otherwise() {
    let mut rejected = details("passed");
    rejected["decision"] = json!({ "type": "REJECTED", "details": { "label": "REJECTED" } });
    let result = normalize(&rejected).await;
    assert_eq!(outcome(&result, &id_cards()), Outcome::Rejected);
    assert_eq!(outcome(&result, &accepts(&[Document::Visa], None)), Outcome::Unsupported);

    let fraud = normalize(&details("rejected-no-match")).await;
    assert_eq!(outcome(&fraud, &accepts(&[Document::Visa], None)), Outcome::Rejected, "fraud outranks");
}

fn set(details: &mut Value, capability: &str, kind: &str, label: &str) {
    let entry = &mut details["capabilities"][capability][0];
    entry["decision"] = json!({ "type": kind, "details": { "label": label } });
}

#[tokio::test]
async fn fraud_outranks_quality() {
    let mut both = details("rejected-bad-quality");
    assert_eq!(judge(&both).await, Outcome::Unreadable);
    set(&mut both, "imageChecks", "REJECTED", "FAKE");
    assert_eq!(judge(&both).await, Outcome::Rejected);

    let mut both = details("unsupported-document");
    set(&mut both, "liveness", "REJECTED", "ID_USED_AS_SELFIE");
    assert_eq!(judge(&both).await, Outcome::Rejected);

    let mut expired = details("session-expired");
    set(&mut expired, "imageChecks", "REJECTED", "FAKE");
    assert_eq!(judge(&expired).await, Outcome::Expired, "what has not been finished is no verdict");
}

#[tokio::test]
async fn what_is_not_known_never_approves() {
    let change = |pointer: &str, value: Value| {
        let mut changed = details("passed");
        *changed.pointer_mut(pointer).unwrap() = value;
        changed
    };
    let cases = [
        (change("/workflow/status", json!("FINISHED")), Outcome::Error),
        (change("/decision/type", json!("EXCELLENT")), Outcome::Review),
        (change("/decision/details/label", json!("EXCELLENT")), Outcome::Review),
        (change("/decision/type", json!("NOT_EXECUTED")), Outcome::Error),
        (change("/decision/details/label", json!("TOKEN_EXPIRED")), Outcome::Expired),
        (change("/capabilities/usability/0/decision/type", json!("EXCELLENT")), Outcome::Review),
        (change("/capabilities/liveness/0/decision/details/label", json!("EXCELLENT")), Outcome::Review),
        (change("/capabilities/liveness/0/decision", json!(null)), Outcome::Review),
        (
            change(
                "/capabilities/liveness/0/decision",
                json!({ "type": "WARNING", "details": { "label": "NEW" } }),
            ),
            Outcome::Review,
        ),
        (
            change(
                "/capabilities/similarity/0/decision",
                json!({ "type": "WARNING", "details": { "label": "NOT_POSSIBLE" } }),
            ),
            Outcome::Review,
        ),
        (
            change(
                "/capabilities/dataChecks/0/decision",
                json!({ "type": "NOT_EXECUTED", "details": { "label": "TECHNICAL_ERROR" } }),
            ),
            Outcome::Error,
        ),
    ];
    for (changed, expected) in cases {
        assert_eq!(judge(&changed).await, expected, "{} {}", changed["decision"], changed["workflow"]);
    }
}

#[tokio::test]
async fn without_a_decision_the_worst_part_decides() {
    let v3 = |name: &str| {
        let mut details = details(name);
        details.as_object_mut().unwrap().remove("decision");
        details
    };
    for (name, expected) in [
        ("passed", Outcome::Approved),
        ("rejected-bad-quality", Outcome::Unreadable),
        ("rejected-digital-copy", Outcome::Rejected),
        ("rejected-no-match", Outcome::Rejected),
        ("session-expired", Outcome::Expired),
        ("token-expired", Outcome::Expired),
        ("unsupported-document", Outcome::Unsupported),
        ("warning-repeated-face", Outcome::Review),
        ("watchlist-alert", Outcome::Review),
        ("document-no-capabilities", Outcome::Error),
    ] {
        assert_eq!(judge(&v3(name)).await, expected, "{name}");
    }
    let mut failed = v3("warning-repeated-face");
    set(&mut failed, "extraction", "NOT_EXECUTED", "TECHNICAL_ERROR");
    assert_eq!(judge(&failed).await, Outcome::Error, "an error comes before a warning");
    set(&mut failed, "liveness", "REJECTED", "NO_FACE_PRESENT");
    assert_eq!(judge(&failed).await, Outcome::Rejected, "a rejection before both");
}

#[tokio::test]
async fn a_decision_of_the_whole_that_contradicts_its_parts_is_for_a_person() {
    let mut details = details("passed");
    set(&mut details, "liveness", "REJECTED", "NO_FACE_PRESENT");
    assert_eq!(judge(&details).await, Outcome::Review);
    set(&mut details, "liveness", "NOT_EXECUTED", "PRECONDITION_NOT_FULFILLED");
    assert_eq!(judge(&details).await, Outcome::Review);
    set(&mut details, "liveness", "WARNING", "AGE_DIFFERENCE");
    assert_eq!(judge(&details).await, Outcome::Approved, "the provider has weighed a warning");
}

#[test]
fn outcomes_are_outcomes_of_steps() {
    let step = model::step::VerificationStep::new(model::providers::named("jumio").unwrap());
    let step = model::Step::new(model::StepSettings::Verification(step));
    let of_step: Vec<String> = step.outcomes().iter().map(ToString::to_string).collect();
    for outcome in Outcome::ALL {
        assert!(of_step.contains(&model::Outcome::from(outcome).to_string()), "{outcome}");
    }
}
