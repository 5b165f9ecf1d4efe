//! Making the changes that findings offer: on what a file says, whether or not all of it can be read.

use std::collections::BTreeSet;

use model::{Diagnostic, EnvName, Fix, KeyPath, ResourceName, Segment};
use serde_json::{Map, Value as Json};
use toml_edit::DocumentMut;

use super::{Edit, EditError, apply, lines};
use crate::read::{Texts, lower_resource, lower_settings, lower_test};
use crate::sources::key_ranges;
use crate::{Loaded, Sources};

impl Edit {
    /// Reads the workspace as it is with the edits so far, resolved as by [`crate::Root::load`].
    pub fn load(&self, env: Option<&EnvName>) -> Loaded {
        self.root.load_with(env, self.texts(), false)
    }

    /// As [`Edit::load`], and the funnel tests.
    pub fn load_with_tests(&self, env: Option<&EnvName>) -> Loaded {
        self.root.load_with(env, self.texts(), true)
    }

    fn texts(&self) -> Texts {
        self.files.iter().map(|(name, file)| (name.clone(), file.after.clone())).collect()
    }

    /// Makes fixes of findings about one resource, which do not touch each other: in the settings of one environment where
    /// a finding is about those. `sources` are those of the reading that found them. Tells whether they could be made, all
    /// of them or none: not where what they change is not there any more, and not where other things would be wrong with
    /// the file then.
    pub fn mend(&mut self, fixes: &[(&Diagnostic, &Fix)], sources: &Sources) -> Result<bool, EditError> {
        let Some((Diagnostic { resource, .. }, _)) = fixes.first() else { return Ok(true) };
        let is_new = !self.files.contains_key(resource);
        let open = self.open(resource)?;
        if is_new && open.after.as_deref() != sources.text(resource) {
            return Err(EditError::ChangedMeanwhile(open.path.clone()));
        }
        let changes: Vec<Change<'_>> =
            fixes.iter().map(|(finding, fix)| Change::of(finding, sources.env_of(finding), fix)).collect();
        let after = open.after.as_deref().and_then(|text| mended(resource, text, &changes));
        let is_mended = after.is_some();
        if is_mended {
            open.after = after;
        }
        Ok(is_mended)
    }
}

/// A fix, and where it belongs.
pub(crate) struct Change<'a> {
    /// Where the finding is.
    at: &'a KeyPath,
    /// The environment whose settings are meant, where they say something.
    env: Option<&'a EnvName>,
    fix: &'a Fix,
}

impl<'a> Change<'a> {
    /// The change by which a finding is mended.
    pub(crate) fn of(finding: &'a Diagnostic, env: Option<&'a EnvName>, fix: &'a Fix) -> Self {
        Self { at: &finding.path, env, fix }
    }
}

