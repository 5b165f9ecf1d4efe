//! What Jumio does that one does not expect, each with what it must not lead to.

use model::Document;
use serde_json::{Value, json};
use verification::{Outcome, outcome};

use crate::outcomes::accepts;
use crate::server::{details, normalize};

async fn judge(details: &Value) -> Outcome {
    outcome(&normalize(details).await, &accepts(&[Document::IdCard], Some("URY")))
}

fn with_key(mut details: Value, key: &str) -> Value {
    details["workflow"]["definitionKey"] = json!(key);
    details
}

#[tokio::test]
async fn passed_without_a_word_on_the_document_only_means_accepted() {
    let mut empty = details("passed");
    empty["capabilities"] = json!({});
    empty["credentials"] = json!([]);
    for (key, expected) in [
        ("10011", Outcome::Review),
        ("10013", Outcome::Review),
        ("10015", Outcome::Review),
        ("10163", Outcome::Review),
        ("3", Outcome::Review),
        // Workflows that store or collect have nothing more to say, and those about a face show no document.
        ("10170", Outcome::Approved),
        ("10031", Outcome::Approved),
        ("10016", Outcome::Approved),
    ] {
        assert_eq!(judge(&with_key(empty.clone(), key)).await, expected, "{key}");
    }
    let mut others = details("passed");
    for name in ["usability", "imageChecks", "extraction", "dataChecks", "similarity"] {
        others["capabilities"].as_object_mut().unwrap().remove(name);
    }
    assert_eq!(judge(&others).await, Outcome::Review, "a living face alone is no document");
}

#[tokio::test]
async fn a_result_that_was_wiped_approves_nobody() {
    let mut wiped = details("passed");
    wiped["workflow"]["wipedOutAt"] = json!("2024-03-04T10:32:00.000Z");
    wiped["wipedOutAt"] = json!("2024-03-04T10:32:00.000Z");
    wiped["credentials"] = json!([{ "id": "63dafb5f-8654-5f18-81dd-40daad8a9785", "category": "ID" }]);
    let mut without_data = wiped.clone();
    without_data["capabilities"]["extraction"][0].as_object_mut().unwrap().remove("data");
    let result = normalize(&without_data).await;
    assert!(result.images.is_empty() && result.captured.by_name("document.first_name").is_none());
    assert_eq!(judge(&without_data).await, Outcome::Review, "what was shown is not known any more");
    for key in ["10011", "10170", "tenant-key"] {
        let mut bare = with_key(wiped.clone(), key);
        bare["capabilities"] = json!({});
        assert_eq!(judge(&bare).await, Outcome::Review, "{key}");
        bare["decision"] = json!({ "type": "REJECTED", "details": { "label": "REJECTED" } });
        assert_eq!(judge(&bare).await, Outcome::Rejected, "{key}: the decision remains");
    }
}

#[tokio::test]
async fn a_run_expires_in_two_styles() {
    for (status, decision) in [
        (
            "SESSION_EXPIRED",
            json!({ "type": "REJECTED", "details": { "label": "REJECTED" }, "risk": { "score": 100.0 } }),
        ),
        (
            "TOKEN_EXPIRED",
            json!({ "type": "REJECTED", "details": { "label": "REJECTED" }, "risk": { "score": 100.0 } }),
        ),
        (
            "SESSION_EXPIRED",
            json!({ "type": "NOT_EXECUTED", "details": { "label": "SESSION_EXPIRED" }, "risk": { "score": -1 } }),
        ),
        ("PROCESSED", json!({ "type": "NOT_EXECUTED", "details": { "label": "SESSION_EXPIRED" } })),
        ("PROCESSED", json!({ "type": "NOT_EXECUTED", "details": { "label": "TOKEN_EXPIRED" } })),
        ("TOKEN_EXPIRED", Value::Null),
        // Not even what contradicts itself approves.
        ("SESSION_EXPIRED", json!({ "type": "PASSED", "details": { "label": "PASSED" } })),
    ] {
        for name in ["session-expired", "token-expired", "passed"] {
            let mut expired = details(name);
            expired["workflow"]["status"] = json!(status);
            expired["decision"] = decision.clone();
            assert_eq!(judge(&expired).await, Outcome::Expired, "{name} {status} {decision}");
        }
    }
}

#[tokio::test]
async fn the_order_of_lists_means_nothing() {
    fn reverse(value: &mut Value) {
        match value {
            Value::Array(items) => {
                items.reverse();
                items.iter_mut().for_each(reverse);
            }
            Value::Object(members) => members.values_mut().for_each(reverse),
            _ => {}
        }
    }
    let sorted = |mut checks: Vec<model::verification::Check>| {
        checks.sort_by_key(|check| format!("{check:?}"));
        checks
    };
    for name in ["passed", "rejected-no-match", "unsupported-document", "watchlist-alert"] {
        let straight = normalize(&details(name)).await;
        let mut reversed = details(name);
        reverse(&mut reversed);
        let reversed = normalize(&reversed).await;
        assert_eq!(reversed.captured, straight.captured, "{name}");
        assert_eq!(reversed.images, straight.images, "{name}");
        assert_eq!(sorted(reversed.checks), sorted(straight.checks), "{name}");
    }
}

#[tokio::test]
async fn a_part_that_passed_with_a_word_that_says_no_approves_nobody() {
    for (capability, label) in [("similarity", "NO_MATCH"), ("liveness", "MANIPULATED"), ("usability", "N/A")]
    {
        let mut odd = details("passed");
        odd["capabilities"][capability][0]["decision"] =
            json!({ "type": "PASSED", "details": { "label": label } });
        assert_eq!(judge(&odd).await, Outcome::Review, "{capability} {label}");
    }
}
