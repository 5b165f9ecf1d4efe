//! Fields out of a JSON Schema (drafts 7 and 2020-12).

use std::collections::{BTreeMap, BTreeSet};

use model::{Bound, Field, FieldId, FieldType, Pattern, Value as FieldValue};
use serde_json::Value;

use super::propose::{Described, MOST_FIELDS, Read, Separator, description, kind_by_name, label, pii};

/// How deep objects may lie in each other, references included.
const DEEPEST: usize = 24;

/// How many places are looked at: a short schema may refer to itself many times over.
const MOST_PLACES: usize = 20_000;

/// How many words a choice may have.
const MOST_WORDS: usize = 300;

/// The fields that a schema describes.
///
/// # Errors
/// Why it is none, as a phrase.
pub(super) fn read(text: &str, separator: Separator) -> Result<Described, String> {
    let root: Value = serde_json::from_str(text).map_err(|error| match error.classify() {
        // The text may hold anything: only the place is told.
        serde_json::error::Category::Syntax if error.to_string().starts_with("recursion limit") => {
            "it is nested too deeply".to_owned()
        }
        _ => format!("it is not JSON (line {}, column {})", error.line(), error.column()),
    })?;
    let walk =
        Walk { root: &root, separator, described: Described::default(), taken: BTreeMap::new(), places: 0 };
    walk.run()
}

struct Walk<'a> {
    root: &'a Value,
    separator: Separator,
    described: Described,
    taken: BTreeMap<FieldId, String>,
    places: usize,
}

/// A place in the schema, with the keywords of all that it refers to.
struct Place<'a> {
    keywords: BTreeMap<&'a str, &'a Value>,
    required: BTreeSet<&'a str>,
    properties: Vec<(&'a str, &'a Value)>,
    /// The references on the way here.
    through: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    fn run(mut self) -> Result<Described, String> {
        let place = self.place(self.root, &[])?;
        if place.properties.is_empty() {
            return Err("it describes no object with `properties`".to_owned());
        }
        self.properties("", &place, true, 0)?;
        Ok(self.described)
    }

    /// The properties of an object; `prefix` is where it lies.
    fn properties(
        &mut self,
        prefix: &str,
        object: &Place<'a>,
        all: bool,
        depth: usize,
    ) -> Result<(), String> {
        for (name, schema) in &object.properties {
            let full = if prefix.is_empty() { (*name).to_owned() } else { format!("{prefix}_{name}") };
            let place = match self.place(schema, &object.through) {
                Ok(place) => place,
                Err(why) => {
                    self.bounded()?;
                    self.described.leave_out(&full, why);
                    continue;
                }
            };
            let required = all && object.required.contains(name);
            if place.properties.is_empty() {
                self.leaf(full, name, &place, required);
            } else if depth + 1 >= DEEPEST {
                return Err(format!("objects lie more than {DEEPEST} deep in each other"));
            } else {
                // What lies in an object that may be missing may be missing.
                self.properties(&full, &place, required, depth + 1)?;
            }
            if self.described.fields.len() + self.described.left_out.len() > MOST_FIELDS {
                return Err(format!("it describes more than {MOST_FIELDS} fields"));
            }
        }
        Ok(())
    }

    /// Counts a place.
    fn bounded(&mut self) -> Result<(), String> {
        self.places += 1;
        if self.places > MOST_PLACES { Err("it refers to itself too often".to_owned()) } else { Ok(()) }
    }

    /// A schema with what it refers to.
    fn place(&mut self, schema: &'a Value, through: &[&'a str]) -> Result<Place<'a>, String> {
        let mut place = Place {
            keywords: BTreeMap::new(),
            required: BTreeSet::new(),
            properties: Vec::new(),
            through: through.to_vec(),
        };
        self.gather(schema, &mut place, 0)?;
        Ok(place)
    }

    fn gather(&mut self, schema: &'a Value, place: &mut Place<'a>, depth: usize) -> Result<(), String> {
        self.bounded()?;
        if depth > DEEPEST {
            return Err("its references lie too deep in each other".to_owned());
        }
        let Some(keywords) = schema.as_object() else { return Ok(()) };
        for (key, value) in keywords {
            match (key.as_str(), value) {
                ("properties", Value::Object(properties)) => {
                    place.properties.extend(properties.iter().map(|(name, schema)| (name.as_str(), schema)));
                }
                ("required", Value::Array(names)) => {
                    place.required.extend(names.iter().filter_map(Value::as_str));
                }
                ("$ref", Value::String(to)) => {
                    if place.through.contains(&to.as_str()) {
                        return Err("it refers to itself".to_owned());
                    }
                    let pointer =
                        to.strip_prefix('#').ok_or("it refers to another document, which is not read")?;
                    let there = self.root.pointer(pointer).ok_or("it refers to what is not there")?;
                    place.through.push(to);
                    self.gather(there, place, depth + 1)?;
                }
                ("allOf", Value::Array(parts)) => {
                    for part in parts {
                        self.gather(part, place, depth + 1)?;
                    }
                }
                ("anyOf" | "oneOf", Value::Array(parts)) => {
                    let is_null = |part: &&Value| part.get("type").and_then(Value::as_str) == Some("null");
                    let parts: Vec<&Value> = parts.iter().filter(|part| !is_null(part)).collect();
                    match parts.as_slice() {
                        [only] => self.gather(only, place, depth + 1)?,
                        _ => return Err("it may be one of several things".to_owned()),
                    }
                }
                (key, value) => {
                    // What stands beside a reference is nearer than what it refers to.
                    if depth == 0 {
                        place.keywords.insert(key, value);
                    } else {
                        place.keywords.entry(key).or_insert(value);
                    }
                }
            }
        }
        Ok(())
    }

    fn leaf(&mut self, name: String, last: &str, place: &Place<'_>, required: bool) {
        match field(&name, last, place, required) {
            Ok((field, notes)) => {
                self.described.add(&mut self.taken, self.separator, Read { name, field, notes });
            }
            Err(why) => self.described.leave_out(&name, why),
        }
    }
}

