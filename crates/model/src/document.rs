//! The documents with which a person can prove who they are.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of identity document, spelt as files write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// `passport`
    Passport,
    /// `id-card`
    IdCard,
    /// `driving-license`
    DrivingLicense,
    /// `visa`
    Visa,
}

impl Document {
    /// All documents, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Passport, Self::IdCard, Self::DrivingLicense, Self::Visa];

    /// The document's spelling in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passport => "passport",
            Self::IdCard => "id-card",
            Self::DrivingLicense => "driving-license",
            Self::Visa => "visa",
        }
    }

    /// What a customer reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Passport => "Passport",
            Self::IdCard => "Identity card",
            Self::DrivingLicense => "Driving licence",
            Self::Visa => "Visa",
        }
    }

    /// The document of exactly this spelling.
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.as_str() == text)
    }

    /// The document that is meant by the spellings of identity verification APIs and mobile kits too:
    /// `ID_CARD`, `IDENTITY_CARD`, `DRIVER_LICENSE`, `driving licence`.
    pub fn understand(text: &str) -> Option<Self> {
        let folded: String = text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
        match folded.as_str() {
            "passport" => Some(Self::Passport),
            "id-card" | "identity-card" | "id" | "idcard" => Some(Self::IdCard),
            "driving-license" | "driving-licence" | "driver-license" | "drivers-license" => {
                Some(Self::DrivingLicense)
            }
            "visa" => Some(Self::Visa),
            _ => None,
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
