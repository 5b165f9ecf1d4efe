//! Values that other customers have, of fields where nobody else may have them.

use std::collections::BTreeMap;

use funnel::{Event, Led, Moved, Taken};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::support::{Session, field, lines, outcome, reviewed, session, step, submitted, text, verified};

/// Another customer has these values.
fn others(values: &[(&str, &str)]) -> Taken {
    let mut taken = Taken::default();
    for (id, value) in values {
        assert!(taken.add(field(id), text(value)));
        assert!(!taken.add(field(id), text(value)), "it is known");
    }
    taken
}

/// What an event leads to beside others' values. The session stays where it is.
fn led(session: &Session, event: &Event, taken: &Taken) -> Led {
    session.funnel().advance_beside(&session.state, event, session.now, taken).unwrap().unwrap()
}

/// The session moves beside others' values; what is to be done, a line each.
fn send(session: &mut Session, event: &Event, taken: &Taken) -> Vec<String> {
    let Led::Moved(moved) = led(session, event, taken) else { panic!("it stayed") };
    let Moved { state, effects } = *moved;
    session.state = state;
    session.now += SignedDuration::from_secs(1);
    lines(&effects)
}

fn page(fields: &Json) -> Json {
    json!({ "welcome": { "kind": "page", "fields": fields, "on": { "next": "done" } } })
}

#[test]
fn a_page_stays_and_tells_which_fields() {
    let mut session = session("welcome", &page(&json!([{ "field": "name" }, { "field": "email" }])));
    let sent = submitted(&[("name", "Ada"), ("email", "ada@example.com")]);
    let taken = others(&[("email", "ada@example.com"), ("phone", "+598 1"), ("name", "Eva")]);
    assert_eq!(led(&session, &sent, &taken), Led::Stayed([field("email")].into()));
    let both = others(&[("email", "ada@example.com"), ("name", "Ada")]);
    assert_eq!(led(&session, &sent, &both), Led::Stayed([field("email"), field("name")].into()));

    let other = submitted(&[("name", "Ada"), ("email", "ada@example.org")]);
    let done = send(&mut session, &other, &taken);
    assert_eq!(done, ["write email = ada@example.org (page welcome)", "write name = Ada (page welcome)"]);
    assert_eq!(session.at(), "done");
}

#[test]
fn what_a_customer_has_already_is_not_asked_for_again() {
    let steps = json!({
        "welcome": { "kind": "page", "fields": [{ "field": "email" }], "on": { "next": "again" } },
        "again": { "kind": "page", "fields": [{ "field": "email" }], "on": { "next": "done" } },
    });
    let mut session = session("welcome", &steps);
    let sent = submitted(&[("email", "ada@example.com")]);
    session.send(&sent);
    assert_eq!(send(&mut session, &sent, &others(&[("email", "ada@example.com")])), [""; 0]);
    assert_eq!(session.at(), "done");
}

fn identity(more: &Json) -> Json {
    let mut steps = json!({
        "identity": {
            "kind": "jumio",
            "map": { "name": "document.first_name", "full_name": "document.last_name" },
            "on": { "approved": "done", "review": "clerk", "error": "identity", "otherwise": "refused" },
        },
        "clerk": { "kind": "review", "on": { "approved": "done", "otherwise": "refused" } },
    });
    steps["identity"].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    steps
}

const CAPTURED: [(&str, &str); 2] = [("document.first_name", "Ada"), ("document.last_name", "Lovelace")];

#[test]
fn an_approval_whose_values_are_others_is_an_error_and_writes_nothing() {
    let mut session = session("identity", &identity(&json!({})));
    session.send(&Event::Agreed);
    let taken = others(&[("name", "Ada")]);
    let done = send(&mut session, &verified("identity", 1, "approved", &CAPTURED), &taken);
    assert_eq!(done, ["note identity: nothing was written: `name`: is already used by another customer"]);
    assert_eq!((session.at(), session.trail().as_slice()), ("identity", &["identity.error".to_owned()][..]));
    assert_eq!(session.value("full_name"), None, "all or nothing");

    session.send(&Event::Agreed);
    let other = [("document.first_name", "Eva"), ("document.last_name", "Lovelace")];
    send(&mut session, &verified("identity", 2, "approved", &other), &taken);
    assert_eq!((session.at(), session.value("name")), ("done", Some("Eva".to_owned())));
}

#[test]
fn a_rejection_stays_one() {
    let mut session = session("identity", &identity(&json!({ "write-on": ["approved", "rejected"] })));
    session.send(&Event::Agreed);
    let rejected = verified("identity", 1, "rejected", &CAPTURED);
    let done = send(&mut session, &rejected, &others(&[("full_name", "Lovelace")]));
    let note = "note identity: nothing was written: `full_name`: is already used by another customer";
    assert_eq!((done, session.at()), (vec![note.to_owned()], "refused"));
}

