//! Transactions as the sandbox's own interface shows them, and how they are finished.

use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::handle::Sandbox;
use crate::kyx::problem::Problem;
use crate::kyx::run::Run;
use crate::netverify::Scan;

/// One transaction, without what is secret about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    /// The workflow execution; on Netverify, the transaction's reference.
    pub run_id: Uuid,
    /// The account that it belongs to; on Netverify, which has none, the transaction's reference again.
    pub account_id: Uuid,
    /// The API token of the pair that made it.
    pub tenant: String,
    /// `INITIATED`, `ACQUIRED`, `PROCESSED`, `SESSION_EXPIRED` or `TOKEN_EXPIRED`; on Netverify `PENDING`,
    /// `DONE` or `FAILED`.
    pub status: String,
    /// The workflow's key; on Netverify, the `workflowId`.
    pub definition_key: String,
    /// As given by who made it.
    pub customer_internal_reference: String,
    /// When it was made: RFC 3339, UTC.
    pub created_at: String,
}

/// How a transaction shall end: one result of a [`Scenario`](crate::Scenario), too. What is left out is taken from
/// `customerInternalReference` where that asks for a result (FACTS 8.1), then from the scenario that is on, and is otherwise
/// an approved document of the kind asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Finish {
    /// `passport`, `id-card`, `driving-license`, `visa`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Issuing country, alpha-3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The name of an [`Outcome`](crate::Outcome), or `requested`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// In place of an outcome: a label of one of Jumio's capabilities, such as `GLARE` (FACTS 4.9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The category of the credential that gets the label: `ID`, `SELFIE`, `FACEMAP`, `DOCUMENT`, `DATA`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
    /// The capability that gives the label, where several can: `usability`, `liveness` and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capability: Option<String>,
    /// In place of an outcome, for Netverify: the code or the description of a reject reason, such as `108` or
    /// `MRZ_CHECK_FAILED` (FACTS 3.9). The current platform looks at outcome and label only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reject_reason: Option<String>,
    /// Details of a reject reason that has them (100 and 200), by code or description: `2001`, `GLARE`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reject_details: Vec<String>,
    /// Members of the extracted data that replace the specimen's; `null` takes one out.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub extraction: Map<String, Value>,
}

impl Finish {
    /// An outcome, and nothing else.
    pub fn outcome(name: &str) -> Self {
        Self { outcome: Some(name.to_owned()), ..Self::default() }
    }

    /// What it comes to, in a few words.
    pub fn name(&self) -> String {
        let label = self.label.as_ref().map(|label| match &self.credential {
            Some(credential) => format!("{label} of {credential}"),
            None => label.clone(),
        });
        let reason = || self.reject_reason.as_ref().map(|reason| format!("reject reason {reason}"));
        label
            .or_else(|| self.outcome.clone())
            .or_else(reason)
            .unwrap_or_else(|| crate::Outcome::Approved.name().to_owned())
    }
}

/// Why a transaction was not finished.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FinishError {
    /// There is none with this id.
    #[error("there is no transaction with this id")]
    Unknown,
    /// It has ended already.
    #[error("the transaction has ended already: {0}")]
    Ended(&'static str),
    /// The wish makes no sense.
    #[error("{0}")]
    Wish(String),
}

impl From<FinishError> for Problem {
    fn from(error: FinishError) -> Self {
        let status = match error {
            FinishError::Unknown => StatusCode::NOT_FOUND,
            FinishError::Ended(_) => StatusCode::CONFLICT,
            FinishError::Wish(_) => StatusCode::BAD_REQUEST,
        };
        Self::new(status, error.to_string())
    }
}

impl Sandbox {
    /// All transactions of both platforms, oldest first.
    pub fn transactions(&self) -> Vec<Transaction> {
        let mut all: Vec<_> = self.with_state(|state, _| state.runs().map(Run::summary).collect());
        all.extend(self.with_scans(|scans, _| scans.all().map(Scan::summary).collect::<Vec<_>>()));
        all.sort_by(|one, other| one.created_at.cmp(&other.created_at));
        all
    }

    /// One transaction.
    pub fn transaction(&self, run: Uuid) -> Option<Transaction> {
        let of_run = self.with_state(|state, _| state.run(run).map(|run| run.summary()));
        of_run.or_else(|| self.with_scans(|scans, _| scans.get(run).map(|scan| scan.summary())))
    }

    /// Plays the customer's part of a transaction to its end. Gives the transaction as it is afterwards.
    pub fn finish(&self, run: Uuid, finish: &Finish) -> Result<Transaction, FinishError> {
        let is_scan = self.with_scans(|scans, now| scans.get(run).map(|scan| scan.finish(finish, now)));
        match is_scan {
            Some(finished) => finished.map(|_| ())?,
            None => self.with_state(|state, now| state.finish(run, finish, now))?,
        }
        self.transaction(run).ok_or(FinishError::Unknown)
    }
}
