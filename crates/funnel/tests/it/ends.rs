//! Ends: nothing comes after them.

use funnel::Event;
use model::step::EndResult;
use serde_json::json;

use crate::support::{begin, reviewed, session, submitted, verified, wait_over};

#[test]
fn each_end_has_its_result() {
    for (end, result) in [
        ("done", EndResult::Completed),
        ("refused", EndResult::Declined),
        ("elsewhere", EndResult::Referred),
        ("left", EndResult::Abandoned),
    ] {
        let (session, effects) = begin(end, &json!({})).unwrap();
        assert_eq!(session.end(), Some(result));
        assert_eq!(effects, []);
        let [passed] = session.state.trail() else { panic!("{:?}", session.state.trail()) };
        assert_eq!((passed.step.as_str(), &passed.outcome, &passed.note), (end, &None, &None));
        assert_eq!(passed.at, session.now);
    }
}

#[test]
fn the_trail_tells_when_each_step_was_passed() {
    let page = |next: &str| json!({ "kind": "page", "on": { "next": next } });
    let mut session = session("one", &json!({ "one": page("two"), "two": page("done") }));
    session.send(&submitted(&[]));
    session.send(&submitted(&[]));
    let times: Vec<_> = session.state.trail().iter().map(|passed| passed.at.to_string()).collect();
    assert_eq!(times, ["2026-07-01T12:00:01Z", "2026-07-01T12:00:02Z", "2026-07-01T12:00:02Z"]);
}

#[test]
fn an_end_forgets_what_waited_and_stays() {
    let mut session = session(
        "identity",
        &json!({
            "identity": {
                "kind": "jumio", "map": { "name": "document.first_name" },
                "on": { "review": "other", "timeout": "done", "otherwise": "refused" },
            },
            "other": { "kind": "jumio", "on": { "timeout": "left", "otherwise": "done" } },
        }),
    );
    session.send(&Event::Agreed);
    session.send(&verified("identity", 1, "review", &[("document.first_name", "CANARY")]));
    let stored = serde_json::to_string(&session.state).unwrap();
    assert!(stored.contains("CANARY"));
    session.send(&Event::Agreed);
    session.send(&wait_over("other", 1));
    assert_eq!(session.end(), Some(EndResult::Abandoned));
    let stored = serde_json::to_value(&session.state).unwrap();
    assert_eq!((&stored["held"], &stored["late"]), (&json!({}), &json!(null)));
    assert!(!stored.to_string().contains("CANARY"));

    for event in [
        Event::Agreed,
        Event::Dismissed,
        submitted(&[]),
        verified("other", 1, "approved", &[]),
        verified("identity", 1, "approved", &[]),
        wait_over("other", 1),
        reviewed("left", "approved"),
    ] {
        session.ignores(&event);
    }
}