/// The field that a place describes, and what to know about it. `last` is its name in the object that it lies in.
fn field(name: &str, last: &str, place: &Place<'_>, required: bool) -> Result<(Field, Vec<String>), String> {
    let text = |key: &str| place.keywords.get(key).and_then(|value| value.as_str());
    let words = words(place)?;
    let kind = kind(name, last, place, words.is_some())?;
    let mut notes = Vec::new();
    let mut field = Field::new(kind);
    field.values = words.unwrap_or_default();
    field.label = text("title").and_then(label);
    field.description = text("description").and_then(description);
    field.required = required;
    field.pii = pii(name, kind).max(pii(last, kind));
    if kind.has_length() {
        let length =
            |key: &str| place.keywords.get(key)?.as_u64().and_then(|length| u32::try_from(length).ok());
        field.min_length = length("minLength").filter(|length| *length > 0);
        field.max_length = length("maxLength");
        if field.min_length > field.max_length.or(field.min_length) {
            return Err("no text is as long as its `minLength` and as short as its `maxLength`".to_owned());
        }
        field.pattern = text("pattern").and_then(|wanted| pattern(wanted, &mut notes));
    }
    if kind.is_number() {
        field.min = place.keywords.get("minimum").and_then(|value| bound(value));
        field.max = place.keywords.get("maximum").and_then(|value| bound(value));
        for key in ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
            if place.keywords.contains_key(key) {
                notes.push(format!("`{key}` is left out"));
            }
        }
    }
    if let Some(default) = place.keywords.get("default").filter(|default| !default.is_null()) {
        let default = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        match FieldValue::parse(&field, &default) {
            Ok(value) => field.default = Some(value.to_string()),
            Err(error) => notes.push(format!("its default is left out: it {error}")),
        }
    }
    Ok((field, notes))
}

