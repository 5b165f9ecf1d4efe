//! One value in a JSON Schema as a field.

use std::collections::BTreeMap;

use model::{Bound, Field, FieldType, MediaType, Pattern, Value as FieldValue};
use serde_json::Value;

use super::propose::{description, kind_by_name, label, pii};

/// The keywords of a place, by name.
pub(super) type Keywords<'a> = BTreeMap<&'a str, &'a Value>;

/// A field, and what to know about it.
type Leaf = (Field, Vec<String>);

/// How many words a choice may have.
const MOST_WORDS: usize = 300;

/// The field that a place describes, and what to know about it. `last` is its name in the object that it lies in.
pub(super) fn field(name: &str, last: &str, keywords: &Keywords<'_>, required: bool) -> Result<Leaf, String> {
    let (mut field, mut notes) = alone(name, last, keywords)?;
    field.required = required;
    default(&mut field, keywords, &mut notes);
    Ok((field, notes))
}

/// The field with several values that a list describes. `items` are the keywords of its members.
pub(super) fn list(
    name: &str,
    last: &str,
    keywords: &Keywords<'_>,
    items: &Keywords<'_>,
    required: bool,
) -> Result<Leaf, String> {
    let (mut field, mut notes) = alone(name, last, items)?;
    // Of several values each has one line.
    if field.kind.has_lines() {
        field.kind = FieldType::Text;
    }
    if !field.kind.can_be_many() {
        return Err(format!("a field of type {} has no several values", field.kind));
    }
    field.multiple = true;
    field.required = required;
    let text = |key: &str| keywords.get(key).and_then(|value| value.as_str());
    field.label = text("title").and_then(label).or(field.label);
    field.description = text("description").and_then(description).or(field.description);
    for key in ["minItems", "maxItems", "uniqueItems"] {
        if keywords.get(key).is_some_and(|value| **value != Value::Bool(false)) {
            notes.push(format!("`{key}` is left out"));
        }
    }
    default(&mut field, keywords, &mut notes);
    Ok((field, notes))
}

/// Whether something is a list.
pub(super) fn is_list(keywords: &Keywords<'_>) -> bool {
    types(keywords) == ["array"]
}

/// The field without what depends on whether it has several values.
fn alone(name: &str, last: &str, keywords: &Keywords<'_>) -> Result<Leaf, String> {
    let text = |key: &str| keywords.get(key).and_then(|value| value.as_str());
    let words = words(keywords)?;
    let kind = kind(name, last, keywords, words.is_some())?;
    let mut notes = Vec::new();
    let mut field = Field::new(kind);
    field.values = words.unwrap_or_default();
    field.label = text("title").and_then(label);
    field.description = text("description").and_then(description);
    if kind.is_kept_apart() {
        field.media_types =
            media_types(keywords).into_iter().flatten().map(|kind| kind.to_string()).collect();
    }
    field.pii = pii(name, kind).max(pii(last, kind));
    if kind.has_length() {
        let length = |key: &str| keywords.get(key)?.as_u64().and_then(|length| u32::try_from(length).ok());
        field.min_length = length("minLength").filter(|length| *length > 0);
        field.max_length = length("maxLength");
        if field.min_length > field.max_length.or(field.min_length) {
            return Err("no text is as long as its `minLength` and as short as its `maxLength`".to_owned());
        }
        field.pattern = text("pattern").and_then(|wanted| pattern(wanted, &mut notes));
    }
    if kind.is_number() {
        field.min = keywords.get("minimum").and_then(|value| bound(value));
        field.max = keywords.get("maximum").and_then(|value| bound(value));
        for key in ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
            if keywords.contains_key(key) {
                notes.push(format!("`{key}` is left out"));
            }
        }
    }
    Ok((field, notes))
}

/// Takes over a default that the field can have.
fn default(field: &mut Field, keywords: &Keywords<'_>, notes: &mut Vec<String>) {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let default = match keywords.get("default") {
        None | Some(Value::Null) => return,
        Some(Value::Array(items)) if field.multiple => items.iter().map(text).collect::<Vec<_>>().join("\n"),
        Some(value) => text(value),
    };
    if !field.kind.is_told() {
        notes.push("its default is left out: its type has none".to_owned());
        return;
    }
    match FieldValue::parse(field, &default) {
        Ok(value) => field.default = Some(value.to_string()),
        Err(error) => notes.push(format!("its default is left out: it {error}")),
    }
}

