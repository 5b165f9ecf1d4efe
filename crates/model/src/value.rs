//! Values of a customer's fields.

use std::cmp::Ordering;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::composite::composite;
use crate::pattern::Pattern;
use crate::{Bound, Country, DateBound, Field, FieldType};

/// The longest text that a field takes where its `max-length` does not say less, in characters.
const MAX_TEXT: usize = 20_000;
/// The most values that a field with `multiple` has.
const MAX_VALUES: usize = 1_000;

/// A value of a customer's field. Its `Debug` does not show the value: it may be personal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Text: of `text`, `large-text`, `full-name`, `address`, `email`, `phone`, `mobile-phone`, `language`, `choice`.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An exact number: of `decimal` and `currency`.
    Decimal(Decimal),
    /// Yes or no.
    Boolean(bool),
    /// A calendar date, never an instant.
    Date(Date),
    /// A point in time.
    Instant(Timestamp),
    /// A country.
    Country(Country),
    /// A picture or file that is kept: the step that brought it and its name, such as `identity/front`.
    Picture(String),
    /// The hash of a password, as PHC string.
    PasswordHash(String),
    /// Several values of a field with `multiple`; never none.
    List(Vec<Self>),
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
    /// Less than `min`, or before it.
    #[error("is less than {0}")]
    TooSmall(String),
    /// Greater than `max`, or after it.
    #[error("is greater than {0}")]
    TooGreat(String),
    /// More places after the point than `scale`.
    #[error("has more than {0} places after the point")]
    TooFine(u32),
    /// Not of the form that `pattern` describes.
    #[error("is not of the form that is asked for")]
    Form,
    /// Not the parts that a composite field has.
    #[error("does not have the parts {0}")]
    Parts(String),
    /// A part that holds what divides parts.
    #[error("has a part with `{0}` or several lines in it")]
    Part(String),
    /// More values than a field can have.
    #[error("has more than {0} values")]
    TooMany(usize),
}

impl Value {
    /// The value of a field that a text stands for: normalised (NFC, LF), trimmed, checked against the field's type and
    /// constraints, but for bounds that depend on the day ([`parse_on`](Self::parse_on) checks those). Dates are
    /// `YYYY-MM-DD`, points in time RFC 3339 (without a zone: in UTC). Where a field has several values, each stands on a
    /// line. Of a password this takes the hash; [`check_password`](Self::check_password) is for what people type.
    pub fn parse(field: &Field, text: &str) -> Result<Self, ValueError> {
        Self::parsed(field, text, None)
    }

    /// As [`parse`](Self::parse), with bounds that depend on the day.
    pub fn parse_on(field: &Field, text: &str, today: Date) -> Result<Self, ValueError> {
        Self::parsed(field, text, Some(today))
    }

    fn parsed(field: &Field, text: &str, today: Option<Date>) -> Result<Self, ValueError> {
        let text: String = text.trim().replace("\r\n", "\n").nfc().collect();
        if text.is_empty() {
            return Err(ValueError::Empty);
        }
        let pattern = pattern(field);
        if !field.multiple || !field.kind.can_be_many() {
            return Self::single(field, pattern.as_ref(), text, today);
        }
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let items: Vec<Self> = lines
            .take(MAX_VALUES + 1)
            .map(|line| Self::single(field, pattern.as_ref(), line.to_owned(), today))
            .collect::<Result<_, _>>()?;
        if items.len() > MAX_VALUES { Err(ValueError::TooMany(MAX_VALUES)) } else { Ok(Self::List(items)) }
    }

    fn single(
        field: &Field,
        pattern: Option<&Pattern>,
        text: String,
        today: Option<Date>,
    ) -> Result<Self, ValueError> {
        let value = typed(field, text)?;
        if let Self::Text(text) = &value {
            within_length(field, pattern, text)?;
        }
        within_places(field, &value)?;
        value.within_bounds(field, today)?;
        Ok(value)
    }

