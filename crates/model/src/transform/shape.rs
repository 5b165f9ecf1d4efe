//! What values are on their way through transforms.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Gives, Transform};
use crate::{CaptureType, Country, Field, FieldType};

/// What a value is before or after a transform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Any text.
    Text,
    /// One of few words.
    Choice,
    /// A whole number.
    Integer,
    /// An exact number.
    Decimal,
    /// Yes or no.
    Boolean,
    /// A calendar date; its day or month may be missing until `date-from-parts`.
    Date,
    /// A country, as alpha-3 code where it is text.
    Country,
    /// Several texts.
    List,
    /// A picture or another file.
    Image,
    /// A point in time.
    Instant,
}

impl Shape {
    /// All, in the order of documentation.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Choice,
        Self::Integer,
        Self::Decimal,
        Self::Boolean,
        Self::Date,
        Self::Country,
        Self::List,
        Self::Image,
        Self::Instant,
    ];

    /// What a message calls such a value.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice => "one of few words",
            Self::Integer => "a whole number",
            Self::Decimal => "a decimal number",
            Self::Boolean => "yes or no",
            Self::Date => "a date",
            Self::Country => "a country code",
            Self::List => "a list",
            Self::Image => "a picture",
            Self::Instant => "a point in time",
        }
    }

    /// Whether it is text for transforms, as a whole.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Choice | Self::Country)
    }

    /// The shape of a field's values; `None` for what nothing can be made of.
    pub const fn of_field(field: &Field) -> Option<Self> {
        if field.multiple && !field.kind.is_kept_apart() {
            return Some(Self::List);
        }
        Some(match field.kind {
            FieldType::Integer => Self::Integer,
            FieldType::Decimal | FieldType::Currency => Self::Decimal,
            FieldType::Boolean => Self::Boolean,
            FieldType::Date | FieldType::BirthDate => Self::Date,
            FieldType::Datetime => Self::Instant,
            FieldType::Country => Self::Country,
            FieldType::Choice => Self::Choice,
            FieldType::Image | FieldType::File => Self::Image,
            FieldType::Password => return None,
            FieldType::Text
            | FieldType::LargeText
            | FieldType::FullName
            | FieldType::Address
            | FieldType::Email
            | FieldType::Phone
            | FieldType::MobilePhone
            | FieldType::Language
            | FieldType::Composite => Self::Text,
        })
    }

    /// Whether a text stands for such a value.
    fn has(self, text: &str) -> bool {
        match self {
            Self::Text | Self::Choice | Self::List => true,
            Self::Integer => text.parse::<i64>().is_ok(),
            Self::Decimal => Decimal::from_str_exact(text).is_ok(),
            Self::Boolean => matches!(text, "yes" | "no"),
            Self::Date => text.len() == 10 && text.parse::<Date>().is_ok(),
            Self::Country => Country::understand(text).is_some(),
            Self::Image => false,
            Self::Instant => text.parse::<jiff::Timestamp>().is_ok(),
        }
    }
}

impl From<CaptureType> for Shape {
    fn from(kind: CaptureType) -> Self {
        match kind {
            CaptureType::Text => Self::Text,
            CaptureType::Date => Self::Date,
            CaptureType::Integer => Self::Integer,
            CaptureType::Decimal => Self::Decimal,
            CaptureType::Choice => Self::Choice,
            CaptureType::Country => Self::Country,
            CaptureType::List => Self::List,
            CaptureType::Image => Self::Image,
            CaptureType::Instant => Self::Instant,
        }
    }
}

/// What a transform takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Anything but pictures.
    Anything,
    /// Text; of a list, each member.
    Text,
    /// Text as a whole.
    OneText,
    /// Text or a number.
    TextOrNumber,
    /// A list.
    List,
    /// A date.
    Date,
    /// A country, or text that names one.
    Country,
}

impl Takes {
    /// What a message calls it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Anything => "anything but pictures",
            Self::Text => "text",
            Self::OneText => "one text",
            Self::TextOrNumber => "text or a number",
            Self::List => "a list",
            Self::Date => "a date",
            Self::Country => "a country",
        }
    }

    /// Whether values of a shape are among it.
    pub const fn includes(self, shape: Shape) -> bool {
        match self {
            Self::Anything => !matches!(shape, Shape::Image),
            Self::Text => shape.is_text() || matches!(shape, Shape::List),
            Self::OneText | Self::Country => shape.is_text(),
            Self::TextOrNumber => shape.is_text() || matches!(shape, Shape::Integer | Shape::Decimal),
            Self::List => matches!(shape, Shape::List),
            Self::Date => matches!(shape, Shape::Date),
        }
    }
}

/// Why a transform does not fit where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// It takes something else than what comes.
    Input {
        /// What it takes.
        takes: Takes,
        /// What comes.
        gets: Shape,
    },
    /// What it is to put in place of nothing is not of the kind of what comes.
    Default {
        /// What comes.
        gets: Shape,
    },
}

impl Transform {
    /// The shape of what it makes of values of a shape.
    ///
    /// # Errors
    /// Why it makes nothing of them.
    pub fn after(&self, before: Shape) -> Result<Shape, Misfit> {
        let about = self.about();
        if !about.takes.includes(before) {
            return Err(Misfit::Input { takes: about.takes, gets: before });
        }
        match self {
            Self::Default(value) if !before.has(value) => Err(Misfit::Default { gets: before }),
            _ => Ok(match about.gives {
                Gives::Same => before,
                // What works on text works on each text of a list.
                Gives::Shape(_) if before == Shape::List && about.takes == Takes::Text => Shape::List,
                Gives::Shape(shape) => shape,
            }),
        }
    }
}

/// The shape of what transforms make of values of a shape, one after the other.
///
/// # Errors
/// The place of the first that does not fit, and why.
pub fn chain(start: Shape, transforms: &[Transform]) -> Result<Shape, (usize, Misfit)> {
    transforms
        .iter()
        .enumerate()
        .try_fold(start, |shape, (place, transform)| transform.after(shape).map_err(|misfit| (place, misfit)))
}