/// The words of an `enum` of texts.
fn words(keywords: &Keywords<'_>) -> Result<Option<Vec<String>>, String> {
    let Some(Value::Array(items)) = keywords.get("enum") else { return Ok(None) };
    let mut words = Vec::new();
    for item in items.iter().filter(|item| !item.is_null()) {
        let Some(word) = item.as_str().map(str::trim) else { return Ok(None) };
        if word.is_empty() || word.chars().any(char::is_control) || word.chars().count() > 100 {
            return Err("its words are no short lines of text".to_owned());
        }
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    match words.len() {
        0 => Ok(None),
        1..=MOST_WORDS => Ok(Some(words)),
        _ => Err(format!("it has more than {MOST_WORDS} words to choose from")),
    }
}

fn kind(name: &str, last: &str, keywords: &Keywords<'_>, is_choice: bool) -> Result<FieldType, String> {
    if is_choice {
        return Ok(FieldType::Choice);
    }
    let by_name = kind_by_name(name).or_else(|| kind_by_name(last));
    let format = keywords.get("format").and_then(|format| format.as_str());
    let of_file = media_types(keywords);
    let of_text = || match format {
        Some("password") => FieldType::Password,
        _ if of_file
            .as_ref()
            .is_some_and(|kinds| !kinds.is_empty() && kinds.iter().all(|kind| kind.is_picture())) =>
        {
            FieldType::Image
        }
        _ if of_file.is_some() => FieldType::File,
        Some("date") if by_name == Some(FieldType::BirthDate) => FieldType::BirthDate,
        Some("date") => FieldType::Date,
        Some("date-time") => FieldType::Datetime,
        Some("email" | "idn-email") => FieldType::Email,
        Some("phone" | "tel") => FieldType::Phone,
        _ => match by_name {
            // A date that is written otherwise is no date of ours.
            Some(kind) if kind.is_date() && keywords.contains_key("pattern") => FieldType::Text,
            Some(kind) => kind,
            None => FieldType::Text,
        },
    };
    Ok(match types(keywords).as_slice() {
        [] | ["string"] => of_text(),
        ["integer"] => FieldType::Integer,
        ["number"] | ["integer", "number"] | ["number", "integer"] => FieldType::Decimal,
        ["boolean"] => FieldType::Boolean,
        ["array"] => return Err("it is a list of lists".to_owned()),
        ["object"] => return Err("it is an object without `properties`".to_owned()),
        _ => return Err("it has several types".to_owned()),
    })
}

/// The types that a value may have, but for none at all.
fn types<'a>(keywords: &Keywords<'a>) -> Vec<&'a str> {
    let types: Vec<&str> = match keywords.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    types.into_iter().filter(|kind| *kind != "null").collect()
}

/// The media types of a file, as far as they are told; `None` for what is no file. A text may be JSON or HTML and is a text
/// nevertheless.
fn media_types(keywords: &Keywords<'_>) -> Option<Vec<MediaType>> {
    let text = |key: &str| keywords.get(key).and_then(|value| value.as_str());
    let told = text("contentMediaType").unwrap_or_default();
    let known: Vec<MediaType> =
        told.split(',').filter_map(|name| MediaType::from_name(&name.trim().to_ascii_lowercase())).collect();
    (!known.is_empty() || text("format") == Some("binary")).then_some(known)
}

/// A schema's pattern may match any part of the text, ours has to match the whole.
fn pattern(text: &str, notes: &mut Vec<String>) -> Option<String> {
    let is_whole =
        text.starts_with('^') && text.ends_with('$') && !text.ends_with("\\$") && !text.contains('|');
    let whole = if is_whole { text.to_owned() } else { format!("(?s:.*)(?:{text})(?s:.*)") };
    if Pattern::new(text).and_then(|_| Pattern::new(&whole)).is_err() {
        notes.push("its pattern is left out: it is of a kind that does not take linear time".to_owned());
        return None;
    }
    Some(whole)
}

fn bound(value: &Value) -> Option<Bound> {
    let number = value.as_number()?;
    let bound = number.as_i64().map_or_else(|| Bound::Text(number.to_string()), Bound::Integer);
    bound.number().is_some().then_some(bound)
}
