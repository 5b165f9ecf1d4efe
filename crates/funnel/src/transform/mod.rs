//! What a mapping or an assignment does with a value on its way into a field.
//!
//! What each transform takes and gives is said in [`model::transform`], and rules hold campaigns to it. Here nothing depends on
//! that: what comes is taken as what a transform needs as far as it goes, and a value that cannot be is a [`Problem`].

mod accents;
mod carried;
mod case;
mod country;
mod cut;
mod date;
mod digest;
mod json;
mod number;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::Date;
use model::Transform;
use unicode_normalization::UnicodeNormalization;

pub(crate) use carried::{Carried, in_one_line};

/// Why a value could not go on, without the value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{transform}` {why}")]
pub(crate) struct Problem {
    transform: &'static str,
    why: &'static str,
}

/// What one transform makes of a value: `None` for nothing.
type Made = Result<Option<Carried>, &'static str>;

/// Applies transforms left to right; `None` is the absence of a value, and so is what has nothing in
/// it. Texts are in composed form (NFC) before and after each.
///
/// # Errors
/// Why one of them makes nothing of what it got.
pub(crate) fn apply(
    transforms: &[Transform],
    start: Option<Carried>,
    today: Date,
) -> Result<Option<Carried>, Problem> {
    let start = prepared(start);
    transforms.iter().try_fold(start, |value, transform| one(transform, value, today))
}

/// A value as transforms take and give it: in composed form, and absent where nothing is in it.
pub(crate) fn prepared(value: Option<Carried>) -> Option<Carried> {
    value.map(Carried::composed).filter(|value| !value.is_blank())
}

/// Applies one transform to a value that is prepared, and gives such a one.
pub(crate) fn one(
    transform: &Transform,
    value: Option<Carried>,
    today: Date,
) -> Result<Option<Carried>, Problem> {
    let made = match (transform, value) {
        (Transform::Default(default), None) => Ok(Some(Carried::Text(default.clone()))),
        (_, None) => Ok(None),
        (transform, Some(value)) => made(transform, value, today),
    };
    made.map(prepared).map_err(|why| Problem { transform: transform.name(), why })
}

/// What a word comes to, where what is done with it does not depend on the day; `None` where it comes to nothing.
///
/// # Errors
/// Why one of the transforms makes nothing of what it gets.
pub fn word(transforms: &[Transform], word: &str) -> Result<Option<String>, String> {
    let made = apply(transforms, Some(Carried::Text(word.to_owned())), Date::ZERO);
    made.map(|made| made.map(|made| made.to_string())).map_err(|problem| problem.to_string())
}

fn made(transform: &Transform, value: Carried, today: Date) -> Made {
    use Transform as T;
    let made = match transform {
        T::Trim => each(value, |text| text.trim().to_owned()),
        T::CollapseSpaces => each(value, |text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
        T::Upper => each(value, str::to_uppercase),
        T::Lower => each(value, case::lower),
        T::TitleCase => each(value, case::title_case),
        T::StripAccents => each(value, accents::stripped),
        T::DigitsOnly => each(value, cut::digits),
        T::AlnumOnly => each(value, cut::letters_and_digits),
        T::Truncate(most) => each(value, |text| cut::truncated(text, *most as usize).to_owned()),
        T::Prefix(before) => each(value, |text| format!("{before}{text}")),
        T::Suffix(behind) => each(value, |text| format!("{text}{behind}")),
        T::Replace { from, to } => each(value, |text| words::replaced(text, from, to)),
        T::Mask(keep) => each(value, |text| cut::masked(text, *keep as usize)),
        T::Hash => each(value, digest::sha256),
        T::ChoiceMap(table) => each(value, |text| words::chosen(text, table)),
        T::Default(_) => value,
        T::Join(separator) => Carried::Text(value.joined(separator)),
        T::Split { separator, part } => each(value, |text| words::part(text, separator, *part)),
        T::JsonGet(path) => return json::member(&value.to_string(), path),
        T::ToInteger => number::integer(&value.to_string())?,
        T::ToDecimal => number::decimal(&value.to_string())?,
        T::ToBoolean { yes, no } => number::boolean(&value.to_string(), yes, no)?,
        T::Date(format) => date::written(value.date()?, format)?,
        T::DateFromParts(missing) => return Ok(date::whole(value.day()?, *missing)),
        T::Year => Carried::Integer(value.day()?.year().into()),
        T::Age => date::age(value.date()?, today)?,
        T::IsAfterToday => Carried::Boolean(value.date()? > today),
        T::CountryAlpha2 => country::told(&value, model::Country::alpha2)?,
        T::CountryAlpha3 => country::told(&value, model::Country::alpha3)?,
        T::CountryName => country::told(&value, model::Country::name)?,
    };
    Ok(Some(made))
}

/// A function on texts, applied to the text, or to each of a list that is not empty.
fn each(value: Carried, change: impl Fn(&str) -> String) -> Carried {
    let change_member = |item: String| if item.trim().is_empty() { item } else { change(&item) };
    match value {
        Carried::List(items) => Carried::List(items.into_iter().map(change_member).collect()),
        one => Carried::Text(change(&one.to_string())),
    }
}

fn composed(text: &str) -> String {
    text.nfc().collect()
}
