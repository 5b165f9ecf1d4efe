//! Taking out of a campaign's file what refers to something that goes, in all environments and in single ones.

use std::collections::BTreeSet;

use model::{Condition, FieldId, KeyPath, Outcome, ResourceName, Segment, StepId, placeholders};
use serde_json::{Map, Value as Json};

use super::references::Place;
use super::{Told, Way};

type Members = Map<String, Json>;

/// Takes a field out of a campaign: off pages and out of their texts, out of mappings and assignments, and with the branches whose
/// condition reads it.
pub(super) fn field(resource: &ResourceName, file: &mut Members, field: &FieldId) -> Vec<Told> {
    let mut taking = Taking::of(resource);
    each_step(file, &mut |at, step| taking.field(at, step, field));
    taking.branches(file, &|condition| condition.fields().contains(&field));
    taking.told
}

/// Takes the branches out of a campaign whose condition asks how a step ended.
pub(super) fn outcomes_of(resource: &ResourceName, file: &mut Members, asked: &StepId) -> Vec<Told> {
    let mut taking = Taking::of(resource);
    taking.branches(file, &|condition| condition.steps().contains(&asked));
    taking.told
}

struct Taking<'a> {
    resource: &'a ResourceName,
    told: Vec<Told>,
}

/// Where the settings of a step are.
struct At {
    step: String,
    /// The step's table, or the one that has its settings for a single environment.
    path: KeyPath,
    /// Whether they are for a single environment: what is empty there still stands in place of what is not.
    overlay: bool,
}

impl<'a> Taking<'a> {
    fn of(resource: &'a ResourceName) -> Self {
        Self { resource, told: Vec::new() }
    }

    fn removed(&mut self, path: KeyPath) {
        self.told.push(Told::Removed(Place { resource: self.resource.clone(), path }));
    }

    fn field(&mut self, at: &At, step: &mut Members, field: &FieldId) {
        for key in ["map", "receive"] {
            if let Some(map) = step.get_mut(key).and_then(Json::as_object_mut)
                && map.shift_remove(field.as_str()).is_some()
            {
                self.removed(at.path.clone().key(key).key(field.as_str()));
                if map.is_empty() {
                    step.shift_remove(key);
                }
            }
        }
        self.items(at, step, "send", &|item| item.as_str() == Some(field.as_str()));
        let asked = |item: &Json| item.get("field").and_then(Json::as_str) == Some(field.as_str());
        self.items(at, step, "fields", &asked);
        let country = step.get("consent-country").and_then(Json::as_str);
        if country == Some(field.as_str()) && country != Some("ask") {
            step.shift_remove("consent-country");
            self.removed(at.path.clone().key("consent-country"));
        }
        for key in ["title", "body"] {
            self.unfill(&at.path, step, key, field);
        }
        if let Some(set) = step.get_mut("set").and_then(Json::as_object_mut) {
            let path = at.path.clone().key("set");
            self.assignments(&path, set, field);
            if set.is_empty() && !at.overlay {
                step.shift_remove("set");
            }
        }
    }

    /// Takes out what sets the field, and what is set to its value.
    fn assignments(&mut self, path: &KeyPath, set: &mut Members, field: &FieldId) {
        set.retain(|target, assignment| {
            let from = assignment.get("field").and_then(Json::as_str);
            let goes = target == field.as_str() || from == Some(field.as_str());
            if goes {
                self.removed(path.clone().key(target.as_str()));
            }
            !goes
        });
        let mut emptied = Vec::new();
        for (target, assignment) in set.iter_mut() {
            let Some(assignment) = assignment.as_object_mut() else { continue };
            let had = assignment.contains_key("template");
            self.unfill(&path.clone().key(target.as_str()), assignment, "template", field);
            if had && !assignment.contains_key("template") {
                emptied.push(target.clone());
            }
        }
        for target in emptied {
            set.shift_remove(&target);
        }
    }

