//! Questions about the settings of a step, one after another, with today's values as defaults.

use model::{DataModel, Step};
use serde::Serialize;
use serde_json::{Map, Value};
use workspace::verbs::VerbError;

use super::Changes;
use crate::commands::text;
use crate::error::Result;
use crate::ui::{Ui, plain};

/// The answer that takes a setting back.
const BACK: &str = "-";

/// How much of a text is shown in a question, in characters.
const SHOWN: usize = 50;

/// Questions, and what the answers change.
pub(in crate::commands::funnel) struct Questions<'a> {
    ui: &'a mut Ui,
    /// What the workspace's fields are.
    pub(super) data_model: &'a DataModel,
    /// What the step says today.
    now: Map<String, Value>,
    changes: Changes,
}

impl<'a> Questions<'a> {
    /// Questions about a step.
    pub(in crate::commands::funnel) fn about(
        step: &Step,
        data_model: &'a DataModel,
        ui: &'a mut Ui,
    ) -> Result<Self> {
        let now = match serde_json::to_value(step)? {
            Value::Object(now) => now,
            _ => Map::new(),
        };
        Ok(Self { ui, data_model, now, changes: Changes::default() })
    }

    /// What the answers change.
    pub(in crate::commands::funnel) fn changes(self) -> Changes {
        self.changes
    }

    /// Says what is not asked.
    pub(super) fn say(&mut self, text: &str) {
        self.ui.say(text);
    }

    /// Asks for a line of text.
    pub(super) fn text(&mut self, key: &'static str, what: &str) -> Result<()> {
        self.typed(key, what, "not set", text::line)
    }

    /// Asks for a number.
    pub(super) fn number(&mut self, key: &'static str, what: &str, default: &str, least: u32) -> Result<()> {
        self.typed(key, what, default, |answer| match answer.parse::<u32>() {
            Ok(number) if number >= least => Ok(number),
            _ => Err(format!("a whole number from {least} on is wanted")),
        })
    }

