//! The fields of a page: how each type is asked for, and what is said when a value does not fit.

use std::collections::BTreeMap;

use model::step::{PageField, PageStep};
use model::{Country, DataModel, FieldId, FieldType, ValueError};

use super::html::{Choice, Control, Field, LineKind, Problem};

/// What the customer reads at a field.
pub(super) fn label(asked: &PageField, field: &model::Field) -> String {
    asked.label.as_deref().unwrap_or_else(|| field.label(&asked.field)).to_owned()
}

/// The fields of a page with their values as text, and what is wrong with them.
pub(super) fn of(
    page: &PageStep,
    model: &DataModel,
    values: &BTreeMap<FieldId, String>,
    problems: &BTreeMap<FieldId, String>,
) -> Vec<Field> {
    let mut fields = Vec::new();
    for asked in &page.fields {
        let Some(field) = model.fields.get(&asked.field) else { continue };
        let id = format!("field-{}", asked.field);
        let problem = problems.get(&asked.field).cloned();
        let control = if asked.read_only { Control::Shown } else { control(field) };
        let described_by = match (&problem, &asked.help) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{id}-problem")),
            (None, Some(_)) => Some(format!("{id}-help")),
            (Some(_), Some(_)) => Some(format!("{id}-problem {id}-help")),
        };
        let mut value = values.get(&asked.field).cloned().unwrap_or_default();
        if let (Control::Shown, FieldType::Country) = (&control, field.kind) {
            value = Country::from_alpha3(&value).map_or(value, |country| country.name().to_owned());
        }
        fields.push(Field {
            name: asked.field.to_string(),
            label: label(asked, field),
            value,
            required: asked.is_required(field),
            help: asked.help.clone(),
            described_by: if matches!(control, Control::Shown) { None } else { described_by },
            problem,
            control,
            id,
        });
    }
    fields
}

/// What is to be corrected, in the order of the fields.
pub(super) fn problems(fields: &[Field]) -> Vec<Problem> {
    let wrong = fields.iter().filter_map(|field| Some((field, field.problem.clone()?)));
    wrong.map(|(field, text)| Problem { id: field.id.clone(), label: field.label.clone(), text }).collect()
}

fn control(field: &model::Field) -> Control {
    let line = |input, mode, autocomplete| Control::Line(LineKind { input, mode, autocomplete });
    match field.kind {
        FieldType::Text | FieldType::Language => line("text", None, None),
        FieldType::FullName => line("text", None, Some("name")),
        FieldType::Integer => line("text", Some("numeric"), None),
        FieldType::Decimal | FieldType::Currency => line("text", Some("decimal"), None),
        FieldType::Datetime => line("datetime-local", None, None),
        FieldType::Date => line("date", None, None),
        FieldType::BirthDate => line("date", None, Some("bday")),
        FieldType::Email => line("email", Some("email"), Some("email")),
        FieldType::Phone | FieldType::MobilePhone => line("tel", Some("tel"), Some("tel")),
        FieldType::LargeText | FieldType::Address => Control::Text,
        // What a customer cannot type is shown; a rule tells who asks for it.
        FieldType::Image => Control::Shown,
        FieldType::Boolean => Control::YesNo,
        FieldType::Choice => Control::Select(
            field.values.iter().map(|value| Choice { value: value.clone(), label: value.clone() }).collect(),
        ),
        FieldType::Country => Control::Select(countries()),
    }
}

/// All countries, by name.
pub(super) fn countries() -> Vec<Choice> {
    let mut countries: Vec<Choice> = Country::all()
        .map(|country| Choice { value: country.alpha3().to_owned(), label: country.name().to_owned() })
        .collect();
    countries.sort_by(|a, b| a.label.cmp(&b.label));
    countries
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
        ValueError::NotAChoice => "Please choose one of the values.".to_owned(),
    }
}