    /// Checks a password that somebody chose against the field's constraints. It is to be hashed then, and forgotten.
    pub fn check_password(field: &Field, password: &str) -> Result<(), ValueError> {
        if password.is_empty() {
            Err(ValueError::Empty)
        } else {
            within_length(field, pattern(field).as_ref(), password)
        }
    }

    /// The values of a field with several, or the one value.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// Checks `min` and `max`; those that depend on the day only where that is known.
    fn within_bounds(&self, field: &Field, today: Option<Date>) -> Result<(), ValueError> {
        let compare = |bound: &Bound| match self {
            Self::Integer(number) => Some(Decimal::from(*number).cmp(&bound.number()?)),
            Self::Decimal(number) => Some(number.cmp(&bound.number()?)),
            Self::Date(date) => {
                let bound = bound.date()?;
                Some(date.cmp(&today.map_or_else(|| bound.fixed(), |today| Some(bound.on(today)))?))
            }
            _ => None,
        };
        let shown = |bound: &Bound| match (bound.date(), today) {
            (Some(bound @ DateBound::FromToday { .. }), Some(today)) => bound.on(today).to_string(),
            _ => bound.to_string(),
        };
        if let Some(min) = field.min.as_ref().filter(|min| compare(min).is_some_and(Ordering::is_lt)) {
            return Err(ValueError::TooSmall(shown(min)));
        }
        if let Some(max) = field.max.as_ref().filter(|max| compare(max).is_some_and(Ordering::is_gt)) {
            return Err(ValueError::TooGreat(shown(max)));
        }
        Ok(())
    }
}

/// A text as a value of the field's type.
fn typed(field: &Field, text: String) -> Result<Value, ValueError> {
    let read = match field.kind {
        FieldType::Text | FieldType::FullName if text.contains('\n') => None,
        FieldType::Text | FieldType::FullName | FieldType::LargeText | FieldType::Address => {
            Some(Value::Text(text))
        }
        FieldType::Email => is_email(&text).then_some(Value::Text(text)),
        FieldType::Phone => is_phone(&text).then_some(Value::Text(text)),
        FieldType::MobilePhone => mobile_phone(&text).map(Value::Text),
        FieldType::Language => {
            text.parse().ok().map(|tag: unic_langid::LanguageIdentifier| Value::Text(tag.to_string()))
        }
        FieldType::Choice => return choice(field, text).map(Value::Text),
        FieldType::Integer => text.parse().ok().map(Value::Integer),
        FieldType::Decimal | FieldType::Currency => Decimal::from_str_exact(&text).ok().map(Value::Decimal),
        FieldType::Boolean => match text.as_str() {
            "true" | "yes" | "on" => Some(Value::Boolean(true)),
            "false" | "no" | "off" => Some(Value::Boolean(false)),
            _ => None,
        },
        FieldType::Date | FieldType::BirthDate => {
            (text.len() == 10).then(|| text.parse().ok()).flatten().map(Value::Date)
        }
        FieldType::Datetime => instant(&text).map(Value::Instant),
        FieldType::Country => Country::understand(&text).map(Value::Country),
        FieldType::Composite => return composite(field, &text).map(Value::Text),
        FieldType::Password => text.starts_with("$argon2id$").then_some(Value::PasswordHash(text)),
        FieldType::Image | FieldType::File => {
            let parts = text.split_once('/').filter(|(step, name)| !step.is_empty() && !name.is_empty());
            parts.is_some().then_some(Value::Picture(text))
        }
    };
    read.ok_or(ValueError::Type(noun(field.kind)))
}

/// What a message calls a value of a type.
const fn noun(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text | FieldType::FullName => "one line of text",
        FieldType::LargeText | FieldType::Address => "text",
        FieldType::Integer => "a whole number",
        FieldType::Decimal => "a number such as 12.5",
        FieldType::Currency => "an amount such as 12.50",
        FieldType::Boolean => "yes or no",
        FieldType::Date | FieldType::BirthDate => "a date such as 1990-05-17",
        FieldType::Datetime => "a date and time such as 2030-05-17T10:30",
        FieldType::Email => "an e-mail address",
        FieldType::Phone => "a telephone number",
        FieldType::MobilePhone => "a telephone number that begins with + and the country's code",
        FieldType::Language => "a language such as en or pt-BR",
        FieldType::Choice => "one of the values",
        FieldType::Country => "a country",
        FieldType::Composite => "of several parts",
        FieldType::File => "a file that is kept, such as `welcome/contract`",
        FieldType::Image => "a picture that is kept, such as `identity/front`",
        FieldType::Password => "the hash of a password",
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    }) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && text.matches('@').count() == 1
}

