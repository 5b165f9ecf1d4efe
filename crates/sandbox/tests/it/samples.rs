//! Answers equal the samples in all but ids, instants and hosts.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Server, options, person, sample, server, with};

const HOSTS: [(&str, &str); 3] = [
    ("https://acme.web.amer-1.jumio.ai", ""),
    ("https://retrieval.amer-1.jumio.ai", "/retrieval"),
    ("https://api.amer-1.jumio.ai", "/api"),
];

/// Replaces ids by the order in which they occur (the same id stays the same), instants and searches by words, and numbers by
/// floating-point ones.
#[derive(Default)]
struct Normaliser {
    ids: BTreeMap<String, usize>,
    base: String,
}

impl Normaliser {
    fn value(&mut self, key: &str, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let sorted: BTreeMap<_, _> = members.iter().collect();
                sorted.into_iter().map(|(key, value)| (key.clone(), self.value(key, value))).collect()
            }
            Value::Array(items) => items.iter().map(|item| self.value(key, item)).collect(),
            Value::Number(number) => json!(number.as_f64()),
            Value::String(text) => self.text(key, text).into(),
            Value::Null | Value::Bool(_) => value.clone(),
        }
    }

    fn text(&mut self, key: &str, text: &str) -> String {
        if text.parse::<jiff::Timestamp>().is_ok() {
            assert_eq!(text.len(), "2024-03-04T10:15:30.240Z".len(), "{key}: {text}");
            return "<instant>".to_owned();
        }
        if key == "token" {
            assert_eq!(text.split('.').count(), 3);
            return "<token>".to_owned();
        }
        if ["searchId", "searchReference", "searchResultUrl"].contains(&key) {
            return "<search>".to_owned();
        }
        let mut text = text.to_owned();
        for (host, path) in HOSTS {
            text = text.replace(host, &format!("{}{path}", self.base));
        }
        if let Some((before, rest)) = text.split_once("authorizationToken=") {
            text = format!("{before}authorizationToken=<token>&{}", rest.split_once('&').unwrap().1);
        }
        let mut at = 0;
        while at + 36 <= text.len() {
            let Some(id) = text.get(at..at + 36).filter(|id| uuid::Uuid::try_parse(id).is_ok()) else {
                at += 1;
                continue;
            };
            let next = self.ids.len();
            let number = *self.ids.entry(id.to_owned()).or_insert(next);
            text.replace_range(at..at + 36, &format!("<id {number}>"));
        }
        text
    }
}

fn assert_like(server: &Server, answer: &Value, name: &str) {
    assert_same(server, answer, &sample(name), name);
}

fn assert_same(server: &Server, answer: &Value, sample: &Value, name: &str) {
    let normalise =
        |value: &Value| Normaliser { base: server.base.clone(), ..Normaliser::default() }.value("", value);
    let (answer, sample) = (normalise(answer), normalise(sample));
    assert_eq!(
        serde_json::to_string_pretty(&answer).unwrap(),
        serde_json::to_string_pretty(&sample).unwrap(),
        "{name}"
    );
}

#[tokio::test]
async fn account_answers() {
    let server = server(options()).await;
    let web = json!({
        "successUrl": "https://campaign.example.com/idv/success",
        "errorUrl": "https://campaign.example.com/idv/error",
        "locale": "es-MX",
    });
    let started = server.start(&with(person(), "web", web)).await;
    assert_like(&server, &started.answer, "kyx-account-response");

    let started = server.start(&sample("kyx-account-create-request-screening")).await;
    assert_like(&server, &started.answer, "kyx-account-response-data-only");
}

#[tokio::test]
async fn uploads_and_their_end() {
    let server = server(options()).await;
    let started = server.start(&crate::uploads::with_document("ID_CARD")).await;
    let target = crate::uploads::Target::of(&server, &started, "ID");
    let answer = target.add("front", &crate::uploads::jpeg(1)).await.json();
    // The sample still names the side that came; observed is that it is gone.
    let mut expected = sample("kyx-upload-response");
    expected["api"]["parts"].as_object_mut().unwrap().remove("front").unwrap();
    assert_same(&server, &answer, &expected, "kyx-upload-response");
    assert_like(&server, &target.finalise().await.json(), "kyx-finalize-response");
}

