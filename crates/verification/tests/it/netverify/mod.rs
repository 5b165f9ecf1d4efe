//! The former platform: its starts, results and outcomes.

mod fetching;
mod normalized;
mod outcomes;
mod starting;

use model::verification::{RunRef, VerificationResult};
use serde_json::{Value, json};
use verification::{Fetched, ProviderError};

use crate::server::{REFERENCE, Server, sample};

pub(crate) const SCAN: &str = "8a6e4c7b-21d5-4f0e-9b3a-5c7d9e1f2a34";

pub(crate) fn run_ref() -> RunRef {
    RunRef { account_id: SCAN.to_owned(), run_id: SCAN.to_owned() }
}

pub(crate) fn call(rest: &str) -> String {
    format!("GET /api/netverify/v2/scans/{SCAN}{rest}")
}

/// The result of the sample: approved, of an identity card of Uruguay.
pub(crate) fn data() -> Value {
    serde_json::from_str(&sample("netverify-data.json")).unwrap()
}

/// The result of a document that was not accepted.
pub(crate) fn refused(status: &str, reason: &Value) -> Value {
    let mut refused = data();
    refused["document"]["status"] = json!(status);
    refused["verification"] = json!({ "mrzCheck": "NOT_AVAILABLE" });
    if !reason.is_null() {
        refused["verification"]["rejectReason"] = reason.clone();
    }
    refused
}

pub(crate) fn reason(code: &Value, description: &str, details: &Value) -> Value {
    let mut reason = json!({ "rejectReasonCode": code, "rejectReasonDescription": description });
    if !details.is_null() {
        reason["rejectReasonDetails"] = details.clone();
    }
    reason
}

/// Answers with this state and this result.
pub(crate) fn answer(server: &Server, state: &str, data: &Value) {
    let status = json!({ "timestamp": "2024-03-04T10:18:10.039Z", "scanReference": SCAN, "status": state });
    server.answer(&call(""), 200, status.to_string());
    server.answer(&call("/data"), 200, data.to_string());
    server.answer(&call("/images"), 200, sample("netverify-images.json"));
}

/// What the adapter makes of a result.
pub(crate) async fn normalize(workflow: &str, data: &Value) -> VerificationResult {
    match try_normalize(workflow, "DONE", data).await.unwrap() {
        Fetched::Final(result) => *result,
        Fetched::Pending { status } => panic!("still {status}"),
    }
}

pub(crate) async fn try_normalize(
    workflow: &str,
    state: &str,
    data: &Value,
) -> Result<Fetched, ProviderError> {
    let server = Server::start().await;
    answer(&server, state, data);
    server.netverify(workflow).fetch(&run_ref(), REFERENCE).await
}
