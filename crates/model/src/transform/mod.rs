//! Transforms: what a mapping or an assignment does with a value on its way into a field. What there is, what each takes and
//! gives, and how it is written stands here; the funnel's interpreter applies them.

mod argument;
mod parse;
mod shape;
mod table;

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use argument::Argument;
pub use parse::{TransformError, listed};
pub use shape::{Misfit, Shape, Takes, chain};
pub use table::{About, Gives, TABLE};

/// The key of the table that says what becomes of each word.
pub const CHOICE_MAP: &str = "choice-map";

/// A pure function on a value. Written by its name and what it needs, with colons between (`truncate:100`); `choice-map` is a
/// table, too: `{ choice-map = { M = "male" } }`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Transform {
    /// Removes white space at both ends.
    Trim,
    /// Makes each run of white space one blank, and trims.
    CollapseSpaces,
    /// Upper case.
    Upper,
    /// Lower case.
    Lower,
    /// Upper case for the first letter of each word, lower case for the others. Damages names such as `McDONALD`.
    TitleCase,
    /// Plain letters for those with accents.
    StripAccents,
    /// Removes all but the digits 0 to 9.
    DigitsOnly,
    /// Removes all but letters and digits.
    AlnumOnly,
    /// Removes what is beyond so many characters.
    Truncate(u32),
    /// Puts a text before.
    Prefix(String),
    /// Puts a text behind.
    Suffix(String),
    /// Puts one text in the place of another, wherever that stands.
    Replace {
        /// What is looked for, letter by letter.
        from: String,
        /// What stands there afterwards.
        to: String,
    },
    /// Makes all but the last so many characters `*`.
    Mask(u32),
    /// The SHA-256 digest in hexadecimal digits.
    Hash,
    /// Other words for some words; those that are not in the table stay.
    ChoiceMap(BTreeMap<String, String>),
    /// A value where there is none.
    Default(String),
    /// One text of several, with this between them.
    Join(String),
    /// A part of a text.
    Split {
        /// What stands between the parts.
        separator: String,
        /// Which part, from 1.
        part: u32,
    },
    /// A member of a JSON text; dots lead into objects and lists.
    JsonGet(String),
    /// A whole number.
    ToInteger,
    /// An exact number.
    ToDecimal,
    /// Yes or no.
    ToBoolean {
        /// The word for yes.
        yes: String,
        /// The word for no.
        no: String,
    },
    /// A date as text, by a format such as `%d.%m.%Y`.
    Date(String),
    /// A whole date where a day or month is missing.
    DateFromParts(MissingParts),
    /// The year of a date.
    Year,
    /// The years since a date.
    Age,
    /// Whether a date is after today.
    IsAfterToday,
    /// The two letters of a country.
    CountryAlpha2,
    /// The three letters of a country.
    CountryAlpha3,
    /// The name of a country in English.
    CountryName,
}

/// What becomes of a date whose day or month is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingParts {
    /// It counts as not read.
    Reject,
    /// The first of the month or year stands for it.
    First,
}

impl MissingParts {
    /// All, in the order of documentation.
    pub const ALL: [Self; 2] = [Self::Reject, Self::First];

    /// The word in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::First => "first",
        }
    }
}

impl Transform {
    /// The name, without what it needs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Trim => "trim",
            Self::CollapseSpaces => "collapse-spaces",
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::TitleCase => "title-case",
            Self::StripAccents => "strip-accents",
            Self::DigitsOnly => "digits-only",
            Self::AlnumOnly => "alnum-only",
            Self::Truncate(_) => "truncate",
            Self::Prefix(_) => "prefix",
            Self::Suffix(_) => "suffix",
            Self::Replace { .. } => "replace",
            Self::Mask(_) => "mask",
            Self::Hash => "hash",
            Self::ChoiceMap(_) => CHOICE_MAP,
            Self::Default(_) => "default",
            Self::Join(_) => "join",
            Self::Split { .. } => "split",
            Self::JsonGet(_) => "json-get",
            Self::ToInteger => "to-integer",
            Self::ToDecimal => "to-decimal",
            Self::ToBoolean { .. } => "to-boolean",
            Self::Date(_) => "date",
            Self::DateFromParts(_) => "date-from-parts",
            Self::Year => "year",
            Self::Age => "age",
            Self::IsAfterToday => "is-after",
            Self::CountryAlpha2 => "country-alpha2",
            Self::CountryAlpha3 => "country-alpha3",
            Self::CountryName => "country-name",
        }
    }

    /// What is needed, as written; those of a table as `WORD=WORD`.
    fn arguments(&self) -> Vec<String> {
        let escaped = |text: &str| argument::escaped(text, &[':', '\\']);
        match self {
            Self::Truncate(number) | Self::Mask(number) => vec![number.to_string()],
            Self::Prefix(text)
            | Self::Suffix(text)
            | Self::Default(text)
            | Self::Join(text)
            | Self::JsonGet(text)
            | Self::Date(text) => vec![escaped(text)],
            Self::Replace { from: one, to: other } | Self::ToBoolean { yes: one, no: other } => {
                vec![escaped(one), escaped(other)]
            }
            Self::Split { separator, part } => vec![escaped(separator), part.to_string()],
            Self::DateFromParts(missing) => vec![missing.as_str().to_owned()],
            Self::IsAfterToday => vec!["today".to_owned()],
            Self::CountryName => vec!["en".to_owned()],
            Self::ChoiceMap(words) => {
                let escaped = |text: &str| argument::escaped(text, &[':', '\\', '=']);
                words.iter().map(|(from, to)| format!("{}={}", escaped(from), escaped(to))).collect()
            }
            Self::Trim
            | Self::CollapseSpaces
            | Self::Upper
            | Self::Lower
            | Self::TitleCase
            | Self::StripAccents
            | Self::DigitsOnly
            | Self::AlnumOnly
            | Self::Hash
            | Self::ToInteger
            | Self::ToDecimal
            | Self::Year
            | Self::Age
            | Self::CountryAlpha2
            | Self::CountryAlpha3 => Vec::new(),
        }
    }
}

impl fmt::Display for Transform {
    /// The text that [`FromStr`](std::str::FromStr) reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = std::iter::once(self.name().to_owned()).chain(self.arguments());
        f.pad(&words.collect::<Vec<_>>().join(":"))
    }
}

impl Serialize for Transform {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Self::ChoiceMap(words) = self {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(CHOICE_MAP, words)?;
            return map.end();
        }
        serializer.collect_str(self)
    }
}

/// The keys of a transform that is a table.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    choice_map: BTreeMap<String, String>,
}

impl<'de> Deserialize<'de> for Transform {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EitherForm;

        impl<'de> Visitor<'de> for EitherForm {
            type Value = Transform;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a transform such as `trim`, or the table `{ choice-map = { M = \"male\" } }`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Transform, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Transform, A::Error> {
                let table = Table::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Transform::ChoiceMap(table.choice_map))
            }
        }

        deserializer.deserialize_any(EitherForm)
    }
}
