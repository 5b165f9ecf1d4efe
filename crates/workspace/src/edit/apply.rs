//! A document is made to say something else: what differs between two JSON forms is written, in the form found there;
//! nothing else is touched.

use serde_json::{Map, Value as Json};
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::schema_line::SCHEMA;
use super::{array, form};

type Members = Map<String, Json>;

/// Makes a document that says `before` say `after`.
pub(super) fn apply(document: &mut DocumentMut, before: &Members, after: &Members) {
    let mut edits = Edits { path: Vec::new(), position: 0, kept: Vec::new() };
    edits.merge(document.as_table_mut(), before, after);
    for (position, comments) in edits.kept {
        put_after(document, position, &comments);
    }
}

/// What a document says.
pub(super) fn json_of(document: &DocumentMut) -> Members {
    members_of(document.as_table())
}

/// The members with a value at a path, or without it. Tables on the way are made, and those left empty go.
pub(super) fn with(members: &Members, path: &[String], value: Option<&Json>) -> Members {
    let mut members = members.clone();
    match path {
        [] => {}
        [key] => match value {
            Some(value) => drop(members.insert(key.clone(), value.clone())),
            None => drop(members.shift_remove(key)),
        },
        [key, rest @ ..] => {
            let inner = members.get(key).and_then(Json::as_object).cloned().unwrap_or_default();
            let inner = with(&inner, rest, value);
            if inner.is_empty() {
                members.shift_remove(key);
            } else {
                members.insert(key.clone(), Json::Object(inner));
            }
        }
    }
    members
}

struct Edits {
    /// Where the edits are.
    path: Vec<String>,
    /// The place in the file of the table in which they are.
    position: isize,
    /// Comments that stood before something that is gone, and did not belong to it; and the place of what is gone.
    kept: Vec<(isize, String)>,
}

impl Edits {
    fn merge(&mut self, table: &mut dyn TableLike, before: &Members, after: &Members) {
        for key in before.keys().filter(|key| !after.contains_key(*key)) {
            self.remove(table, key);
        }
        for (key, value) in form::in_order(after) {
            let old = before.get(key);
            if old != Some(value) {
                self.path.push(key.clone());
                self.set(table, key, old, value);
                self.path.pop();
            }
        }
    }

    fn set(&mut self, table: &mut dyn TableLike, key: &str, old: Option<&Json>, new: &Json) {
        let dotted = table.is_dotted();
        let Some(item) = table.get_mut(key) else {
            table.insert(key, form::item(&self.path, new, dotted));
            return;
        };
        match (&mut *item, new) {
            (Item::Table(_) | Item::Value(Value::InlineTable(_)), Json::Object(new)) => {
                let there = old.and_then(Json::as_object).cloned().unwrap_or_else(|| json(item));
                let outer = self.position;
                self.position = item.as_table().and_then(Table::position).unwrap_or(outer);
                let blank = blank_at_end(item);
                if let Some(inner) = item.as_table_like_mut() {
                    self.merge(inner, &there, new);
                }
                put_blank_at_end(item, blank);
                self.position = outer;
            }
            (Item::Value(Value::Array(there)), Json::Array(new)) => {
                array::merge(there, old.and_then(Json::as_array), new);
            }
            (Item::Value(there), new) => {
                let mut value = form::value_like(there, new);
                *value.decor_mut() = there.decor().clone();
                *there = value;
            }
            (Item::ArrayOfTables(there), Json::Array(left)) => {
                if !array::fewer(there, left) {
                    *item = form::item(&self.path, new, dotted);
                }
            }
            (item, new) => *item = form::item(&self.path, new, dotted),
        }
    }

    fn remove(&mut self, table: &mut dyn TableLike, key: &str) {
        let Some((name, item)) = table.get_key_value(key) else { return };
        let (position, prefix) = match item {
            Item::Table(gone) if !gone.is_dotted() && !gone.is_implicit() => {
                (gone.position().unwrap_or(self.position), gone.decor().prefix())
            }
            Item::Value(_) => (self.position, name.leaf_decor().prefix()),
            // Its header or its first key is somewhere inside; all that stands before it goes with it.
            _ => (self.position, None),
        };
        let kept = prefix.and_then(|prefix| prefix.as_str()).map(not_its_own).unwrap_or_default().to_owned();
        let next = following(table, key);
        table.remove(key);
        if kept.is_empty() {
            return;
        }
        match next.and_then(|next| table.key_mut(&next)) {
            Some(mut next) => prepend(next.leaf_decor_mut(), &kept),
            None => self.kept.push((position, kept)),
        }
    }
}

