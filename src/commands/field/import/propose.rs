//! Fields out of what a file says: ids out of names, and what the two kinds of files have in common.

use std::collections::BTreeMap;

use model::{CaptureType, Field, FieldId, FieldType, Pii};

use crate::commands::text::shortened;

/// How many fields a file may describe.
pub(super) const MOST_FIELDS: usize = 1_000;

/// The longest label, in characters.
const LONGEST_LABEL: usize = 120;

/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 500;

/// A field that a file describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposed {
    /// Its name there.
    pub(super) name: String,
    /// Its name here.
    pub(super) id: FieldId,
    /// Its settings.
    pub(super) field: Field,
    /// What to know about it.
    pub(super) notes: Vec<String>,
}

/// What a file describes.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// Fields, in the file's order.
    pub(super) fields: Vec<Proposed>,
    /// What cannot become a field, and why.
    pub(super) left_out: Vec<(String, String)>,
}

/// Between the words of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// As in `birth_date`.
    Underscore,
    /// As in `birth-date`.
    Hyphen,
}

impl Separator {
    /// What most ids of a data model have.
    pub(super) fn usual<'a>(ids: impl Iterator<Item = &'a FieldId>) -> Self {
        let (mut hyphens, mut underscores) = (0, 0);
        for id in ids {
            hyphens += usize::from(id.as_str().contains('-'));
            underscores += usize::from(id.as_str().contains('_'));
        }
        if hyphens > underscores { Self::Hyphen } else { Self::Underscore }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Underscore => "_",
            Self::Hyphen => "-",
        }
    }
}

impl Described {
    /// Adds a field under an id made of its name, unless another one has it.
    pub(super) fn add(&mut self, taken: &mut BTreeMap<FieldId, String>, separator: Separator, one: Read) {
        let id = match id(&one.name, separator) {
            Ok(id) => id,
            Err(why) => return self.leave_out(&one.name, why),
        };
        if let Some(other) = taken.get(&id) {
            let why = format!("it would be called `{id}`, as `{}` is", shortened(other, 60));
            return self.leave_out(&one.name, why);
        }
        taken.insert(id.clone(), one.name.clone());
        self.fields.push(Proposed { id, name: one.name, field: one.field, notes: one.notes });
    }

    /// Tells that something does not become a field.
    pub(super) fn leave_out(&mut self, name: &str, why: impl Into<String>) {
        self.left_out.push((shortened(name, 60), why.into()));
    }
}

/// A field as it was read, without an id yet.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) name: String,
    pub(super) field: Field,
    pub(super) notes: Vec<String>,
}

/// An id that says what a name says.
fn id(name: &str, separator: Separator) -> Result<FieldId, String> {
    let mut words = check::words_of_name(name);
    for word in &mut words {
        word.retain(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    }
    words.retain(|word| !word.is_empty());
    if !words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_lowercase())) {
        return Err("its name has no word of the letters a-z to make an id of".to_owned());
    }
    if words[0].starts_with(|c: char| c.is_ascii_digit()) {
        words.insert(0, "field".to_owned());
    }
    let mut id = words.join(separator.as_str());
    id.truncate(63);
    FieldId::new(id.trim_end_matches(separator.as_str())).map_err(|error| error.to_string())
}

/// The type of a text, as far as its name tells.
pub(super) fn kind_by_name(name: &str) -> Option<FieldType> {
    let words = check::words_of_name(name);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    if has(&["email", "mail", "correo"]) || words.windows(2).any(|pair| pair == ["e", "mail"]) {
        return Some(FieldType::Email);
    }
    if has(&["phone", "telephone", "mobile", "telefono", "telefone", "telefon", "handy", "celular", "movil"])
    {
        return Some(FieldType::Phone);
    }
    let meaning = check::meaning_of_name(name)?;
    Some(match (meaning.kind(), meaning.name()) {
        (CaptureType::Country, _) => FieldType::Country,
        (CaptureType::Date, "document.date_of_birth") => FieldType::BirthDate,
        (CaptureType::Date, _) => FieldType::Date,
        (CaptureType::Text, "document.full_name") => FieldType::FullName,
        (CaptureType::Text, "address.formatted") => FieldType::Address,
        (CaptureType::Text, _) => FieldType::Text,
        _ => return None,
    })
}

/// How personal the values of a field of this name and type are.
pub(super) fn pii(name: &str, kind: FieldType) -> Pii {
    let by_type = match kind {
        FieldType::Email
        | FieldType::Phone
        | FieldType::MobilePhone
        | FieldType::BirthDate
        | FieldType::FullName
        | FieldType::Address => Pii::Personal,
        FieldType::Image => Pii::Biometric,
        _ => Pii::None,
    };
    by_type.max(check::pii_by_name(name))
}

/// A text as a label.
pub(super) fn label(text: &str) -> Option<String> {
    one_line(text, LONGEST_LABEL)
}

/// A text as a description.
pub(super) fn description(text: &str) -> Option<String> {
    one_line(text, LONGEST_DESCRIPTION)
}

fn one_line(text: &str, most: usize) -> Option<String> {
    let printable: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = printable.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| shortened(&text, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_names() {
        let table = [
            ("Fecha de nacimiento", Some("fecha_de_nacimiento")),
            ("firstName", Some("first_name")),
            ("E-Mail", Some("e_mail")),
            ("Straße", Some("strasse")),
            ("2nd address", Some("field_2nd_address")),
            ("con", None),
            ("姓名", None),
            ("42", None),
            ("", None),
            (" --- ", None),
        ];
        for (name, expected) in table {
            assert_eq!(
                id(name, Separator::Underscore).ok().as_ref().map(FieldId::as_str),
                expected,
                "{name}"
            );
        }
        assert_eq!(id("firstName", Separator::Hyphen).unwrap().as_str(), "first-name");
        assert_eq!(id(&"word ".repeat(100), Separator::Underscore).unwrap().as_str().len(), 63);
    }

    #[test]
    fn what_would_have_the_same_id_is_told() {
        let (mut described, mut taken) = (Described::default(), BTreeMap::new());
        for name in ["First Name", "first-name"] {
            let read = Read { name: name.to_owned(), field: Field::new(FieldType::Text), notes: Vec::new() };
            described.add(&mut taken, Separator::Underscore, read);
        }
        assert_eq!(described.fields.len(), 1);
        let why = "it would be called `first_name`, as `First Name` is".to_owned();
        assert_eq!(described.left_out, [("first-name".to_owned(), why)]);
    }

    #[test]
    fn names_tell_types_and_how_personal_values_are() {
        use FieldType as T;
        let table = [
            ("Fecha de nacimiento", Some(T::BirthDate), Pii::Personal),
            ("e-mail", Some(T::Email), Pii::Personal),
            ("Telefon", Some(T::Phone), Pii::Personal),
            ("Nationality", Some(T::Country), Pii::Personal),
            ("full name", Some(T::FullName), Pii::Personal),
            ("religion", Some(T::Text), Pii::Sensitive),
            ("colour", None, Pii::None),
        ];
        for (name, kind, expected) in table {
            assert_eq!(kind_by_name(name), kind, "{name}");
            assert_eq!(pii(name, kind.unwrap_or(T::Text)), expected, "{name}");
        }
    }
}
