//! Reviews: a person decides, and with that on what waited for it.

use funnel::Event;
use serde_json::{Value as Json, json};

use crate::support::{Session, begin, lines, reviewed, session, submitted, verified, wait_over};

/// A verification that ended by `review`, with a result that waits.
fn waiting(clerk_on: &Json) -> Session {
    let mut session = session(
        "identity",
        &json!({
            "identity": {
                "kind": "jumio", "map": { "name": "document.first_name" },
                "on": { "approved": "done", "review": "clerk", "timeout": "second", "otherwise": "refused" },
            },
            "clerk": { "kind": "review", "on": clerk_on },
            "second": { "kind": "review", "on": { "approved": "done", "otherwise": "refused" } },
            "page": { "kind": "page", "on": { "next": "second" } },
        }),
    );
    session.send(&Event::Agreed);
    let effects = session.send(&verified("identity", 1, "review", &[("document.first_name", "ANA")]));
    assert_eq!(effects, ["review clerk after identity.review"]);
    session
}

const WRITTEN: &str = "write name = ANA (identity: document.first_name)";

#[test]
fn each_decision_leads_where_its_connection_does() {
    let on = json!({ "approved": "done", "rejected": "refused", "overdue": "elsewhere" });
    for (decided, end) in [("approved", "done"), ("rejected", "refused"), ("overdue", "elsewhere")] {
        let mut session = waiting(&on);
        let effects = session.send(&reviewed("clerk", decided));
        assert_eq!(session.at(), end);
        let written: &[&str] = if decided == "approved" { &[WRITTEN] } else { &[] };
        assert_eq!(effects, written, "{decided}");
        assert_eq!(session.value("name").as_deref(), (decided == "approved").then_some("ANA"));
    }
    let mut session = waiting(&json!({ "otherwise": "left" }));
    session.send(&reviewed("clerk", "overdue"));
    assert_eq!(session.at(), "left");
}

#[test]
fn a_review_knows_three_decisions_on_itself_only() {
    let session = waiting(&json!({ "otherwise": "done" }));
    for decided in ["review", "next", "exhausted", "otherwise", "approve"] {
        session.ignores(&reviewed("clerk", decided));
    }
    session.ignores(&reviewed("second", "approved"));
    session.ignores(&reviewed("identity", "approved"));
}

#[test]
fn who_reviews_is_told_where_the_session_came_from() {
    let steps = json!({
        "clerk": { "kind": "review", "on": { "otherwise": "page" } },
        "page": { "kind": "page", "on": { "next": "which" } },
        "which": { "kind": "decision", "on": { "otherwise": "clerk" } },
    });
    let (mut session, effects) = begin("clerk", &steps).unwrap();
    assert_eq!(lines(&effects), ["review clerk after nothing"]);
    session.send(&reviewed("clerk", "rejected"));
    assert_eq!(session.send(&submitted(&[])), ["review clerk after which.otherwise"]);
}

#[test]
fn a_review_that_nobody_did_in_time_leaves_the_decision_to_the_next() {
    let mut session = waiting(&json!({ "approved": "done", "overdue": "page", "rejected": "refused" }));
    assert_eq!(session.send(&reviewed("clerk", "overdue")), [""; 0]);
    assert_eq!(session.at(), "page");
    session.send(&submitted(&[]));
    assert_eq!(session.send(&reviewed("second", "approved")), [WRITTEN]);
}

#[test]
fn after_a_decision_nothing_waits_for_another_one() {
    for decided in ["approved", "rejected"] {
        let mut session = waiting(&json!({ "overdue": "done", "otherwise": "page" }));
        session.send(&reviewed("clerk", decided));
        session.send(&submitted(&[]));
        assert_eq!(session.send(&reviewed("second", "approved")), [""; 0], "{decided}");
        assert_eq!(session.at(), "done");
    }
}