/// What stands before the bracket that closes a table on one line: it belongs to the last value.
fn blank_at_end(item: &Item) -> Option<String> {
    let (_, last) = item.as_inline_table()?.iter().last()?;
    last.decor().suffix()?.as_str().map(str::to_owned)
}

/// Puts it there again, where the value to which it belonged is gone.
fn put_blank_at_end(item: &mut Item, blank: Option<String>) {
    let last = item.as_inline_table_mut().and_then(|table| table.iter_mut().last());
    if let Some(((_, last), blank)) = last.zip(blank)
        && last.decor().suffix().and_then(|suffix| suffix.as_str()).is_none_or(str::is_empty)
    {
        last.decor_mut().set_suffix(blank);
    }
}

/// The next key after one that has a line of its own, if the one has.
fn following(table: &dyn TableLike, key: &str) -> Option<String> {
    let mut rest = table.iter().skip_while(|(name, _)| *name != key);
    rest.next().filter(|(_, item)| item.is_value())?;
    rest.find(|(_, item)| item.is_value()).map(|(name, _)| name.to_owned())
}

/// What stands before something and does not belong to it: everything up to the last blank line, if there are comments. The line
/// that names a schema belongs to the file.
fn not_its_own(prefix: &str) -> &str {
    let after = |at: usize| prefix[at..].find('\n').map_or(prefix.len(), |end| at + end + 1);
    let schema = prefix
        .find(SCHEMA)
        .filter(|at| prefix[..*at].trim_end_matches([' ', '\t']).ends_with('\n') || *at == 0);
    let end = prefix.rfind("\n\n").map_or(0, |blank| blank + 1).max(schema.map_or(0, after));
    let kept = &prefix[..end];
    if kept.contains('#') { kept } else { "" }
}

/// Puts comments before the first table after a place in the file, or at the file's end.
fn put_after(document: &mut DocumentMut, position: isize, comments: &str) {
    let mut places = Vec::new();
    visit(document.as_table_mut(), &mut |table| places.extend(table.position()));
    let Some(next) = places.into_iter().filter(|place| *place > position).min() else {
        let text = format!("{comments}{}", document.trailing().as_str().unwrap_or_default());
        document.set_trailing(text);
        return;
    };
    visit(document.as_table_mut(), &mut |table| {
        if table.position() == Some(next) {
            prepend(table.decor_mut(), comments);
        }
    });
}

fn visit(table: &mut Table, see: &mut impl FnMut(&mut Table)) {
    if !table.is_dotted() && !table.is_implicit() {
        see(table);
    }
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => visit(inner, see),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|table| visit(table, see)),
            _ => {}
        }
    }
}

fn prepend(decor: &mut toml_edit::Decor, text: &str) {
    let prefix = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    decor.set_prefix(format!("{text}{prefix}"));
}

pub(super) fn members_of(table: &dyn TableLike) -> Members {
    table.iter().map(|(key, item)| (key.to_owned(), item_json(item))).collect()
}

fn json(item: &Item) -> Members {
    item.as_table_like().map(members_of).unwrap_or_default()
}

fn item_json(item: &Item) -> Json {
    match item {
        Item::None => Json::Null,
        Item::Value(value) => value_json(value),
        Item::Table(table) => Json::Object(members_of(table)),
        Item::ArrayOfTables(tables) => {
            Json::Array(tables.iter().map(|table| Json::Object(members_of(table))).collect())
        }
    }
}

/// A value as JSON. What files of a workspace have no use for comes back as its text.
pub(super) fn value_json(value: &Value) -> Json {
    match value {
        Value::String(text) => Json::String(text.value().clone()),
        Value::Integer(number) => Json::from(*number.value()),
        Value::Boolean(truth) => Json::Bool(*truth.value()),
        Value::Float(_) | Value::Datetime(_) => Json::String(value.to_string()),
        Value::Array(items) => Json::Array(items.iter().map(value_json).collect()),
        Value::InlineTable(table) => Json::Object(members_of(table)),
    }
}
