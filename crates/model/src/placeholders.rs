//! `{{field}}` in texts: where a customer's value is put in.

use std::ops::Range;

use crate::FieldId;

/// A `{{field}}` in a text.
struct Placeholder<'a> {
    field: &'a str,
    /// The bytes of the name.
    name: Range<usize>,
    /// The bytes of all, braces included.
    whole: Range<usize>,
}

/// The fields that a text names, in its order.
pub fn fields(text: &str) -> impl Iterator<Item = &str> {
    all(text).into_iter().map(|placeholder| placeholder.field)
}

/// The ids of the fields that a text names, in its order.
pub fn ids(text: &str) -> impl Iterator<Item = FieldId> {
    fields(text).filter_map(|field| FieldId::new(field).ok())
}

/// The text with one field's name in place of another's.
pub fn renamed(text: &str, from: &str, to: &str) -> String {
    let pieces = all(text).into_iter().filter(|placeholder| placeholder.field == from);
    replaced(text, pieces.map(|placeholder| placeholder.name), to)
}

/// The text without what stands for a field.
pub fn removed(text: &str, field: &str) -> String {
    let pieces = all(text).into_iter().filter(|placeholder| placeholder.field == field);
    replaced(text, pieces.map(|placeholder| placeholder.whole), "")
}

/// The text with values in place of what stands for them; without one there is nothing in its place.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut end = 0;
    for Placeholder { field, whole, .. } in all(text) {
        filled.push_str(&text[end..whole.start]);
        filled.push_str(&value(field).unwrap_or_default());
        end = whole.end;
    }
    filled.push_str(&text[end..]);
    filled
}

fn replaced(text: &str, pieces: impl Iterator<Item = Range<usize>>, instead: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut end = 0;
    for piece in pieces {
        made.push_str(&text[end..piece.start]);
        made.push_str(instead);
        end = piece.end;
    }
    made.push_str(&text[end..]);
    made
}

/// Braces around anything but a name are text like any other.
fn all(text: &str) -> Vec<Placeholder<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|open| at + open) {
        let inner = open + 2;
        at = inner;
        let Some(close) = text[inner..].find("}}").map(|close| inner + close) else { break };
        let field = text[inner..close].trim();
        if FieldId::new(field).is_ok() {
            let start = inner + (text[inner..close].len() - text[inner..close].trim_start().len());
            found.push(Placeholder { field, name: start..start + field.len(), whole: open..close + 2 });
            at = close + 2;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{fields, fill, removed, renamed};

    #[test]
    fn only_names_in_braces_are_placeholders() {
        let text = "Hi {{first_name}}, {{ last_name }}! {{Not A Name}} {{open and {{first_name}} {{";
        assert_eq!(fields(text).collect::<Vec<_>>(), ["first_name", "last_name", "first_name"]);
        let after = "Hi {{x}}, {{ last_name }}! {{Not A Name}} {{open and {{x}} {{";
        assert_eq!(renamed(text, "first_name", "x"), after);
        assert_eq!(renamed(text, "last_name", "x"), text.replace("last_name", "x"));
        assert_eq!(renamed(text, "name", "x"), text);
        let after = "Hi , {{ last_name }}! {{Not A Name}} {{open and  {{";
        assert_eq!(removed(text, "first_name"), after);
        let filled = fill("Hi {{first_name}}, {{ none }}! {{Not A Name}} {{", |field| {
            (field == "first_name").then(|| "{{Ana}}".to_owned())
        });
        assert_eq!(filled, "Hi {{Ana}}, ! {{Not A Name}} {{");
    }
}
