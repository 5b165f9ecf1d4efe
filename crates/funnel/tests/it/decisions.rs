//! Decisions, as sessions meet them. How each operator compares is told in `condition.rs`.

use funnel::{Event, Fault};
use serde_json::{Map, Value as Json, json};

use crate::support::{Session, begin, data_model, session, step, submitted, verified};

/// A form, and a decision after it whose outcomes lead to pages of their names.
fn asked(branches: &Json) -> Session {
    let names = branches.as_array().unwrap().iter().map(|branch| branch["outcome"].as_str().unwrap());
    let names: Vec<&str> = names.chain(["otherwise"]).collect();
    let mut steps = json!({ "which": { "kind": "decision", "branch": branches, "on": {} } });
    for name in names {
        steps["which"]["on"][name] = name.into();
        steps[name] = json!({ "kind": "page", "on": { "next": "form" } });
    }
    let fields: Vec<Json> = data_model().fields.keys().map(|field| json!({ "field": field })).collect();
    steps["form"] = json!({ "kind": "page", "fields": fields, "on": { "next": "which" } });
    session("form", &steps)
}

fn decided(branches: &Json, filled_in: &[(&str, &str)]) -> String {
    let mut session = asked(branches);
    session.send(&submitted(filled_in));
    let (at, trail) = (session.at().to_owned(), session.trail());
    assert_eq!(trail, ["form.next".to_owned(), format!("which.{at}")]);
    at
}

#[test]
fn the_first_branch_that_holds_is_taken() {
    let branches = json!([
        { "outcome": "old", "when": { "field": "age", "op": "ge", "value": 65 } },
        { "outcome": "adult", "when": { "field": "age", "op": "ge", "value": 18 } },
        { "outcome": "named", "when": { "field": "name", "op": "is-set" } },
    ]);
    assert_eq!(decided(&branches, &[("age", "70"), ("name", "Ana")]), "old");
    assert_eq!(decided(&branches, &[("age", "65")]), "old");
    assert_eq!(decided(&branches, &[("age", "64"), ("name", "Ana")]), "adult");
    assert_eq!(decided(&branches, &[("age", "17"), ("name", "Ana")]), "named");
    assert_eq!(decided(&branches, &[("name", "Ana")]), "named");
    assert_eq!(decided(&branches, &[("age", "17")]), "otherwise");
    assert_eq!(decided(&branches, &[]), "otherwise");
    assert_eq!(decided(&json!([]), &[("age", "70")]), "otherwise");
}

#[test]
fn several_branches_may_have_one_outcome_and_share_a_connection() {
    let branches = json!([
        { "outcome": "near", "when": { "field": "home", "op": "eq", "value": "URY" } },
        { "outcome": "near", "when": { "field": "home", "op": "in", "value": ["ARG", "BRA"] } },
    ]);
    for (home, expected) in [("UY", "near"), ("BRA", "near"), ("DEU", "otherwise")] {
        assert_eq!(decided(&branches, &[("home", home)]), expected);
    }
}

#[test]
fn conditions_nest() {
    let when = json!({ "all": [
        { "any": [
            { "field": "home", "op": "eq", "value": "URY" },
            { "not": { "field": "email", "op": "is-empty" } },
        ] },
        { "not": { "field": "news", "op": "eq", "value": false } },
    ] });
    let branches = json!([{ "outcome": "yes", "when": when }]);
    assert_eq!(decided(&branches, &[("home", "URY")]), "yes");
    assert_eq!(decided(&branches, &[("home", "ARG"), ("email", "ana@acme.example")]), "yes");
    assert_eq!(decided(&branches, &[("home", "URY"), ("news", "yes")]), "yes");
    assert_eq!(decided(&branches, &[("home", "URY"), ("news", "no")]), "otherwise");
    assert_eq!(decided(&branches, &[("home", "ARG")]), "otherwise");
}

#[test]
fn today_is_the_date_in_utc_when_the_decision_is_taken() {
    let branches = json!([
        { "outcome": "minor", "when": { "field": "born", "op": "younger-than", "value": 18 } },
        { "outcome": "expired", "when": { "field": "expiry", "op": "before", "value": "today" } },
    ]);
    let at = |now: &str, filled_in: &[(&str, &str)]| {
        let mut session = asked(&branches);
        session.now = now.parse().unwrap();
        session.send(&submitted(filled_in));
        session.at().to_owned()
    };
    // The form comes a second later.
    let (eve, day) = ("2026-02-27T23:59:58Z", "2026-02-27T23:59:59Z");
    assert_eq!(at(eve, &[("born", "2008-02-28")]), "minor");
    assert_eq!(at(day, &[("born", "2008-02-28")]), "otherwise");
    assert_eq!(at(eve, &[("expiry", "2026-02-27")]), "otherwise");
    assert_eq!(at(day, &[("expiry", "2026-02-27")]), "expired");
    assert_eq!(at("2026-02-28T01:59:58+02:00", &[("born", "2008-02-28")]), "minor");
}

