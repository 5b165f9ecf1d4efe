//! How something new is written: which tables have a header of their own, and the order of keys.

use serde_json::{Map, Value as Json};
use toml_edit::{Array, InlineTable, Item, Table, Value};

/// Keys in the order in which a person reads them. Others follow in the order in which they come.
const ORDER: [&str; 24] = [
    "workspace",
    "default-env",
    "kind",
    "type",
    "platform",
    "datacenter",
    "workflow",
    "primary-color",
    "backend",
    "sandbox",
    "sandbox-url",
    "title",
    "label",
    "description",
    "provider",
    "entry",
    "body",
    "fields",
    "field",
    "documents",
    "country",
    "camera",
    "status-bar",
    "save-images",
];

/// Keys that come after all others.
const LAST: [&str; 6] = ["allow", "on", "map", "step", "env", "lints"];

/// How many characters an array may have before it gets a line for each item.
pub(crate) const WIDTH: usize = 80;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Only its tables have headers: `step`, of `[step.welcome]`.
    Implicit,
    /// `[step.welcome]`.
    Header,
    /// `on.next = …`.
    Dotted,
    /// `{ from = … }`.
    Inline,
}

/// How the table at a path is written.
pub(crate) fn form_of(path: &[String]) -> Form {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["step" | "field" | "env" | "case"] | ["env", _, "step"] => Form::Implicit,
        ["lints"]
        | ["step" | "field" | "env" | "case", _]
        | ["env", _, "step", _]
        | ["step", _, "map"]
        | ["case", _, "expect"] => Form::Header,
        ["step", _, "on"] => Form::Dotted,
        _ => Form::Inline,
    }
}

/// What to write for a value that was not there. `dotted` tells that the table around it is written with dotted keys, which
/// leaves no place for a header.
pub(super) fn item(path: &[String], json: &Json, dotted: bool) -> Item {
    let Json::Object(members) = json else { return Item::Value(value(json)) };
    let form = match form_of(path) {
        // Its tables have headers of their own.
        Form::Header if !members.is_empty() && members.values().all(Json::is_object) => Form::Implicit,
        form => form,
    };
    if form == Form::Inline {
        return Item::Value(value(json));
    }
    let mut table = Table::new();
    let dotted = dotted && form != Form::Implicit || form == Form::Dotted;
    table.set_dotted(dotted);
    table.set_implicit(form == Form::Implicit);
    if form == Form::Header && !dotted {
        table.decor_mut().set_prefix("\n");
    }
    // What a case says comes as its type has it.
    let is_case = path.first().is_some_and(|first| first == "case");
    let members = if is_case { members.iter().collect() } else { in_order(members) };
    for (key, json) in members {
        let path: Vec<String> = path.iter().chain([key]).cloned().collect();
        table.insert(key, item(&path, json, dotted));
    }
    Item::Table(table)
}

/// Where a key comes among others.
pub(crate) fn rank(key: &str) -> usize {
    let last = LAST.iter().position(|known| *known == key).map(|at| at + ORDER.len() + 1);
    last.or_else(|| ORDER.iter().position(|known| *known == key)).unwrap_or(ORDER.len())
}

/// The members in the order in which they are written.
pub(super) fn in_order(members: &Map<String, Json>) -> Vec<(&String, &Json)> {
    let mut members: Vec<(&String, &Json)> = members.iter().collect();
    members.sort_by_key(|(key, _)| rank(key));
    members
}

/// A value in place of another one: a text between the same quotes where it can be, so that a value that comes back is
/// written as it was.
pub(super) fn value_like(old: &Value, json: &Json) -> Value {
    let is_literal = |text: &str| text.starts_with('\'') && !text.starts_with("'''");
    if let (Value::String(old), Json::String(new)) = (old, json)
        && is_literal(&old.display_repr())
        && !new.contains(|c: char| c == '\'' || c.is_control())
        && let Ok(value) = format!("'{new}'").parse()
    {
        return value;
    }
    value(json)
}

/// A value on its own.
pub(super) fn value(json: &Json) -> Value {
    match json {
        // Never written: what is not set is left out of the model's JSON.
        Json::Null => Value::from(""),
        Json::Bool(truth) => Value::from(*truth),
        Json::Number(number) => number.as_i64().map_or_else(|| Value::from(number.to_string()), Value::from),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => {
            let mut array: Array = items.iter().map(value).collect();
            // Tables are long: each has a line of its own.
            let is_long = array.to_string().chars().count() > WIDTH;
            if is_long || items.iter().any(Json::is_object) {
                array.iter_mut().for_each(|item| item.decor_mut().set_prefix("\n  "));
                array.set_trailing("\n");
                array.set_trailing_comma(true);
            }
            Value::Array(array)
        }
        Json::Object(members) => {
            let members = in_order(members).into_iter().map(|(key, json)| (key.as_str(), value(json)));
            Value::InlineTable(members.collect::<InlineTable>())
        }
    }
}
