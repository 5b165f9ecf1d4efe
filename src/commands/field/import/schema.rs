//! Fields out of a JSON Schema (drafts 7 and 2020-12).

use std::collections::{BTreeMap, BTreeSet};

use model::FieldId;
use serde_json::Value;

use super::leaf::{self, Keywords};
use super::propose::{Described, MOST_FIELDS, Read, Separator};

/// How deep objects may lie in each other, references included.
const DEEPEST: usize = 24;

/// How many places are looked at: a short schema may refer to itself many times over.
const MOST_PLACES: usize = 20_000;

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
    keywords: Keywords<'a>,
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

    fn leaf(&mut self, name: String, last: &str, place: &Place<'a>, required: bool) {
        let read = self.items(place).and_then(|items| match items {
            Some(items) => leaf::list(&name, last, &place.keywords, &items.keywords, required),
            None => leaf::field(&name, last, &place.keywords, required),
        });
        match read {
            Ok((field, notes)) => {
                self.described.add(&mut self.taken, self.separator, Read { name, field, notes });
            }
            Err(why) => self.described.leave_out(&name, why),
        }
    }

    /// What the members of a list are; `None` for what is no list.
    fn items(&mut self, place: &Place<'a>) -> Result<Option<Place<'a>>, String> {
        if !leaf::is_list(&place.keywords) {
            return Ok(None);
        }
        let Some(items) = place.keywords.get("items").filter(|items| items.is_object()) else {
            return Err("it is a list, and nothing says of what".to_owned());
        };
        let items = self.place(items, &place.through)?;
        if items.properties.is_empty() { Ok(Some(items)) } else { Err("it is a list of objects".to_owned()) }
    }
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
                "list": { "type": "array" },
                "pairs": { "type": "array", "items": [{ "type": "string" }, { "type": "string" }] },
                "orders": { "type": "array", "items": { "properties": { "number": {} } } },
                "flags": { "type": "array", "items": { "type": "boolean" } },
                "tags": { "type": "array", "title": "Tags", "items": { "type": "string", "maxLength": 9, "title": "Tag" },
                    "uniqueItems": true, "default": ["a", "b"] },
                "address": { "type": ["array", "null"], "items": { "type": "string" }, "uniqueItems": false },
                "colors": { "type": "array", "items": { "enum": ["red", "blue"] } },
                "secret": { "type": "string", "format": "password", "writeOnly": true, "minLength": 12, "default": "x" },
                "statement": { "type": "string", "format": "binary", "maxLength": 10 },
                "offer": { "type": "string", "contentMediaType": "application/pdf", "contentEncoding": "base64" },
                "photos": { "type": "array", "items": { "type": "string", "contentMediaType": "image/jpeg, image/png" } },
                "settings": { "type": "string", "contentMediaType": "application/json" },
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
        tags text {"label":"Tags","default":"a\nb","max-length":9,"multiple":true} `uniqueItems` is left out
        address text {"multiple":true,"pii":"personal"}
        colors choice {"values":["red","blue"],"multiple":true}
        secret password {"min-length":12} its default is left out: its type has none
        statement file
        offer file {"media-types":["application/pdf"]}
        photos image {"media-types":["image/jpeg","image/png"],"multiple":true,"pii":"biometric"}
        settings text
        "#);
        let left: Vec<String> =
            described.left_out.iter().map(|(name, why)| format!("{name}: {why}")).collect();
        insta::assert_snapshot!(left.join("\n"), @r"
        list: it is a list, and nothing says of what
        pairs: it is a list, and nothing says of what
        orders: it is a list of objects
        flags: a field of type boolean has no several values
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
