//! Random documents, made after a schema, with a fault here and there.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use crate::files::ENVS;

/// How deep what refers to itself may go.
const DEPTH: usize = 4;

/// Documents of a schema. One value in so many is something else, one table in so many has a key too many.
#[derive(Clone, Copy)]
pub(crate) struct Documents<'a> {
    pub(crate) schema: &'a Value,
    pub(crate) faults_in: u32,
}

impl<'a> Documents<'a> {
    pub(crate) fn any(self) -> BoxedStrategy<Value> {
        // A document is always a table.
        self.right(self.schema, "", 0)
    }

    /// What a schema asks for, or a fault.
    fn value(self, schema: &'a Value, key: &str, depth: usize) -> BoxedStrategy<Value> {
        let right = self.right(schema, key, depth);
        if self.faults_in == 0 {
            return right;
        }
        prop_oneof![self.faults_in => right, 1 => wrong()].boxed()
    }

    fn right(self, schema: &'a Value, key: &str, depth: usize) -> BoxedStrategy<Value> {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.strip_prefix("#/definitions/").unwrap();
            return self.right(&self.schema["definitions"][name], key, depth + 1);
        }
        if let Some(forms) = schema["anyOf"].as_array() {
            let forms: Vec<_> = forms.iter().take(if depth < DEPTH { forms.len() } else { 1 }).collect();
            let forms: Vec<_> = forms.into_iter().map(|form| self.right(form, key, depth)).collect();
            return proptest::strategy::Union::new(forms).boxed();
        }
        if let Some(words) = schema["enum"].as_array() {
            return select(words.clone()).boxed();
        }
        let cases = cases(schema);
        if !cases.is_empty() {
            let shown = if depth < DEPTH { cases.len() } else { 1 };
            let cases: Vec<_> =
                cases.into_iter().take(shown).map(|case| self.right(case, key, depth)).collect();
            return proptest::strategy::Union::new(cases).boxed();
        }
        match schema["type"].as_str().unwrap() {
            "string" => text(schema),
            "integer" => (0..=400_i64).prop_map(Value::from).boxed(),
            "boolean" => any::<bool>().prop_map(Value::from).boxed(),
            "array" => {
                let most = if depth < DEPTH { 3 } else { 1 };
                prop::collection::vec(self.value(&schema["items"], key, depth), 0..most)
                    .prop_map(Value::from)
                    .boxed()
            }
            "object" => self.table(schema, key, depth),
            other => panic!("no documents of {other}"),
        }
    }

    fn table(self, schema: &'a Value, key: &str, depth: usize) -> BoxedStrategy<Value> {
        let properties = schema["properties"].as_object().into_iter().flatten();
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let (musts, mays): (Vec<_>, Vec<_>) =
            properties.partition(|(key, _)| required.contains(&key.as_str()));
        let of = |keys: Vec<(&'a String, &'a Value)>| -> Vec<BoxedStrategy<(String, Value)>> {
            keys.into_iter()
                .map(|(key, form)| {
                    let key = key.clone();
                    self.value(form, &key, depth).prop_map(move |value| (key.clone(), value)).boxed()
                })
                .collect()
        };
        let musts = of(musts);
        let mays = of(mays);
        let most = mays.len().min(5);
        let mays = subsequence(mays, 0..=most).prop_flat_map(|mays| mays);
        let named = schema["patternProperties"].as_object().and_then(|forms| forms.values().next());
        let other = schema["additionalProperties"].as_object().map(|_| &schema["additionalProperties"]);
        let pool = if key == "env" { &ENVS[..] } else { &["a", "b-2", "first_name"][..] };
        let any_name = || select(pool).prop_map(str::to_owned);
        let others: BoxedStrategy<BTreeMap<String, Value>> = match (named, other) {
            (Some(form), _) => {
                prop::collection::btree_map(any_name(), self.value(form, "", depth), 0..=3).boxed()
            }
            (None, Some(form)) => prop::collection::btree_map(
                select(&["F004", "x y"][..]).prop_map(str::to_owned),
                self.value(form, "", depth),
                0..=2,
            )
            .boxed(),
            (None, None) => Just(BTreeMap::new()).boxed(),
        };
        let stray = if self.faults_in == 0 {
            Just(None).boxed()
        } else {
            prop_oneof![self.faults_in => Just(None), 1 => stray().prop_map(Some)].boxed()
        };
        (musts, mays, others, stray)
            .prop_map(|(musts, mays, others, stray)| {
                let mut table: Map<String, Value> = musts.into_iter().chain(mays).chain(others).collect();
                if let Some((key, value)) = stray {
                    table.entry(key).or_insert(value);
                }
                Value::Object(table)
            })
            .boxed()
    }
}

/// The forms of a table that has several.
fn cases(schema: &Value) -> Vec<&Value> {
    let mut cases = Vec::new();
    let mut rest = schema;
    while rest["then"]["$ref"].is_string() || rest["then"]["type"].is_string() {
        cases.push(&rest["then"]);
        rest = &rest["else"];
    }
    cases
}

fn text(schema: &Value) -> BoxedStrategy<Value> {
    let texts: &[&str] = match schema["pattern"].as_str() {
        None => &["", "x", "Some words.", "today", "first_name"],
        Some("^[a-z][a-z0-9_-]{0,62}$") => &["a", "b-2", "first_name"],
        Some("^[0-9]+[smhd]$") => &["0s", "30m", "007d"],
        Some(pattern) if pattern.starts_with("^[+-]?[0-9]{4,6}-") => {
            &["2026-05-17T10:00:00Z", "2026-05-17 10:00-03:00", "20260517T10Z"]
        }
        Some("^(front|back|face|liveness)(-.*)?$") => &["front", "liveness-1", "face-"],
        Some("^https?://") => &["https://campaigns.example.com", "http://127.0.0.1:1"],
        Some(other) => {
            let examples = schema["examples"].as_array().unwrap_or_else(|| panic!("no texts of {other}"));
            return select(examples.clone()).boxed();
        }
    };
    select(texts).prop_map(Value::from).boxed()
}

/// A value that fits hardly anywhere.
fn wrong() -> impl Strategy<Value = Value> {
    select(vec![
        json!(true),
        json!(-1),
        json!(7),
        json!(1.5),
        json!(4_294_967_296_i64),
        json!("No Name"),
        json!("passprt"),
        json!("next"),
        json!([]),
        json!(["qqqq"]),
        json!([7]),
        json!({}),
        json!({ "qqqq": "a" }),
        json!({ "a": 7 }),
    ])
}

/// A key that hardly any table has, and its value.
fn stray() -> impl Strategy<Value = (String, Value)> {
    const KEYS: &[&str] = &[
        "qqqq",
        "titel",
        "password",
        "kind",
        "on",
        "map",
        "env",
        "value",
        "not",
        "step",
        "exhausted",
        "otherwise",
        "No Name",
        "",
    ];
    (select(KEYS).prop_map(str::to_owned), prop_oneof![Just(json!("a")), wrong()])
}
