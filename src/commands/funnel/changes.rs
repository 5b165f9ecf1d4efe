//! Changes of a step's settings: one form for what any flag says, whether a step is added or edited, in all
//! environments or in one.

use std::collections::BTreeMap;

use model::{Step, StepSettings};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// Settings to change, by key.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes(BTreeMap<&'static str, Change>);

/// A change of one setting.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// The flag that asks for it.
    pub(super) flag: String,
    /// What the setting becomes; `None` takes it back.
    pub(super) value: Option<Value>,
}

impl Changes {
    /// Gives a setting a value, if there is one; its flag has its name.
    pub(super) fn set(&mut self, key: &'static str, value: Option<impl Serialize>) -> Result<()> {
        self.set_by(&format!("--{key}"), key, value)
    }

    /// Gives a setting a value, if there is one; its flag has another name.
    pub(super) fn set_by(
        &mut self,
        flag: &str,
        key: &'static str,
        value: Option<impl Serialize>,
    ) -> Result<()> {
        if let Some(value) = value {
            let value = Some(serde_json::to_value(value)?);
            self.0.insert(key, Change { flag: flag.to_owned(), value });
        }
        Ok(())
    }

    /// Turns a setting on or off, if one of both was asked for.
    pub(super) fn switch(&mut self, key: &'static str, on: bool, off: bool) -> Result<()> {
        self.set(key, on.then_some(true))?;
        self.set_by(&format!("--no-{key}"), key, off.then_some(false))
    }

    /// Takes a setting back.
    pub(super) fn unset(&mut self, key: &'static str) {
        self.0.insert(key, Change { flag: format!("--unset {key}"), value: None });
    }

    /// Adds a change.
    pub(super) fn put(&mut self, key: &'static str, change: Change) {
        self.0.insert(key, change);
    }

    /// The changes by key.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &Change)> {
        self.0.iter().map(|(key, change)| (*key, change))
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a setting gets a value.
    pub(super) fn sets(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(|change| change.value.is_some())
    }

    /// The settings of a new step of a kind.
    pub(super) fn begin(&self, kind: &str) -> Result<StepSettings> {
        let settings: Map<String, Value> = self
            .iter()
            .filter_map(|(key, change)| change.value.clone().map(|value| (key.to_owned(), value)))
            .collect();
        StepSettings::of_kind(kind, Value::Object(settings)).map_err(|error| refused(kind, &error))
    }

    /// The step with the changes made.
    pub(super) fn apply(&self, step: &Step) -> Result<Step> {
        let taken_back = self.iter().filter(|(_, change)| change.value.is_none());
        let taken_back: Vec<&str> = taken_back.map(|(key, _)| key).collect();
        self.applied(step, &taken_back)
    }

    /// The step with the new values only: nothing is taken back.
    pub(super) fn apply_values(&self, step: &Step) -> Result<Step> {
        self.applied(step, &[])
    }

    fn applied(&self, step: &Step, taken_back: &[&str]) -> Result<Step> {
        let mut json = serde_json::to_value(step)?;
        if let Some(keys) = json.as_object_mut() {
            keys.retain(|key, _| !taken_back.contains(&key.as_str()));
            let values = self.iter().filter_map(|(key, change)| Some((key, change.value.as_ref()?)));
            keys.extend(values.map(|(key, value)| (key.to_owned(), value.clone())));
        }
        serde_json::from_value(json).map_err(|error| refused(step.settings.kind(), &error))
    }
}

impl IntoIterator for Changes {
    type Item = (&'static str, Change);
    type IntoIter = std::collections::btree_map::IntoIter<&'static str, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

fn refused(kind: &str, error: &serde_json::Error) -> Error {
    Error::usage(format!("these are no settings of a step of kind `{kind}`")).cause(error.to_string())
}

#[cfg(test)]
mod tests {
    use model::step::{EndResult, PageStep};

    use super::*;

    #[test]
    fn only_what_is_given_changes_and_unset_takes_back() {
        let page = PageStep { title: Some("Welcome".into()), allow_dismiss: true, ..PageStep::default() };
        let step = Step::new(StepSettings::Page(page.clone()));
        let mut changes = Changes::default();
        changes.set("body", Some("Hello")).unwrap();
        changes.switch("allow-dismiss", false, true).unwrap();
        changes.unset("title");
        let expected = PageStep { title: None, body: Some("Hello".into()), allow_dismiss: false, ..page };
        assert_eq!(changes.apply(&step).unwrap().settings, StepSettings::Page(expected));
    }

    #[test]
    fn what_a_kind_needs_cannot_be_taken_back() {
        let mut changes = Changes::default();
        changes.set("result", Some(EndResult::Completed)).unwrap();
        let step = Step::new(changes.begin("end").unwrap());
        let mut back = Changes::default();
        back.unset("result");
        let error = back.apply(&step).unwrap_err();
        assert!(error.causes[0].contains("missing field `result`"), "{error:?}");
    }
}
