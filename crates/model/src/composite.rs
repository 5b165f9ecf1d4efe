//! Values of several parts.

use serde_json::{Map, Value as Json};

use crate::{Field, FieldType, ValueError};

impl Field {
    /// The texts of a composite value's parts, in their order; an absent part is empty. `None` when the text is not such a
    /// value.
    ///
    /// With a `delimiter` there are as many parts as the field names. JSON is an object of texts and numbers whose names are
    /// parts; some may be missing.
    pub fn split(&self, text: &str) -> Option<Vec<String>> {
        if self.kind != FieldType::Composite {
            return None;
        }
        let parts: Vec<String> = match self.delimiter.as_deref().filter(|delimiter| !delimiter.is_empty()) {
            Some(delimiter) => {
                // Trimmed, a text has lost the blanks of a delimiter at either end.
                let before = &delimiter[..delimiter.len() - delimiter.trim_start().len()];
                let behind = &delimiter[delimiter.trim_end().len()..];
                format!("{before}{text}{behind}")
                    .split(delimiter)
                    .map(|part| part.trim().to_owned())
                    .collect()
            }
            None => self.of_object(&serde_json::from_str(text).ok()?)?,
        };
        (parts.len() == self.parts.len()).then_some(parts)
    }

    fn of_object(&self, object: &Map<String, Json>) -> Option<Vec<String>> {
        if object.keys().any(|name| !self.parts.contains(name)) {
            return None;
        }
        let text = |name: &String| match object.get(name) {
            None | Some(Json::Null) => Some(String::new()),
            Some(Json::String(text)) => Some(text.trim().to_owned()),
            Some(Json::Number(number)) => Some(number.to_string()),
            Some(_) => None,
        };
        self.parts.iter().map(text).collect()
    }

    /// The text of a composite value with these parts, in their order. Parts of which all are empty make an empty text.
    ///
    /// # Errors
    /// A part holds the delimiter, or several lines.
    pub fn join(&self, parts: &[String]) -> Result<String, ValueError> {
        let given = |part: &&String| !part.trim().is_empty();
        if !parts.iter().any(|part| given(&part)) {
            return Ok(String::new());
        }
        let Some(delimiter) = self.delimiter.as_deref().filter(|delimiter| !delimiter.is_empty()) else {
            let named = self.parts.iter().zip(parts).filter(|(_, part)| given(part));
            let object: Map<String, Json> =
                named.map(|(name, part)| (name.clone(), Json::String(part.trim().to_owned()))).collect();
            return Ok(Json::Object(object).to_string());
        };
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
        if parts.iter().any(|part| part.contains(delimiter) || part.contains('\n')) {
            return Err(ValueError::Part(delimiter.to_owned()));
        }
        Ok(parts.join(delimiter).trim().to_owned())
    }
}

/// A text as the one form of a composite value.
pub(crate) fn composite(field: &Field, text: &str) -> Result<String, ValueError> {
    let parts = field.split(text).ok_or_else(|| ValueError::Parts(field.parts.join(", ")))?;
    match field.join(&parts)? {
        empty if empty.is_empty() => Err(ValueError::Empty),
        text => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(delimiter: Option<&str>) -> Field {
        let mut field = Field::new(FieldType::Composite);
        field.parts = vec!["street".to_owned(), "number".to_owned()];
        field.delimiter = delimiter.map(str::to_owned);
        field
    }

    #[test]
    fn parts_are_told_apart_and_written_in_one_form() {
        let table = [
            (Some(";"), " Calle 1 ; 23", Some("Calle 1;23")),
            (Some(";"), ";23", Some(";23")),
            (Some(";"), "Calle 1", None),
            (Some(";"), "a;b;c", None),
            (Some(" - "), "a-b - c", Some("a-b - c")),
            (Some(" - "), "a -", Some("a -")),
            (Some(" - "), "- c", Some("- c")),
            (
                None,
                r#"{ "number": 23, "street": " Calle 1" }"#,
                Some(r#"{"street":"Calle 1","number":"23"}"#),
            ),
            (None, r#"{ "street": "Calle 1" }"#, Some(r#"{"street":"Calle 1"}"#)),
            (None, r#"{ "city": "Montevideo" }"#, None),
            (None, r#"{ "street": ["Calle"] }"#, None),
            (None, "Calle 1;23", None),
        ];
        for (delimiter, text, expected) in table {
            let field = field(delimiter);
            assert_eq!(composite(&field, text).ok().as_deref(), expected, "{delimiter:?} {text:?}");
            if let Some(expected) = expected {
                assert_eq!(composite(&field, expected).as_deref(), Ok(expected), "once more");
            }
        }
        assert_eq!(composite(&field(Some(";")), " ; "), Err(ValueError::Empty));
        assert_eq!(composite(&field(None), "{}"), Err(ValueError::Empty));
    }

    #[test]
    fn a_part_cannot_hold_what_divides_parts() {
        let parts = ["a;b".to_owned(), "c".to_owned()];
        assert_eq!(field(Some(";")).join(&parts), Err(ValueError::Part(";".to_owned())));
        assert_eq!(field(None).join(&parts).as_deref(), Ok(r#"{"street":"a;b","number":"c"}"#));
    }
}
