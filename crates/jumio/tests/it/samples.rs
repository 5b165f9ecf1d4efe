use std::path::Path;

use jumio::kyx::{DecisionType, Details, RunState};

fn details(name: &str) -> Details {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
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
