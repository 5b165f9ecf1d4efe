//! The answer to creating or updating an account (FACTS 4.3).

use std::collections::BTreeMap;

use secrecy::SecretString;
use serde::Deserialize;

use super::status::IdRef;
use crate::WireTime;
use crate::wire::{Members, null_default};

/// A workflow execution that was begun. What lets somebody act for the person is kept as a secret.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountResponse {
    /// When.
    pub timestamp: Option<WireTime>,
    /// The account.
    pub account: IdRef,
    /// For browsers; absent when the workflow has no web channel or the tenant no domain prefix.
    pub web: Option<WebStart>,
    /// For apps; absent when the workflow has no such channel.
    pub sdk: Option<SdkStart>,
    /// The execution.
    pub workflow_execution: StartedExecution,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// How a browser begins.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebStart {
    /// The page to open, exactly as it is.
    pub href: SecretString,
    /// Where the person goes afterwards.
    pub success_url: Option<String>,
    /// Where the person goes when it went wrong.
    pub error_url: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

/// How an app begins.
#[derive(Debug, Clone, Deserialize)]
pub struct SdkStart {
    /// What the mobile kit is given.
    pub token: SecretString,
}

/// The execution that was begun.
#[derive(Debug, Clone, Deserialize)]
pub struct StartedExecution {
    /// Its id.
    pub id: String,
    /// What will be captured, in any order: choose by category and label, never by position.
    #[serde(default, deserialize_with = "null_default")]
    pub credentials: Vec<StartedCredential>,
}

/// Something that will be captured.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StartedCredential {
    /// Its id.
    pub id: String,
    /// `ID`, `SELFIE`, `FACEMAP`, `DOCUMENT`, `DATA`.
    pub category: String,
    /// Tells two of one category apart.
    pub label: Option<String>,
    /// `WEB`, `API`, `SDK`.
    #[serde(default, deserialize_with = "null_default")]
    pub allowed_channels: Vec<String>,
    /// How a server uploads it; absent for face maps.
    pub api: Option<CredentialApi>,
    /// Members that this client does not know, `country` and `type` among them.
    #[serde(flatten)]
    pub other: Members,
}

/// How a server uploads a credential.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialApi {
    /// What uploads of this execution authenticate with.
    pub token: SecretString,
    /// Where each part goes, by its name in lower case.
    #[serde(default, deserialize_with = "null_default")]
    pub parts: BTreeMap<String, String>,
    /// Where the execution is finalised.
    pub workflow_execution: Option<String>,
}
