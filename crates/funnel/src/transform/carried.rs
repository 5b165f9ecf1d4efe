//! Values on their way.

use std::fmt;

use jiff::civil::Date;
use model::verification::CaptureValue;
use model::{CaptureField, CaptureType, Field, FieldType, Value, ValueError};
use rust_decimal::Decimal;

use super::composed;
use super::date::Day;

/// A value between where it comes from and its field. Its `Debug` does not show the value: it may be personal.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Carried {
    /// Text, and whatever only text is made of: countries, choices, points in time.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An exact number.
    Decimal(Decimal),
    /// Yes or no.
    Boolean(bool),
    /// A date whose day or month may be missing.
    Date(Day),
    /// Several texts.
    List(Vec<String>),
}

impl Carried {
    /// What was captured for a field.
    pub(crate) fn captured(field: CaptureField, value: &CaptureValue) -> Self {
        match value {
            CaptureValue::Text(text) if field.kind() == CaptureType::Date => {
                Day::read(text).map_or_else(|| Self::Text(text.clone()), Self::Date)
            }
            CaptureValue::Text(text) => Self::Text(text.clone()),
            CaptureValue::Integer(number) => Self::Integer(*number),
            CaptureValue::Date(date) => Self::Date(Day::Whole(*date)),
            CaptureValue::List(items) => Self::List(items.clone()),
        }
    }

    /// What was captured for several fields, as one list, in which what is absent is empty; `None` for nothing at all.
    pub(crate) fn together(values: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        let mut items = Vec::new();
        for value in values {
            match value {
                Some(Self::List(several)) => items.extend(several),
                Some(one) => items.push(one.to_string()),
                None => items.push(String::new()),
            }
        }
        Some(Self::List(items)).filter(|list| !list.is_blank())
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.iter().all(|item| item.trim().is_empty()),
            Self::Integer(_) | Self::Decimal(_) | Self::Boolean(_) | Self::Date(_) => false,
        }
    }

    pub(super) fn composed(self) -> Self {
        match self {
            Self::Text(text) => Self::Text(composed(&text)),
            Self::List(items) => Self::List(items.iter().map(|item| composed(item)).collect()),
            other => other,
        }
    }

    /// The texts with something between them, without the empty ones.
    pub(super) fn joined(&self, separator: &str) -> String {
        match self {
            Self::List(items) => {
                let told: Vec<&str> =
                    items.iter().map(|item| item.trim()).filter(|item| !item.is_empty()).collect();
                told.join(separator)
            }
            one => one.to_string(),
        }
    }

    /// The date, whatever is missing of it.
    pub(super) fn day(&self) -> Result<Day, &'static str> {
        match self {
            Self::Date(day) => Some(*day),
            other => Day::read(other.to_string().trim()),
        }
        .ok_or("got what is no date")
    }

    /// The whole date.
    pub(super) fn date(&self) -> Result<Date, &'static str> {
        match self.day()? {
            Day::Whole(date) => Ok(date),
            Day::Month(..) | Day::Year(_) => Err("got a date that lacks its day or month"),
        }
    }

    /// The text that a field reads: a list is lines where the field has several values, and the parts of one that has parts.
    pub(crate) fn into_text(self, field: &Field) -> Result<String, ValueError> {
        match self {
            Self::List(items) if field.multiple => {
                Ok(Self::List(items.iter().map(|item| in_one_line(item)).collect()).joined("\n"))
            }
            Self::List(items) if field.kind == FieldType::Composite => {
                if items.len() == field.parts.len() {
                    field.join(&items.iter().map(|item| in_one_line(item)).collect::<Vec<_>>())
                } else {
                    Err(ValueError::Parts(field.parts.join(", ")))
                }
            }
            one => Ok(one.to_string()),
        }
    }
}

/// Addresses come in several lines; where there is room for one, they are told in one.
pub(crate) fn in_one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

impl From<&Value> for Carried {
    fn from(value: &Value) -> Self {
        match value {
            Value::Integer(number) => Self::Integer(*number),
            Value::Decimal(number) => Self::Decimal(*number),
            Value::Boolean(truth) => Self::Boolean(*truth),
            Value::Date(date) => Self::Date(Day::Whole(*date)),
            Value::List(items) => Self::List(items.iter().map(ToString::to_string).collect()),
            other => Self::Text(other.to_string()),
        }
    }
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl fmt::Display for Carried {
    /// As text; a list with commas between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Integer(number) => number.fmt(f),
            Self::Decimal(number) => number.fmt(f),
            Self::Boolean(truth) => f.pad(if *truth { "yes" } else { "no" }),
            Self::Date(day) => day.fmt(f),
            Self::List(_) => f.pad(&self.joined(", ")),
        }
    }
}
