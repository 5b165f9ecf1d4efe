//! One item of a file, lowered from its values to a type of the model: wrong types and unknown keys are told by their path,
//! and what is right is kept.

use std::fmt;

use model::{KeyPath, Segment};
use serde::de::{DeserializeSeed, Deserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use serde_path_to_error::Track;

use super::findings::Findings;

/// How many wrong values of one item are told.
const MOST: usize = 50;

/// Lowers an item. `at` is where it stands; `more` are keys that somebody else reads. A wrong value is told, left out, and
/// the rest tried again; `None` when the item cannot be without it.
pub(super) fn lower<S: DeserializeSeed<'static> + Copy>(
    seed: S,
    mut json: Value,
    at: &KeyPath,
    more: &[&str],
    findings: &mut Findings,
) -> Option<S::Value> {
    let mut removed: Vec<String> = Vec::new();
    for _ in 0..MOST {
        let mut unknown: Vec<KeyPath> = Vec::new();
        let mut note = |path: serde_ignored::Path<'_>| unknown.push(key_path(&path));
        let mut track = Track::new();
        let tracked = serde_ignored::Deserializer::new(json.clone(), &mut note);
        let lowered = seed.deserialize(serde_path_to_error::Deserializer::new(tracked, &mut track));
        let error = match lowered {
            Ok(item) => {
                tell_unknown(seed, &unknown, at, more, findings);
                return Some(item);
            }
            Err(error) => error.to_string(),
        };
        let path = error_path(&track.path());
        // All keys were seen before one was missed: maybe it is there, misspelt.
        let is_missing = path.is_root() && error.starts_with("missing field");
        if is_missing {
            tell_unknown(seed, &unknown, at, more, findings);
        }
        // What was taken out because it was wrong is missing now: that is told already.
        if !removed.iter().any(|key| error == format!("missing field `{key}`")) {
            findings.lost("W001", join(at, path.segments()), error);
        }
        if !remove(&mut json, path.segments()) {
            return None;
        }
        removed.extend(path.segments().iter().rev().find_map(|segment| match segment {
            Segment::Key(key) => Some(key.clone()),
            Segment::Index(_) => None,
        }));
    }
    None
}

fn tell_unknown<S: DeserializeSeed<'static> + Copy>(
    seed: S,
    unknown: &[KeyPath],
    at: &KeyPath,
    more: &[&str],
    findings: &mut Findings,
) {
    for path in unknown {
        let Some(Segment::Key(key)) = path.segments().last() else { continue };
        // Of what lies deeper the keys are not known here; the message says which key it is all the same.
        let known: Vec<&str> = match path.segments().len() {
            1 => keys(seed).iter().copied().chain(more.iter().copied()).collect(),
            _ => Vec::new(),
        };
        findings.unknown_key(join(at, path.segments()), key, known);
    }
}

/// The keys that a type takes, as it tells serde itself.
pub(crate) fn keys<S: DeserializeSeed<'static>>(seed: S) -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    // It always fails: names are all that is asked for.
    let _ = seed.deserialize(FieldNames(&mut names));
    names
}

struct FieldNames<'a>(&'a mut &'static [&'static str]);

#[derive(Debug)]
struct Asked;

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only names were asked for")
    }
}

impl std::error::Error for Asked {}

impl serde::de::Error for Asked {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for FieldNames<'_> {
    type Error = Asked;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Asked> {
        Err(Asked)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Asked> {
        *self.0 = fields;
        Err(Asked)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

pub(super) fn join(at: &KeyPath, more: &[Segment]) -> KeyPath {
    at.segments().iter().chain(more).cloned().collect()
}

fn key_path(path: &serde_ignored::Path<'_>) -> KeyPath {
    use serde_ignored::Path;
    match path {
        Path::Root => KeyPath::root(),
        Path::Seq { parent, index } => key_path(parent).index(*index),
        Path::Map { parent, key } => key_path(parent).key(key),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            key_path(parent)
        }
    }
}

fn error_path(path: &serde_path_to_error::Path) -> KeyPath {
    use serde_path_to_error::Segment as S;
    path.iter()
        .filter_map(|segment| match segment {
            S::Seq { index } => Some(Segment::Index(*index)),
            S::Map { key } => Some(Segment::Key(key.clone())),
            S::Enum { .. } | S::Unknown => None,
        })
        .collect()
}

/// Takes out what stands at a path; of an array the whole, so that what comes after keeps its place. Tells whether there
/// was something.
fn remove(json: &mut Value, path: &[Segment]) -> bool {
    let keys = path.iter().map_while(|segment| match segment {
        Segment::Key(key) => Some(key.as_str()),
        Segment::Index(_) => None,
    });
    let keys: Vec<&str> = keys.collect();
    let Some((last, parents)) = keys.split_last() else { return false };
    let parent = parents.iter().try_fold(json, |value, key| value.get_mut(*key));
    parent.and_then(Value::as_object_mut).is_some_and(|members| members.remove(*last).is_some())
}
