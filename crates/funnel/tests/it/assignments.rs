//! Steps that set fields, with transforms on the way.

use serde_json::{Value as Json, json};

use crate::support::{session, submitted};

/// What an assignment tells after a page that asked for these values.
fn set(values: &[(&str, &str)], field: &str, assignment: &Json) -> Vec<String> {
    let asked: Vec<Json> = values.iter().map(|(field, _)| json!({ "field": field })).collect();
    let mut session = session(
        "ask",
        &json!({
            "ask": { "kind": "page", "fields": asked, "on": { "next": "mark" } },
            "mark": { "kind": "assign", "set": { field: assignment }, "on": { "next": "done" } },
        }),
    );
    let effects = session.send(&submitted(values));
    assert_eq!(session.at(), "done");
    effects.into_iter().filter(|effect| effect.contains("mark")).collect()
}

#[test]
fn values_go_through_transforms_as_what_they_are() {
    let table = [
        (
            "born",
            "1990-05-17",
            "age",
            json!({ "field": "born", "transform": ["year"] }),
            "write age = 1990 (step mark)",
        ),
        (
            "born",
            "1990-05-17",
            "name",
            json!({ "field": "born", "transform": ["date:%d.%m.%y"] }),
            "write name = 17.05.90 (step mark)",
        ),
        (
            "home",
            "URY",
            "name",
            json!({ "field": "home", "transform": ["country-name:en", "upper"] }),
            "write name = URUGUAY (step mark)",
        ),
        (
            "name",
            "Ana",
            "full_name",
            json!({ "template": "{{name}} Díaz", "transform": ["strip-accents"] }),
            "write full_name = Ana Diaz (step mark)",
        ),
        (
            "age",
            "18",
            "notes",
            json!({ "field": "age", "transform": ["default:0"] }),
            "write notes = 18 (step mark)",
        ),
        (
            "name",
            "Ana",
            "notes",
            json!({ "field": "email", "transform": ["default:none"] }),
            "write notes = none (step mark)",
        ),
    ];
    for (asked, value, field, assignment, expected) in table {
        assert_eq!(set(&[(asked, value)], field, &assignment), [expected], "{assignment}");
    }
    assert_eq!(
        set(&[("name", "Ana")], "notes", &json!({ "field": "email", "transform": ["upper"] })),
        [""; 0]
    );
}

#[test]
fn what_does_not_fit_leaves_the_field_and_is_noted_without_the_value() {
    let number = json!({ "field": "name", "transform": ["to-integer"] });
    assert_eq!(
        set(&[("name", "CANARY")], "age", &number),
        ["note mark: `age` was not set: `to-integer` got what is no whole number of 64 bits"]
    );
}
