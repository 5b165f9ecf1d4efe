//! Jumio's settings: platform, data centre, Id Workflow and looks.

use serde::{Deserialize, Serialize};

use crate::{ProviderName, TimeSpan, suggest};

/// The provider's name, which is also the kind of its steps.
pub const NAME: &str = "jumio";

/// The largest picture that customers can hand in, in bytes (FACTS 4.4): 15 MiB.
pub const LARGEST_PICTURE: u64 = 15 * 1024 * 1024;

/// The provider's name as a type.
pub(crate) fn name() -> ProviderName {
    ProviderName::new(NAME).expect("a built-in name has the form of a name")
}

/// The settings of the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct JumioSettings {
    /// Which of Jumio's two API generations the account speaks.
    pub platform: Platform,
    /// Where the account lives; the API token belongs to one data centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datacenter: Option<DataCenter>,
    /// The Id Workflow: what is captured and checked ([`WORKFLOWS`] lists the public ones; tenants have their own).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workflow: Option<String>,
    /// The colour of buttons and headings, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_color: Option<String>,
    /// The language of Jumio's pages; default: `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// How long a customer may take to begin; 5 minutes to 60 days (FACTS 4.3).
    #[serde(default = "token_lifetime_default", skip_serializing_if = "is_token_lifetime_default")]
    pub token_lifetime: TimeSpan,
    /// What calls name themselves; Jumio wants the company's name in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    /// Rules that shall not speak of this provider.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
}

const fn token_lifetime_default() -> TimeSpan {
    TimeSpan::from_seconds(1800)
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_token_lifetime_default(lifetime: &TimeSpan) -> bool {
    *lifetime == token_lifetime_default()
}

impl JumioSettings {
    /// Settings of a platform, with nothing else said.
    pub fn new(platform: Platform) -> Self {
        Self {
            platform,
            datacenter: None,
            workflow: None,
            primary_color: None,
            locale: None,
            token_lifetime: token_lifetime_default(),
            user_agent: None,
            allow: Vec::new(),
        }
    }
}

/// Jumio's API generations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Platform {
    /// The current one: OAuth2, accounts and workflow executions.
    Kyx,
    /// The former one: Basic authentication, scans.
    Netverify,
}

impl Platform {
    /// Both platforms.
    pub const ALL: [Self; 2] = [Self::Kyx, Self::Netverify];

    /// The name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kyx => "kyx",
            Self::Netverify => "netverify",
        }
    }
}

/// Jumio's data centres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

    /// The name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Eu => "eu",
            Self::Sg => "sg",
        }
    }
}

/// An Id Workflow that Jumio describes publicly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workflow {
    /// The key, as files write it.
    pub key: &'static str,
    /// The platform that it belongs to.
    pub platform: Platform,
    /// Jumio's name for it.
    pub name: &'static str,
    /// What a customer has to show, in plain words.
    pub captures: &'static str,
    /// Whether customers can go through it on the web or in an app; others are for servers only.
    pub for_customers: bool,
}

impl Workflow {
    /// Whether an identity document is asked for, so that a step has to say which ones are welcome.
    pub fn asks_for_document(&self) -> bool {
        self.captures.split(", ").next() == Some("document")
    }

    /// The ways on which it is gone through: `web` (the provider's pages), `sdk` (mobile kits), `api` (from a server). Face
    /// maps are made by the first two only.
    pub fn channels(&self) -> &'static [&'static str] {
        match self.platform {
            Platform::Netverify => &["web"],
            Platform::Kyx if !self.for_customers => &["api"],
            Platform::Kyx if self.is_biometric() && !self.asks_for_document() => &["web", "sdk"],
            Platform::Kyx => &["web", "sdk", "api"],
        }
    }

    /// Whether a face is measured.
    pub fn is_biometric(&self) -> bool {
        ["selfie", "liveness", "face map", "two pictures"].iter().any(|what| self.captures.contains(what))
    }
}