/// The words of an `enum` of texts.
fn words(place: &Place<'_>) -> Result<Option<Vec<String>>, String> {
    let Some(Value::Array(items)) = place.keywords.get("enum") else { return Ok(None) };
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

fn kind(name: &str, last: &str, place: &Place<'_>, is_choice: bool) -> Result<FieldType, String> {
    if is_choice {
        return Ok(FieldType::Choice);
    }
    let by_name = kind_by_name(name).or_else(|| kind_by_name(last));
    let format = place.keywords.get("format").and_then(|format| format.as_str());
    let of_text = || match format {
        Some("date") if by_name == Some(FieldType::BirthDate) => FieldType::BirthDate,
        Some("date") => FieldType::Date,
        Some("date-time") => FieldType::Datetime,
        Some("email" | "idn-email") => FieldType::Email,
        Some("phone" | "tel") => FieldType::Phone,
        _ => match by_name {
            // A date that is written otherwise is no date of ours.
            Some(kind) if kind.is_date() && place.keywords.contains_key("pattern") => FieldType::Text,
            Some(kind) => kind,
            None => FieldType::Text,
        },
    };
    let types: Vec<&str> = match place.keywords.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let types: Vec<&str> = types.into_iter().filter(|kind| *kind != "null").collect();
    Ok(match types.as_slice() {
        [] | ["string"] => of_text(),
        ["integer"] => FieldType::Integer,
        ["number"] | ["integer", "number"] | ["number", "integer"] => FieldType::Decimal,
        ["boolean"] => FieldType::Boolean,
        ["array"] => return Err("fields hold no lists".to_owned()),
        ["object"] => return Err("it is an object without `properties`".to_owned()),
        _ => return Err("it has several types".to_owned()),
    })
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

/// Whether a text can be a schema: JSON objects begin so.
pub(super) fn looks_like(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;

    fn described(schema: &Value) -> Described {
        read(&schema.to_string(), Separator::Underscore).unwrap()
    }

    fn why(text: &str) -> String {
        read(text, Separator::Underscore).unwrap_err()
    }

    #[test]
    fn every_keyword_finds_its_setting() {
        let schema = json!({
            "$defs": { "address": { "type": "object", "required": ["city"], "properties": {
                "city": { "type": "string" }, "zip": { "type": ["string", "null"], "maxLength": 10 } } } },
            "type": "object",
            "required": ["firstName", "home"],
            "properties": {
                "firstName": { "type": "string", "title": "First name", "minLength": 1, "maxLength": 80 },
                "birthDate": { "type": "string", "format": "date" },
                "mail": { "type": "string", "format": "email", "description": "Where we\nwrite to" },
                "plan": { "enum": ["basic", "gold", null, "basic"] },
                "visits": { "type": "integer", "minimum": 0, "maximum": 99, "default": 1 },
                "rate": { "type": "number", "minimum": 0.5, "exclusiveMaximum": 2 },
                "agreed": { "type": "boolean", "default": "perhaps" },
                "since": { "type": "string", "format": "date-time" },
                "code": { "type": "string", "pattern": "^[A-Z]{3}$" },
                "part": { "type": "string", "pattern": "x|y" },
                "ahead": { "type": "string", "pattern": "(?=a)b" },
                "home": { "$ref": "#/$defs/address" },
                "work": { "anyOf": [{ "$ref": "#/$defs/address" }, { "type": "null" }] },
                "tags": { "type": "array" },
                "other": { "$ref": "https://acme.example/schema.json" },
                "either": { "oneOf": [{ "type": "string" }, { "type": "integer" }] },
            },
        });
        let described = described(&schema);
        let told: Vec<String> = described
            .fields
            .iter()
            .map(|one| {
                let mut spec = serde_json::to_value(&one.field).unwrap();
                spec.as_object_mut().unwrap().shift_remove("type");
                let spec = if spec == json!({}) { String::new() } else { format!(" {spec}") };
                format!("{} {}{spec} {}", one.id, one.field.kind, one.notes.join("; ")).trim_end().to_owned()
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        first_name text {"label":"First name","required":true,"min-length":1,"max-length":80,"pii":"personal"}
        birth_date birth-date {"pii":"personal"}
        mail email {"description":"Where we write to","pii":"personal"}
        plan choice {"values":["basic","gold"]}
        visits integer {"default":"1","min":0,"max":99}
        rate decimal {"min":"0.5"} `exclusiveMaximum` is left out
        agreed boolean its default is left out: it is not yes or no
        since datetime
        code text {"pattern":"^[A-Z]{3}$"}
        part text {"pattern":"(?s:.*)(?:x|y)(?s:.*)"}
        ahead text its pattern is left out: it is of a kind that does not take linear time
        home_city text {"required":true,"pii":"personal"}
        home_zip text {"max-length":10,"pii":"personal"}
        work_city text {"pii":"personal"}
        work_zip text {"max-length":10,"pii":"personal"}
        "#);
        let left: Vec<String> =
            described.left_out.iter().map(|(name, why)| format!("{name}: {why}")).collect();
        insta::assert_snapshot!(left.join("\n"), @r"
        tags: fields hold no lists
        other: it refers to another document, which is not read
        either: it may be one of several things
        ");
    }

    #[test]
    fn what_is_no_schema_is_told() {
        assert_eq!(why("{"), "it is not JSON (line 1, column 1)");
        assert_eq!(why("[1]"), "it describes no object with `properties`");
        assert_eq!(why("{\"a\":\0}"), "it is not JSON (line 1, column 6)");
        assert_eq!(why(&"[".repeat(100_000)), "it is nested too deeply");
        assert_eq!(why("{\"$ref\":\"#\"}"), "it refers to itself");
        let many: Map<String, Value> = (0..10_000).map(|n| (format!("field{n}"), json!({}))).collect();
        assert_eq!(why(&json!({ "properties": many }).to_string()), "it describes more than 1000 fields");
        // Each definition refers to the next one ten times: ten to the power of the depth.
        let defs: Map<String, Value> = (0..20)
            .map(|n| {
                let next = json!({ "$ref": format!("#/$defs/d{}", n + 1) });
                let properties: Map<String, Value> =
                    (0..10).map(|m| (format!("p{m}"), next.clone())).collect();
                (format!("d{n}"), json!({ "properties": properties }))
            })
            .collect();
        let explosive = json!({ "$defs": defs, "$ref": "#/$defs/d0" });
        let told = why(&explosive.to_string());
        assert!(
            told == "it refers to itself too often" || told.starts_with("it describes more than"),
            "{told}"
        );
    }

    #[test]
    fn what_refers_to_itself_is_left_out() {
        let described = described(&json!({
            "properties": { "name": { "type": "string" }, "child": { "$ref": "#/$defs/person" } },
            "$defs": { "person": { "properties": { "name": {}, "child": { "$ref": "#/$defs/person" } } } },
        }));
        assert_eq!(described.fields.len(), 2);
        assert_eq!(described.left_out, [("child_child".to_owned(), "it refers to itself".to_owned())]);
    }
}
