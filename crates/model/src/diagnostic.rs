//! Findings about a workspace: one shape for what the reader, the rules and the backend report.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ResourceName;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing; changes nothing.
    Hint,
    /// Probably a mistake; blocks nothing.
    Warning,
    /// Blocks `publish`.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One step of a [`KeyPath`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Segment {
    /// A key of a table.
    Key(String),
    /// A place in an array, counted from 0.
    Index(usize),
}

/// Where in a resource something stands: keys and indices, such as `step.identity.documents[1]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyPath(Vec<Segment>);

impl KeyPath {
    /// The resource as a whole.
    pub fn root() -> Self {
        Self::default()
    }

    /// A path of keys only: `KeyPath::of(["step", "identity", "on"])`.
    pub fn of<K: Into<String>>(keys: impl IntoIterator<Item = K>) -> Self {
        Self(keys.into_iter().map(|key| Segment::Key(key.into())).collect())
    }

    /// This path and one key more.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Segment::Key(key.into()));
        self
    }

    /// This path and a place in the array there.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Segment::Index(index));
        self
    }

    /// Keys and indices, outermost first.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Whether this is the resource as a whole.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Segment> for KeyPath {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        Self(segments.into_iter().collect())
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) => {
                    if position > 0 {
                        f.write_str(".")?;
                    }
                    let bare = !key.is_empty()
                        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
                    if bare { f.write_str(key)? } else { write!(f, "{key:?}")? }
                }
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A change that would mend a finding, as an edit of one key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Fix {
    /// What the change does, as a phrase: "write `URY`".
    pub title: String,
    /// Whether it is right without asking a person.
    pub certain: bool,
    /// The key to change.
    pub path: KeyPath,
    /// The value to write there, as JSON; `None` removes the key.
    pub value: Option<serde_json::Value>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Diagnostic {
    /// The rule, such as `F004`.
    pub code: String,
    /// How much it matters.
    pub level: Level,
    /// The resource that has the fault.
    pub resource: ResourceName,
    /// Where in the resource.
    pub path: KeyPath,
    /// Whether the key itself is meant, not its value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_key: bool,
    /// What is wrong, as one phrase without a full stop.
    pub message: String,
    /// What to do about it, if more can be said than the message does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Changes that would mend it, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix>,
    /// The environment it shows in, where not in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub env: Option<crate::EnvName>,
}

impl Diagnostic {
    /// A finding of level `error`; the other constructors and `with_…` methods build on it.
    pub fn error(code: &str, resource: ResourceName, path: KeyPath, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            level: Level::Error,
            resource,
            path,
            at_key: false,
            message: message.into(),
            help: None,
            fixes: Vec::new(),
            env: None,
        }
    }

    /// The finding with another level.
    #[must_use]
    pub fn with_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// The finding with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The finding with a change that would mend it.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The finding, pointing at the key rather than at its value.
    #[must_use]
    pub fn at_key(mut self) -> Self {
        self.at_key = true;
        self
    }

    /// Whether this finding keeps a draft from being saved: it cannot be read, or refers to nothing. Other errors
    /// only keep it from being published. Funnel tests are not sent, and their findings keep nothing back.
    pub fn blocks_push(&self) -> bool {
        self.level == Level::Error
            && !matches!(self.resource, ResourceName::Test(_))
            && (self.code.starts_with("W0")
                || matches!(self.code.as_str(), "F002" | "F003" | "M001" | "M002"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_paths_read_like_toml() {
        let path = KeyPath::of(["step", "identity", "documents"]).index(1);
        assert_eq!(path.to_string(), "step.identity.documents[1]");
        assert_eq!(KeyPath::of(["a b", "c"]).to_string(), "\"a b\".c");
        assert_eq!(KeyPath::root().to_string(), "");
    }
}
