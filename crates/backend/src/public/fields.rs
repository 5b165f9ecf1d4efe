//! The fields of a page: how each type is asked for, and what is said when a value does not fit.

use std::collections::BTreeMap;

use model::step::{PageField, PageStep};
use model::{Country, DataModel, FieldId, FieldType, MediaType, Value, ValueError};

use super::html::{Choice, Control, Field, LineKind, Part, Problem};
use super::show::{At, Entered, Typed, Wrong};
use crate::run::uploads::{Files, MOST, Refused};

/// What a customer reads about a value that is another one's already.
pub(super) const TAKEN: &str = "This is in use already. Please enter another one.";

/// What the customer reads at a field.
pub(super) fn label(asked: &PageField, field: &model::Field) -> String {
    asked.label.as_deref().unwrap_or_else(|| field.label(&asked.field)).to_owned()
}

/// What there is for the fields of a page.
pub(super) struct Known<'a> {
    pub(super) model: &'a DataModel,
    /// What the customer's record says.
    pub(super) values: &'a BTreeMap<FieldId, Value>,
    pub(super) files: &'a BTreeMap<FieldId, Files>,
    /// What was entered and did not do.
    pub(super) entered: &'a Entered,
}

/// The fields of a page with their values, and what is wrong with them.
pub(super) fn of(page: &PageStep, known: &Known<'_>) -> Vec<Field> {
    let fields = page.fields.iter();
    fields.filter_map(|asked| Some(one(asked, known.model.fields.get(&asked.field)?, known))).collect()
}

fn one(asked: &PageField, field: &model::Field, known: &Known<'_>) -> Field {
    let id = format!("field-{}", asked.field);
    let value = known.values.get(&asked.field);
    let wrong = known.entered.problems.get(&asked.field);
    let (there, control) = if asked.read_only {
        (None, Control::Shown(value.map(|value| shown(field, value)).unwrap_or_default()))
    } else {
        let typed = match (known.entered.values.get(&asked.field), value, &field.default) {
            (Some(entered), _, _) => entered.clone(),
            (None, Some(value), _) if field.kind.can_be_read() => Typed::value(field, value),
            (None, None, Some(default)) => Typed::text(field, default),
            (None, _, _) => Typed::text(field, ""),
        };
        let required = asked.is_required(field);
        (
            there(field, value, known.files.get(&asked.field)),
            control(&id, field, required, value, &typed, wrong),
        )
    };
    let hint = if asked.read_only { None } else { hint(field) };
    let whole = wrong.filter(|wrong| control.is_at_whole(wrong.at)).map(|wrong| wrong.text.clone());
    let described = [
        (whole.is_some(), "problem"),
        (there.is_some(), "there"),
        (hint.is_some(), "hint"),
        (asked.help.is_some(), "help"),
    ];
    let described: Vec<_> =
        described.iter().filter(|(is, _)| *is).map(|(_, what)| format!("{id}-{what}")).collect();
    let described_by = (!asked.read_only && !described.is_empty()).then(|| described.join(" "));
    Field {
        name: asked.field.to_string(),
        label: label(asked, field),
        // What is there needs not be given once more.
        required: asked.is_required(field) && there.is_none(),
        optional: !asked.is_required(field),
        help: asked.help.clone(),
        described_by,
        problem: whole,
        to_correct: wrong.map(|wrong| Problem {
            id: control.place_of(wrong.at, &id),
            label: label(asked, field),
            text: wrong.text.clone(),
        }),
        hint,
        there,
        control,
        id,
    }
}

/// What is to be corrected, in the order of the fields.
pub(super) fn problems(fields: &[Field]) -> Vec<Problem> {
    fields.iter().filter_map(|field| field.to_correct.clone()).collect()
}