const fn kyx(key: &'static str, name: &'static str, captures: &'static str, for_customers: bool) -> Workflow {
    Workflow { key, platform: Platform::Kyx, name, captures, for_customers }
}

const fn netverify(key: &'static str, name: &'static str, captures: &'static str) -> Workflow {
    Workflow { key, platform: Platform::Netverify, name, captures, for_customers: true }
}

/// The public workflows (FACTS 4.10 and 3.4), the usual choice first.
pub const WORKFLOWS: &[Workflow] = &[
    kyx("10011", "ID and Identity Verification", "document, selfie, liveness", true),
    kyx(
        "10013",
        "ID and Identity Verification, Screening, Residency, Address, US Licence",
        "document, selfie, liveness",
        true,
    ),
    kyx("10015", "ID Verification", "document", true),
    kyx("10016", "Standalone Liveness", "selfie, liveness", true),
    kyx("10014", "Standalone Authentication", "selfie, compared with an earlier one", true),
    kyx("10025", "Similarity to existing ID", "selfie, compared with a stored document", true),
    kyx("10026", "Document Verification", "supporting document", true),
    kyx("10031", "ID Capture and Storage", "document, not verified", true),
    kyx("10071", "Authentication on Premise", "face map kept by the customer", true),
    kyx(
        "10163",
        "ID and Identity Verification with required supporting data",
        "document, selfie, liveness, data",
        true,
    ),
    kyx(
        "10164",
        "ID and Selfie Verification, prepared data optional",
        "document, selfie, liveness, data",
        true,
    ),
    kyx("10170", "Doc Proof", "supporting documents, not checked", true),
    kyx("10172", "Fastfill", "document, read only", true),
    kyx("10005", "Standalone CPF Validation (Brazil)", "data, from a server", false),
    kyx("10006", "Standalone Serpro Biometric (Brazil)", "data and selfie, from a server", false),
    kyx("10008", "Standalone Driving Licence Verification (USA)", "data, from a server", false),
    kyx("10010", "Standalone Watchlist Screening", "data, from a server", false),
    kyx("1", "ID Capture and Storage (v3)", "document, not verified", true),
    kyx("2", "ID Verification (v3)", "document", true),
    kyx("3", "ID and Identity Verification (v3)", "document, selfie, liveness", true),
    kyx("5", "Similarity to existing ID (v3)", "selfie, from a server", false),
    kyx("6", "Standalone Liveness (v3)", "selfie, liveness", true),
    kyx("9", "Authentication (v3)", "selfie, compared with an earlier one", true),
    kyx("16", "Authentication on Premise (v3)", "face map kept by the customer", true),
    kyx("20", "Similarity of Two Images (v3)", "two pictures, from a server", false),
    kyx("32", "ID, Identity Verification, Screening (v3)", "document, selfie, liveness", true),
    netverify("100", "ID, camera or upload", "document"),
    netverify("101", "ID, camera only", "document"),
    netverify("102", "ID, upload only", "document"),
    netverify("200", "ID and Identity, camera or upload", "document, selfie"),
    netverify("201", "ID and Identity, camera only", "document, selfie"),
    netverify("202", "ID and Identity, upload only", "document, selfie"),
];

/// The public workflows of a platform.
pub fn workflows(platform: Platform) -> impl Iterator<Item = &'static Workflow> {
    WORKFLOWS.iter().filter(move |workflow| workflow.platform == platform)
}

/// The public workflow of this key.
pub fn workflow(platform: Platform, key: &str) -> Option<&'static Workflow> {
    workflows(platform).find(|workflow| workflow.key == key)
}

/// The public workflow for customers whose key was probably meant; of several that are as near, the more usual one.
pub fn nearest_workflow(platform: Platform, key: &str) -> Option<&'static Workflow> {
    let likely =
        WORKFLOWS.iter().rev().filter(|workflow| workflow.platform == platform && workflow.for_customers);
    let near = suggest::nearest(key, likely.map(|workflow| workflow.key))?;
    workflow(platform, near)
}
