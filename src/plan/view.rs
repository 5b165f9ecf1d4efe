//! Plans as people and programs read them.

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};

use super::{Change, Item, KeyChange, Plan};
use crate::commands::text::counted;
use crate::error::Result;
use crate::ui::{Ui, plain};

const NEW: Style = AnsiColor::Green.on_default();
const GONE: Style = AnsiColor::Red.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();

/// Writes the plan: a line for each resource that differs, and under it one for each key.
pub(crate) fn show(ui: &mut Ui, plan: &Plan) -> Result<()> {
    for item in &plan.items {
        match item.change {
            Change::Create(_) => ui.line(&format!("{NEW}+ {}{NEW:#} (new)", item.name))?,
            Change::Update(_) => ui.line(&format!("{CHANGED}~ {}{CHANGED:#}", item.name))?,
            Change::Unchanged => continue,
        }
        for change in item.change.keys() {
            ui.line(&format!("    {}", key_line(change)))?;
        }
    }
    for name in &plan.only_there {
        ui.line(&format!("? {name} (at the backend only: push leaves it alone)"))?;
    }
    Ok(())
}

/// How many of each, in words.
pub(crate) fn summary(plan: &Plan) -> String {
    let count = |word: &str| plan.items.iter().filter(|item| item.change.word() == word).count();
    let (new, changed, unchanged) = (count("create"), count("update"), count("unchanged"));
    if new + changed == 0 {
        return format!("nothing to push: {} unchanged", counted(unchanged, "resource"));
    }
    format!("to push: {new} new, {changed} changed; {unchanged} unchanged")
}

fn key_line(change: &KeyChange) -> String {
    let path = plain(&change.path.to_string()).into_owned();
    match (&change.before, &change.after) {
        (None, Some(after)) => format!("{NEW}+ {path}{NEW:#} = {}", text(after)),
        (Some(before), None) => format!("{GONE}- {path}{GONE:#} = {}", text(before)),
        (Some(before), Some(after)) => {
            format!("{CHANGED}~ {path}{CHANGED:#} = {} -> {}", text(before), text(after))
        }
        (None, None) => path,
    }
}

/// A value on one line, as JSON, which is how TOML writes most of them too.
fn text(value: &Value) -> String {
    plain(&value.to_string()).into_owned()
}

/// The plan's resources for programs.
pub(crate) fn json(plan: &Plan) -> Value {
    plan.items.iter().map(item).collect()
}

fn item(item: &Item) -> Value {
    let keys: Vec<Value> = item
        .change
        .keys()
        .iter()
        .map(|key| json!({ "path": key.path.to_string(), "before": key.before, "after": key.after }))
        .collect();
    json!({
        "resource": item.name, "change": item.change.word(), "revision": item.here, "draft": item.there,
        "draft_writer": item.writer, "keys": keys,
    })
}