fn is_phone(text: &str) -> bool {
    let fits = text.chars().enumerate().all(|(i, c)| {
        c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '/' | '.') || (c == '+' && i == 0)
    });
    fits && (5..=15).contains(&text.bytes().filter(u8::is_ascii_digit).count())
}

/// `+` and digits only, as in ITU-T E.164.
fn mobile_phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (is_phone(text) && text.starts_with('+') && digits.len() >= 8).then(|| format!("+{digits}"))
}

fn choice(field: &Field, text: String) -> Result<String, ValueError> {
    if field.values.contains(&text) {
        return Ok(text);
    }
    let meant = field.aliases.get(&text).filter(|meant| field.values.contains(meant));
    meant.cloned().ok_or(ValueError::NotAChoice)
}

fn instant(text: &str) -> Option<Timestamp> {
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    let local: DateTime = text.contains('T').then(|| text.parse().ok()).flatten()?;
    TimeZone::UTC.to_timestamp(local).ok()
}

/// The form that a field asks for. A pattern that is none is told by a rule and never gets here by a published version.
fn pattern(field: &Field) -> Option<Pattern> {
    field.pattern.as_deref().and_then(|pattern| Pattern::new(pattern).ok())
}

fn within_length(field: &Field, pattern: Option<&Pattern>, text: &str) -> Result<(), ValueError> {
    if !field.kind.has_length() {
        return Ok(());
    }
    let length = text.chars().count();
    if let Some(min) = field.min_length.filter(|min| length < *min as usize) {
        return Err(ValueError::TooShort(min));
    }
    let max = field.max_length.map_or(MAX_TEXT, |max| max as usize);
    if length > max {
        return Err(ValueError::TooLong(u32::try_from(max).unwrap_or(u32::MAX)));
    }
    if pattern.is_some_and(|pattern| !pattern.matches(text)) {
        return Err(ValueError::Form);
    }
    Ok(())
}

fn within_places(field: &Field, value: &Value) -> Result<(), ValueError> {
    match (value, field.places()) {
        (Value::Decimal(number), Some(places)) if number.normalize().scale() > places => {
            Err(ValueError::TooFine(places))
        }
        _ => Ok(()),
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Integer(_) => "Integer(…)",
            Self::Decimal(_) => "Decimal(…)",
            Self::Boolean(_) => "Boolean(…)",
            Self::Date(_) => "Date(…)",
            Self::Instant(_) => "Instant(…)",
            Self::Country(_) => "Country(…)",
            Self::Picture(_) => "Picture(…)",
            Self::PasswordHash(_) => "PasswordHash(…)",
            Self::List(_) => "List(…)",
        })
    }
}

