//! Pages: what is taken over, and what is not.

use std::collections::BTreeMap;

use funnel::Event;
use model::{Country, Value};
use serde_json::{Value as Json, json};

use crate::support::{Session, field, session, submitted, text};

fn asking(fields: &Json) -> Session {
    session("form", &json!({ "form": { "kind": "page", "fields": fields, "on": { "next": "done" } } }))
}

#[test]
fn a_page_ends_as_the_customer_wants() {
    let steps = json!({
        "welcome": { "kind": "page", "allow-dismiss": true, "on": { "next": "terms", "dismissed": "left" } },
        "terms": { "kind": "page", "on": { "otherwise": "done" } },
    });
    let mut welcomed = session("welcome", &steps);
    assert_eq!(welcomed.at(), "welcome");
    assert_eq!(welcomed.end(), None);

    let mut gone = welcomed.clone();
    assert_eq!(gone.send(&Event::Dismissed), [""; 0]);
    assert_eq!(gone.at(), "left");

    welcomed.send(&submitted(&[]));
    assert_eq!(welcomed.at(), "terms");
    welcomed.ignores(&Event::Dismissed);
    welcomed.send(&submitted(&[]));
    assert_eq!(welcomed.at(), "done");
    assert_eq!(welcomed.trail(), ["welcome.next", "terms.next", "done"]);
}

#[test]
fn otherwise_stands_for_each_way_to_leave_a_page() {
    for event in [Event::Dismissed, submitted(&[])] {
        let page = json!({ "kind": "page", "allow-dismiss": true, "on": { "otherwise": "left" } });
        let mut session = session("page", &json!({ "page": page }));
        session.send(&event);
        assert_eq!(session.at(), "left", "{event:?}");
    }
}

#[test]
fn a_page_that_was_visited_often_enough_is_passed_over() {
    for (on, then) in [
        (json!({ "next": "page", "exhausted": "refused", "otherwise": "left" }), "refused"),
        (json!({ "next": "page", "otherwise": "left" }), "left"),
    ] {
        let mut session = session("page", &json!({ "page": { "kind": "page", "max-visits": 2, "on": on } }));
        session.send(&submitted(&[]));
        assert_eq!(session.at(), "page");
        session.send(&submitted(&[]));
        assert_eq!(session.at(), then);
        assert_eq!(session.trail(), ["page.next", "page.next", "page.exhausted", then]);
    }
}

#[test]
fn what_the_page_asks_for_is_written() {
    let mut form = asking(&json!([
        { "field": "name", "required": true }, { "field": "news", "required": true }, { "field": "born" },
        { "field": "home" }, { "field": "age" }, { "field": "email" }, { "field": "nowhere", "required": true },
        { "field": "phone", "read-only": true, "required": true },
    ]));
    let mut filled_in = submitted(&[
        ("name", "Ana"),
        ("news", "no"),
        ("born", "1990-05-17"),
        ("home", "uy"),
        ("age", "0"),
        ("email", ""),
        ("phone", "+598 2 1234567"),
        ("notes", "not asked for"),
    ]);
    let Event::Submitted { values } = &mut filled_in else { unreachable!() };
    values.insert(field("nowhere"), Some(text("of no field")));
    assert_eq!(
        form.send(&filled_in),
        [
            "write age = 0 (page form)",
            "write born = 1990-05-17 (page form)",
            "write home = URY (page form)",
            "write name = Ana (page form)",
            "write news = no (page form)",
        ]
    );
    let kept: Vec<&str> = form.state.values().keys().map(model::FieldId::as_str).collect();
    assert_eq!(kept, ["age", "born", "home", "name", "news"]);
}

#[test]
fn a_page_that_is_not_filled_in_right_is_not_left() {
    let required = json!([{ "field": "name", "required": true }, { "field": "news" }, { "field": "gender" }]);
    let form = asking(&required);
    let anyone = || ("name", text("Ana"));
    let table: [(&str, Vec<(&str, Value)>); 12] = [
        ("nothing at all", vec![]),
        ("a required field is missing", vec![("news", Value::Boolean(true))]),
        ("another field instead", vec![("full_name", text("Ana"))]),
        ("an empty text", vec![("name", text(""))]),
        ("nothing but white space", vec![("name", text("   "))]),
        ("not trimmed", vec![("name", text(" Ana"))]),
        ("not composed", vec![("name", text("Jose\u{301}"))]),
        ("several lines", vec![("name", text("Ana\nLucia"))]),
        ("too long", vec![("name", text("thirteen char"))]),
        ("another type", vec![("name", Value::Integer(1))]),
        ("an optional one of another type", vec![anyone(), ("news", text("yes"))]),
        ("none of the choices", vec![anyone(), ("gender", text("f"))]),
    ];
    for (what, values) in table {
        let values = values.into_iter().map(|(id, value)| (field(id), Some(value))).collect();
        let event = Event::Submitted { values };
        assert!(!form.funnel().applies(&form.state, &event, form.now), "{what}");
        form.ignores(&event);
    }
    form.ignores(&Event::Submitted { values: BTreeMap::from([(field("name"), None)]) });
    // The funnel lets go who does better.
    asking(&required).send(&submitted(&[("name", "Ana"), ("gender", "F")]));
}

#[test]
fn only_what_changed_is_written_again() {
    let fields = json!([{ "field": "name" }, { "field": "age" }, { "field": "home", "read-only": true }]);
    let mut form = session(
        "form",
        &json!({
            "home": { "kind": "page", "fields": [{ "field": "home" }], "on": { "next": "form" } },
            "form": { "kind": "page", "fields": fields, "on": { "next": "form" } },
        }),
    );
    assert_eq!(
        form.send(&submitted(&[("name", "Ana"), ("age", "33")])),
        ["write age = 33 (page form)", "write name = Ana (page form)"]
    );
    assert_eq!(form.send(&submitted(&[("name", "Ana"), ("age", "33")])), [""; 0]);
    assert_eq!(form.send(&submitted(&[("name", "Ana"), ("age", "34")])), ["write age = 34 (page form)"]);
    assert_eq!(form.send(&submitted(&[("name", ""), ("age", "34")])), ["clear name"]);
    assert_eq!(form.value("name"), None);
    assert_eq!(form.send(&submitted(&[])), ["clear age"]);
    assert_eq!(form.send(&submitted(&[])), [""; 0]);
    assert!(form.state.values().is_empty());
}

#[test]
fn what_is_only_shown_stays() {
    let mut form = session(
        "first",
        &json!({
            "first": { "kind": "page", "fields": [{ "field": "home" }], "on": { "next": "second" } },
            "second": { "kind": "page", "fields": [{ "field": "home", "read-only": true }], "on": { "next": "done" } },
        }),
    );
    form.send(&submitted(&[("home", "URY")]));
    assert_eq!(form.send(&submitted(&[("home", "ARG")])), [""; 0]);
    assert_eq!(form.state.values()["home"], Value::Country(Country::from_alpha3("URY").unwrap()));
}
