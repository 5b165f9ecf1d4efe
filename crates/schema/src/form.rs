//! How schemas are put together.

use serde_json::{Map, Value, json};

/// Keys of a table, and what each of them takes.
pub(crate) type Keys = Vec<(&'static str, Form)>;

/// What a value has to be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Form(Map<String, Value>);

impl Form {
    fn of(schema: Value) -> Self {
        match schema {
            Value::Object(keywords) => Self(keywords),
            _ => Self(Map::new()),
        }
    }

    /// Any text.
    pub(crate) fn text() -> Self {
        Self::of(json!({ "type": "string" }))
    }

    /// A text that a regular expression fits.
    pub(crate) fn pattern(pattern: &str) -> Self {
        Self::of(json!({ "type": "string", "pattern": pattern }))
    }

    /// One of some words.
    pub(crate) fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        Self::of(json!({ "type": "string", "enum": words }))
    }

    /// Yes or no.
    pub(crate) fn truth() -> Self {
        Self::of(json!({ "type": "boolean" }))
    }

    /// Any whole number.
    pub(crate) fn integer() -> Self {
        Self::of(json!({ "type": "integer" }))
    }

    /// How many: a whole number of 32 bits, not less than nothing.
    pub(crate) fn count() -> Self {
        Self::of(json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }))
    }

    /// A whole number from one to another, both included.
    pub(crate) fn whole(least: u64, most: u64) -> Self {
        Self::of(json!({ "type": "integer", "minimum": least, "maximum": most }))
    }

    /// A list.
    pub(crate) fn list(items: Self) -> Self {
        Self::of(json!({ "type": "array" })).with("items", items.0)
    }

    /// A list that is not empty.
    pub(crate) fn some(items: Self) -> Self {
        Self::list(items).with("minItems", 1)
    }

    /// A table with these keys and no others.
    pub(crate) fn table<K: Into<String>>(keys: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::of(json!({ "type": "object", "properties": members(keys), "additionalProperties": false }))
    }

    /// A table whose keys are names that people give.
    pub(crate) fn named(values: Self) -> Self {
        Self::of(json!({ "type": "object", "additionalProperties": false })).with_names(values)
    }

    /// The table, with names that people give as further keys.
    pub(crate) fn with_names(self, values: Self) -> Self {
        self.with("patternProperties", members([(crate::name::PATTERN, values)]))
    }

    /// A table whose keys are any text.
    pub(crate) fn map(values: Self) -> Self {
        Self::of(json!({ "type": "object" })).with("additionalProperties", values.0)
    }

    /// One of several forms that no key tells apart.
    pub(crate) fn either(forms: impl IntoIterator<Item = Self>) -> Self {
        let forms: Vec<Value> = forms.into_iter().map(|form| Value::Object(form.0)).collect();
        Self::of(json!({ "anyOf": forms }))
    }

    /// A definition of the same file.
    pub(crate) fn reference(name: &str) -> Self {
        Self::of(json!({ "$ref": format!("#/definitions/{name}") }))
    }

    /// A table that has one of several forms. `keys` are those of all forms; the first case that fits closes the table.
    pub(crate) fn cases(keys: Keys, cases: Vec<(Case, Self)>, otherwise: Self) -> Self {
        let chain = cases.into_iter().rev().fold(otherwise, |rest, (case, form)| {
            open(json!({ "if": case.condition(), "then": form.0, "else": rest.0 }))
        });
        let mut table = open(json!({ "type": "object", "properties": members(keys) }));
        table.0.extend(chain.0);
        table
    }

    /// The table, with keys that must be there.
    pub(crate) fn required(self, keys: &[&str]) -> Self {
        self.with("required", keys)
    }

    /// The table; where a case fits, more holds of it, and something else holds where it does not.
    pub(crate) fn when(self, case: &Case, then: &Self, otherwise: &Self) -> Self {
        self.with("if", case.condition()).with("then", then.0.clone()).with("else", otherwise.0.clone())
    }

    /// A table that has some keys, whatever else it has.
    pub(crate) fn has(keys: &[&str]) -> Self {
        open(json!({ "required": keys }))
    }

    /// A table that does not have a key.
    pub(crate) fn lacks(key: &str) -> Self {
        open(json!({ "not": open(json!({ "required": [key] })).0 }))
    }

    /// The form, with a text for people.
    pub(crate) fn about(self, text: &str) -> Self {
        self.with("description", text)
    }

    /// The form, with what counts when nothing is written.
    pub(crate) fn default(self, value: impl Into<Value>) -> Self {
        self.with("default", value)
    }

    /// The form, with examples of what to write.
    pub(crate) fn examples<V: Into<Value>>(self, values: impl IntoIterator<Item = V>) -> Self {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        self.with("examples", values)
    }

    /// The form, with what others refer to by name.
    pub(crate) fn definitions(self, forms: impl IntoIterator<Item = (String, Self)>) -> Self {
        self.with("definitions", members(forms))
    }

    /// The schema of a whole file.
    pub(crate) fn document(self, files: &str) -> Value {
        let mut document = Map::new();
        document.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        document.insert("title".to_owned(), json!(format!("{files} of campaignctl")));
        document.extend(self.0);
        Value::Object(document)
    }

    fn with(mut self, keyword: &str, value: impl Into<Value>) -> Self {
        self.0.insert(keyword.to_owned(), value.into());
        self
    }
}

fn members<K: Into<String>>(forms: impl IntoIterator<Item = (K, Form)>) -> Map<String, Value> {
    forms.into_iter().map(|(key, form)| (key.into(), Value::Object(form.0))).collect()
}

/// A table that something else closes. Tombi takes a table of which nothing is said for a closed one.
fn open(schema: Value) -> Form {
    Form::of(schema).with("additionalProperties", true)
}

/// By what one form of a table is told from the others.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Case<'a> {
    /// A key is there.
    Has(&'a str),
    /// A key has one of some values.
    Is(&'a str, &'a [&'a str]),
}

impl Case<'_> {
    fn condition(&self) -> Value {
        let condition = match self {
            Self::Has(key) => json!({ "required": [key] }),
            Self::Is(key, values) => {
                json!({ "properties": { *key: { "enum": values } }, "required": [key] })
            }
        };
        Value::Object(open(condition).0)
    }
}
