//! Lenient reading of what Jumio sends: absent, `null`, `""` and `"N/A"` are the same to the reader, numbers come as text.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// Members of a JSON object as they came. Its `Debug` tells their names, never their values: they may be personal data.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Members(pub Map<String, Value>);

impl Members {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text that says something; numbers and booleans are written out.
    pub fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).and_then(text_of)
    }

    /// A whole number, written as a number or as text.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.0.get(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A list of texts; a single text is a list of one.
    pub fn list(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::Array(items)) => items.iter().filter_map(text_of).collect(),
            Some(single) => text_of(single).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The members of an object within, which may be written as JSON in a text.
    pub fn object(&self, name: &str) -> Option<Self> {
        match self.0.get(name)? {
            Value::Object(members) => Some(Self(members.clone())),
            Value::String(text) => serde_json::from_str(text).ok(),
            _ => None,
        }
    }
}

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Yes or no as it came: `true`, `"true"`, `"TRUE"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Flag(pub Value);

impl Flag {
    /// Whether it says yes; `None` when it says neither.
    pub fn is_set(&self) -> Option<bool> {
        match text_of(&self.0)?.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

/// One item, or a list of them, as it came. Its `Debug` does not show them: they may be personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OneOrMany<T>(pub Value, #[serde(skip)] PhantomData<fn() -> T>);

impl<T: DeserializeOwned> OneOrMany<T> {
    /// The items that make sense.
    pub fn items(&self) -> Vec<T> {
        let read = |item: &Value| T::deserialize(item).ok();
        match &self.0 {
            Value::Array(items) => items.iter().filter_map(read).collect(),
            single => read(single).into_iter().collect(),
        }
    }
}

impl<T> fmt::Debug for OneOrMany<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.as_array().map_or(1, Vec::len);
        write!(f, "OneOrMany({count})")
    }
}

/// JSON that is written in a text, as it came. Its `Debug` does not show it: it may be personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JsonText<T>(pub String, #[serde(skip)] PhantomData<fn() -> T>);

impl<T: DeserializeOwned> JsonText<T> {
    /// What it says, if it makes sense.
    pub fn read(&self) -> Option<T> {
        serde_json::from_str(&self.0).ok()
    }
}

impl<T> fmt::Debug for JsonText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsonText(…)")
    }
}

/// What a value says as text, if it says anything.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => said(text).map(str::to_owned),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The text, trimmed, unless it is one of the ways in which Jumio says nothing (FACTS 4.6).
pub fn said(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty() && !text.eq_ignore_ascii_case("N/A")).then_some(text)
}

/// `null` is as good as absent.
pub(crate) fn null_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// A list, a single item instead of a list of one, or `null`.
pub(crate) fn one_or_many<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let items = match Value::deserialize(deserializer)? {
        Value::Null => Vec::new(),
        Value::Array(items) => items,
        single => vec![single],
    };
    items.into_iter().map(|item| serde_json::from_value(item).map_err(serde::de::Error::custom)).collect()
}

/// Text, or a number written out.
pub(crate) fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("neither text nor number")),
    }
}

/// A decimal number as text without needless zeros; `None` for anything else.
pub(crate) fn decimal_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => said(text)?.to_owned(),
        _ => return None,
    };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn members(value: Value) -> Members {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn nothing_is_said_in_many_ways() {
        let data =
            members(json!({ "a": "", "b": "N/A", "c": " n/a ", "d": null, "e": {}, "f": " ANA ", "g": 7 }));
        for name in ["a", "b", "c", "d", "e", "missing"] {
            assert_eq!(data.text(name), None, "{name}");
        }
        assert_eq!(data.text("f").as_deref(), Some("ANA"));
        assert_eq!(data.text("g").as_deref(), Some("7"));
    }

    #[test]
    fn numbers_come_as_text_and_lists_alone() {
        let data = members(
            json!({ "age": "33", "years": 33, "bad": "33.5", "one": "B", "many": ["A", "N/A", "B"] }),
        );
        assert_eq!(data.integer("age"), Some(33));
        assert_eq!(data.integer("years"), Some(33));
        assert_eq!(data.integer("bad"), None);
        assert_eq!(data.list("one"), ["B"]);
        assert_eq!(data.list("many"), ["A", "B"]);
        assert!(data.list("missing").is_empty());
    }

    #[test]
    fn values_do_not_show_in_debug() {
        let data = members(json!({ "firstName": "ANA" }));
        assert_eq!(format!("{data:?}"), r#"{"firstName"}"#);
    }

    #[test]
    fn decimals_are_text() {
        for (value, expected) in [
            (json!(0), Some("0")),
            (json!(0.0), Some("0")),
            (json!(50.0), Some("50")),
            (json!(100), Some("100")),
            (json!(12.34), Some("12.34")),
            (json!(12.30), Some("12.3")),
            (json!(-1), Some("-1")),
            (json!("40.50"), Some("40.5")),
            (json!("high"), None),
            (json!(1e30), None),
            (json!(null), None),
        ] {
            assert_eq!(decimal_of(&value).as_deref(), expected, "{value}");
        }
    }
}
