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
    /// A country; the field says by which code it is written.
    Country,
    /// Several parts in one value: with a delimiter between them, or as JSON.
    Composite,
    /// A file that the customer uploads.
    File,
    /// A picture that an identity verification took or the customer uploads.
    Image,
    /// A password. Only its hash is kept, and shown to nobody.
    Password,
}

impl FieldType {
    /// All types, in the order of documentation.
    pub const ALL: [Self; 21] = [
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
        Self::Composite,
        Self::File,
        Self::Image,
        Self::Password,
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
            Self::Composite => "composite",
            Self::File => "file",
            Self::Image => "image",
            Self::Password => "password",
        }
    }

    /// The type of exactly this name, or the reason why there is none.
    pub fn from_name(text: &str) -> Result<Self, FieldTypeError> {
        if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.as_str() == text) {
            return Ok(kind);
        }
        let nearest = crate::suggest::nearest(text, Self::ALL.map(Self::as_str));
        Err(FieldTypeError { name: text.chars().take(60).collect(), nearest })
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
        self.is_text() || matches!(self, Self::Email | Self::Phone | Self::MobilePhone | Self::Password)
    }

    /// Whether values are numbers.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Currency)
    }

    /// Whether values are exact numbers with places after the point.
    pub const fn is_decimal(self) -> bool {
        matches!(self, Self::Decimal | Self::Currency)
    }

    /// Whether values are files, which are kept apart from the record and only named in it.
    pub const fn is_kept_apart(self) -> bool {
        matches!(self, Self::File | Self::Image)
    }

    /// Whether a field can have several values, one a line: values with lines or parts of their own cannot be told apart, and
    /// of some there is one only.
    pub const fn can_be_many(self) -> bool {
        !self.has_lines() && !matches!(self, Self::Boolean | Self::Composite | Self::Password)
    }

    /// Whether values can be read: by conditions, pages, other systems, and people.
    pub const fn can_be_read(self) -> bool {
        !matches!(self, Self::Password)
    }

    /// Whether a value is told by its text: a password is told to nobody, and a file by where it is kept.
    pub const fn is_told(self) -> bool {
        self.can_be_read() && !self.is_kept_apart()
    }

    /// Whether values are calendar dates.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::BirthDate)
    }
}

/// Why a text names no field type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no field type `{name}`{}", nearest.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
pub struct FieldTypeError {
    /// What was written, or its beginning.
    pub name: String,
    /// What was probably meant.
    pub nearest: Option<&'static str>,
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
