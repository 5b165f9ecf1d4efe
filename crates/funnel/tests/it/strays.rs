//! Events that come twice, too early, too late, or for another step: each state takes some, and no others change it.

use funnel::Event;
use serde_json::{Value as Json, json};

use crate::support::{Session, failed, reviewed, session, submitted, verified, wait_over};

fn steps() -> Json {
    json!({
        "page": { "kind": "page", "on": { "next": "identity" } },
        "open": { "kind": "page", "allow-dismiss": true, "on": { "otherwise": "identity" } },
        "identity": { "kind": "jumio", "on": { "review": "clerk", "error": "identity", "otherwise": "open" } },
        "clerk": { "kind": "review", "on": { "otherwise": "done" } },
    })
}

/// Goes from the page on, by these events.
fn after(events: &[Event]) -> Session {
    let mut session = session("page", &steps());
    for event in events {
        session.send(event);
    }
    session
}

fn events() -> Vec<(String, Event)> {
    let mut events = vec![
        ("submitted".to_owned(), submitted(&[])),
        ("dismissed".to_owned(), Event::Dismissed),
        ("agreed".to_owned(), Event::Agreed),
    ];
    for id in ["page", "identity", "clerk", "done", "nowhere"] {
        for attempt in [0, 1, 2, u32::MAX] {
            events.push((format!("verified {id} {attempt}"), verified(id, attempt, "review", &[])));
            events.push((format!("failed {id} {attempt}"), failed(id, attempt, "error")));
            events.push((format!("waited {id} {attempt}"), wait_over(id, attempt)));
        }
        for decided in ["approved", "rejected", "overdue", "next"] {
            events.push((format!("{decided} {id}"), reviewed(id, decided)));
        }
    }
    events
}

#[test]
fn each_state_takes_the_events_that_belong_to_it() {
    let agreed = || [submitted(&[]), Event::Agreed];
    let and = |more: &[Event]| [&agreed()[..], more].concat();
    let under_way: [&[&str]; 2] = [
        &["verified identity 1", "failed identity 1", "waited identity 1"],
        &["verified identity 2", "failed identity 2", "waited identity 2"],
    ];
    let review = &["approved clerk", "rejected clerk", "overdue clerk"][..];
    let table: [(&str, Vec<Event>, &[&str]); 9] = [
        ("at a page", vec![], &["submitted"]),
        ("before consent", vec![submitted(&[])], &["agreed"]),
        ("an attempt under way", and(&[]), under_way[0]),
        ("after the first attempt", and(&[failed("identity", 1, "error")]), &["agreed"]),
        ("the second attempt", and(&[failed("identity", 1, "error"), Event::Agreed]), under_way[1]),
        ("after approval", and(&[failed("identity", 1, "approved")]), &["submitted", "dismissed"]),
        (
            "after a timeout",
            and(&[wait_over("identity", 1)]),
            &["submitted", "dismissed", "verified identity 1"],
        ),
        ("at a review", and(&[failed("identity", 1, "review")]), review),
        ("at the end", and(&[failed("identity", 1, "review"), reviewed("clerk", "overdue")]), &[]),
    ];
    for (what, way, expected) in table {
        let session = after(&way);
        let mut taken = Vec::new();
        for (name, event) in events() {
            if session.funnel().applies(&session.state, &event, session.now) {
                assert!(session.try_send(&event).unwrap().is_some(), "{what}: {name}");
                taken.push(name);
            } else {
                session.ignores(&event);
            }
        }
        assert_eq!(taken, expected, "{what}");
    }
}

#[test]
fn an_event_told_twice_counts_once() {
    let way = [
        submitted(&[]),
        Event::Agreed,
        failed("identity", 1, "error"),
        Event::Agreed,
        verified("identity", 2, "review", &[]),
        reviewed("clerk", "approved"),
    ];
    let mut session = after(&[]);
    for event in &way {
        session.send(event);
        session.ignores(event);
    }
    assert_eq!(session.trail(), ["page.next", "identity.error", "identity.review", "clerk.approved", "done"]);
}

#[test]
fn computing_a_change_again_gives_the_same() {
    let session = after(&[submitted(&[]), Event::Agreed]);
    let verdict = verified("identity", 1, "review", &[]);
    let moved = session.try_send(&verdict).unwrap();
    assert!(moved.is_some());
    assert_eq!(session.try_send(&verdict).unwrap(), moved);
    assert_eq!(session.at(), "identity");
}