#[tokio::test]
async fn documents_have_data_beside_them_and_a_page() {
    let server = server(options()).await;
    let mut request = sample("kyx-account-create-request-document");
    request["workflowDefinition"]["key"] = 10170.into();
    let mut answer = server.start(&request).await.answer;
    // The sample was made without a domain prefix for the page, and without presets.
    for member in ["web", "sdk"] {
        answer.as_object_mut().unwrap().remove(member).unwrap();
    }
    let document = answer["workflowExecution"]["credentials"][1].as_object_mut().unwrap();
    assert_eq!(document.remove("type").unwrap()["values"], json!(["BS"]));
    assert_eq!(document.remove("country").unwrap()["values"], json!(["USA"]));
    assert_like(&server, &answer, "kyx-account-response-document");
}

#[tokio::test]
async fn details_of_every_outcome() {
    let server = server(options()).await;
    for (outcome, name) in [
        ("approved", "kyx-details-passed"),
        ("unreadable", "kyx-details-rejected-bad-quality"),
        ("copy", "kyx-details-rejected-digital-copy"),
        ("selfie-mismatch", "kyx-details-rejected-no-match"),
        ("unsupported", "kyx-details-unsupported-document"),
        ("review", "kyx-details-warning-repeated-face"),
        ("expired", "kyx-details-session-expired"),
    ] {
        let started = server.start(&person()).await;
        server.finish(&started, outcome);
        assert_like(&server, &server.details(&started).await, name);
    }
    let started = server.start(&person()).await;
    server.minutes(30);
    assert_like(&server, &server.details(&started).await, "kyx-details-token-expired");
}

#[tokio::test]
async fn details_of_other_workflows() {
    let server = server(options()).await;
    let screening = with(person(), "workflowDefinition", json!({ "key": 10010 }));
    let started = server.start(&screening).await;
    server.finish(&started, "review");
    assert_like(&server, &server.details(&started).await, "kyx-details-watchlist-alert");

    let mut proof = sample("kyx-account-create-request-document");
    proof["workflowDefinition"]["key"] = 10170.into();
    proof["customerInternalReference"] = "onboarding-2024-000123".into();
    proof["userReference"] = "user-7f3a".into();
    let started = server.start(&proof).await;
    server.finish(&started, "approved");
    assert_like(&server, &server.details(&started).await, "kyx-details-document-no-capabilities");
}

#[tokio::test]
async fn the_earlier_workflows_have_no_overall_decision_and_no_steps() {
    let server = server(options()).await;
    let started = server.start(&with(person(), "workflowDefinition", json!({ "key": 3 }))).await;
    server.finish(&started, "selfie-mismatch");
    let details = server.details(&started).await;
    assert_eq!(details["workflow"]["definitionKey"], "3");
    assert_eq!((details.get("decision"), details.get("steps")), (None, None));
    assert_eq!(details["capabilities"]["similarity"][0]["decision"]["details"]["label"], "NO_MATCH");
    assert_eq!(server.get(&started.path("/steps")).await.status, 404);
}

#[tokio::test]
async fn statuses() {
    let server =
        server(sandbox::Options { processing: jiff::SignedDuration::from_secs(20), ..options() }).await;
    let check = async |started: &crate::support::Started, name: &str| {
        assert_like(&server, &server.get(&started.path("/status")).await.json(), name);
    };
    let started = server.start(&person()).await;
    check(&started, "kyx-status-initiated").await;
    server.finish(&started, "approved");
    check(&started, "kyx-status-acquired").await;
    assert_eq!(server.details(&started).await.get("decision"), None);
    server.minutes(1);
    check(&started, "kyx-status-processed").await;
    let idle = server.start(&person()).await;
    assert_eq!(server.open(idle.href()).await.status, 200);
    server.minutes(15);
    check(&idle, "kyx-status-session-expired").await;
    let unused = server.start(&person()).await;
    server.minutes(30);
    check(&unused, "kyx-status-token-expired").await;
}

#[tokio::test]
async fn steps_name_every_capability() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    server.finish(&started, "approved");
    let steps = server.get(&started.path("/steps")).await.json();
    assert_like(&server, &with_ids_sorted(steps.clone()), "kyx-steps");
    let details = server.details(&started).await;
    assert_eq!(details["steps"]["href"], format!("{}{}", server.base, started.path("/steps")));
    let named = steps["steps"][0]["capabilityIds"].as_array().unwrap();
    for capability in details["capabilities"].as_object().unwrap().values() {
        for entry in capability.as_array().unwrap() {
            assert!(named.contains(&entry["id"]), "{entry}");
        }
    }
}

/// In the sample as well as here each id occurs once, so only their number counts.
fn with_ids_sorted(mut steps: Value) -> Value {
    let ids = steps["steps"][0]["capabilityIds"].as_array_mut().unwrap();
    ids.sort_by_key(|id| id.as_str().unwrap().to_owned());
    ids.dedup();
    steps
}
