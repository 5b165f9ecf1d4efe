//! States as they lie in the stores of backends. Whoever changes the form must still read what is golden here.

use funnel::{Event, State};
use serde_json::{Value as Json, json};

use crate::support::{Session, reviewed, session, submitted, verified, wait_over};

fn steps() -> Json {
    json!({
        "form": {
            "kind": "page", "on": { "next": "which" },
            "fields": [
                { "field": "name" }, { "field": "age" }, { "field": "news" }, { "field": "born" }, { "field": "home" },
            ],
        },
        "which": { "kind": "decision", "on": { "otherwise": "passport" } },
        "passport": { "kind": "jumio", "map": { "name": "document.first_name" }, "on": { "otherwise": "visa" } },
        "visa": { "kind": "jumio", "map": { "age": "document.type" }, "on": { "otherwise": "licence" } },
        "licence": { "kind": "jumio", "on": { "timeout": "clerk", "otherwise": "done" } },
        "clerk": { "kind": "review", "on": { "otherwise": "done" } },
    })
}

/// A session in which there is something of everything that a state can hold.
fn full() -> Session {
    let mut session = session("form", &steps());
    session.send(&submitted(&[
        ("name", "Ana"),
        ("age", "33"),
        ("news", "yes"),
        ("born", "1990-05-17"),
        ("home", "URY"),
    ]));
    session.send(&Event::Agreed);
    session.send(&verified("passport", 1, "review", &[("document.first_name", "ANA")]));
    session.send(&Event::Agreed);
    session.send(&verified("visa", 1, "review", &[("document.type", "VISA")]));
    session.send(&Event::Agreed);
    session.send(&wait_over("licence", 1));
    session
}

#[test]
fn the_form_of_a_state_is_golden() {
    insta::assert_json_snapshot!(full().state, @r#"
    {
      "step": "clerk",
      "verifying": false,
      "values": {
        "age": {
          "integer": 33
        },
        "born": {
          "date": "1990-05-17"
        },
        "home": {
          "country": "URY"
        },
        "name": {
          "text": "Ana"
        },
        "news": {
          "boolean": true
        }
      },
      "attempts": {
        "licence": 1,
        "passport": 1,
        "visa": 1
      },
      "visits": {
        "clerk": 1,
        "form": 1,
        "licence": 1,
        "passport": 1,
        "visa": 1,
        "which": 1
      },
      "outcomes": {
        "form": "next",
        "licence": "timeout",
        "passport": "review",
        "visa": "review",
        "which": "otherwise"
      },
      "late": "licence",
      "held": {
        "passport": {
          "writes": [
            {
              "field": "name",
              "value": {
                "text": "ANA"
              },
              "origin": "passport: document.first_name"
            }
          ]
        },
        "visa": {
          "problem": "nothing was written: `age` from `document.type`: what was read is not a whole number"
        }
      },
      "trail": [
        {
          "step": "form",
          "outcome": "next",
          "at": "2026-07-01T12:00:01Z"
        },
        {
          "step": "which",
          "outcome": "otherwise",
          "at": "2026-07-01T12:00:01Z"
        },
        {
          "step": "passport",
          "outcome": "review",
          "at": "2026-07-01T12:00:03Z"
        },
        {
          "step": "visa",
          "outcome": "review",
          "at": "2026-07-01T12:00:05Z",
          "note": "nothing was written: `age` from `document.type`: what was read is not a whole number"
        },
        {
          "step": "licence",
          "outcome": "timeout",
          "at": "2026-07-01T12:00:07Z"
        }
      ]
    }
    "#);
}

/// What the first version wrote. It lies in stores, so that it never changes here: a new form gets a text of its own.
const FIRST_FORM: &str = r#"{
  "step": "clerk",
  "verifying": false,
  "values": {
    "age": {"integer": 33},
    "born": {"date": "1990-05-17"},
    "home": {"country": "URY"},
    "name": {"text": "Ana"},
    "news": {"boolean": true}
  },
  "attempts": {"licence": 1, "passport": 1, "visa": 1},
  "visits": {"clerk": 1, "form": 1, "licence": 1, "passport": 1, "visa": 1, "which": 1},
  "outcomes": {"form": "next", "licence": "timeout", "passport": "review", "visa": "review", "which": "otherwise"},
  "late": "licence",
  "held": {
    "passport": {"writes": [{"field": "name", "value": {"text": "ANA"}, "origin": "passport: document.first_name"}]},
    "visa": {"problem": "nothing was written: `age` from `document.type`: what was read is not a whole number"}
  },
  "trail": [
    {"step": "form", "outcome": "next", "at": "2026-07-01T12:00:01Z"},
    {"step": "which", "outcome": "otherwise", "at": "2026-07-01T12:00:01Z"},
    {"step": "passport", "outcome": "review", "at": "2026-07-01T12:00:03Z"},
    {"step": "visa", "outcome": "review", "at": "2026-07-01T12:00:05Z",
     "note": "nothing was written: `age` from `document.type`: what was read is not a whole number"},
    {"step": "licence", "outcome": "timeout", "at": "2026-07-01T12:00:07Z"}
  ]
}"#;

#[test]
fn a_state_of_an_earlier_version_goes_on() {
    let mut session = full();
    let state: State = serde_json::from_str(FIRST_FORM).unwrap();
    assert_eq!(state, session.state);
    session.state = state;
    assert_eq!(
        session.send(&reviewed("clerk", "approved")),
        [
            "write name = ANA (passport: document.first_name)",
            "note clerk: nothing was written: `age` from `document.type`: what was read is not a whole number",
        ]
    );
    assert_eq!(session.at(), "done");
}

#[test]
fn an_attempt_under_way_is_kept() {
    let mut session = session("passport", &steps());
    session.send(&Event::Agreed);
    let stored = serde_json::to_value(&session.state).unwrap();
    assert_eq!(stored["verifying"], true);
    session.state = serde_json::from_value(stored).unwrap();
    session.send(&verified("passport", 1, "approved", &[]));
    assert_eq!(session.at(), "visa");
}

#[test]
fn what_is_missing_has_a_default_and_what_is_unknown_is_passed_over() {
    let text = r#"{ "step": "form", "to-come": { "a": 1 }, "trail": [
        { "step": "form", "at": "2026-07-01T12:00:00Z", "by": "nobody" }
    ] }"#;
    let mut session = session("form", &steps());
    session.state = serde_json::from_str(text).unwrap();
    assert_eq!(session.trail(), ["form"]);
    assert_eq!(session.state.trail()[0].note, None);
    assert!(session.state.values().is_empty());
    assert_eq!(session.state.attempt_under_way(), None);
    session.send(&submitted(&[("name", "Ana")]));
    assert_eq!(session.at(), "passport");
}

#[test]
fn what_is_no_state_is_refused() {
    for text in
        ["{}", "[]", r#"{ "step": "Not a name" }"#, r#"{ "step": "form", "attempts": { "form": -1 } }"#]
    {
        assert!(serde_json::from_str::<State>(text).is_err(), "{text}");
    }
}
