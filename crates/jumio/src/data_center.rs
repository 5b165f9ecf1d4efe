//! Where an account of Jumio lives.

use std::fmt;
use std::str::FromStr;

/// Jumio's data centres. Credentials belong to one of them; the wrong one looks like wrong credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataCenter {
    /// United States.
    Us,
    /// European Union.
    Eu,
    /// Singapore.
    Sg,
}

impl DataCenter {
    /// All data centres.
    pub const ALL: [Self; 3] = [Self::Us, Self::Eu, Self::Sg];

    /// The short name: `us`, `eu`, `sg`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Eu => "eu",
            Self::Sg => "sg",
        }
    }

    /// The part of the current platform's host names that tells data centres apart (FACTS 4.1).
    pub const fn kyx_region(self) -> &'static str {
        match self {
            Self::Us => "amer-1",
            Self::Eu => "emea-1",
            Self::Sg => "apac-1",
        }
    }
}

impl fmt::Display for DataCenter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is no data centre's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no data centre of Jumio (us, eu, sg)")]
pub struct UnknownDataCenter(pub String);

impl FromStr for DataCenter {
    type Err = UnknownDataCenter;

    fn from_str(text: &str) -> Result<Self, UnknownDataCenter> {
        Self::ALL
            .into_iter()
            .find(|center| center.as_str() == text)
            .ok_or_else(|| UnknownDataCenter(text.to_owned()))
    }
}