/// The text of a file with changes made; `None` when they cannot be made, or when the file would have faults then that it
/// does not have now.
pub(crate) fn mended(name: &ResourceName, text: &str, changes: &[Change<'_>]) -> Option<String> {
    let before = Json::Object(says(text)?);
    let mut meant = before.clone();
    let mut spellings = Vec::new();
    let mut envs = BTreeSet::from([None]);
    for Change { at, env, fix } in changes {
        let mut place = overlay(&before, at, *env).unwrap_or_default();
        place.extend_from_slice(fix.path.segments());
        spellings.extend(spelling(&before, &place, fix.value.as_ref()));
        set(&mut meant, &place, fix.value.as_ref())?;
        envs.insert(*env);
    }
    let Json::Object(meant) = meant else { return None };
    let after = written(text, &spellings, &meant)?;
    let news = |env| !faults(name, &after, env).is_subset(&faults(name, text, env));
    (after != text && says(&after).as_ref() == Some(&meant) && !envs.into_iter().any(news)).then_some(after)
}

/// The text that says what is meant. Keys that are only spelled otherwise stay where they are, with all around them.
fn written(text: &str, spellings: &[(Vec<Segment>, String)], meant: &Map<String, Json>) -> Option<String> {
    let respelled = respelled(text, spellings);
    let parsed = |text: String| Some((lines::unified(&text).parse::<DocumentMut>().ok()?, text));
    let (mut document, text) = parsed(respelled).or_else(|| parsed(text.to_owned()))?;
    let said = apply::json_of(&document);
    // Otherwise there is more to do, or a table that is named in several lines has two names now.
    if said == *meant {
        return Some(text);
    }
    let printed = document.to_string();
    apply::apply(&mut document, &said, meant);
    Some(lines::restored(&text, &printed, document.to_string()))
}

/// The key that a table with a new value spells otherwise, and how.
fn spelling(before: &Json, table: &[Segment], value: Option<&Json>) -> Option<(Vec<Segment>, String)> {
    let (old, new) = (lead(before, table)?.as_object()?, value?.as_object()?);
    let gone: Vec<&String> = old.keys().filter(|key| !new.contains_key(*key)).collect();
    let come: Vec<&String> = new.keys().filter(|key| !old.contains_key(*key)).collect();
    let ([wrong], [right]) = (&gone[..], &come[..]) else { return None };
    let key = Segment::Key((*wrong).clone());
    Some((table.iter().cloned().chain([key]).collect(), (*right).clone()))
}

fn respelled(text: &str, spellings: &[(Vec<Segment>, String)]) -> String {
    if spellings.is_empty() {
        return text.to_owned();
    }
    let ranges = key_ranges(text, spellings.iter().map(|(path, _)| path.as_slice()));
    let mut places: Vec<_> =
        ranges.into_iter().zip(spellings).filter_map(|(range, (_, right))| Some((range?, right))).collect();
    // From the end, so that what is before keeps its place.
    places.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = text.to_owned();
    for (range, right) in places {
        text.replace_range(range, &toml_edit::Key::new(right.as_str()).display_repr());
    }
    text
}

/// The path of an environment's settings, if what a path leads to stands there.
fn overlay(document: &Json, path: &KeyPath, env: Option<&EnvName>) -> Option<Vec<Segment>> {
    let overlay = KeyPath::of(["env", env?.as_str()]);
    let settings = lead(document, overlay.segments())?;
    (!path.is_root() && lead(settings, path.segments()).is_some()).then(|| overlay.segments().to_vec())
}

fn lead<'a>(json: &'a Json, path: &[Segment]) -> Option<&'a Json> {
    path.iter().try_fold(json, |json, segment| match segment {
        Segment::Key(key) => json.get(key),
        Segment::Index(index) => json.get(index),
    })
}

/// Writes a value, or takes away what is there. `None` when the path leads nowhere.
fn set(json: &mut Json, path: &[Segment], value: Option<&Json>) -> Option<()> {
    let Some((last, parents)) = path.split_last() else {
        *json = value?.clone();
        return Some(());
    };
    let parent = parents.iter().try_fold(json, |json, segment| match segment {
        Segment::Key(key) => json.get_mut(key),
        Segment::Index(index) => json.get_mut(index),
    })?;
    match (last, value) {
        (Segment::Key(key), Some(value)) => drop(parent.as_object_mut()?.insert(key.clone(), value.clone())),
        (Segment::Key(key), None) => drop(parent.as_object_mut()?.shift_remove(key)?),
        (Segment::Index(index), Some(value)) => *parent.get_mut(index)? = value.clone(),
        (Segment::Index(index), None) => {
            let items = parent.as_array_mut().filter(|items| *index < items.len())?;
            items.remove(*index);
        }
    }
    Some(())
}

fn says(text: &str) -> Option<Map<String, Json>> {
    lines::unified(text).parse().ok().map(|document| apply::json_of(&document))
}

/// What reading a file finds.
fn faults(name: &ResourceName, text: &str, env: Option<&EnvName>) -> BTreeSet<(String, KeyPath, String)> {
    let found = match name {
        ResourceName::Workspace => lower_settings(text).diagnostics,
        ResourceName::Test(_) => lower_test(name, text).diagnostics,
        _ => lower_resource(name, text, env).diagnostics,
    };
    found.into_iter().map(|finding| (finding.code, finding.path, finding.message)).collect()
}
