//! What apps give for a field, as JSON.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use zeroize::Zeroizing;

/// A text, several texts, or texts by the names of parts. It may be a password: it is gone from memory when it is dropped.
pub(super) enum Given {
    Text(Zeroizing<String>),
    Texts(Vec<Zeroizing<String>>),
    Parts(BTreeMap<String, Zeroizing<String>>),
}

struct Form;

impl<'de> Visitor<'de> for Form {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list of texts, or an object of texts")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Given, E> {
        Ok(Given::Text(Zeroizing::new(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Given, E> {
        Ok(Given::Text(Zeroizing::new(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Given, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = items.next_element::<String>()? {
            texts.push(Zeroizing::new(text));
        }
        Ok(Given::Texts(texts))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Given, A::Error> {
        let mut parts = BTreeMap::new();
        while let Some((name, text)) = members.next_entry::<String, String>()? {
            parts.insert(name, Zeroizing::new(text));
        }
        Ok(Given::Parts(parts))
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Form)
    }
}