#[test]
fn a_new_attempt_makes_the_earlier_result_worthless() {
    let mut session = waiting(&json!({ "overdue": "identity", "otherwise": "done" }));
    session.send(&reviewed("clerk", "overdue"));
    session.send(&Event::Agreed);
    session.send(&verified("identity", 2, "review", &[("document.first_name", "EVA")]));
    let effects = session.send(&reviewed("clerk", "approved"));
    assert_eq!(effects, ["write name = EVA (identity: document.first_name)"]);
}

#[test]
fn a_new_attempt_does_so_even_when_nothing_comes_of_it() {
    let mut session = waiting(&json!({ "overdue": "identity", "otherwise": "done" }));
    session.send(&reviewed("clerk", "overdue"));
    session.send(&Event::Agreed);
    session.send(&wait_over("identity", 2));
    assert_eq!(session.at(), "second");
    assert_eq!(session.send(&reviewed("second", "approved")), [""; 0]);
}

#[test]
fn an_attempt_that_reads_nothing_leaves_nothing_to_write() {
    let mut session = waiting(&json!({ "overdue": "identity", "otherwise": "done" }));
    session.send(&reviewed("clerk", "overdue"));
    session.send(&Event::Agreed);
    session.send(&verified("identity", 2, "review", &[]));
    assert_eq!(session.send(&reviewed("clerk", "approved")), [""; 0]);
}

#[test]
fn what_several_verifications_brought_is_written_at_once() {
    let on = |next: &str| json!({ "review": next, "otherwise": "refused" });
    let mut session = session(
        "passport",
        &json!({
            "passport": { "kind": "jumio", "map": { "name": "document.first_name" }, "on": on("licence") },
            "licence": {
                "kind": "jumio", "map": { "home": "address.country", "notes": "address.formatted" }, "on": on("clerk"),
            },
            "clerk": { "kind": "review", "on": { "otherwise": "done" } },
        }),
    );
    session.send(&Event::Agreed);
    session.send(&verified("passport", 1, "review", &[("document.first_name", "ANA")]));
    session.send(&Event::Agreed);
    session.send(&verified(
        "licence",
        1,
        "review",
        &[("address.country", "URY"), ("address.formatted", "Calle 1")],
    ));
    assert!(session.state.values().is_empty());
    assert_eq!(
        session.send(&reviewed("clerk", "approved")),
        [
            "write home = URY (licence: address.country)",
            "write notes = Calle 1 (licence: address.formatted)",
            "write name = ANA (passport: document.first_name)",
        ]
    );
}

#[test]
fn an_approval_of_what_cannot_be_written_says_so() {
    let mut session = session(
        "identity",
        &json!({
            "identity": { "kind": "jumio", "map": { "age": "document.first_name" }, "on": { "otherwise": "clerk" } },
            "clerk": { "kind": "review", "on": { "approved": "done", "otherwise": "refused" } },
        }),
    );
    session.send(&Event::Agreed);
    let problem =
        "nothing was written: `age` from `document.first_name`: what was read is not a whole number";
    assert_eq!(
        session.send(&verified("identity", 1, "review", &[("document.first_name", "ANA")])),
        [format!("note identity: {problem}"), "review clerk after identity.review".to_owned()]
    );
    assert_eq!(session.send(&reviewed("clerk", "approved")), [format!("note clerk: {problem}")]);
    assert_eq!(session.at(), "done");
    let notes: Vec<_> = session.state.trail().iter().map(|passed| passed.note.as_deref()).collect();
    assert_eq!(notes, [Some(problem), Some(problem), None]);
}

#[test]
fn a_review_that_was_visited_often_enough_asks_nobody() {
    let steps = json!({
        "clerk": { "kind": "review", "max-visits": 1, "on": { "rejected": "clerk", "otherwise": "elsewhere" } },
    });
    let mut session = session("clerk", &steps);
    assert_eq!(session.send(&reviewed("clerk", "rejected")), [""; 0]);
    assert_eq!(session.trail(), ["clerk.rejected", "clerk.exhausted", "elsewhere"]);
}