#[test]
fn decisions_see_how_steps_ended_last() {
    let branch = json!({ "outcome": "dubious", "when": { "step": "identity", "op": "outcome-of", "value": "review" } });
    let mut session = session(
        "which",
        &json!({
            "which": {
            "kind": "decision", "branch": [branch], "on": { "dubious": "elsewhere", "otherwise": "identity" },
        },
            "identity": { "kind": "jumio", "on": { "otherwise": "which" } },
        }),
    );
    assert_eq!(session.at(), "identity");
    session.send(&Event::Agreed);
    session.send(&verified("identity", 1, "error", &[]));
    assert_eq!(session.at(), "identity");
    session.send(&Event::Agreed);
    session.send(&verified("identity", 2, "review", &[]));
    assert_eq!(session.at(), "elsewhere");
}

#[test]
fn decisions_see_what_an_event_has_just_written() {
    let branch = json!({ "outcome": "ana", "when": { "field": "name", "op": "eq", "value": "ANA" } });
    let mut session = session(
        "identity",
        &json!({
            "identity": { "kind": "jumio", "map": { "name": "document.first_name" }, "on": { "otherwise": "which" } },
            "which": { "kind": "decision", "branch": [branch], "on": { "ana": "done", "otherwise": "refused" } },
        }),
    );
    session.send(&Event::Agreed);
    session.send(&verified("identity", 1, "approved", &[("document.first_name", "ANA")]));
    assert_eq!(session.at(), "done");
}

#[test]
fn a_decision_that_was_visited_often_enough_is_exhausted_whatever_holds() {
    let branch = json!({ "outcome": "round", "when": { "all": [] } });
    let decision = json!({
        "kind": "decision", "branch": [branch], "max-visits": 3, "on": { "round": "which", "exhausted": "left" },
    });
    let session = session("which", &json!({ "which": decision }));
    assert_eq!(session.trail(), ["which.round", "which.round", "which.round", "which.exhausted", "left"]);
    assert!(session.end().is_some());
}

/// So many decisions, one after the other, and then where they lead.
fn chain(length: usize, last: &str) -> Json {
    let next = |i: usize| if i + 1 == length { last.to_owned() } else { format!("d{}", i + 1) };
    let steps =
        (0..length).map(|i| (format!("d{i}"), json!({ "kind": "decision", "on": { "otherwise": next(i) } })));
    Json::Object(steps.collect::<Map<_, _>>())
}

#[test]
fn a_loop_in_which_nobody_acts_is_a_fault() {
    for loops in [chain(1, "d0"), chain(2, "d0"), chain(7, "d3"), chain(1500, "done")] {
        let fault = begin("d0", &loops).err().unwrap();
        assert!(matches!(fault, Fault::Endless { .. }), "{fault}");
    }
    assert_eq!(begin("d0", &chain(1, "d0")).err(), Some(Fault::Endless { step: step("d0") }));

    // A verification that is used up goes round, too.
    let on = json!({ "exhausted": "identity", "otherwise": "identity" });
    let mut session =
        session("identity", &json!({ "identity": { "kind": "jumio", "max-attempts": 1, "on": on } }));
    session.send(&Event::Agreed);
    let before = session.state.clone();
    let verdict = verified("identity", 1, "error", &[]);
    assert_eq!(session.try_send(&verdict), Err(Fault::Endless { step: step("identity") }));
    assert_eq!(session.state, before);
    // It applies still, for a campaign that is sound.
    assert!(session.funnel().applies(&session.state, &verdict, session.now));
}

#[test]
fn a_long_way_without_anybody_acting_is_none() {
    let session = session("d0", &chain(999, "done"));
    assert_eq!(session.at(), "done");
    // The trail keeps the end of it.
    let trail = session.trail();
    assert_eq!((trail.len(), trail[0].as_str(), trail[499].as_str()), (500, "d500.otherwise", "done"));
}
