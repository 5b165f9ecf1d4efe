//! Values of a customer's fields.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{Country, Field, FieldType};

/// The longest text that a field takes where its `max-length` does not say less, in characters.
const MAX_TEXT: usize = 20_000;

/// A value of a customer's field. Its `Debug` does not show the value: it may be personal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Text: of `text`, `large-text`, `full-name`, `email`, `phone`, `choice`.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A calendar date, never an instant.
    Date(Date),
    /// A country.
    Country(Country),
}

/// Why a text is no value of a field. The text itself is not repeated: it may be personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// Nothing but white space.
    #[error("is empty")]
    Empty,
    /// Not of the type.
    #[error("is not {0}")]
    Type(&'static str),
    /// Fewer characters than `min-length`.
    #[error("has fewer than {0} characters")]
    TooShort(u32),
    /// More characters than `max-length`.
    #[error("has more than {0} characters")]
    TooLong(u32),
    /// Not one of the field's `values`.
    #[error("is not one of the values to choose from")]
    NotAChoice,
}

impl Value {
    /// The value of a field that a text stands for: normalised (NFC, LF), trimmed, checked against the field's type and
    /// constraints. Dates are `YYYY-MM-DD`.
    pub fn parse(field: &Field, text: &str) -> Result<Self, ValueError> {
        let text: String = text.trim().replace("\r\n", "\n").nfc().collect();
        if text.is_empty() {
            return Err(ValueError::Empty);
        }
        match field.kind {
            FieldType::Text | FieldType::FullName | FieldType::LargeText => {
                if field.kind != FieldType::LargeText && text.contains('\n') {
                    return Err(ValueError::Type("one line of text"));
                }
                Ok(Self::Text(within_length(field, text)?))
            }
            FieldType::Email => {
                let fits = text.split_once('@').is_some_and(|(user, host)| {
                    !user.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
                }) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
                    && text.matches('@').count() == 1;
                if fits {
                    Ok(Self::Text(within_length(field, text)?))
                } else {
                    Err(ValueError::Type("an e-mail address"))
                }
            }
            FieldType::Phone => {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                let fits = text.chars().enumerate().all(|(i, c)| {
                    c.is_ascii_digit()
                        || matches!(c, ' ' | '-' | '(' | ')' | '/' | '.')
                        || (c == '+' && i == 0)
                });
                if fits && (5..=15).contains(&digits) {
                    Ok(Self::Text(text))
                } else {
                    Err(ValueError::Type("a telephone number"))
                }
            }
            FieldType::Choice => {
                if field.values.contains(&text) {
                    Ok(Self::Text(text))
                } else {
                    Err(ValueError::NotAChoice)
                }
            }
            FieldType::Integer => {
                text.parse().map(Self::Integer).map_err(|_| ValueError::Type("a whole number"))
            }
            FieldType::Boolean => match text.as_str() {
                "true" | "yes" | "on" => Ok(Self::Boolean(true)),
                "false" | "no" | "off" => Ok(Self::Boolean(false)),
                _ => Err(ValueError::Type("yes or no")),
            },
            FieldType::Date | FieldType::BirthDate => {
                let date = (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten();
                date.map(Self::Date).ok_or(ValueError::Type("a date such as 1990-05-17"))
            }
            FieldType::Country => {
                Country::understand(&text).map(Self::Country).ok_or(ValueError::Type("a country"))
            }
        }
    }
}

fn within_length(field: &Field, text: String) -> Result<String, ValueError> {
    let length = text.chars().count();
    if let Some(min) = field.min_length.filter(|min| length < *min as usize) {
        return Err(ValueError::TooShort(min));
    }
    let max = field.max_length.map_or(MAX_TEXT, |max| max as usize);
    if length > max {
        return Err(ValueError::TooLong(u32::try_from(max).unwrap_or(u32::MAX)));
    }
    Ok(text)
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Integer(_) => "Integer(…)",
            Self::Boolean(_) => "Boolean(…)",
            Self::Date(_) => "Date(…)",
            Self::Country(_) => "Country(…)",
        })
    }
}

impl fmt::Display for Value {
    /// The text that [`Value::parse`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Integer(number) => number.fmt(f),
            Self::Boolean(truth) => f.pad(if *truth { "yes" } else { "no" }),
            Self::Date(date) => f.pad(&date.to_string()),
            Self::Country(country) => country.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(kind: FieldType, text: &str) -> Option<String> {
        let mut field = Field::new(kind);
        field.values = vec!["red".into()];
        Value::parse(&field, text).ok().map(|value| value.to_string())
    }

    #[test]
    fn values_are_checked_by_their_type() {
        use FieldType as T;
        let table = [
            (T::Text, "  Ana\u{301} ", Some("An\u{e1}")),
            (T::Text, "a\nb", None),
            (T::LargeText, "a\r\nb", Some("a\nb")),
            (T::Text, "  ", None),
            (T::Integer, "-12", Some("-12")),
            (T::Integer, "1.5", None),
            (T::Boolean, "yes", Some("yes")),
            (T::Boolean, "maybe", None),
            (T::BirthDate, "1990-05-17", Some("1990-05-17")),
            (T::BirthDate, "1990-02-30", None),
            (T::Date, "17.05.1990", None),
            (T::Date, "1990-05-17T00:00:00Z", None),
            (T::Email, "ana@acme.example", Some("ana@acme.example")),
            (T::Email, "ana", None),
            (T::Email, "a@b@c.de", None),
            (T::Phone, "+598 2 1234567", Some("+598 2 1234567")),
            (T::Phone, "call me", None),
            (T::Choice, "red", Some("red")),
            (T::Choice, "blue", None),
            (T::Country, "uy", Some("URY")),
            (T::Country, "Atlantis", None),
        ];
        for (kind, text, expected) in table {
            assert_eq!(parse(kind, text).as_deref(), expected, "{kind} {text:?}");
        }
    }

    #[test]
    fn lengths_count_characters_and_debug_keeps_the_value_to_itself() {
        let mut field = Field::new(FieldType::Text);
        field.max_length = Some(3);
        assert_eq!(Value::parse(&field, "äöü"), Ok(Value::Text("äöü".into())));
        assert_eq!(Value::parse(&field, "äöüß"), Err(ValueError::TooLong(3)));
        assert!(!format!("{:?}", Value::Text("secret".into())).contains("secret"));
    }
}
