//! The least and greatest values of numbers and dates.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::FieldType;

/// A least or greatest value: a number, a date (`2020-01-31`), `today`, or a time from today such as `-18y`, `+6m`, `-30d`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// A whole number, as a number in the file.
    Integer(i64),
    /// All others, as text.
    Text(String),
}

/// What a bound means for dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateBound {
    /// This day.
    Fixed(Date),
    /// So many years, months and days from today.
    FromToday {
        /// Years.
        years: i32,
        /// Months.
        months: i32,
        /// Days.
        days: i32,
    },
}

/// The longest time from today, in any unit.
const FARTHEST: i32 = 100_000;

impl Bound {
    /// The number, for fields of numbers.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Integer(number) => Some(Decimal::from(*number)),
            Self::Text(text) => Decimal::from_str_exact(text.trim()).ok(),
        }
    }

    /// The date, for fields of dates.
    pub fn date(&self) -> Option<DateBound> {
        let Self::Text(text) = self else { return None };
        let text = text.trim();
        if text == "today" {
            return Some(DateBound::FromToday { years: 0, months: 0, days: 0 });
        }
        if let Some(date) = (text.len() == 10).then(|| text.parse().ok()).flatten() {
            return Some(DateBound::Fixed(date));
        }
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let number: i32 = number.starts_with(['-', '+']).then(|| number.parse().ok()).flatten()?;
        let (years, months, days) = match unit {
            _ if number.abs() > FARTHEST => return None,
            "y" => (number, 0, 0),
            "m" => (0, number, 0),
            "d" => (0, 0, number),
            _ => return None,
        };
        Some(DateBound::FromToday { years, months, days })
    }
}

impl Bound {
    /// Where the bound lies among others of fields of a type; `None` when it is none for them.
    pub fn rank(&self, kind: FieldType) -> Option<Decimal> {
        if !kind.is_date() {
            return self.number();
        }
        // Of two times from today the same comes first, whatever the day.
        let day = self.date()?.on(jiff::civil::date(2024, 2, 29));
        Some(Decimal::from(i64::from(day.year()) * 400 + i64::from(day.day_of_year())))
    }
}

impl DateBound {
    /// The day that is meant. What lies outside of the calendar is its first or last day.
    pub fn on(self, today: Date) -> Date {
        match self {
            Self::Fixed(date) => date,
            Self::FromToday { years, months, days } => {
                let span = Span::new().try_years(years).and_then(|span| span.try_months(months));
                let span = span.and_then(|span| span.try_days(days));
                let is_past = years.min(months).min(days) < 0;
                let farthest = if is_past { Date::MIN } else { Date::MAX };
                span.and_then(|span| today.checked_add(span)).unwrap_or(farthest)
            }
        }
    }

    /// The day, where it is the same every day.
    pub fn fixed(self) -> Option<Date> {
        match self {
            Self::Fixed(date) => Some(date),
            Self::FromToday { .. } => None,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Text(text) => f.pad(text),
        }
    }
}

impl From<&str> for Bound {
    /// A whole number where the text is one.
    fn from(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Text(text.to_owned()), Self::Integer)
    }
}

impl Serialize for Bound {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Bound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl Visitor<'_> for Either {
            type Value = Bound;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or a decimal number or date as text")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Bound, E> {
                Ok(Bound::Text(text.to_owned()))
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Bound, E> {
                Ok(Bound::Integer(number))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Bound, E> {
                i64::try_from(number).map(Bound::Integer).map_err(|_| E::custom("the number is too great"))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn bounds_of_dates_are_days() {
        let today = date(2024, 2, 29);
        let table = [
            ("today", Some(today)),
            ("-18y", Some(date(2006, 2, 28))),
            ("+6m", Some(date(2024, 8, 29))),
            ("-30d", Some(date(2024, 1, 30))),
            ("-99999y", Some(Date::MIN)),
            ("+99999y", Some(Date::MAX)),
            ("1990-05-17", Some(date(1990, 5, 17))),
            ("18y", None),
            ("-18", None),
            ("-999999999999d", None),
            ("", None),
            ("é", None),
            ("tomorrow", None),
        ];
        for (text, expected) in table {
            let bound = Bound::Text(text.to_owned()).date();
            assert_eq!(bound.map(|bound| bound.on(today)), expected, "{text}");
        }
        assert_eq!(Bound::Integer(18).date(), None);
    }

    #[test]
    fn bounds_of_numbers_are_exact() {
        assert_eq!(Bound::from("18"), Bound::Integer(18));
        assert_eq!(Bound::from("0.10").number().map(|number| number.to_string()), Some("0.10".to_owned()));
        assert_eq!(Bound::from("ten").number(), None);
    }
}
