//! The types of fields.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LargeText,
    /// A person's whole name.
    FullName,
    /// A whole number of 64 bits.
    Integer,
    /// Yes or no.
    Boolean,
    /// A decimal number, exact.
    Decimal,
    /// An amount of money, exact; the field says of which currency.
    Currency,
    /// A calendar date.
    Date,
    /// The calendar date of a birth.
    BirthDate,
    /// A point in time.
    Datetime,
    /// An e-mail address.
    Email,
    /// A postal address, in several lines.
    Address,
    /// A telephone number.
    Phone,
    /// A telephone number with its country's code, as messages need it.
    MobilePhone,
    /// A language, as BCP 47 tag.
    Language,
    /// One of the words in `values`.
    Choice,
    /// A country, as alpha-3 code.
    Country,
    /// A picture that an identity verification took.
    Image,
}

/// Types that are named and kept for later, and refused until then.
pub const RESERVED_FIELD_TYPES: [&str; 3] = ["composite", "file", "password"];

impl FieldType {
    /// All types, in the order of documentation.
    pub const ALL: [Self; 18] = [
        Self::Text,
        Self::LargeText,
        Self::FullName,
        Self::Address,
        Self::Integer,
        Self::Decimal,
        Self::Currency,
        Self::Boolean,
        Self::Date,
        Self::BirthDate,
        Self::Datetime,
        Self::Email,
        Self::Phone,
        Self::MobilePhone,
        Self::Language,
        Self::Choice,
        Self::Country,
        Self::Image,
    ];

    /// The type's name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LargeText => "large-text",
            Self::FullName => "full-name",
            Self::Address => "address",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Currency => "currency",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::BirthDate => "birth-date",
            Self::Datetime => "datetime",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::MobilePhone => "mobile-phone",
            Self::Language => "language",
            Self::Choice => "choice",
            Self::Country => "country",
            Self::Image => "image",
        }
    }

    /// The type of exactly this name, or the reason why there is none.
    pub fn from_name(text: &str) -> Result<Self, FieldTypeError> {
        if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.as_str() == text) {
            return Ok(kind);
        }
        if RESERVED_FIELD_TYPES.contains(&text) {
            return Err(FieldTypeError::Reserved(text.to_owned()));
        }
        let nearest = crate::suggest::nearest(text, Self::ALL.map(Self::as_str));
        Err(FieldTypeError::Unknown { name: text.chars().take(60).collect(), nearest })
    }

    /// Whether values are text without further meaning, so that lengths count and any text fits.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::LargeText | Self::FullName | Self::Address)
    }

    /// Whether values may have several lines.
    pub const fn has_lines(self) -> bool {
        matches!(self, Self::LargeText | Self::Address)
    }

    /// Whether values have a length that `min-length` and `max-length` limit, and a form that `pattern` describes.
    pub const fn has_length(self) -> bool {
        self.is_text() || matches!(self, Self::Email | Self::Phone | Self::MobilePhone)
    }

    /// Whether values are numbers.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Currency)
    }

    /// Whether values are exact numbers with places after the point.
    pub const fn is_decimal(self) -> bool {
        matches!(self, Self::Decimal | Self::Currency)
    }

    /// Whether a customer can type a value into a form.
    pub const fn can_be_typed(self) -> bool {
        !matches!(self, Self::Image)
    }

    /// Whether values are calendar dates.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::BirthDate)
    }
}

/// Why a text names no field type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldTypeError {
    /// A type that is kept for later.
    #[error("the field type `{0}` is not built yet")]
    Reserved(String),
    /// No such type.
    #[error("there is no field type `{name}`{}", nearest.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// What was written.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
}

impl fmt::Display for FieldType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for FieldType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FieldType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_name(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
