//! Which settings of a field go together.

use model::{Field, FieldType};

use crate::error::{Error, Result};

/// Refuses settings that mean nothing for the field's type, or contradict each other.
pub(super) fn check(field: &Field) -> Result<()> {
    let kind = field.kind;
    if !kind.is_text() && (field.min_length.is_some() || field.max_length.is_some()) {
        return Err(Error::usage(format!("values of type {kind} have no length"))
            .hint("leave --min-length and --max-length out; `field edit --unset` takes them back"));
    }
    if let (Some(min), Some(max)) = (field.min_length, field.max_length)
        && min > max
    {
        return Err(Error::usage(format!("no text has at least {min} and at most {max} characters")));
    }
    if let Some(twice) = first_repeated(&field.values) {
        return Err(Error::usage(format!("the word `{twice}` is there twice")));
    }
    match (kind == FieldType::Choice, field.values.is_empty()) {
        (true, true) => Err(Error::usage("a choice needs words to choose from").hint("pass --values WORDS")),
        (false, false) => Err(Error::usage(format!("a field of type {kind} has no words to choose from"))
            .hint("pass --type choice; `field edit --unset values` takes the words back")),
        _ => Ok(()),
    }
}

/// The first word that stands in a list already.
fn first_repeated(words: &[String]) -> Option<&String> {
    words.iter().enumerate().find_map(|(place, word)| words[..place].contains(word).then_some(word))
}
