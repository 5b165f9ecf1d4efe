//! Capture fields: what an identity verification can read from a document, by one name for all providers.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The type of a captured value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaptureType {
    /// Text, at most 200 characters.
    Text,
    /// A calendar date; its day or month may be missing on some documents.
    Date,
    /// A whole number.
    Integer,
    /// A decimal number, as text.
    Decimal,
    /// One of few words, which grow over time.
    Choice,
    /// An alpha-3 country code.
    Country,
    /// Several texts.
    List,
    /// A picture.
    Image,
    /// An instant.
    Instant,
}

impl CaptureType {
    /// What a message calls a value of this type.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "a date",
            Self::Integer => "a whole number",
            Self::Decimal => "a decimal number",
            Self::Choice => "one of few words",
            Self::Country => "a country code",
            Self::List => "a list",
            Self::Image => "a picture",
            Self::Instant => "a point in time",
        }
    }
}

/// A capture field: its name and type. Compared and ordered by name.
#[derive(Clone, Copy)]
pub struct CaptureField {
    name: &'static str,
    kind: CaptureType,
}

macro_rules! fields {
    ($($kind:ident: $($name:literal)+;)+) => {
        /// All capture fields, in the order of documentation.
        const FIELDS: &[CaptureField] = &[$($(CaptureField { name: $name, kind: CaptureType::$kind },)+)+];
    };
}

fields! {
    Text: "document.first_name" "document.last_name" "document.full_name" "document.last_name_at_birth";
    Date: "document.date_of_birth" "document.expiry_date" "document.issuing_date";
    Integer: "document.current_age";
    Choice: "document.gender";
    Country: "document.nationality" "document.issuing_country";
    Text: "document.citizenship" "document.place_of_birth";
    Choice: "document.type" "document.subtype";
    Text: "document.number" "document.personal_number" "document.state" "document.issuing_authority"
        "document.issuing_place" "document.mrz_optional_1" "document.mrz_optional_2";
    List: "document.dl_categories";
    Text: "document.visa_category" "document.number_of_entries" "document.duration_of_stay"
        "document.passport_number" "document.resident_permit_type" "document.resident_permit_remarks"
        "document.curp" "document.cpf" "document.rg_number" "document.dni" "document.pesel" "document.tax_number"
        "document.voter_id_number" "document.registration_number" "document.issuing_number"
        "document.personal_identification_number" "document.document_identification_number"
        "document.mothers_name" "document.fathers_name" "document.marital_status" "document.religion"
        "document.disability" "document.remarks"
        "address.line1" "address.line2" "address.line3" "address.line4" "address.line5" "address.city"
        "address.postal_code" "address.subdivision";
    Country: "address.country";
    Text: "address.formatted";
    Choice: "decision.type";
    Text: "decision.label";
    Decimal: "decision.risk_score";
    Text: "decision.reject_code" "decision.reject_reason";
    Choice: "decision.watchlist" "face.similarity" "face.liveness";
    Integer: "face.predicted_age";
    Image: "image.front" "image.back" "image.face" "image.liveness";
    Text: "run.account_id" "run.id" "run.channel" "run.client_ip";
    Instant: "run.completed_at";
}

impl CaptureField {
    /// The capture field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().copied().find(|field| field.name == name)
    }

    /// All capture fields.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().copied()
    }

    /// The capture field whose name was probably meant. A last part alone (`first_name`) is understood too.
    pub fn nearest(text: &str) -> Option<Self> {
        let by_last_part = Self::all().find(|field| field.name.rsplit('.').next() == Some(text));
        by_last_part.or_else(|| {
            crate::suggest::nearest(text, FIELDS.iter().map(|field| field.name)).and_then(Self::from_name)
        })
    }

    /// The name, such as `document.first_name`.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Whether this picture is the one of a result that is called `name`: `front` is `image.front`, `liveness-2` one of
    /// `image.liveness`.
    pub fn is_picture(self, name: &str) -> bool {
        let Some(wanted) = self.name.strip_prefix("image.") else { return false };
        name.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }

    /// The type of its values.
    pub fn kind(self) -> CaptureType {
        self.kind
    }
}

impl PartialEq for CaptureField {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for CaptureField {}

impl PartialOrd for CaptureField {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CaptureField {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name.cmp(other.name)
    }
}

impl fmt::Debug for CaptureField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Display for CaptureField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

impl Serialize for CaptureField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl<'de> Deserialize<'de> for CaptureField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name)
            .ok_or_else(|| serde::de::Error::custom(format!("`{name}` is not a capture field")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for field in CaptureField::all() {
            assert_eq!(CaptureField::all().filter(|other| *other == field).count(), 1, "{field}");
            assert_eq!(CaptureField::from_name(field.name()), Some(field));
        }
        assert_eq!(
            CaptureField::nearest("document.frist_name").map(CaptureField::name),
            Some("document.first_name")
        );
        assert_eq!(
            CaptureField::nearest("date_of_birth").map(CaptureField::name),
            Some("document.date_of_birth")
        );
    }
}
