//! Mappings: from a capture field into a field of the data model.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{CaptureField, Transform};

/// Where a field's value comes from and what is done with it on the way. Written as the capture field alone
/// (`"document.first_name"`) or as a table (`{ from = "document.first_name", transform = ["trim"] }`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The capture field, as written.
    pub from: String,
    /// Applied left to right.
    pub transform: Vec<Transform>,
}

/// The keys of the long form.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct LongForm {
    from: String,
    #[serde(default)]
    transform: Vec<Transform>,
}

impl Mapping {
    /// A mapping without transforms.
    pub fn plain(from: impl Into<String>) -> Self {
        Self { from: from.into(), transform: Vec::new() }
    }

    /// The capture field, if there is one of that name.
    pub fn source(&self) -> Option<CaptureField> {
        CaptureField::from_name(&self.from)
    }
}

impl Serialize for Mapping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.transform.is_empty() {
            return serializer.serialize_str(&self.from);
        }
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("from", &self.from)?;
        map.serialize_entry("transform", &self.transform)?;
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
