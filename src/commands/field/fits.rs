//! Which settings of a field go together.

use model::{Bound, Field, FieldId, FieldType, Pattern, Value};

use crate::error::{Error, Result};

/// Refuses settings that mean nothing for the field's type, or contradict each other.
pub(super) fn check(id: &FieldId, field: &Field) -> Result<()> {
    let kind = field.kind;
    if !kind.has_length() && (field.min_length.is_some() || field.max_length.is_some()) {
        return Err(Error::usage(format!("values of type {kind} have no length"))
            .hint("leave --min-length and --max-length out; `field edit --unset` takes them back"));
    }
    if !kind.has_length() && field.pattern.is_some() {
        return Err(Error::usage(format!("values of type {kind} have no pattern"))
            .hint("leave --pattern out; `field edit --unset pattern` takes it back"));
    }
    if let Some(why) = field.pattern.as_deref().and_then(|pattern| Pattern::new(pattern).err()) {
        return Err(Error::usage("the pattern is no regular expression that takes linear time").cause(why));
    }
    if !kind.is_decimal() && field.scale.is_some() {
        return Err(Error::usage(format!("values of type {kind} have no places after the point"))
            .hint("leave --scale out; `field edit --unset scale` takes it back"));
    }
    bounds(field)?;
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
        _ => {
            aliases(field)?;
            default(field)?;
            rest(id, field)
        }
    }
}

/// Refuses all else that a rule would call an error.
fn rest(id: &FieldId, field: &Field) -> Result<()> {
    if field.kind == FieldType::Composite && field.parts.is_empty() {
        return Err(
            Error::usage("a composite needs parts").hint("pass --part NAME for each of them, in their order")
        );
    }
    match check::field_errors(id, field).into_iter().next() {
        None => Ok(()),
        Some(fault) => {
            let usage = Error::usage(fault.message);
            Err(match fault.help {
                Some(help) => usage.hint(help),
                None => usage,
            })
        }
    }
}

/// Refuses other spellings of what is no word of the field, and those that are words themselves.
fn aliases(field: &Field) -> Result<()> {
    if !field.aliases.is_empty() && field.kind != FieldType::Choice {
        return Err(Error::usage(format!(
            "a field of type {} has no words with other spellings",
            field.kind
        ))
        .hint("leave --alias out; `field edit --unset aliases` takes them back"));
    }
    for (alias, word) in &field.aliases {
        if !field.values.contains(word) {
            let usage = Error::unknown("word", word, field.values.iter().map(String::as_str));
            return Err(
                usage.hint(format!("`{alias}` is another spelling of it: `--no-alias` takes it back"))
            );
        }
        if field.values.contains(alias) {
            return Err(Error::usage(format!(
                "`{alias}` is a word to choose already, and no other spelling"
            )));
        }
    }
    Ok(())
}

/// Refuses bounds of values that have none, and those between which nothing lies.
fn bounds(field: &Field) -> Result<()> {
    let kind = field.kind;
    for (flag, bound) in [("min", &field.min), ("max", &field.max)] {
        let Some(bound) = bound else { continue };
        if !kind.is_number() && !kind.is_date() {
            return Err(Error::usage(format!("values of type {kind} have no {flag}"))
                .hint(format!("leave --{flag} out; `field edit --unset {flag}` takes it back")));
        }
        if bound.rank(kind).is_none() {
            let wanted =
                if kind.is_date() { "a date such as 2020-01-31, `today`, or -18y" } else { "a number" };
            return Err(Error::usage(format!("`{bound}` is no --{flag} for type {kind}: write {wanted}")));
        }
    }
    let ranks = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.rank(kind));
    match (ranks(&field.min), ranks(&field.max)) {
        (Some(min), Some(max)) if min > max => Err(Error::usage("the least value is above the greatest one")),
        _ => Ok(()),
    }
}

/// Refuses a default that is no value of the field.
fn default(field: &Field) -> Result<()> {
    let Some(default) = &field.default else { return Ok(()) };
    match Value::parse(field, default) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::usage(format!("the default {error}"))),
    }
}

/// The first word that stands in a list already.
fn first_repeated(words: &[String]) -> Option<&String> {
    words.iter().enumerate().find_map(|(place, word)| words[..place].contains(word).then_some(word))
}