impl fmt::Display for Value {
    /// The text that [`Value::parse`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Picture(text) | Self::PasswordHash(text) => f.pad(text),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "\n" })?;
                    item.fmt(f)?;
                }
                Ok(())
            }
            Self::Integer(number) => number.fmt(f),
            Self::Decimal(number) => number.fmt(f),
            Self::Boolean(truth) => f.pad(if *truth { "yes" } else { "no" }),
            Self::Date(date) => f.pad(&date.to_string()),
            Self::Instant(instant) => f.pad(&instant.to_string()),
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
            (T::Address, "Calle 1\r\nMontevideo", Some("Calle 1\nMontevideo")),
            (T::Decimal, "-0.50", Some("-0.50")),
            (T::Decimal, "1e3", None),
            (T::Decimal, "1,5", None),
            (T::Currency, "12.5", Some("12.5")),
            (T::Currency, "12.500", Some("12.500")),
            (T::Currency, "12.505", None),
            (T::Datetime, "2026-05-17T10:30:00+03:00", Some("2026-05-17T07:30:00Z")),
            (T::Datetime, "2026-05-17T10:30", Some("2026-05-17T10:30:00Z")),
            (T::Datetime, "2026-05-17", None),
            (T::MobilePhone, "+598 (99) 123-456", Some("+59899123456")),
            (T::MobilePhone, "099 123 456", None),
            (T::Language, "pt-br", Some("pt-BR")),
            (T::Language, "portuguese of brazil", None),
            (T::Image, "identity/front", Some("identity/front")),
            (T::Image, "front", None),
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
    fn constraints_are_checked_and_some_depend_on_the_day() {
        let field = |kind, change: &dyn Fn(&mut Field)| {
            let mut field = Field::new(kind);
            change(&mut field);
            field
        };
        let adult = field(FieldType::BirthDate, &|field| field.max = Some("-18y".into()));
        let today = jiff::civil::date(2026, 7, 1);
        assert!(Value::parse_on(&adult, "2008-07-01", today).is_ok());
        let young = Value::parse_on(&adult, "2008-07-02", today);
        assert_eq!(young, Err(ValueError::TooGreat("2008-07-01".to_owned())));
        assert!(Value::parse(&adult, "2008-07-02").is_ok(), "the day is not known");

        let count = field(FieldType::Integer, &|field| {
            field.min = Some(Bound::Integer(1));
            field.max = Some("9.5".into());
        });
        assert_eq!(Value::parse(&count, "0"), Err(ValueError::TooSmall("1".to_owned())));
        assert!(Value::parse(&count, "9").is_ok());
        assert_eq!(Value::parse(&count, "10"), Err(ValueError::TooGreat("9.5".to_owned())));

        let price = field(FieldType::Decimal, &|field| field.scale = Some(1));
        assert_eq!(Value::parse(&price, "1.25"), Err(ValueError::TooFine(1)));
        let plate = field(FieldType::Text, &|field| field.pattern = Some("[A-Z]{3} [0-9]{4}".to_owned()));
        assert!(Value::parse(&plate, "SAB 1234").is_ok());
        assert_eq!(Value::parse(&plate, "SAB 12345"), Err(ValueError::Form));

        let gender = field(FieldType::Choice, &|field| {
            field.values = vec!["male".to_owned(), "female".to_owned()];
            field.aliases = [("M", "male"), ("X", "other")].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        });
        assert_eq!(Value::parse(&gender, "M"), Ok(Value::Text("male".to_owned())));
        assert_eq!(Value::parse(&gender, "X"), Err(ValueError::NotAChoice));
    }

    #[test]
    fn a_field_may_have_several_values_one_a_line() {
        let mut field = Field::new(FieldType::Country);
        field.multiple = true;
        let value = Value::parse(&field, " ury\r\n\nArgentina \n").unwrap();
        assert_eq!(value.to_string(), "URY\nARG");
        assert_eq!(value.items().len(), 2);
        assert_eq!(Value::parse(&field, &value.to_string()), Ok(value.clone()));
        field.code = crate::CountryCode::Alpha2;
        assert_eq!(field.written(&value), "UY\nAR");
        assert_eq!(Value::parse(&field, "URY\nAtlantis"), Err(ValueError::Type("a country")));
        assert_eq!(Value::parse(&field, &"URY\n".repeat(1001)), Err(ValueError::TooMany(1000)));
        assert_eq!(Value::parse(&field, " \n "), Err(ValueError::Empty));
    }

    #[test]
    fn of_a_password_the_hash_alone_is_a_value() {
        let mut field = Field::new(FieldType::Password);
        field.min_length = Some(8);
        assert_eq!(Value::check_password(&field, "short"), Err(ValueError::TooShort(8)));
        assert_eq!(Value::check_password(&field, "long enough"), Ok(()));
        assert_eq!(Value::check_password(&field, ""), Err(ValueError::Empty));
        assert!(Value::parse(&field, "long enough").is_err());
        assert!(Value::parse(&field, "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA").is_ok());
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
