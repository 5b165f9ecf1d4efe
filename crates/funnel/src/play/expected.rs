//! What is expected, against what has come of it.

use std::fmt::Display;

use model::funnel_test::Expect;
use model::{FieldId, StepId, Value};

use super::Playing;

/// How many steps of a path are told.
const LONGEST_PATH: usize = 30;

/// An expectation that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Its keys within `expect`: `end`, or `fields` and the field.
    pub keys: Vec<String>,
    /// What was expected, in words.
    pub expected: String,
    /// What has come of it, in words.
    pub actual: String,
}

/// What does not hold, in the order of the documentation.
pub(super) fn compare(playing: &Playing<'_>, expect: &Expect) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let mut tell = |keys: &[&str], expected: String, actual: String| {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        found.push(Mismatch { keys, expected, actual });
    };
    let stands = playing.state.step();
    let ended = playing.ended();
    let no_end = || format!("no end: the session stands at {}", quoted(stands));
    if let Some(end) = &expect.end
        && (ended.is_none() || end != stands)
    {
        tell(&["end"], quoted(end), if ended.is_some() { quoted(stands) } else { no_end() });
    }
    if let Some(result) = expect.result
        && ended != Some(result)
    {
        tell(&["result"], quoted(result), ended.map_or_else(no_end, quoted));
    }
    if let Some(at) = &expect.at
        && (ended.is_some() || at != stands)
    {
        let end = if ended.is_some() { "the end " } else { "" };
        tell(&["at"], quoted(at), format!("{end}{}", quoted(stands)));
    }
    if let Some(path) = &expect.path {
        let taken: Vec<&StepId> = playing.path.iter().map(|passed| &passed.step).collect();
        let expected: Vec<&StepId> = path.iter().collect();
        if taken != expected {
            tell(&["path"], way(&expected), way(&taken));
        }
    }
    for (field, text) in &expect.fields {
        let value = playing.state.values().get(field);
        match is_as_expected(playing, field, text, value) {
            Ok(true) => {}
            Ok(false) => {
                let actual = value.map_or_else(|| "no value".to_owned(), quoted);
                tell(&["fields", field.as_str()], quoted(text), actual);
            }
            Err(why) => tell(&["fields", field.as_str()], quoted(text), why),
        }
    }
    for field in &expect.unset {
        if let Some(value) = playing.state.values().get(field) {
            tell(&["unset"], format!("no value for {}", quoted(field)), quoted(value));
        } else if !playing.funnel.data_model.fields.contains_key(field) {
            tell(&["unset"], format!("no value for {}", quoted(field)), "no such field".to_owned());
        }
    }
    found
}

/// Whether the value is the one that the text stands for.
fn is_as_expected(
    playing: &Playing<'_>,
    id: &FieldId,
    text: &str,
    value: Option<&Value>,
) -> Result<bool, String> {
    let field = playing.funnel.data_model.fields.get(id).ok_or("no such field")?;
    match Value::parse(field, text) {
        Ok(expected) => Ok(value == Some(&expected)),
        Err(_) if value.is_some_and(|value| value.to_string() == text) => Ok(true),
        Err(error) => Err(format!("no value can be that: what is expected {error}")),
    }
}

fn quoted(text: impl Display) -> String {
    format!("`{text}`")
}

/// Steps one after the other, the last ones left out where there are many.
fn way(steps: &[&StepId]) -> String {
    let shown: Vec<&str> = steps.iter().take(LONGEST_PATH).map(|step| step.as_str()).collect();
    let more = steps.len() - shown.len();
    let rest = if more > 0 { format!(" > ({more} more)") } else { String::new() };
    if shown.is_empty() { "no step".to_owned() } else { format!("{}{rest}", shown.join(" > ")) }
}
