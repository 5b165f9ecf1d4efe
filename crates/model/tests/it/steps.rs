//! Kinds, outcomes and conditions.

use model::{Campaign, Outcome, Resource, Step};
use serde_json::{Value, json};

fn step(json: Value) -> Result<Step, serde_json::Error> {
    serde_json::from_value(json)
}

fn outcomes(json: Value) -> String {
    step(json).unwrap().outcomes().iter().map(Outcome::as_str).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_kind_has_its_outcomes() {
    assert_eq!(outcomes(json!({ "kind": "page" })), "next");
    assert_eq!(
        outcomes(json!({ "kind": "page", "allow-dismiss": true, "max-visits": 2 })),
        "next dismissed exhausted"
    );
    assert_eq!(
        outcomes(json!({ "kind": "jumio", "max-visits": 2 })),
        "approved review unreadable unsupported rejected expired error timeout exhausted"
    );
    assert_eq!(outcomes(json!({ "kind": "assign" })), "next");
    assert_eq!(outcomes(json!({ "kind": "webhook", "endpoint": "x" })), "ok failed");
    assert_eq!(outcomes(json!({ "kind": "review" })), "approved rejected overdue");
    assert_eq!(outcomes(json!({ "kind": "end", "result": "completed" })), "");
    let minor = json!({ "field": "birth_date", "op": "younger-than", "value": 18 });
    let decision = json!({ "kind": "decision", "branch": [
        { "outcome": "minor", "when": minor }, { "outcome": "minor", "when": { "not": { "any": [minor] } } },
    ] });
    assert_eq!(outcomes(decision), "minor otherwise");
}

#[test]
fn kinds_that_do_not_exist_are_told_apart_from_those_to_come() {
    assert_eq!(
        step(json!({ "kind": "payment" })).unwrap_err().to_string(),
        "steps of kind `payment` are not built yet"
    );
    let message = step(json!({ "kind": "pgae" })).unwrap_err().to_string();
    assert_eq!(message, "there is no step kind `pgae`; did you mean `page`?");
}

#[test]
fn conditions_are_checked_for_what_goes_together() {
    let good = [
        json!({ "field": "age", "op": "is-set" }),
        json!({ "field": "age", "op": "in", "value": [1, 2] }),
        json!({ "step": "identity", "op": "outcome-of", "value": "approved" }),
        json!({ "all": [{ "field": "age", "op": "ge", "value": 18 }] }),
    ];
    for when in good {
        let json = json!({ "kind": "decision", "branch": [{ "outcome": "a", "when": when }] });
        assert_eq!(serde_json::to_value(step(json.clone()).unwrap()).unwrap(), json);
    }
    let bad = [
        json!({ "field": "age", "op": "is-set", "value": 1 }),
        json!({ "field": "age", "op": "eq" }),
        json!({ "field": "age", "op": "resembles", "value": 1 }),
        json!({ "field": "age", "op": "eq", "value": 1, "all": [] }),
        json!({ "op": "outcome-of", "field": "identity", "value": "approved" }),
        json!({}),
    ];
    for when in bad {
        assert!(
            step(json!({ "kind": "decision", "branch": [{ "outcome": "a", "when": when }] })).is_err(),
            "{when}"
        );
    }
}

#[test]
fn a_walk_meets_the_main_way_first_and_forgets_no_step() {
    let json = json!({ "format": 1, "name": "campaign/c", "spec": { "entry": "start", "step": {
        "start": { "kind": "page", "on": { "next": "id" } },
        "id": { "kind": "jumio", "on": { "otherwise": "aside", "approved": "finish" } },
        "aside": { "kind": "review", "on": { "otherwise": "finish" } },
        "finish": { "kind": "end", "result": "completed" },
        "alone": { "kind": "page" },
    } } });
    let Resource::Campaign(_, campaign) = Resource::from_json(&json).unwrap() else { panic!("a campaign") };
    let walk =
        |campaign: &Campaign| campaign.walk().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    assert_eq!(walk(&campaign), "start id finish aside alone");
    assert_eq!(campaign.connections().count(), 4);
}
