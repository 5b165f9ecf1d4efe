//! Arrays: what stays in front and at the end keeps its place, its form and its comments.

use serde_json::Value as Json;
use toml_edit::{Array, ArrayOfTables, Value};

use super::apply::{members_of, value_json};
use super::form;

/// Makes an array that says `before` say `after`.
pub(super) fn merge(array: &mut Array, before: Option<&Vec<Json>>, after: &[Json]) {
    // The model's form where it is known: it may spell the same thing otherwise than the file.
    let written: Vec<Json> = match before {
        Some(before) if before.len() == array.len() => before.clone(),
        _ => array.iter().map(value_json).collect(),
    };
    let front = written.iter().zip(after).take_while(|(old, new)| old == new).count();
    let most = written.len().min(after.len()) - front;
    let end =
        written.iter().rev().zip(after.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let (gone, new) = (front..written.len() - end, &after[front..after.len() - end]);

    let lines = line_start(array);
    let first = array.get(0).and_then(|value| value.decor().prefix()?.as_str().map(str::to_owned));
    let shared = gone.len().min(new.len());
    for (at, json) in (front..).zip(&new[..shared]) {
        let mut value = form::value(json);
        if let Some(old) = array.get(at) {
            value = form::value_like(old, json);
            *value.decor_mut() = old.decor().clone();
        }
        array.replace_formatted(at, value);
    }
    for _ in shared..gone.len() {
        array.remove(front + shared);
    }
    for (at, json) in (front + shared..).zip(&new[shared..]) {
        let mut value = form::value(json);
        value.decor_mut().set_prefix(lines.as_deref().unwrap_or(" "));
        array.insert_formatted(at, value);
    }
    if lines.is_none() {
        on_one_line(array, first.as_deref().unwrap_or_default());
    }
}

/// Takes out of an array of tables what is not in `after`. Tells whether that is all there was to do.
pub(super) fn fewer(array: &mut ArrayOfTables, after: &[Json]) -> bool {
    let mut left = after.iter().peekable();
    let stays: Vec<bool> = array
        .iter()
        .map(|table| left.next_if(|next| **next == Json::Object(members_of(table))).is_some())
        .collect();
    if after.is_empty() || left.peek().is_some() {
        return false;
    }
    for (at, _) in stays.iter().enumerate().rev().filter(|(_, stays)| !**stays) {
        array.remove(at);
    }
    true
}

/// What stands before a value that has a line of its own, if the array has such values.
fn line_start(array: &Array) -> Option<String> {
    let prefix = array
        .iter()
        .filter_map(|value| value.decor().prefix()?.as_str())
        .find(|prefix| prefix.contains('\n'))?;
    let indent = &prefix[prefix.rfind('\n')?..];
    Some(indent.to_owned())
}

fn on_one_line(array: &mut Array, first: &str) {
    let last = array.len().saturating_sub(1);
    for (at, value) in array.iter_mut().enumerate() {
        let decor: &mut toml_edit::Decor = Value::decor_mut(value);
        if at == 0 {
            decor.set_prefix(first);
        } else if decor.prefix().is_none_or(|prefix| prefix.as_str().is_none_or(str::is_empty)) {
            decor.set_prefix(" ");
        }
        if at < last && decor.suffix().and_then(|suffix| suffix.as_str()).is_some_and(|suffix| suffix == " ")
        {
            decor.set_suffix("");
        }
    }
}
