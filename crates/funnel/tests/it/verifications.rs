//! Verifications: attempts, outcomes, and when mappings are written.

use funnel::Event;
use model::Country;
use serde_json::{Value as Json, json};

use crate::support::{Session, begin, failed, session, submitted, verified, wait_over};

/// All ways in which a verification can be decided.
pub(crate) const DECIDED: [&str; 7] =
    ["approved", "review", "unreadable", "unsupported", "rejected", "expired", "error"];

/// A verification whose outcomes each lead to a page of that name, and from there back to it.
fn identity(settings: &Json) -> Session {
    let mut steps = json!({ "identity": { "kind": "jumio", "on": {} } });
    for name in DECIDED.into_iter().chain(["timeout", "exhausted"]) {
        steps["identity"]["on"][name] = name.into();
        steps[name] = json!({ "kind": "page", "on": { "next": "identity" } });
    }
    steps["identity"].as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    session("identity", &steps)
}

#[test]
fn each_outcome_leads_where_its_connection_does() {
    for decided in DECIDED {
        for event in [verified("identity", 1, decided, &[]), failed("identity", 1, decided)] {
            let mut session = identity(&json!({}));
            assert_eq!(session.state.attempt_under_way(), None);
            assert_eq!(session.send(&Event::Agreed), ["verify identity 1"]);
            assert_eq!(session.at(), "identity");
            let under_way = session.state.attempt_under_way().unwrap();
            assert_eq!((under_way.0.as_str(), under_way.1), ("identity", 1));
            assert_eq!(session.send(&event), [""; 0]);
            assert_eq!(session.at(), decided);
            assert_eq!(session.state.attempt_under_way(), None);
            assert_eq!(session.state.outcome_of(&crate::support::step("identity")).unwrap(), decided);
            assert_eq!(session.trail(), [format!("identity.{decided}")]);
        }
    }
    let mut session = identity(&json!({}));
    session.send(&Event::Agreed);
    assert_eq!(session.send(&wait_over("identity", 1)), [""; 0]);
    assert_eq!(session.at(), "timeout");
    assert_eq!(session.state.attempt_under_way(), None);
}

#[test]
fn otherwise_stands_for_each_outcome() {
    let steps =
        json!({ "identity": { "kind": "jumio", "on": { "approved": "done", "otherwise": "refused" } } });
    for decided in DECIDED {
        let mut session = session("identity", &steps);
        session.send(&Event::Agreed);
        session.send(&verified("identity", 1, decided, &[]));
        assert_eq!(session.at(), if decided == "approved" { "done" } else { "refused" });
    }
}

#[test]
fn attempts_are_counted_and_come_to_an_end() {
    let mut session = identity(&json!({ "max-attempts": 2 }));
    for (attempt, decided) in [(1, "unreadable"), (2, "error")] {
        assert_eq!(session.send(&Event::Agreed), [format!("verify identity {attempt}")]);
        session.send(&failed("identity", attempt, decided));
        assert_eq!(session.at(), decided);
        assert_eq!(session.state.attempts(&crate::support::step("identity")), attempt);
        session.send(&submitted(&[]));
    }
    assert_eq!(session.at(), "exhausted");
    assert_eq!(session.trail().last().unwrap(), "identity.exhausted");
    session.send(&submitted(&[]));
    assert_eq!(session.at(), "exhausted");
    assert_eq!(session.state.attempts(&crate::support::step("identity")), 2);
}

#[test]
fn there_are_three_attempts_unless_it_is_said_otherwise() {
    for (settings, most) in
        [(json!({}), 3), (json!({ "max-attempts": 0 }), 0), (json!({ "max-attempts": 7 }), 7)]
    {
        let mut session = identity(&settings);
        let mut attempt = 0;
        while session.at() == "identity" {
            attempt += 1;
            session.send(&Event::Agreed);
            session.send(&failed("identity", attempt, "error"));
            session.send(&submitted(&[]));
        }
        assert_eq!((attempt, session.at()), (most, "exhausted"));
    }
}

#[test]
fn a_failed_attempt_may_lead_to_the_next_one_at_once() {
    let on = json!({ "error": "identity", "exhausted": "refused", "otherwise": "done" });
    let mut session =
        session("identity", &json!({ "identity": { "kind": "jumio", "max-attempts": 2, "on": on } }));
    session.send(&Event::Agreed);
    session.send(&failed("identity", 1, "error"));
    assert_eq!(session.at(), "identity");
    assert_eq!(session.state.attempt_under_way(), None);
    assert_eq!(session.send(&Event::Agreed), ["verify identity 2"]);
    session.send(&failed("identity", 2, "error"));
    assert_eq!(session.trail(), ["identity.error", "identity.error", "identity.exhausted", "refused"]);
}

#[test]
fn visits_are_counted_apart_from_attempts() {
    let mut session = identity(&json!({ "max-visits": 1, "max-attempts": 9 }));
    session.send(&Event::Agreed);
    session.send(&failed("identity", 1, "error"));
    session.send(&submitted(&[]));
    assert_eq!(session.at(), "exhausted");
}