    /// Takes what stands for the field out of a text, and the text where nothing is left of it.
    fn unfill(&mut self, path: &KeyPath, members: &mut Members, key: &str, field: &FieldId) {
        let Some(text) = members.get(key).and_then(Json::as_str) else { return };
        let left = placeholders::removed(text, field.as_str());
        if left == text {
            return;
        }
        let place = Place { resource: self.resource.clone(), path: path.clone().key(key) };
        self.told.push(Told::Unfilled { place, field: field.clone() });
        if left.trim().is_empty() {
            members.shift_remove(key);
        } else {
            members.insert(key.to_owned(), Json::String(left));
        }
    }

    /// Takes items out of an array of a step.
    fn items(&mut self, at: &At, step: &mut Members, key: &str, goes: &dyn Fn(&Json) -> bool) {
        let Some(items) = step.get_mut(key).and_then(Json::as_array_mut) else { return };
        let mut place = 0;
        let mut gone = false;
        items.retain(|item| {
            let goes = goes(item);
            if goes {
                self.removed(at.path.clone().key(key).index(place));
            }
            place += 1;
            gone |= goes;
            !goes
        });
        if gone && items.is_empty() && !at.overlay {
            step.shift_remove(key);
        }
    }

    /// Takes branches out of decisions, and the connections of outcomes that no branch has any more.
    fn branches(&mut self, file: &mut Members, goes: &dyn Fn(&Condition) -> bool) {
        let before = outcomes(file);
        each_step(file, &mut |at, step| {
            self.items(at, step, "branch", &|branch| {
                let when = branch.get("when").cloned().unwrap_or_default();
                serde_json::from_value::<Condition>(when).is_ok_and(|condition| goes(&condition))
            });
        });
        let after = outcomes(file);
        for (step, outcome) in before.difference(&after) {
            let on =
                file.get_mut("step").and_then(|steps| steps.get_mut(step)?.get_mut("on")?.as_object_mut());
            let was = on.and_then(|on| on.shift_remove(outcome));
            let (Some(Json::String(was)), Ok(from), Ok(outcome)) =
                (was, StepId::new(step), Outcome::new(outcome))
            else {
                continue;
            };
            if let Ok(was) = StepId::new(&was) {
                self.told.push(Told::Disconnected { way: Way::new(from, outcome), was });
            }
        }
    }
}

/// The outcomes of all branches, with their steps. `otherwise` and `exhausted` are outcomes without one.
fn outcomes(file: &mut Members) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    each_step(file, &mut |at, step| {
        let branches = step.get("branch").and_then(Json::as_array).into_iter().flatten();
        let outcomes = branches.filter_map(|branch| branch.get("outcome")?.as_str());
        let own = outcomes.filter(|outcome| ![Outcome::OTHERWISE, Outcome::EXHAUSTED].contains(outcome));
        found.extend(own.map(|outcome| (at.step.clone(), outcome.to_owned())));
    });
    found
}

/// The settings of each step, for all environments and for single ones.
fn each_step(file: &mut Members, see: &mut dyn FnMut(&At, &mut Members)) {
    let mut steps = |members: &mut Members, path: &KeyPath| {
        let path = path.clone().key("step");
        let steps = members.get_mut("step").and_then(Json::as_object_mut);
        for (id, step) in steps.into_iter().flatten() {
            if let Some(step) = step.as_object_mut() {
                let overlay = matches!(path.segments().first(), Some(Segment::Key(key)) if key == "env");
                see(&At { step: id.clone(), path: path.clone().key(id), overlay }, step);
            }
        }
    };
    steps(file, &KeyPath::root());
    for (env, overlay) in file.get_mut("env").and_then(Json::as_object_mut).into_iter().flatten() {
        if let Some(overlay) = overlay.as_object_mut() {
            steps(overlay, &KeyPath::of(["env", env]));
        }
    }
}
