//! The names that files give to things. All share one form, `[a-z][a-z0-9_-]{0,62}`, so that they are safe as TOML
//! bare keys, file names, URL segments and keyring accounts.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest id, in bytes (all of them ASCII).
pub(crate) const MAX_ID_LENGTH: usize = 63;

/// File names that Windows reserves for devices: a campaign of that name could not be checked out there.
const DEVICE_NAMES: [&str; 22] = [
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("a name must not be empty")]
    Empty,
    /// The text is longer than 63 characters.
    #[error("a name has at most 63 characters")]
    TooLong,
    /// The text has a character outside of the form.
    #[error("`{0}` is not a name: a name begins with a letter a-z and goes on with a-z, 0-9, `-` and `_`")]
    Form(String),
    /// The text is the name of a device on some systems.
    #[error("`{0}` is the name of a device on some systems; choose another name")]
    Device(String),
}

fn check(text: &str) -> Result<(), IdError> {
    let mut bytes = text.bytes();
    let Some(first) = bytes.next() else { return Err(IdError::Empty) };
    if text.len() > MAX_ID_LENGTH {
        return Err(IdError::TooLong);
    }
    let rest_fits = bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
    if !first.is_ascii_lowercase() || !rest_fits {
        return Err(IdError::Form(text.to_owned()));
    }
    if matches!(text.len(), 3 | 4) && DEVICE_NAMES.contains(&text) {
        return Err(IdError::Device(text.to_owned()));
    }
    Ok(())
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Cow<'static, str>);

        impl $name {
            /// The name, if the text has the form of one.
            pub fn new(text: &str) -> Result<Self, IdError> {
                check(text)?;
                Ok(Self(Cow::Owned(text.to_owned())))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                check(&text).map_err(serde::de::Error::custom)?;
                Ok(Self(Cow::Owned(text)))
            }
        }
    };
}

id! {
    /// Names a campaign; its file is `campaigns/<slug>.toml`, its address `/c/<slug>`.
    CampaignSlug
}
id! {
    /// Names a step within its campaign.
    StepId
}
id! {
    /// Names a field of the data model.
    FieldId
}
id! {
    /// Names an environment, such as `local` or `production`.
    EnvName
}
id! {
    /// Names an identity verification provider; also the kind of its steps.
    ProviderName
}
id! {
    /// Names the workspace: part of the keyring entries and what a backend is bound to.
    WorkspaceName
}
id! {
    /// Names a file of funnel tests: `tests/<name>.toml`.
    TestName
}
id! {
    /// Names a case within its file of tests.
    CaseId
}
id! {
    /// A way in which a step can end, such as `next` or `approved`.
    Outcome
}

impl Outcome {
    /// Stands for every outcome of a step that has no connection of its own.
    pub const OTHERWISE: &'static str = "otherwise";
    /// A step was visited, or a verification tried, as often as allowed.
    pub const EXHAUSTED: &'static str = "exhausted";

    /// One of the names this crate itself gives to outcomes.
    pub(crate) fn known(name: &'static str) -> Self {
        debug_assert!(check(name).is_ok(), "a built-in outcome has the form of a name");
        Self(Cow::Borrowed(name))
    }

    /// The outcome that stands for all without a connection of their own.
    pub fn otherwise() -> Self {
        Self::known(Self::OTHERWISE)
    }

    /// The outcome of a step that may not be entered once more.
    pub fn exhausted() -> Self {
        Self::known(Self::EXHAUSTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_form() {
        for good in ["a", "first_name", "id-card", "x1", &"a".repeat(63)] {
            assert!(StepId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "A", "1a", "a b", "ä", "../x", "a.b", "con", "lpt9", &"a".repeat(64)] {
            assert!(StepId::new(bad).is_err(), "{bad}");
        }
    }
}