#[test]
fn what_was_held_is_looked_at_when_it_is_written() {
    let mut session = session("identity", &identity(&json!({})));
    session.send(&Event::Agreed);
    let taken = others(&[("name", "Ada")]);
    let done = send(&mut session, &verified("identity", 1, "review", &CAPTURED), &taken);
    assert_eq!(done, ["review clerk after identity.review"], "nothing is written yet");
    let done = send(&mut session, &reviewed("clerk", "approved"), &taken);
    assert_eq!(done, ["note clerk: nothing was written: `name`: is already used by another customer"]);
    assert_eq!((session.at(), session.value("full_name")), ("done", None));
}

#[test]
fn an_assignment_leaves_the_field_as_it_is() {
    let steps = json!({
        "welcome": { "kind": "page", "fields": [{ "field": "name" }], "on": { "next": "copy" } },
        "copy": {
            "kind": "assign",
            "set": { "full_name": { "field": "name" }, "notes": { "value": "new" } },
            "on": { "next": "done" },
        },
    });
    let mut session = session("welcome", &steps);
    let done = send(&mut session, &submitted(&[("name", "Ada")]), &others(&[("full_name", "Ada")]));
    assert_eq!(
        done,
        [
            "write name = Ada (page welcome)",
            "write notes = new (step copy)",
            "note copy: `full_name` was not set: what it would be is already used by another customer",
        ]
    );
    assert_eq!(session.at(), "done");
}

#[test]
fn an_assignment_at_the_entry_does_so_too() {
    let steps = json!({
        "copy": { "kind": "assign", "set": { "name": { "value": "Ada" } }, "on": { "next": "done" } },
    });
    let session = session("copy", &steps);
    let Moved { state, effects } =
        session.funnel().start_beside(session.now, &others(&[("name", "Ada")])).unwrap();
    assert!(state.values().is_empty());
    let note = "note copy: `name` was not set: what it would be is already used by another customer";
    assert_eq!(lines(&effects), [note]);
}

#[test]
fn an_answer_with_such_a_value_is_a_failure() {
    let steps = json!({
        "ask": {
            "kind": "webhook", "endpoint": "scoring", "receive": { "name": "name", "notes": "notes" },
            "on": { "ok": "done", "failed": "refused" },
        },
    });
    let mut session = session("ask", &steps);
    let answer = BTreeMap::from([(field("name"), "Ada".to_owned()), (field("notes"), "…".to_owned())]);
    let called = Event::Called { step: step("ask"), call: 1, answer: Some(answer) };
    let done = send(&mut session, &called, &others(&[("name", "Ada")]));
    let note =
        "note ask: nothing was written: the answer's value for `name` is already used by another customer";
    assert_eq!((done, session.at()), (vec![note.to_owned()], "refused"));
    assert_eq!(session.state.outcome_of(&step("ask")), Some(&outcome("failed")));
}

#[test]
fn values_are_not_shown_by_accident() {
    assert_eq!(format!("{:?}", others(&[("name", "Ada")])), r#"{FieldId("name")}"#);
}

#[test]
fn values_that_are_kept_for_a_time_are_forgotten_each_in_its_time() {
    let mut session =
        session("welcome", &page(&json!([{ "field": "name" }, { "field": "email" }, { "field": "age" }])));
    for (id, days) in [("name", 1), ("email", 30), ("age", 0)] {
        session.data_model.fields.get_mut(&field(id)).unwrap().retention_days = Some(days);
    }
    session.send(&submitted(&[("name", "Ada"), ("email", "ada@example.com"), ("age", "36")]));
    let times: Vec<String> = session.state.times_to_go().map(|at| at.to_string()).collect();
    assert_eq!(times, ["2026-07-31T12:00:01Z", "2026-07-02T12:00:01Z"], "by the fields' names; 0 is never");

    let mut state = session.state;
    state.forget_until("2026-07-02T12:00:00Z".parse().unwrap());
    assert_eq!(state.values().len(), 3);
    state.forget_until("2026-07-02T12:00:01Z".parse().unwrap());
    assert_eq!(state.values().keys().map(ToString::to_string).collect::<Vec<_>>(), ["age", "email"]);
    state.forget_until("2036-07-02T12:00:01Z".parse().unwrap());
    assert_eq!(state.values().keys().map(ToString::to_string).collect::<Vec<_>>(), ["age"]);
    assert_eq!(state.times_to_go().count(), 0);
}
