//! What is read as a transform is one for the schema, whatever it is told.

use std::collections::BTreeMap;

use jsonschema::Validator;
use model::Transform;
use model::transform::TABLE;
use proptest::prelude::*;
use proptest::sample::select;
use schema::Kind;
use serde_json::{Value, json};

fn validator() -> Validator {
    let campaign = Kind::Campaign.schema();
    let transform = json!({ "$ref": "#/definitions/transform", "definitions": campaign["definitions"] });
    jsonschema::draft7::new(&transform).unwrap()
}

/// A name with anything behind it: colons, backslashes, digits and others.
fn written() -> impl Strategy<Value = String> {
    let names: Vec<&str> = TABLE.iter().map(|about| about.name).collect();
    (select(names), r"(:([0-9]{1,6}|[a:=\\]{0,4}|reject|today|en|%d|.{0,4})){0,3}")
        .prop_map(|(name, rest)| format!("{name}{rest}"))
}

#[test]
fn what_is_read_fits_the_schema() {
    let validator = validator();
    let read = std::cell::Cell::new(0);
    let config = ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new(config)
        .run(&written(), |text| {
            let Ok(transform) = text.parse::<Transform>() else { return Ok(()) };
            read.set(read.get() + 1);
            prop_assert!(validator.is_valid(&json!(text)), "{text:?}");
            let json: Value = serde_json::to_value(&transform).unwrap();
            prop_assert!(validator.is_valid(&json), "{json}");
            prop_assert_eq!(transform.to_string().parse::<Transform>().unwrap(), transform);
            Ok(())
        })
        .unwrap();
    assert!(read.get() > 400, "{} read", read.get());
}

#[test]
fn what_fits_the_schema_is_read_but_for_what_no_pattern_tells() {
    let validator = validator();
    let config = ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new(config)
        .run(&written(), |text| {
            // Whether a format has a meaning, two words differ, or a word comes twice, is beyond patterns.
            let is_beyond = ["date:", "to-boolean:", "choice-map:"].iter().any(|name| text.starts_with(name));
            if validator.is_valid(&json!(text)) && !is_beyond {
                prop_assert!(text.parse::<Transform>().is_ok(), "{text:?}");
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_words_are_a_table() {
    let validator = validator();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new(config)
        .run(&any::<BTreeMap<String, String>>(), |words| {
            let transform = Transform::ChoiceMap(words);
            let json = serde_json::to_value(&transform).unwrap();
            prop_assert!(validator.is_valid(&json), "{json}");
            prop_assert_eq!(serde_json::from_value::<Transform>(json).unwrap(), transform);
            Ok(())
        })
        .unwrap();
}
