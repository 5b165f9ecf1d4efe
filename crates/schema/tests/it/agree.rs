//! Schema and `campaignctl validate` take the same files.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use schema::Kind;
use serde_json::Value;

use crate::documents::Documents;
use crate::files::{Told, told};

fn validator(kind: &Kind) -> Validator {
    jsonschema::draft7::new(&kind.schema()).unwrap()
}

/// Leaves out of overlays what steps of their kind do not have: no schema can know the kind.
fn without_foreign_keys(schema: &Value, mut document: Value) -> Value {
    let steps = document["step"].clone();
    let envs = document.get_mut("env").and_then(Value::as_object_mut);
    for env in envs.into_iter().flat_map(|envs| envs.values_mut()) {
        let overlays = env.get_mut("step").and_then(Value::as_object_mut);
        for (id, overlay) in overlays.into_iter().flatten() {
            let kind = steps[id]["kind"].as_str().unwrap_or_default();
            let own = &schema["definitions"][format!("{kind}-step")]["properties"];
            let all = &schema["definitions"]["step-in-environment"]["properties"];
            if let Some(keys) = overlay.as_object_mut() {
                keys.retain(|key, _| own.get(key).is_some() || all.get(key).is_none());
            }
        }
    }
    document
}

/// Writes a document where `scripts/editors` looks at it with the editors' own programs, if that asks for it.
fn keep(kind: &Kind, document: &Value, is_taken: bool) {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let Some(directory) = std::env::var_os("KEEP_DOCUMENTS") else { return };
    let directory = Path::new(&directory).join(if is_taken { "taken" } else { "refused" });
    std::fs::create_dir_all(&directory).unwrap();
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let text = toml::to_string(document).unwrap();
    std::fs::write(directory.join(format!("{kind}.{number}.toml")), text).unwrap();
}

/// Compares what the two say of random documents, one value in so many of them wrong.
fn compare(faults_in: u32) -> (usize, usize) {
    let (mut taken, mut refused) = (0, 0);
    for kind in Kind::all() {
        let schema = kind.schema();
        let validator = validator(&kind);
        let documents = Documents { schema: &schema, faults_in }.any();
        let counts = std::cell::Cell::new((0, 0));
        TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })
            .run(&documents, |document| {
                let document = without_foreign_keys(&schema, document);
                let Told::Wrong(wrong) = told(&kind, &document) else { return Ok(()) };
                let faults: Vec<String> = validator
                    .iter_errors(&document)
                    .map(|fault| format!("{}: {fault}", fault.instance_path()))
                    .collect();
                let wrong: Vec<String> = wrong
                    .iter()
                    .map(|finding| format!("{} {}: {}", finding.code, finding.path, finding.message))
                    .collect();
                prop_assert_eq!(
                    faults.is_empty(),
                    wrong.is_empty(),
                    "schema: {:#?}\nvalidate: {:#?}\n{}",
                    faults,
                    wrong,
                    toml::to_string(&document).unwrap()
                );
                keep(&kind, &document, wrong.is_empty());
                let (taken, refused) = counts.get();
                counts.set(if wrong.is_empty() { (taken + 1, refused) } else { (taken, refused + 1) });
                Ok(())
            })
            .unwrap();
        let of_kind = counts.get();
        taken += of_kind.0;
        refused += of_kind.1;
    }
    (taken, refused)
}

#[test]
fn what_a_schema_offers_is_taken() {
    let (taken, refused) = compare(0);
    assert!(taken > 300 && refused < taken / 4, "{taken} taken, {refused} refused");
}

#[test]
fn a_fault_is_a_fault_for_both() {
    let (taken, refused) = compare(15);
    assert!(taken > 200 && refused > 200, "{taken} taken, {refused} refused");
}
