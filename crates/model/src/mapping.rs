//! Mappings: from capture fields into a field of the data model.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::transform::{Misfit, Shape, chain};
use crate::{CaptureField, Transform};

/// Where a field's value comes from and what is done with it on the way. Written as the capture field alone
/// (`"document.first_name"`) or as a table (`{ from = "document.first_name", transform = ["trim"] }`). Several capture fields
/// are a list, of which `join` makes a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The capture fields, as written.
    pub from: Sources,
    /// Applied left to right.
    pub transform: Vec<Transform>,
}

/// The keys of the long form.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct LongForm {
    from: Sources,
    #[serde(default)]
    transform: Vec<Transform>,
}

impl Mapping {
    /// A mapping without transforms.
    pub fn plain(from: impl Into<String>) -> Self {
        Self { from: Sources::one(from), transform: Vec::new() }
    }

    /// The capture field of a mapping that has only one, if there is one of that name.
    pub fn source(&self) -> Option<CaptureField> {
        match self.from.names() {
            [name] => CaptureField::from_name(name),
            _ => None,
        }
    }

    /// All capture fields, in order; `None` where one of them does not exist.
    pub fn sources(&self) -> Option<Vec<CaptureField>> {
        self.from.names().iter().map(|name| CaptureField::from_name(name)).collect()
    }

    /// What the transforms get; `None` where a capture field does not exist.
    pub fn start(&self) -> Option<Shape> {
        match self.sources()?.as_slice() {
            [source] => Some(source.kind().into()),
            _ => Some(Shape::List),
        }
    }

    /// What the transforms make of what is captured; `None` where a capture field does not exist.
    ///
    /// # Errors
    /// The place of the first transform that does not fit, and why.
    pub fn end(&self) -> Option<Result<Shape, (usize, Misfit)>> {
        self.start().map(|start| chain(start, &self.transform))
    }

    /// Whether the transforms put a value in place of nothing.
    pub fn has_default(&self) -> bool {
        self.transform.iter().any(|transform| matches!(transform, Transform::Default(_)))
    }
}

/// The capture fields of a mapping, as written: a name, or a list of names. Never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources(Vec<String>);

impl Sources {
    /// A single one.
    pub fn one(name: impl Into<String>) -> Self {
        Self(vec![name.into()])
    }

    /// Several; `None` for none at all. A list of one is that one.
    pub fn several(names: impl IntoIterator<Item = String>) -> Option<Self> {
        let names: Vec<String> = names.into_iter().collect();
        (!names.is_empty()).then_some(Self(names))
    }

    /// The names, in order.
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for Sources {
    /// The names with commas between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.join(", "))
    }
}

impl Serialize for Sources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.names() {
            [name] => serializer.serialize_str(name),
            names => names.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrSeveral;

        impl<'de> Visitor<'de> for OneOrSeveral {
            type Value = Sources;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a capture field, or a list of capture fields")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Sources, E> {
                Ok(Sources::one(name))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Sources, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = seq.next_element()? {
                    names.push(name);
                }
                Sources::several(names)
                    .ok_or_else(|| serde::de::Error::custom("a mapping has at least one capture field"))
            }
        }

        deserializer.deserialize_any(OneOrSeveral)
    }
}

impl Serialize for Mapping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let ([name], []) = (self.from.names(), self.transform.as_slice()) {
            return serializer.serialize_str(name);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("from", &self.from)?;
        if !self.transform.is_empty() {
            map.serialize_entry("transform", &self.transform)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Mapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EitherForm;

        impl<'de> Visitor<'de> for EitherForm {
            type Value = Mapping;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a capture field, or a table with `from` and `transform`")
            }

            fn visit_str<E: serde::de::Error>(self, from: &str) -> Result<Mapping, E> {
                Ok(Mapping::plain(from))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Mapping, A::Error> {
                let long = LongForm::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Mapping { from: long.from, transform: long.transform })
            }
        }

        deserializer.deserialize_any(EitherForm)
    }
}