    /// Asks for something that is typed. `default` is what counts while the setting is not set.
    pub(super) fn typed<T: Serialize>(
        &mut self,
        key: &'static str,
        what: &str,
        default: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<()> {
        let now = self.now.get(key).map_or_else(|| default.to_owned(), shown);
        let Some(answer) = self.line(key, what, &now, |answer| parse(answer).map(drop))? else {
            return Ok(());
        };
        if answer == BACK {
            self.back(key);
            return Ok(());
        }
        match parse(&answer) {
            Ok(value) => self.put(key, value),
            // The question is not over before.
            Err(_) => Ok(()),
        }
    }

    /// As [`Self::text`], for a setting that has to be there.
    pub(super) fn needed(&mut self, key: &'static str, what: &str) -> Result<()> {
        let prompt = format!("{what} [{}]", self.now.get(key).map(shown).unwrap_or_default());
        let check = |answer: &str| match answer {
            BACK => Err("it cannot be without this setting".to_owned()),
            answer => text::line(answer).map(drop),
        };
        match self.ui.ask_checked(&prompt, &format!("--{key}"), check)? {
            Some(answer) => self.put(key, answer),
            None => Ok(()),
        }
    }

    /// Asks for a line: `None` when what is there stays, [`BACK`] is taken as it is.
    fn line(
        &mut self,
        key: &str,
        what: &str,
        now: &str,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>> {
        let check = |answer: &str| if answer == BACK { Ok(()) } else { check(answer) };
        self.ui.ask_checked(&format!("{what} [{now}]"), &format!("--{key}"), check)
    }

    /// Asks for each thing of a list, then for more of them. `show` is how one is typed, if it can be.
    pub(super) fn each<T: Clone>(
        &mut self,
        key: &str,
        what: &str,
        now: &[T],
        show: impl Fn(&T) -> Option<String>,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Vec<T>> {
        let mut left = Vec::new();
        for (place, item) in now.iter().enumerate() {
            let what = format!("{what} {}", place + 1);
            let now = show(item).unwrap_or_else(|| "more than fits here".to_owned());
            match self.line(key, &what, &shortened(&now), |answer| parse(answer).map(drop))?.as_deref() {
                None => left.push(item.clone()),
                Some(BACK) => {}
                Some(answer) => left.extend(parse(answer)),
            }
        }
        let another = format!("Another {}", what.to_lowercase());
        while let Some(answer) = self.line(key, &another, "no more", |answer| parse(answer).map(drop))? {
            if answer == BACK {
                break;
            }
            left.extend(parse(&answer));
        }
        Ok(left)
    }

    /// Lets choose one of several values. `unset` is what counts while the setting is not set; without it there has to be a
    /// value.
    pub(super) fn one_of(
        &mut self,
        key: &'static str,
        what: &str,
        unset: Option<&str>,
        options: impl IntoIterator<Item = (String, Value)>,
    ) -> Result<()> {
        let first = unset.map(|default| (default.to_owned(), None));
        let options: Vec<(String, Option<Value>)> =
            first.into_iter().chain(options.into_iter().map(|(label, value)| (label, Some(value)))).collect();
        let today = options.iter().position(|(_, value)| value.as_ref() == self.now.get(key)).unwrap_or(0);
        let labels: Vec<String> = options.iter().map(|(label, _)| label.clone()).collect();
        let chosen = self.choose(key, what, &labels, today)?;
        if let Some((_, Some(value))) = options.into_iter().nth(chosen) {
            return self.put(key, value);
        }
        self.back(key);
        Ok(())
    }

    /// Lets choose one of several words.
    pub(super) fn word<const N: usize>(
        &mut self,
        key: &'static str,
        what: &str,
        unset: Option<&str>,
        words: [&str; N],
    ) -> Result<()> {
        self.one_of(key, what, unset, words.map(|word| (word.to_owned(), Value::from(word))))
    }

    /// Lets choose one; gives its place.
    pub(super) fn choose(&mut self, key: &str, what: &str, labels: &[String], today: usize) -> Result<usize> {
        self.ui.choose_from(what, &format!("--{key}"), labels, today)
    }

    /// Lets choose any number; gives their places, or `None` when they are the same as before.
    pub(super) fn several_of(
        &mut self,
        key: &str,
        what: &str,
        labels: &[String],
        chosen: &[bool],
    ) -> Result<Option<Vec<usize>>> {
        let now: Vec<usize> =
            chosen.iter().enumerate().filter_map(|(place, chosen)| chosen.then_some(place)).collect();
        let answer = self.ui.choose_many(what, &format!("--{key}"), labels, chosen)?;
        Ok((answer != now).then_some(answer))
    }

    /// Asks for yes or no.
    pub(super) fn whether(&mut self, key: &'static str, what: &str) -> Result<()> {
        let now = self.now.get(key).and_then(Value::as_bool).unwrap_or(false);
        let answer = self.ui.ask_whether(what, &format!("--{key}"), now)?;
        if answer == now { Ok(()) } else { self.put(key, answer) }
    }

    /// Gives a setting a value.
    pub(super) fn put(&mut self, key: &'static str, value: impl Serialize) -> Result<()> {
        let value = serde_json::to_value(value)?;
        if self.now.get(key) == Some(&value) { Ok(()) } else { self.changes.set(key, Some(value)) }
    }

    /// Takes a setting back.
    pub(super) fn back(&mut self, key: &'static str) {
        if self.now.contains_key(key) {
            self.changes.unset(key);
        }
    }
}

/// What a verb says, and what was probably meant, in one line.
pub(super) fn told(error: &VerbError) -> String {
    match error {
        VerbError::Unknown { nearest: Some(nearest), .. } => format!("{error}; did you mean `{nearest}`?"),
        error => error.to_string(),
    }
}

/// A value in a question.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => shortened(text),
        Value::Array(items) => shortened(&items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => shortened(&other.to_string()),
    }
}

/// The first line of a text, with a mark where something is left out.
fn shortened(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let short = text::shortened(&plain(first), SHOWN);
    if rest.is_empty() || short.ends_with('…') { short } else { format!("{short}…") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::shown;

    #[test]
    fn values_are_shown_in_one_line() {
        assert_eq!(shown(&json!("Welcome\nto us")), "Welcome…");
        assert_eq!(shown(&json!(["no", "other"])), "no, other");
        assert_eq!(shown(&json!(true)), "yes");
        assert_eq!(shown(&json!("a\u{1b}[31m")), "a\\u{1b}[31m");
        assert_eq!(shown(&json!("x".repeat(80))).chars().count(), 51);
    }
}