#[test]
fn two_verifications_count_each_for_itself() {
    let mut session = session(
        "passport",
        &json!({
            "passport": { "kind": "jumio", "max-attempts": 1, "on": { "approved": "visa", "otherwise": "refused" } },
            "visa": { "kind": "jumio", "max-attempts": 1, "on": { "approved": "done", "otherwise": "refused" } },
        }),
    );
    assert_eq!(session.send(&Event::Agreed), ["verify passport 1"]);
    session.send(&verified("passport", 1, "approved", &[]));
    assert_eq!(session.at(), "visa");
    assert_eq!(session.send(&Event::Agreed), ["verify visa 1"]);
    session.ignores(&verified("passport", 1, "rejected", &[]));
    session.send(&verified("visa", 1, "approved", &[]));
    assert_eq!(session.at(), "done");
}

#[test]
fn mappings_are_written_in_the_outcomes_that_say_so() {
    let captured = [("document.first_name", "ANA")];
    for (write_on, written) in [
        (json!(["approved"]), &["approved"][..]),
        (json!(["approved", "review"]), &["approved", "review"]),
        (json!(["rejected"]), &["rejected"]),
        (json!([]), &[]),
    ] {
        for decided in DECIDED {
            let map = json!({ "name": "document.first_name" });
            let mut session = identity(&json!({ "map": map, "write-on": write_on }));
            session.send(&Event::Agreed);
            let effects = session.send(&verified("identity", 1, decided, &captured));
            if written.contains(&decided) {
                assert_eq!(effects, ["write name = ANA (identity: document.first_name)"], "{decided}");
                assert_eq!(session.value("name").unwrap(), "ANA");
            } else {
                assert_eq!(effects, [""; 0], "{decided} {write_on}");
                assert_eq!(session.value("name"), None);
            }
        }
    }
}

#[test]
fn a_document_outranks_what_the_customer_typed() {
    let mut session = session(
        "form",
        &json!({
            "form": {
            "kind": "page", "fields": [{ "field": "name" }, { "field": "age" }], "on": { "next": "identity" },
        },
            "identity": {
                "kind": "jumio", "map": { "name": "document.first_name", "age": "document.current_age" },
                "on": { "otherwise": "form" },
            },
        }),
    );
    session.send(&submitted(&[("name", "Anna"), ("age", "33")]));
    session.send(&Event::Agreed);
    let effects = session.send(&verified("identity", 1, "approved", &[("document.first_name", "Ana")]));
    assert_eq!(effects, ["write name = Ana (identity: document.first_name)"]);
    // What was not read stays as it was.
    assert_eq!(session.value("age").unwrap(), "33");
    // Confirmed on a page, it is still the document's.
    assert_eq!(session.send(&submitted(&[("name", "Ana"), ("age", "33")])), [""; 0]);
}

#[test]
fn the_country_of_residence_comes_from_the_field_that_the_step_names() {
    let residence = |settings: Json, filled_in: &[(&str, &str)]| -> Option<&'static str> {
        let mut identity = json!({ "kind": "jumio", "on": { "otherwise": "done" } });
        identity.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
        let fields = json!([{ "field": "home" }, { "field": "name" }, { "field": "age" }]);
        let form = json!({ "kind": "page", "fields": fields, "on": { "next": "identity" } });
        let mut session = session("form", &json!({ "form": form, "identity": identity }));
        assert_eq!(session.funnel().residence(&session.state), None);
        session.send(&submitted(filled_in));
        session.funnel().residence(&session.state).map(Country::alpha3)
    };
    let at_home = &[("home", "URY"), ("name", "uruguay"), ("age", "33")];
    assert_eq!(residence(json!({ "consent-country": "home" }), at_home), Some("URY"));
    assert_eq!(residence(json!({ "consent-country": "home", "consent": "Ja?" }), at_home), Some("URY"));
    assert_eq!(residence(json!({ "consent-country": "name" }), at_home), Some("URY"));
    assert_eq!(residence(json!({ "consent-country": "name" }), &[("name", "Atlantis")]), None);
    assert_eq!(residence(json!({ "consent-country": "age" }), at_home), None);
    assert_eq!(residence(json!({ "consent-country": "home" }), &[]), None);
    assert_eq!(residence(json!({ "consent-country": "No field" }), at_home), None);
    assert_eq!(residence(json!({ "consent-country": "ask" }), at_home), None);
    assert_eq!(residence(json!({ "consent-country": "home", "consent": false }), at_home), None);
}

#[test]
fn a_verification_may_be_the_first_step_and_want_nothing_done_before_the_customer_agrees() {
    let (session, effects) =
        begin("identity", &json!({ "identity": { "kind": "jumio", "on": { "otherwise": "done" } } }))
            .unwrap();
    assert_eq!(effects, []);
    assert_eq!(session.trail(), [""; 0]);
    session.ignores(&verified("identity", 0, "approved", &[]));
    session.ignores(&verified("identity", 1, "approved", &[]));
    session.ignores(&wait_over("identity", 0));
}
