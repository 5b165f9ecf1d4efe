//! Nothing that is known about a customer is in `Debug`, a note, or the trail.

use funnel::{Effect, Event, Moved};
use model::Value;
use model::verification::CaptureValue;
use serde_json::json;

use crate::support::{data_model, field, session, submitted, verified_with};

/// All values of a customer, by field.
const KNOWN: [(&str, &str); 8] = [
    ("name", "Canarina"),
    ("age", "4711"),
    ("born", "1987-06-05"),
    ("email", "canary@acme.example"),
    ("phone", "+598 4712345"),
    ("home", "URY"),
    ("notes", "Calle Canario"),
    ("gender", "female"),
];

#[track_caller]
fn silent(shown: &impl std::fmt::Debug, told: &str) {
    for text in [format!("{shown:?}"), format!("{shown:#?}")] {
        for (field, value) in KNOWN {
            assert!(!text.contains(value), "{field} in {text}");
        }
        assert!(text.contains(told), "{told:?} not in {text}");
    }
}

#[test]
fn debug_shows_no_values() {
    let fields: Vec<_> = data_model().fields.into_keys().map(|field| json!({ "field": field })).collect();
    let mut session = session(
        "form",
        &json!({
            "form": { "kind": "page", "fields": fields, "on": { "next": "identity" } },
            "identity": {
                "kind": "jumio",
                "map": {
                    "name": "document.first_name", "born": "document.date_of_birth", "age": "document.current_age",
                    "notes": "document.dl_categories",
                },
                "on": { "review": "clerk", "otherwise": "done" },
            },
            "clerk": { "kind": "review", "on": { "otherwise": "form" } },
        }),
    );
    let form = submitted(&KNOWN);
    silent(&form, "born");
    let moved = session.try_send(&form).unwrap().unwrap();
    assert_eq!(moved.effects.len(), KNOWN.len());
    silent(&moved, "born");
    session.send(&form);
    silent(&session.state, "born");

    session.send(&Event::Agreed);
    let captured = [
        ("document.first_name", CaptureValue::Text("Canarina".to_owned())),
        ("document.date_of_birth", CaptureValue::Date("1987-06-05".parse().unwrap())),
        ("document.current_age", CaptureValue::Integer(4711)),
        ("document.dl_categories", CaptureValue::List(vec!["Calle Canario".to_owned()])),
    ];
    let verdict = verified_with("identity", 1, "review", captured);
    silent(&verdict, "document.date_of_birth");
    session.send(&verdict);
    // It waits for the review, and is not shown either.
    assert!(serde_json::to_string(&session.state).unwrap().matches("Calle Canario").count() > 1);
    silent(&session.state, "identity");

    let moved: Moved = session.try_send(&crate::support::reviewed("clerk", "approved")).unwrap().unwrap();
    assert_eq!(moved.effects.len(), 4);
    for effect in &moved.effects {
        silent(effect, "Write");
    }
    silent(&Effect::Clear { field: field("name") }, "name");
}

#[test]
fn notes_and_the_trail_tell_no_values() {
    let mut session = session(
        "identity",
        &json!({
            "identity": {
                "kind": "jumio",
                "map": {
                "age": "document.first_name", "gender": "document.last_name", "email": "document.place_of_birth",
            },
                "on": { "otherwise": "done" },
            },
        }),
    );
    session.send(&Event::Agreed);
    let canary = |name| (name, CaptureValue::Text("Canarina".to_owned()));
    let captured = ["document.first_name", "document.last_name", "document.place_of_birth"].map(canary);
    let effects = session.send(&verified_with("identity", 1, "approved", captured));
    let [note] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(note.contains("`gender`") && !note.contains("Canarina"), "{note}");
    let stored = serde_json::to_string(&session.state).unwrap();
    assert!(stored.contains("nothing was written") && !stored.contains("Canarina"), "{stored}");
}

#[test]
fn a_value_shows_its_type_only() {
    silent(&Value::Text("Canarina".to_owned()), "Text");
    silent(&Value::Integer(4711), "Integer");
}
