//! Steps that set fields by themselves.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{FieldId, Transform, placeholders};

/// The settings of an `assign` step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AssignStep {
    /// The values by the fields that get them. All are made from what the fields were before the step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<FieldId, Assignment>,
}

/// What a field is set to. A value alone is written as such (`member = "yes"`), the others as tables:
/// `{ field = "email" }`, `{ template = "{{first_name}} {{last_name}}", transform = ["upper"] }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Where the value comes from.
    pub from: AssignFrom,
    /// Applied left to right.
    pub transform: Vec<Transform>,
}

/// Where an assigned value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignFrom {
    /// This text, whole number, yes or no.
    Value(Literal),
    /// The value of another field.
    Field(FieldId),
    /// Text in which `{{field}}` stands for a field's value.
    Template(String),
}

/// A value as files write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// Text, also for dates and decimal numbers.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
}

/// The keys of the long form.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct LongForm {
    #[serde(default)]
    value: Option<Literal>,
    #[serde(default)]
    field: Option<FieldId>,
    #[serde(default)]
    template: Option<String>,
    #[serde(default)]
    transform: Vec<Transform>,
}

impl Assignment {
    /// The fields from whose values it is made.
    pub fn fields(&self) -> Vec<FieldId> {
        match &self.from {
            AssignFrom::Value(_) => Vec::new(),
            AssignFrom::Field(field) => vec![field.clone()],
            AssignFrom::Template(text) => placeholders::ids(text).collect(),
        }
    }
}

impl fmt::Display for Literal {
    /// As text that [`Value::parse`](crate::Value::parse) reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Integer(number) => number.fmt(f),
            Self::Boolean(truth) => f.pad(if *truth { "yes" } else { "no" }),
        }
    }
}

impl Serialize for Literal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Boolean(truth) => serializer.serialize_bool(*truth),
        }
    }
}

struct LiteralVisitor;

impl Visitor<'_> for LiteralVisitor {
    type Value = Literal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a whole number, true or false")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Literal, E> {
        Ok(Literal::Text(text.to_owned()))
    }

    fn visit_bool<E: serde::de::Error>(self, truth: bool) -> Result<Literal, E> {
        Ok(Literal::Boolean(truth))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Literal, E> {
        Ok(Literal::Integer(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Literal, E> {
        i64::try_from(number).map(Literal::Integer).map_err(|_| E::custom("the number is too great"))
    }
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LiteralVisitor)
    }
}

impl Serialize for Assignment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let (AssignFrom::Value(value), true) = (&self.from, self.transform.is_empty()) {
            return value.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        match &self.from {
            AssignFrom::Value(value) => map.serialize_entry("value", value)?,
            AssignFrom::Field(field) => map.serialize_entry("field", field)?,
            AssignFrom::Template(template) => map.serialize_entry("template", template)?,
        }
        if !self.transform.is_empty() {
            map.serialize_entry("transform", &self.transform)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Assignment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EitherForm;

        impl<'de> Visitor<'de> for EitherForm {
            type Value = Assignment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, or a table with `field`, `template` or `value`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Assignment, E> {
                LiteralVisitor.visit_str(text).map(plain)
            }

            fn visit_bool<E: serde::de::Error>(self, truth: bool) -> Result<Assignment, E> {
                LiteralVisitor.visit_bool(truth).map(plain)
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Assignment, E> {
                LiteralVisitor.visit_i64(number).map(plain)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Assignment, E> {
                LiteralVisitor.visit_u64(number).map(plain)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Assignment, A::Error> {
                let long = LongForm::deserialize(MapAccessDeserializer::new(map))?;
                let from = match (long.value, long.field, long.template) {
                    (Some(value), None, None) => AssignFrom::Value(value),
                    (None, Some(field), None) => AssignFrom::Field(field),
                    (None, None, Some(template)) => AssignFrom::Template(template),
                    _ => {
                        return Err(serde::de::Error::custom(
                            "exactly one of `value`, `field` and `template` says what the field is set to",
                        ));
                    }
                };
                Ok(Assignment { from, transform: long.transform })
            }
        }

        deserializer.deserialize_any(EitherForm)
    }
}

fn plain(value: Literal) -> Assignment {
    Assignment { from: AssignFrom::Value(value), transform: Vec::new() }
}
