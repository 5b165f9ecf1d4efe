use std::path::Path;

use jumio::kyx::{
    AccountRequest, AccountResponse, Callback, DecisionType, Details, Health, PreparedData, RunState, Status,
    Steps,
};
use secrecy::ExposeSecret;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The samples of the current platform.
fn samples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut samples: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    samples.retain(|(name, _)| name.starts_with("kyx-"));
    samples.sort();
    samples
}

fn details(name: &str) -> Details {
    let (_, text) = samples().into_iter().find(|(found, _)| found == name).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Nothing that was read is lost when it is written.
fn round_trip<T: DeserializeOwned + Serialize>(name: &str, text: &str) {
    let read: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let written = serde_json::to_value(&read).unwrap();
    let original: Value = serde_json::from_str(text).unwrap();
    assert_eq!(written, original, "{name}");
}

#[test]
fn every_sample_is_understood_without_loss() {
    let samples = samples();
    assert!(samples.len() > 30, "{}", samples.len());
    for (name, text) in samples {
        match name.trim_start_matches("kyx-").split(['-', '.']).next().unwrap() {
            "account" if name.contains("-response") => {
                // Its secrets are not written again: what counts is what is read.
                let read: AccountResponse = serde_json::from_str(&text).unwrap();
                let original: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(read.account.id, original["account"]["id"], "{name}");
                assert_eq!(
                    read.web.map(|web| web.href.expose_secret().to_owned()).as_deref(),
                    original["web"]["href"].as_str(),
                    "{name}"
                );
                assert_eq!(
                    read.sdk.map(|sdk| sdk.token.expose_secret().to_owned()).as_deref(),
                    original["sdk"]["token"].as_str(),
                    "{name}"
                );
                let credentials = original["workflowExecution"]["credentials"].as_array().unwrap();
                assert_eq!(read.workflow_execution.credentials.len(), credentials.len(), "{name}");
                for (credential, original) in read.workflow_execution.credentials.iter().zip(credentials) {
                    assert_eq!(credential.category, original["category"], "{name}");
                    assert_eq!(credential.api.is_some(), original["api"].is_object(), "{name}");
                }
            }
            "account" | "mock" => round_trip::<AccountRequest>(&name, &text),
            "callback" => round_trip::<Callback>(&name, &text),
            "details" => round_trip::<Details>(&name, &text),
            "health" => round_trip::<Health>(&name, &text),
            "status" => round_trip::<Status>(&name, &text),
            "steps" => round_trip::<Steps>(&name, &text),
            "prepared" => round_trip::<PreparedData>(&name, &text),
            // Read through the client, in the tests of failures, tokens and uploads.
            "error" | "token" | "finalize" | "upload" => {
                assert!(serde_json::from_str::<Value>(&text).is_ok(), "{name}");
            }
            _ => panic!("{name} is not tested"),
        }
    }
}

#[test]
fn a_result_is_read_by_what_it_says_and_not_by_where() {
    let passed = details("kyx-details-passed.json");
    let data = passed.capabilities["extraction"][0].data.as_ref().unwrap();
    assert_eq!(data.text("firstName").as_deref(), Some("ANA LUCIA"));
    assert_eq!(data.integer("currentAge"), Some(33));
    assert_eq!(data.object("address").unwrap().text("country").as_deref(), Some("URY"));
    assert_eq!(passed.decision.as_ref().unwrap().risk_score().as_deref(), Some("0"));
    let checks = &passed.capabilities["imageChecks"][0];
    assert!(checks.is_about("ID") && checks.is_about("SELFIE") && !checks.is_about("DATA"));
    let face_map = passed.credentials.iter().find(|credential| credential.category == "FACEMAP").unwrap();
    assert_eq!(face_map.parts.iter().filter(|part| part.href.is_none()).count(), 1);

    let expired = details("kyx-details-token-expired.json");
    assert_eq!(expired.workflow.status, RunState::TokenExpired);
    let decision = expired.decision.unwrap();
    assert_eq!((decision.label(), decision.risk_score().as_deref()), ("TOKEN_EXPIRED", Some("-1")));
    assert!(details("kyx-details-document-no-capabilities.json").capabilities.is_empty());
}

#[test]
fn what_is_new_or_odd_spoils_nothing() {
    let odd = r#"{
        "workflow": {"id": "w", "status": "PAUSED", "definitionKey": 10011, "childIds": ["x"]},
        "account": {"id": "a"},
        "createdAt": "some day",
        "credentials": null,
        "decision": {"type": "MAYBE"},
        "capabilities": {"usability": {"credentials": {"category": "ID"}, "decision": {"type": "PASSED", "details": {}}},
                         "telepathy": [{"credentials": []}], "liveness": null},
        "novelty": {"deep": 1}
    }"#;
    let details: Details = serde_json::from_str(odd).unwrap();
    assert_eq!(details.workflow.status, RunState::Other("PAUSED".to_owned()));
    assert_eq!(details.workflow.definition_key, "10011");
    assert_eq!(details.created_at.as_ref().unwrap().instant(), None);
    let decision = details.decision.as_ref().unwrap();
    assert_eq!((&decision.kind, decision.label()), (&DecisionType::Other("MAYBE".to_owned()), "MAYBE"));
    assert!(details.capabilities["usability"][0].is_about("ID"));
    assert!(details.capabilities["liveness"].is_empty());
    let written = serde_json::to_value(&details).unwrap();
    assert_eq!(written["novelty"]["deep"], 1);
    assert_eq!(written["workflow"]["childIds"][0], "x");
    assert_eq!(written["workflow"]["status"], "PAUSED");
    assert!(RunState::Acquired.is_pending() && !details.workflow.status.is_pending());
}

#[test]
fn workflow_keys_are_numbers_where_they_are() {
    for (text, written) in [("10011", "10011"), ("010", r#""010""#), ("own", r#""own""#)] {
        let key = jumio::kyx::WorkflowKey(text.to_owned());
        assert_eq!(serde_json::to_string(&key).unwrap(), written);
    }
    for text in ["10011", r#""10011""#] {
        let key: jumio::kyx::WorkflowKey = serde_json::from_str(text).unwrap();
        assert_eq!(key.0, "10011");
    }
}