fn control(
    id: &str,
    field: &model::Field,
    required: bool,
    value: Option<&Value>,
    typed: &Typed,
    wrong: Option<&Wrong>,
) -> Control {
    let text = typed.texts.join("\n");
    let is_chosen =
        |choice: &Choice| typed.texts.iter().any(|text| text.lines().any(|line| line == choice.value));
    let marked = |choices: Vec<Choice>| {
        let marked = choices.into_iter().map(|choice| (is_chosen(&choice), choice));
        marked.map(|(chosen, choice)| (choice, chosen)).collect()
    };
    let line =
        |input, mode, autocomplete| Control::Line(LineKind { input, mode, autocomplete }, text.clone());
    match field.kind {
        FieldType::Image | FieldType::File => Control::File {
            accept: taken(field).map(MediaType::as_str).collect::<Vec<_>>().join(","),
            multiple: field.multiple,
            may_go: value.is_some() && !required,
        },
        FieldType::Password => Control::Password {
            again: wrong.filter(|wrong| wrong.at == At::Again).map(|wrong| wrong.text.clone()),
        },
        FieldType::Composite => Control::Parts(parts(id, field, &typed.parts, wrong)),
        FieldType::Choice if field.multiple => Control::Checks(marked(choices(field))),
        FieldType::Country if field.multiple => Control::Several(marked(countries())),
        _ if field.multiple => Control::Text(text),
        FieldType::Text | FieldType::Language => line("text", None, None),
        FieldType::FullName => line("text", None, Some("name")),
        FieldType::Integer => line("text", Some("numeric"), None),
        FieldType::Decimal | FieldType::Currency => line("text", Some("decimal"), None),
        FieldType::Datetime => line("datetime-local", None, None),
        FieldType::Date => line("date", None, None),
        FieldType::BirthDate => line("date", None, Some("bday")),
        FieldType::Email => line("email", Some("email"), Some("email")),
        FieldType::Phone | FieldType::MobilePhone => line("tel", Some("tel"), Some("tel")),
        FieldType::LargeText | FieldType::Address => Control::Text(text),
        FieldType::Boolean => Control::YesNo(text),
        FieldType::Choice => Control::Select(marked(choices(field))),
        FieldType::Country => Control::Select(marked(countries())),
    }
}

fn parts(id: &str, field: &model::Field, typed: &[String], wrong: Option<&Wrong>) -> Vec<Part> {
    let part = |(index, name): (usize, &String)| Part {
        id: part_id(id, index),
        name: name.clone(),
        value: typed.get(index).cloned().unwrap_or_default(),
        problem: wrong.filter(|wrong| wrong.at == At::Part(index)).map(|wrong| wrong.text.clone()),
    };
    field.parts.iter().enumerate().map(part).collect()
}

fn part_id(id: &str, index: usize) -> String {
    format!("{id}-part-{}", index + 1)
}

impl Control {
    /// Whether a problem is told with the field as a whole, and not at one of its inputs.
    fn is_at_whole(&self, at: At) -> bool {
        match at {
            At::Whole => true,
            At::Part(_) => !matches!(self, Self::Parts(_)),
            At::Again => !matches!(self, Self::Password { .. }),
        }
    }

    /// The input where something is to be corrected.
    fn place_of(&self, at: At, id: &str) -> String {
        match (self, at) {
            (Self::Parts(_), At::Part(index)) => part_id(id, index),
            (Self::Parts(_), _) => part_id(id, 0),
            (Self::Password { .. }, At::Again) => format!("{id}-again"),
            _ => id.to_owned(),
        }
    }
}

fn choices(field: &model::Field) -> Vec<Choice> {
    field.values.iter().map(|value| Choice { value: value.clone(), label: value.clone() }).collect()
}

/// All countries, by name.
pub(super) fn countries() -> Vec<Choice> {
    let mut countries: Vec<Choice> = Country::all()
        .map(|country| Choice { value: country.alpha3().to_owned(), label: country.name().to_owned() })
        .collect();
    countries.sort_by(|a, b| a.label.cmp(&b.label));
    countries
}

/// A value as a customer reads it who cannot change it.
fn shown(field: &model::Field, value: &Value) -> String {
    match field.kind {
        FieldType::Password => "Set".to_owned(),
        FieldType::Image | FieldType::File => count(value.items().len()),
        FieldType::Composite => {
            let parts = field.split(&value.to_string()).unwrap_or_default();
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        }
        _ => field.written(value),
    }
}

