//! Transforms: what a mapping does with a captured value on its way into a field. Their names are parsed here; the
//! funnel's interpreter applies them.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A pure function from text to text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
}

/// Names of transforms that are reserved, but not built yet.
pub const RESERVED: [&str; 24] = [
    "strip-accents",
    "digits-only",
    "alnum-only",
    "truncate",
    "prefix",
    "suffix",
    "replace",
    "mask",
    "hash",
    "default",
    "join",
    "split",
    "json-get",
    "to-integer",
    "to-decimal",
    "to-boolean",
    "date",
    "date-from-parts",
    "year",
    "age",
    "is-after",
    "country-alpha2",
    "country-alpha3",
    "country-name",
];

/// Why a text names no transform.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransformError {
    /// A name that is kept for later.
    #[error("the transform `{0}` is not built yet")]
    Reserved(String),
    /// No such name.
    #[error("there is no transform `{name}`{}", nearest.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// What was written.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
}

impl Transform {
    /// All transforms, in the order of documentation.
    pub const ALL: [Self; 5] = [Self::Trim, Self::CollapseSpaces, Self::Upper, Self::Lower, Self::TitleCase];

    /// The name, as files write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trim => "trim",
            Self::CollapseSpaces => "collapse-spaces",
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::TitleCase => "title-case",
        }
    }
}

impl FromStr for Transform {
    type Err = TransformError;

    fn from_str(text: &str) -> Result<Self, TransformError> {
        if let Some(transform) = Self::ALL.into_iter().find(|transform| transform.as_str() == text) {
            return Ok(transform);
        }
        let name = text.split(':').next().unwrap_or(text);
        if RESERVED.contains(&name) {
            return Err(TransformError::Reserved(name.to_owned()));
        }
        let nearest = crate::suggest::nearest(text, Self::ALL.map(Self::as_str));
        Err(TransformError::Unknown { name: text.to_owned(), nearest })
    }
}

impl fmt::Display for Transform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Transform {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for Transform {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
