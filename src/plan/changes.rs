//! Which keys of a resource differ, and how.

use std::collections::BTreeMap;

use model::{KeyPath, Segment, canonical_json};
use serde_json::Value;

/// A key that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyChange {
    /// The key, as files write it.
    pub(crate) path: KeyPath,
    /// The value that is saved; `None` when the key is new.
    pub(crate) before: Option<Value>,
    /// The value that the workspace has; `None` when the key is gone.
    pub(crate) after: Option<Value>,
}

/// What differs between two resources in their JSON form, by key. Tables are looked into, and so are lists of tables; any
/// other list counts as one value.
pub(crate) fn between(before: Option<&Value>, after: &Value) -> Vec<KeyChange> {
    let mut changes = Vec::new();
    compare(KeyPath::root(), before.map(spec).as_ref(), Some(&spec(after)), &mut changes);
    changes
}

/// The contents in canonical form: what is the same to a revision makes no difference here either.
fn spec(resource: &Value) -> Value {
    let spec = &resource["spec"];
    canonical_json(spec)
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_else(|| spec.clone())
}

fn compare(path: KeyPath, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<KeyChange>) {
    if before == after {
        return;
    }
    let mut parts: BTreeMap<Segment, [Option<&Value>; 2]> = BTreeMap::new();
    for (side, value) in [before, after].into_iter().enumerate() {
        let Some(inner) = value.map_or(Some(Vec::new()), parts_of) else {
            return changes.push(KeyChange { path, before: before.cloned(), after: after.cloned() });
        };
        for (segment, value) in inner {
            parts.entry(segment).or_default()[side] = Some(value);
        }
    }
    if parts.is_empty() {
        return changes.push(KeyChange { path, before: before.cloned(), after: after.cloned() });
    }
    for (segment, [before, after]) in parts {
        let path = path.segments().iter().cloned().chain([segment]).collect();
        compare(path, before, after, changes);
    }
}

/// What is in a table or a list of tables; `None` for anything that counts as one value.
fn parts_of(value: &Value) -> Option<Vec<(Segment, &Value)>> {
    match value {
        Value::Object(members) => {
            Some(members.iter().map(|(key, value)| (Segment::Key(key.clone()), value)).collect())
        }
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_object) => {
            Some(items.iter().enumerate().map(|(index, item)| (Segment::Index(index), item)).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::between;

    fn told(before: Option<Value>, after: &Value) -> Vec<String> {
        let before = before.map(|spec| json!({ "spec": spec }));
        let changes = between(before.as_ref(), &json!({ "spec": after }));
        let side = |value: &Option<Value>| value.as_ref().map_or_else(|| "none".to_owned(), Value::to_string);
        changes.iter().map(|c| format!("{}: {} -> {}", c.path, side(&c.before), side(&c.after))).collect()
    }

    #[test]
    fn values_are_told_by_their_keys() {
        let before =
            json!({ "title": "A", "step": { "a": { "on": { "next": "b" } }, "gone": { "kind": "end" } } });
        let after = json!({ "title": "B", "step": { "a": { "on": { "next": "c", "otherwise": "b" } } } });
        assert_eq!(
            told(Some(before), &after),
            [
                r#"step.a.on.next: "b" -> "c""#,
                r#"step.a.on.otherwise: none -> "b""#,
                r#"step.gone.kind: "end" -> none"#,
                r#"title: "A" -> "B""#,
            ]
        );
    }

    #[test]
    fn lists_of_values_are_one_value_and_lists_of_tables_are_looked_into() {
        let before = json!({ "documents": ["passport"], "fields": [{ "field": "a" }] });
        let after =
            json!({ "documents": ["passport", "visa"], "fields": [{ "field": "a" }, { "field": "b" }] });
        assert_eq!(
            told(Some(before), &after),
            [r#"documents: ["passport"] -> ["passport","visa"]"#, r#"fields[1].field: none -> "b""#]
        );
    }

    #[test]
    fn a_new_resource_is_all_new_and_empty_tables_are_told() {
        assert_eq!(
            told(None, &json!({ "entry": "a", "step": { "a": {} } })),
            [r#"entry: none -> "a""#, "step.a: none -> {}"]
        );
    }

    #[test]
    fn spellings_of_one_text_are_no_difference() {
        assert_eq!(
            told(Some(json!({ "title": "Cafe\u{301}" })), &json!({ "title": "Café" })),
            Vec::<String>::new()
        );
    }
}