fn count(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

/// What is said of a value that is there and is not shown.
fn there(field: &model::Field, value: Option<&Value>, files: Option<&Files>) -> Option<String> {
    match field.kind {
        FieldType::Password => value.map(|_| "A password is set. Enter one only to replace it.".to_owned()),
        FieldType::Image | FieldType::File => {
            let told = files.map(|files| {
                let one = |(kind, bytes): &(String, u64)| format!("{}, {}", noun(kind), size(*bytes));
                files.files.iter().map(one).collect::<Vec<_>>().join("; ")
            });
            let told = match (told, value) {
                (Some(told), _) => format!(" ({told})"),
                (None, Some(_)) => String::new(),
                (None, None) => return None,
            };
            let number =
                files.map_or_else(|| value.map_or(1, |value| value.items().len()), |files| files.files.len());
            Some(match number {
                1 => format!("We have a file already{told}. Choose one only to replace it."),
                several => {
                    format!("We have {several} files already{told}. Choose some only to replace them.")
                }
            })
        }
        _ => None,
    }
}

/// How a field is to be filled in.
fn hint(field: &model::Field) -> Option<String> {
    match field.kind {
        FieldType::Image | FieldType::File => {
            let each = if field.multiple { format!(", and at most {MOST} files") } else { String::new() };
            Some(format!("{}, at most {}{each}.", kinds(field), size(field.largest())))
        }
        FieldType::Password => match (field.min_length, field.max_length) {
            (Some(min), _) => Some(format!("At least {min} characters.")),
            _ => None,
        },
        FieldType::Choice if field.multiple => Some("Choose all that apply.".to_owned()),
        FieldType::Country if field.multiple => {
            Some("Choose all that apply. On a keyboard, hold Ctrl (on a Mac: ⌘) while you choose.".to_owned())
        }
        _ if field.multiple && field.kind.can_be_many() => Some("One on each line.".to_owned()),
        _ => None,
    }
}

fn taken(field: &model::Field) -> impl Iterator<Item = MediaType> {
    MediaType::ALL.into_iter().filter(|kind| field.takes(*kind))
}

/// The kinds of files that a field takes, as people call them: `JPEG, PNG or PDF`.
fn kinds(field: &model::Field) -> String {
    let names: Vec<_> = taken(field).map(|kind| noun(kind.as_str())).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

fn noun(media_type: &str) -> &'static str {
    match MediaType::from_name(media_type) {
        Some(MediaType::Jpeg) => "JPEG",
        Some(MediaType::Png) => "PNG",
        Some(MediaType::WebP) => "WebP",
        Some(MediaType::Pdf) => "PDF",
        None => "file",
    }
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    const KIB: u64 = 1024;
    const MIB: u64 = KIB * KIB;
    match bytes {
        _ if bytes >= MIB && bytes.is_multiple_of(MIB) => format!("{} MB", bytes / MIB),
        _ if bytes >= MIB => format!("{}.{} MB", bytes / MIB, bytes % MIB * 10 / MIB),
        _ if bytes >= KIB => format!("{} kB", bytes / KIB),
        _ => format!("{bytes} bytes"),
    }
}

/// What a customer reads about a file that is not taken.
pub(super) fn say_refused(field: &model::Field, why: Refused) -> String {
    match why {
        Refused::Empty => "This file is empty. Please choose another one.".to_owned(),
        Refused::TooLarge => {
            format!("This file is too large. Please choose one of at most {}.", size(field.largest()))
        }
        Refused::Kind => format!("Please choose a file of another kind: {}.", kinds(field)),
        Refused::TooMany if field.multiple => format!("Please choose at most {MOST} files."),
        Refused::TooMany => "Please choose one file only.".to_owned(),
    }
}

/// What a customer reads about a value that does not fit.
pub(super) fn say(error: &ValueError) -> String {
    match error {
        ValueError::Empty => "Please fill this in.".to_owned(),
        ValueError::Type("yes or no") => "Please choose yes or no.".to_owned(),
        ValueError::Type(what) => format!("Please enter {what}."),
        ValueError::TooShort(min) => format!("Please enter at least {min} characters."),
        ValueError::TooLong(max) => format!("Please enter at most {max} characters."),
        ValueError::TooSmall(min) => format!("Please enter {min} or more."),
        ValueError::TooGreat(max) => format!("Please enter {max} or less."),
        ValueError::TooFine(0) => "Please enter a number without places after the point.".to_owned(),
        ValueError::TooFine(places) => format!("Please enter at most {places} places after the point."),
        ValueError::Form => "Please enter this in the form that is asked for.".to_owned(),
        ValueError::Parts(parts) => format!("Please enter all of its parts: {parts}."),
        ValueError::Part(delimiter) => format!("Please leave out `{delimiter}` and line breaks."),
        ValueError::TooMany(most) => format!("Please enter at most {most} values."),
        ValueError::NotAChoice => "Please choose one of the values.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_kinds_are_told_as_people_read_them() {
        let table = [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1024, "1 kB"),
            (1024 * 1024 - 1, "1023 kB"),
            (1024 * 1024, "1 MB"),
            (1_600_000, "1.5 MB"),
            (model::MAX_BYTES, "20 MB"),
        ];
        for (bytes, expected) in table {
            assert_eq!(size(bytes), expected, "{bytes}");
        }
        let mut field = model::Field::new(FieldType::File);
        assert_eq!(hint(&field).as_deref(), Some("JPEG, PNG or PDF, at most 20 MB."));
        field.media_types = vec!["application/pdf".to_owned()];
        assert_eq!(kinds(&field), "PDF");
    }
}
