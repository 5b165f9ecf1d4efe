//! The workflows that Jumio describes publicly (FACTS 4.10). They are enabled by contract, and tenants make workflows of their
//! own: any other key is as good.

/// What is captured for a workflow: the categories of its credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Capture {
    /// An identity document: `ID`.
    Id,
    /// A picture of the face: `SELFIE`.
    Selfie,
    /// A moving face, measured: `FACEMAP`.
    Facemap,
    /// A supporting document, such as a bill: `DOCUMENT`.
    Document,
    /// What is known beforehand: `DATA`.
    Data,
}

impl Capture {
    /// The category, as the wire names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "ID",
            Self::Selfie => "SELFIE",
            Self::Facemap => "FACEMAP",
            Self::Document => "DOCUMENT",
            Self::Data => "DATA",
        }
    }
}

/// How it is captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// On the hosted pages.
    Web,
    /// By a mobile kit.
    Sdk,
    /// By uploads from a server.
    Api,
}

impl Channel {
    /// The channel, as the wire names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Web => "WEB",
            Self::Sdk => "SDK",
            Self::Api => "API",
        }
    }
}

/// A workflow that Jumio describes publicly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workflow {
    /// The key.
    pub key: &'static str,
    /// Jumio's name for it.
    pub name: &'static str,
    /// What is captured.
    pub captures: &'static [Capture],
    /// In which ways. Where Jumio names the credentials only, what follows from them: face maps are made on the web and by kits.
    pub channels: &'static [Channel],
    /// Whether it is of version 3, without a decision on the whole.
    pub is_v3: bool,
}

const FACE: &[Capture] = &[Capture::Selfie, Capture::Facemap];
const IDENTITY: &[Capture] = &[Capture::Id, Capture::Selfie, Capture::Facemap];
const SUPPORTED: &[Capture] = &[Capture::Id, Capture::Selfie, Capture::Facemap, Capture::Data];
const ANY: &[Channel] = &[Channel::Web, Channel::Sdk, Channel::Api];
const LIVE: &[Channel] = &[Channel::Web, Channel::Sdk];
const SERVER: &[Channel] = &[Channel::Api];

const fn now(
    key: &'static str,
    name: &'static str,
    captures: &'static [Capture],
    channels: &'static [Channel],
) -> Workflow {
    Workflow { key, name, captures, channels, is_v3: false }
}

const fn v3(
    key: &'static str,
    name: &'static str,
    captures: &'static [Capture],
    channels: &'static [Channel],
) -> Workflow {
    Workflow { key, name, captures, channels, is_v3: true }
}

/// The workflows that Jumio describes publicly, by key.
pub const WORKFLOWS: [Workflow; 26] = [
    v3("1", "ID Capture and Storage", &[Capture::Id], ANY),
    v3("2", "ID Verification", &[Capture::Id], ANY),
    v3("3", "ID and Identity Verification", IDENTITY, ANY),
    v3("5", "Similarity to existing ID", &[Capture::Selfie], SERVER),
    v3("6", "Standalone Liveness", FACE, LIVE),
    v3("9", "Authentication", &[Capture::Facemap], LIVE),
    v3("16", "Authentication on Premise", &[Capture::Facemap], LIVE),
    v3("20", "Similarity of Two Images", &[Capture::Id, Capture::Selfie], SERVER),
    v3("32", "ID, Identity Verification and Screening", IDENTITY, ANY),
    now("10005", "Standalone CPF Validation (Brazil)", &[Capture::Data], SERVER),
    now("10006", "Standalone Serpro Biometric (Brazil)", &[Capture::Data, Capture::Selfie], SERVER),
    now("10008", "Standalone Driver's License Verification (USA)", &[Capture::Data], SERVER),
    now("10010", "Standalone Watchlist Screening", &[Capture::Data], SERVER),
    now("10011", "Standalone ID and Identity Verification", IDENTITY, ANY),
    now("10013", "ID and Identity Verification, Screening, Residency, Address, US License", IDENTITY, ANY),
    now("10014", "Standalone Authentication", FACE, LIVE),
    now("10015", "ID Verification", &[Capture::Id], ANY),
    now("10016", "Standalone Liveness", FACE, LIVE),
    now("10025", "Similarity to existing ID", &[Capture::Selfie], LIVE),
    now("10026", "Document Verification", &[Capture::Document], ANY),
    now("10031", "ID Capture and Storage", &[Capture::Id], ANY),
    now("10071", "Authentication on Premise", &[Capture::Facemap], LIVE),
    now("10163", "ID and Identity Verification with required supporting data", SUPPORTED, ANY),
    now("10164", "ID and Selfie Verification, prepared data optional", SUPPORTED, ANY),
    now("10170", "Doc Proof", &[Capture::Data, Capture::Document], ANY),
    now("10172", "Fastfill", &[Capture::Id], ANY),
];

/// The public workflow of this key.
pub fn workflow(key: &str) -> Option<&'static Workflow> {
    WORKFLOWS.iter().find(|workflow| workflow.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_and_said_once() {
        for found in &WORKFLOWS {
            assert_eq!(WORKFLOWS.iter().filter(|other| other.key == found.key).count(), 1, "{}", found.key);
            assert_eq!(workflow(found.key), Some(found));
            assert_eq!(found.is_v3, found.key.len() < 5, "{}", found.key);
        }
        assert_eq!(workflow("10001"), None);
    }
}
