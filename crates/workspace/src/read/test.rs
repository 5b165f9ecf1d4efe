//! The file of a funnel test, lowered from its text to the model.

use std::marker::PhantomData;

use model::funnel_test::{Case, Expect, FunnelTest, Play};
use model::{CaseId, FieldId, KeyPath, ResourceName};
use serde_json::Value;

use super::findings::Findings;
use super::item::lower;
use super::resource::{Lowered, Members, entries, id, whole};

/// Reads the file of a funnel test. It is the same in every environment.
pub(crate) fn lower_test(name: &ResourceName, text: &str) -> Lowered<FunnelTest> {
    whole(name, text, None, |mut members, findings, _| {
        let root = KeyPath::root();
        let cases = entries(&mut members, "case", &root, findings);
        let mut read = lower(PhantomData::<FunnelTest>, Value::Object(members), &root, &[], findings);
        for (name, value, at) in cases {
            let Some(id) = id(CaseId::new(&name), &at, findings) else { continue };
            let case = case(value, &at, findings);
            if let (Some(test), Some(case)) = (&mut read, case) {
                test.cases.insert(id, case);
            }
        }
        read
    })
}

fn case(value: Value, at: &KeyPath, findings: &mut Findings) -> Option<Case> {
    let Value::Object(mut members) = value else {
        findings.lost("W001", at.clone(), "a case is a table: write `[case.NAME]`");
        return None;
    };
    // Each by itself, so that one that is wrong does not hide the others.
    let play = plays(members.remove("play"), &at.clone().key("play"), findings);
    let expect = expect(members.remove("expect"), &at.clone().key("expect"), findings);
    let case = lower(PhantomData::<Case>, Value::Object(members), at, &[], findings)?;
    Some(Case { play, expect, ..case })
}

fn plays(value: Option<Value>, at: &KeyPath, findings: &mut Findings) -> Vec<Play> {
    let items = match value {
        None => return Vec::new(),
        Some(Value::Array(items)) => items,
        Some(_) => {
            findings.lost(
                "W001",
                at.clone(),
                "`play` is a list of tables: write `play = [{ at = \"STEP\" }]`",
            );
            return Vec::new();
        }
    };
    let play = |(index, item)| play(item, &at.clone().index(index), findings);
    items.into_iter().enumerate().filter_map(play).collect()
}

fn play(value: Value, at: &KeyPath, findings: &mut Findings) -> Option<Play> {
    let Value::Object(mut members) = value else {
        findings.lost("W001", at.clone(), "a play is a table: write `{ at = \"STEP\" }`");
        return None;
    };
    let before = findings.list.len();
    for key in ["fill", "answer"] {
        drop_wrong_fields(&mut members, key, at, findings);
    }
    let is_said = ["captured", "images"].map(|key| members.contains_key(key));
    let play = lower(PhantomData::<Play>, Value::Object(members), at, &[], findings)?;
    let mut whole = play.clone();
    // The model cannot tell empty ones from none, and yet somebody wrote them.
    if is_said[0] {
        whole.captured.entry(String::new()).or_default();
    }
    if is_said[1] {
        whole.images.push(String::new());
    }
    // Keys that do not fit together may only follow from one that is wrong.
    if findings.list.len() == before
        && let Err(error) = whole.action()
    {
        match error.key() {
            Some(key) => findings.lost_key("W001", at.clone().key(key), error.to_string()),
            None => findings.lost("W001", at.clone(), error.to_string()),
        }
    }
    Some(play)
}

fn expect(value: Option<Value>, at: &KeyPath, findings: &mut Findings) -> Expect {
    let mut members = match value {
        None => return Expect::default(),
        Some(Value::Object(members)) => members,
        Some(_) => {
            findings.lost("W001", at.clone(), "`expect` is a table: write `[case.NAME.expect]`");
            return Expect::default();
        }
    };
    drop_wrong_fields(&mut members, "fields", at, findings);
    lower(PhantomData::<Expect>, Value::Object(members), at, &[], findings).unwrap_or_default()
}

/// Tells the keys of a table of fields that are no names of fields, and leaves them out.
fn drop_wrong_fields(members: &mut Members, key: &str, at: &KeyPath, findings: &mut Findings) {
    let Some(Value::Object(fields)) = members.get_mut(key) else { return };
    fields.retain(|field, _| {
        id(FieldId::new(field), &at.clone().key(key).key(field.as_str()), findings).is_some()
    });
}
