//! A result that was waited for too long: the session goes on, and the result may still come.

use funnel::Event;
use serde_json::{Value as Json, json};

use crate::support::{Session, failed, reviewed, session, submitted, verified, wait_over};

fn steps(timeout: &str) -> Json {
    json!({
        "identity": {
            "kind": "jumio", "map": { "name": "document.first_name" }, "max-attempts": 2,
            "on": { "approved": "welcome", "timeout": timeout, "exhausted": "sorry", "otherwise": "refused" },
        },
        "patience": { "kind": "page", "fields": [{ "field": "email" }], "on": { "next": "more" } },
        "more": { "kind": "page", "on": { "next": "identity" } },
        "visa": { "kind": "jumio", "on": { "otherwise": "done" } },
        "clerk": { "kind": "review", "on": { "otherwise": "done" } },
        "welcome": { "kind": "page", "on": { "next": "done" } },
        "sorry": { "kind": "page", "on": { "next": "refused" } },
    })
}

/// A session whose verification took too long, where `timeout` leads.
fn too_long(timeout: &str) -> Session {
    let mut session = session("identity", &steps(timeout));
    session.send(&Event::Agreed);
    session.send(&wait_over("identity", 1));
    session
}

fn approval() -> Event {
    verified("identity", 1, "approved", &[("document.first_name", "ANA")])
}

const WRITTEN: &str = "write name = ANA (identity: document.first_name)";

#[test]
fn a_late_result_still_moves_the_session_and_is_written() {
    let mut session = too_long("patience");
    session.send(&submitted(&[("email", "ana@acme.example")]));
    assert_eq!(session.at(), "more");
    assert_eq!(session.send(&approval()), [WRITTEN]);
    assert_eq!(session.at(), "welcome");
    assert_eq!(session.trail(), ["identity.timeout", "patience.next", "identity.approved"]);
    // What the customer did meanwhile is not lost.
    assert_eq!(session.value("email").unwrap(), "ana@acme.example");
}

#[test]
fn a_late_rejection_counts_too() {
    let mut session = too_long("patience");
    session.send(&verified("identity", 1, "rejected", &[]));
    assert_eq!(session.at(), "refused");
}

#[test]
fn a_late_result_comes_once() {
    let mut session = too_long("patience");
    session.send(&approval());
    session.ignores(&approval());
    session.ignores(&verified("identity", 1, "rejected", &[]));
    session.ignores(&wait_over("identity", 1));
}

#[test]
fn the_wait_is_over_once_and_for_the_attempt_that_was_waited_for() {
    let mut session = session("identity", &steps("identity"));
    session.ignores(&wait_over("identity", 1));
    session.send(&Event::Agreed);
    session.ignores(&wait_over("identity", 0));
    session.ignores(&wait_over("identity", 2));
    session.ignores(&wait_over("visa", 1));
    session.send(&wait_over("identity", 1));
    session.ignores(&wait_over("identity", 1));
    session.send(&Event::Agreed);
    session.ignores(&wait_over("identity", 1));
    session.send(&verified("identity", 2, "approved", &[]));
    session.ignores(&wait_over("identity", 2));
}

#[test]
fn a_late_end_without_a_result_is_of_no_interest() {
    let session = too_long("patience");
    for decided in ["error", "expired", "approved"] {
        session.ignores(&failed("identity", 1, decided));
    }
}

#[test]
fn a_late_result_is_of_the_last_attempt_of_that_step() {
    let session = too_long("patience");
    for (id, attempt) in [("identity", 0), ("identity", 2), ("visa", 1), ("visa", 0), ("patience", 1)] {
        session.ignores(&verified(id, attempt, "approved", &[]));
    }
}

#[test]
fn a_new_attempt_makes_the_late_result_worthless() {
    let mut session = too_long("identity");
    assert_eq!(session.at(), "identity");
    assert!(session.funnel().applies(&session.state, &approval(), session.now));
    session.send(&Event::Agreed);
    session.ignores(&approval());
    session.send(&verified("identity", 2, "unreadable", &[]));
    session.ignores(&approval());
    assert_eq!(session.at(), "refused");
}

#[test]
fn an_attempt_at_another_verification_does_so_too() {
    let mut session = too_long("visa");
    assert!(session.funnel().applies(&session.state, &approval(), session.now));
    session.send(&Event::Agreed);
    session.ignores(&approval());
    assert_eq!(session.state.attempt_under_way().unwrap().0.as_str(), "visa");
}

#[test]
fn a_late_result_before_the_next_attempt_begins_takes_its_place() {
    let mut session = too_long("visa");
    assert_eq!(session.send(&approval()), [WRITTEN]);
    assert_eq!(session.at(), "welcome");
    assert_eq!(session.state.attempts(&crate::support::step("visa")), 0);
}

#[test]
fn a_late_result_takes_a_review_off_the_table() {
    let mut session = too_long("clerk");
    session.send(&approval());
    assert_eq!(session.at(), "welcome");
    session.ignores(&reviewed("clerk", "rejected"));
}

#[test]
fn a_late_result_moves_no_session_that_ended() {
    let session = too_long("left");
    assert!(session.end().is_some());
    session.ignores(&approval());

    let mut session = too_long("clerk");
    session.send(&reviewed("clerk", "rejected"));
    session.ignores(&approval());
}

#[test]
fn the_last_attempt_may_be_late_after_there_are_no_more() {
    let mut session = too_long("identity");
    session.send(&Event::Agreed);
    session.send(&wait_over("identity", 2));
    assert_eq!(session.at(), "sorry");
    session.ignores(&approval());
    session.send(&verified("identity", 2, "approved", &[]));
    assert_eq!(session.at(), "welcome");
    assert_eq!(
        session.trail(),
        ["identity.timeout", "identity.timeout", "identity.exhausted", "identity.approved"]
    );
}

#[test]
fn a_late_result_for_a_person_waits_for_that_person() {
    let mut steps = steps("patience");
    steps["identity"]["on"]["review"] = json!("clerk");
    let mut session = session("identity", &steps);
    session.send(&Event::Agreed);
    session.send(&wait_over("identity", 1));
    let effects = session.send(&verified("identity", 1, "review", &[("document.first_name", "ANA")]));
    assert_eq!(effects, ["review clerk after identity.review"]);
    assert_eq!(session.send(&reviewed("clerk", "approved")), [WRITTEN]);
}
