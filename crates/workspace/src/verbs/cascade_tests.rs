//! Taking out of a funnel test's file what refers to something that goes.

use model::{FieldId, KeyPath, ResourceName, StepId};
use serde_json::{Map, Value as Json};

use super::Told;
use super::references::Place;

type Members = Map<String, Json>;

/// Takes a field out of the cases of a test: what is filled in, answered and expected of it.
pub(super) fn field(test: &ResourceName, file: &mut Members, field: &FieldId) -> Vec<Told> {
    let mut taking = Taking { test, told: Vec::new() };
    each_case(file, &mut |at, case| {
        for (play, at) in plays(at, case) {
            for key in ["fill", "answer"] {
                // One that is left empty still says that a page is sent, or that a system answers.
                taking.key(&at.clone().key(key), play.get_mut(key), field.as_str());
            }
        }
        let at = at.clone().key("expect");
        if let Some(expect) = case.get_mut("expect").and_then(Json::as_object_mut) {
            taking.key(&at.clone().key("fields"), expect.get_mut("fields"), field.as_str());
            taking.items(&at.key("unset"), expect.get_mut("unset"), &|item| {
                item.as_str() == Some(field.as_str())
            });
            drop_empty(expect, &["fields", "unset"]);
        }
    });
    taking.told
}

/// Takes a step out of the cases of a test: what is played at it, and what is expected of it.
pub(super) fn step(test: &ResourceName, file: &mut Members, step: &StepId) -> Vec<Told> {
    let mut taking = Taking { test, told: Vec::new() };
    let is_it = |json: &Json| json.as_str() == Some(step.as_str());
    each_case(file, &mut |at, case| {
        taking
            .items(&at.clone().key("play"), case.get_mut("play"), &|play| play.get("at").is_some_and(is_it));
        drop_empty(case, &["play"]);
        let at = at.clone().key("expect");
        if let Some(expect) = case.get_mut("expect").and_then(Json::as_object_mut) {
            for key in ["end", "at"] {
                if expect.get(key).is_some_and(is_it) {
                    expect.shift_remove(key);
                    taking.removed(at.clone().key(key));
                }
            }
            taking.items(&at.key("path"), expect.get_mut("path"), &is_it);
            drop_empty(expect, &["path"]);
        }
    });
    taking.told
}

/// Takes the environment out of a test, which is for the one in force then.
pub(super) fn environment(test: &ResourceName, file: &mut Members) -> Vec<Told> {
    let mut taking = Taking { test, told: Vec::new() };
    if file.shift_remove("env").is_some() {
        taking.removed(KeyPath::of(["env"]));
    }
    taking.told
}

struct Taking<'a> {
    test: &'a ResourceName,
    told: Vec<Told>,
}

impl Taking<'_> {
    fn removed(&mut self, path: KeyPath) {
        self.told.push(Told::Removed(Place { resource: self.test.clone(), path }));
    }

    /// Takes a key out of a table.
    fn key(&mut self, at: &KeyPath, table: Option<&mut Json>, key: &str) {
        if table.and_then(Json::as_object_mut).is_some_and(|table| table.shift_remove(key).is_some()) {
            self.removed(at.clone().key(key));
        }
    }

    /// Takes items out of a list.
    fn items(&mut self, at: &KeyPath, list: Option<&mut Json>, goes: &dyn Fn(&Json) -> bool) {
        let Some(items) = list.and_then(Json::as_array_mut) else { return };
        let mut place = 0;
        items.retain(|item| {
            let goes = goes(item);
            if goes {
                self.removed(at.clone().index(place));
            }
            place += 1;
            !goes
        });
    }
}

/// The tables of the plays of a case, with their places.
fn plays<'a>(at: &KeyPath, case: &'a mut Members) -> impl Iterator<Item = (&'a mut Members, KeyPath)> {
    let at = at.clone().key("play");
    let items = case.get_mut("play").and_then(Json::as_array_mut).into_iter().flatten().enumerate();
    items.filter_map(move |(index, item)| Some((item.as_object_mut()?, at.clone().index(index))))
}

/// Removes keys under which nothing is left.
fn drop_empty(table: &mut Members, keys: &[&str]) {
    table.retain(|key, value| {
        let is_empty =
            value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
        !(is_empty && keys.contains(&key.as_str()))
    });
}

fn each_case(file: &mut Members, see: &mut dyn FnMut(&KeyPath, &mut Members)) {
    for (id, case) in file.get_mut("case").and_then(Json::as_object_mut).into_iter().flatten() {
        if let Some(case) = case.as_object_mut() {
            see(&KeyPath::of(["case", id]), case);
        }
    }
}
