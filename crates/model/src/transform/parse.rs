//! Reading transforms.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::argument::{Argument, divided, meant, number};
use super::table::{About, named};
use super::{CHOICE_MAP, MissingParts, TABLE, Transform};

/// How much of what was written is told again, in characters.
const SHOWN: usize = 60;

/// Why a text is no transform.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransformError {
    /// No such name.
    #[error("there is no transform `{name}`{}", nearest.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// What was written.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// What stands behind the name is not what it needs.
    #[error("the transform `{name}` {why}: write it like `{example}`")]
    Argument {
        /// The transform.
        name: &'static str,
        /// What is wrong.
        why: String,
        /// How it is written.
        example: &'static str,
    },
}

impl FromStr for Transform {
    type Err = TransformError;

    fn from_str(text: &str) -> Result<Self, TransformError> {
        let (name, rest) = match text.split_once(':') {
            Some((name, rest)) => (name, Some(rest)),
            None => (text, None),
        };
        let about = named(name).ok_or_else(|| TransformError::Unknown {
            name: name.chars().take(SHOWN).collect(),
            nearest: crate::suggest::nearest(name, TABLE.iter().map(|about| about.name)),
        })?;
        let wrong =
            |why: String| TransformError::Argument { name: about.name, why, example: about.example.written };
        if name == CHOICE_MAP {
            return pairs(rest).map(Self::ChoiceMap).map_err(wrong);
        }
        arguments(about, rest).and_then(|arguments| made(name, arguments)).map_err(wrong)
    }
}

/// What stands behind the name, checked one by one.
fn arguments(about: &About, rest: Option<&str>) -> Result<Vec<String>, String> {
    let wanted = about.arguments;
    let needs_all = || match wanted {
        [one] => format!("needs {}", one.noun()),
        several => {
            let names: Vec<String> = several.iter().map(|argument| argument.placeholder()).collect();
            format!("needs {}, with a colon between", names.join(" and "))
        }
    };
    let Some(rest) = rest else {
        return if wanted.is_empty() { Ok(Vec::new()) } else { Err(needs_all()) };
    };
    if wanted.is_empty() {
        return Err("stands alone".to_owned());
    }
    let given = divided(rest, ':');
    if given.len() < wanted.len() {
        return Err(needs_all());
    }
    if given.len() > wanted.len() {
        return Err(r"has a colon too many (in a text, a colon is `\:`)".to_owned());
    }
    let read = wanted.iter().zip(given).map(|(argument, given)| {
        let text = meant(given).ok_or_else(backslash)?;
        if argument.takes(&text) { Ok(text) } else { Err(needs(*argument, wanted.len())) }
    });
    read.collect()
}

fn needs(argument: Argument, among: usize) -> String {
    match argument {
        Argument::Word(&["en"]) => "knows names in English only".to_owned(),
        _ if among > 1 => format!("needs {} for {}", argument.noun(), argument.placeholder()),
        _ => format!("needs {}", argument.noun()),
    }
}

fn backslash() -> String {
    r"has a backslash that stands for nothing (a backslash is `\\`)".to_owned()
}

/// The table of words, written in one line.
fn pairs(rest: Option<&str>) -> Result<BTreeMap<String, String>, String> {
    let needs = || "needs words, each with another for it behind an equals sign".to_owned();
    let mut words = BTreeMap::new();
    for pair in divided(rest.ok_or_else(needs)?, ':') {
        let [from, to] = divided(pair, '=')[..] else { return Err(needs()) };
        let (from, to) = meant(from).zip(meant(to)).ok_or_else(backslash)?;
        if words.insert(from, to).is_some() {
            return Err("has a word twice".to_owned());
        }
    }
    Ok(words)
}

/// The transform of a name and of arguments that were checked.
fn made(name: &str, arguments: Vec<String>) -> Result<Transform, String> {
    use Transform as T;
    let mut arguments = arguments.into_iter();
    let mut text = || arguments.next().unwrap_or_default();
    let count = |text: &str| number(text).unwrap_or_default();
    Ok(match name {
        "trim" => T::Trim,
        "collapse-spaces" => T::CollapseSpaces,
        "upper" => T::Upper,
        "lower" => T::Lower,
        "title-case" => T::TitleCase,
        "strip-accents" => T::StripAccents,
        "digits-only" => T::DigitsOnly,
        "alnum-only" => T::AlnumOnly,
        "truncate" => T::Truncate(count(&text())),
        "prefix" => T::Prefix(text()),
        "suffix" => T::Suffix(text()),
        "replace" => T::Replace { from: text(), to: text() },
        "mask" => T::Mask(count(&text())),
        "hash" => T::Hash,
        "default" => T::Default(text()),
        "join" => T::Join(text()),
        "split" => T::Split { separator: text(), part: count(&text()) },
        "json-get" => T::JsonGet(text()),
        "to-integer" => T::ToInteger,
        "to-decimal" => T::ToDecimal,
        "to-boolean" => {
            let (yes, no) = (text(), text());
            if yes == no {
                return Err("needs two words that differ".to_owned());
            }
            T::ToBoolean { yes, no }
        }
        "date" => T::Date(date_format(text())?),
        "date-from-parts" if text() == MissingParts::First.as_str() => T::DateFromParts(MissingParts::First),
        "date-from-parts" => T::DateFromParts(MissingParts::Reject),
        "year" => T::Year,
        "age" => T::Age,
        "is-after" => T::IsAfterToday,
        "country-alpha2" => T::CountryAlpha2,
        "country-alpha3" => T::CountryAlpha3,
        "country-name" => T::CountryName,
        _ => return Err("is in the table alone".to_owned()),
    })
}

/// A format that every date can be written by.
fn date_format(format: String) -> Result<String, String> {
    let days = [jiff::civil::date(1, 1, 1), jiff::civil::date(1900, 2, 28), jiff::civil::date(2100, 12, 31)];
    for day in days {
        if let Err(error) = jiff::fmt::strtime::format(&format, day) {
            return Err(format!("has a format by which not every date can be written ({error})"));
        }
    }
    Ok(format)
}

/// Transforms with commas between, as people type them in one argument. A comma in what a transform is told divides only where
/// a transform's name follows; `\,` is always a comma.
///
/// # Errors
/// Why one of them is none.
pub fn listed(text: &str) -> Result<Vec<Transform>, TransformError> {
    let mut listed: Vec<String> = Vec::new();
    for part in divided(text, ',') {
        let name = part.trim_start().split(':').next().unwrap_or_default().trim_end();
        match listed.last_mut() {
            Some(before) if before.contains(':') && named(name).is_none() => {
                before.push(',');
                before.push_str(part);
            }
            _ => listed.push(part.trim_start().to_owned()),
        }
    }
    listed.iter().map(|one| with_commas(one).parse()).collect()
}

/// The text with a comma for each `\,`.
fn with_commas(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match (c, characters.clone().next()) {
            ('\\', Some(',')) => {}
            ('\\', Some(next)) => {
                plain.extend([c, next]);
                characters.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}
