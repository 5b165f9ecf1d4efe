//! Every sample is a test of its own, by its file's name: it is read, and nothing that it says is lost.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jumio::kyx::{
    AccountRequest, AccountResponse, Callback, Details, Endpoints, Health, MediaType, PreparedData, Status,
    Steps, UploadResponse,
};
use jumio::netverify::{self, InitiateResponse};
use jumio::wire::Members;
use secrecy::ExposeSecret;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::server::{Server, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}

fn text(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap()
}

fn value(file: &str) -> Value {
    serde_json::from_str(&text(file)).unwrap()
}

/// Nothing that was read is lost when it is written.
async fn kept<T: DeserializeOwned + Serialize>(file: &str) {
    let read: T = serde_json::from_str(&text(file)).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value(file));
}

/// A callback of the former platform: the form says what its fields say.
async fn form(file: &str) {
    let stem = file.split('.').next().unwrap();
    let fields = value(&format!("{stem}.json"));
    let form = text(&format!("{stem}.form.txt"));
    let written = match netverify::Callback::from_form(form.trim_end().as_bytes()) {
        netverify::Callback::Identity(identity) => serde_json::to_value(identity).unwrap(),
        netverify::Callback::Other(fields) => Value::Object(fields.0),
    };
    assert_eq!(written, fields);
    let is_identity = matches!(
        netverify::Callback::from_form(form.trim_end().as_bytes()),
        netverify::Callback::Identity(_)
    );
    assert_eq!(is_identity, fields["callBackType"] == "NETVERIFYID");
}

/// A start of the current platform. Its secrets are not written again: what counts is what is read.
async fn started(file: &str) {
    let read: AccountResponse = serde_json::from_str(&text(file)).unwrap();
    let original = value(file);
    assert_eq!(read.account.id, original["account"]["id"]);
    assert_eq!(read.workflow_execution.id, original["workflowExecution"]["id"]);
    let href = read.web.map(|web| web.href.expose_secret().to_owned());
    assert_eq!(href.as_deref(), original["web"]["href"].as_str());
    let token = read.sdk.map(|sdk| sdk.token.expose_secret().to_owned());
    assert_eq!(token.as_deref(), original["sdk"]["token"].as_str());
    let credentials = original["workflowExecution"]["credentials"].as_array().unwrap();
    assert_eq!(read.workflow_execution.credentials.len(), credentials.len());
    for (credential, original) in read.workflow_execution.credentials.iter().zip(credentials) {
        assert_eq!(credential.category, original["category"]);
        assert_eq!(credential.api.is_some(), original["api"].is_object());
        if let Some(api) = &credential.api {
            assert_eq!(serde_json::to_value(&api.parts).unwrap(), original["api"]["parts"]);
            assert_eq!(api.token.expose_secret(), original["api"]["token"]);
        }
    }
}

/// A start of the former platform.
async fn initiated(file: &str) {
    let read: InitiateResponse = serde_json::from_str(&text(file)).unwrap();
    let original = value(file);
    assert_eq!(read.redirect_url.expose_secret(), original["redirectUrl"]);
    assert_eq!(read.transaction_reference, original["transactionReference"]);
    assert_eq!(read.timestamp.unwrap().0, original["timestamp"]);
    assert!(read.other.is_empty());
}

/// An answer that refuses: its status, heading and explanation come through.
async fn problem(file: &str, status: u16) {
    let server = Server::start().await;
    let original = value(file);
    let told = |names: &[&str]| names.iter().find_map(|name| original[*name].as_str().map(str::to_owned));
    // A 401 is asked once more, with another token; a 429 twice more.
    server.answers([(); 3].map(|()| json(status, &text(file))));
    let error = server.client().details("a", "w").await.unwrap_err();
    assert_eq!(error.status(), Some(status));
    assert_eq!(error.title().map(str::to_owned), told(&["title"]));
    assert_eq!(error.detail().map(str::to_owned), told(&["detail", "message", "error"]));
}

/// An answer that refuses an access token.
async fn token_problem(file: &str, status: u16) {
    let server = Server::start().await;
    server.token_answers([json(status, &text(file))]);
    let error = server.client().check_credentials().await.unwrap_err();
    assert_eq!(error.detail(), value(file)["error"].as_str());
    assert_eq!(error.status(), Some(status));
}

/// An access token: the next call carries it.
async fn token(file: &str) {
    let server = Server::start().await;
    server.token_answers([json(200, &text(file))]);
    server.answers([json(200, &text("kyx-status-initiated.json"))]);
    server.client().status("a", "w").await.unwrap();
    let carried = format!("Bearer {}", value(file)["access_token"].as_str().unwrap());
    assert_eq!(server.calls()[0].header("authorization"), carried);
}

/// The answer to a part that was sent, which tells what may still be sent.
async fn uploaded(file: &str) {
    let read: UploadResponse = serde_json::from_str(&text(file)).unwrap();
    let original = value(file);
    assert_eq!(read.account.id, original["account"]["id"]);
    let parts = read.api.map(|api| serde_json::to_value(api.parts).unwrap());
    assert_eq!(parts.as_ref(), original["api"].get("parts"));
}

/// The answer to finalising, which says nothing that the caller does not know.
async fn finalised(file: &str) {
    let server = Server::start().await;
    let base = server.endpoints.api_url();
    let mut response = value("kyx-account-response.json");
    let credential = &mut response["workflowExecution"]["credentials"][0];
    credential["api"]["workflowExecution"] = format!("{base}run").into();
    credential["api"]["parts"]["front"] = format!("{base}front").into();
    let started: AccountResponse = serde_json::from_value(response).unwrap();
    let api = started.workflow_execution.credentials[0].api.clone().unwrap();
    server.answers([json(200, &text("kyx-upload-response.json")), json(200, &text(file))]);
    server.client().upload(&api, "front", MediaType::Png, b"PNG").await.unwrap();
    server.client().finalise(&api).await.unwrap();
    assert_eq!(server.calls().len(), 2);
}

trait ApiUrl {
    fn api_url(&self) -> String;
}

impl ApiUrl for Endpoints {
    /// The address of the server, for the URLs that answers carry.
    fn api_url(&self) -> String {
        let mut url = self.auth.clone();
        url.set_path("/");
        url.to_string()
    }
}

macro_rules! samples {
    ($($id:ident: $file:literal => $check:expr;)+) => {
        $(
            #[tokio::test]
            async fn $id() {
                let check = $check;
                check($file).await;
            }
        )+

        /// Every file of the folder has a test here.
        #[test]
        fn no_sample_is_forgotten() {
            let tested = BTreeSet::from([$($file.to_owned()),+]);
            let found: BTreeSet<String> = std::fs::read_dir(folder())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            assert_eq!(found, tested);
        }
    };
}

samples! {
    kyx_account_create_request_document: "kyx-account-create-request-document.json" => kept::<AccountRequest>;
    kyx_account_create_request_full: "kyx-account-create-request-full.json" => kept::<AccountRequest>;
    kyx_account_create_request_minimal: "kyx-account-create-request-minimal.json" => kept::<AccountRequest>;
    kyx_account_create_request_screening: "kyx-account-create-request-screening.json" => kept::<AccountRequest>;
    kyx_account_response: "kyx-account-response.json" => started;
    kyx_account_response_data_only: "kyx-account-response-data-only.json" => started;
    kyx_account_response_document: "kyx-account-response-document.json" => started;
    kyx_account_update_request_authentication: "kyx-account-update-request-authentication.json" => kept::<AccountRequest>;
    kyx_callback_acquired: "kyx-callback-acquired.json" => kept::<Callback>;
    kyx_callback_acquisition_started: "kyx-callback-acquisition-started.json" => kept::<Callback>;
    kyx_callback_processed: "kyx-callback-processed.json" => kept::<Callback>;
    kyx_callback_session_expired: "kyx-callback-session-expired.json" => kept::<Callback>;
    kyx_callback_token_expired: "kyx-callback-token-expired.json" => kept::<Callback>;
    kyx_details_document_no_capabilities: "kyx-details-document-no-capabilities.json" => kept::<Details>;
    kyx_details_passed: "kyx-details-passed.json" => kept::<Details>;
    kyx_details_rejected_bad_quality: "kyx-details-rejected-bad-quality.json" => kept::<Details>;
    kyx_details_rejected_digital_copy: "kyx-details-rejected-digital-copy.json" => kept::<Details>;
    kyx_details_rejected_no_match: "kyx-details-rejected-no-match.json" => kept::<Details>;
    kyx_details_session_expired: "kyx-details-session-expired.json" => kept::<Details>;
    kyx_details_token_expired: "kyx-details-token-expired.json" => kept::<Details>;
    kyx_details_unsupported_document: "kyx-details-unsupported-document.json" => kept::<Details>;
    kyx_details_warning_repeated_face: "kyx-details-warning-repeated-face.json" => kept::<Details>;
    kyx_details_watchlist_alert: "kyx-details-watchlist-alert.json" => kept::<Details>;
    kyx_error_400: "kyx-error-400.inferred.json" => async |file| problem(file, 400).await;
    kyx_error_401: "kyx-error-401.json" => async |file| problem(file, 401).await;
    kyx_error_403: "kyx-error-403.inferred.json" => async |file| problem(file, 403).await;
    kyx_error_404: "kyx-error-404.inferred.json" => async |file| problem(file, 404).await;
    kyx_error_405: "kyx-error-405.observed.json" => async |file| problem(file, 405).await;
    kyx_error_429: "kyx-error-429.json" => async |file| problem(file, 429).await;
    kyx_finalize_response: "kyx-finalize-response.json" => finalised;
    // Not called by this client: kept as it came, nothing more.
    kyx_generate_pdf_response: "kyx-generate-pdf-response.json" => kept::<Members>;
    kyx_health_degraded: "kyx-health-degraded.json" => kept::<Health>;
    kyx_health_down: "kyx-health-down.json" => kept::<Health>;
    kyx_health_up: "kyx-health-up.json" => kept::<Health>;
    // Of the mobile kits.
    kyx_merchant_settings_branding: "kyx-merchant-settings-branding.observed.json" => kept::<Members>;
    kyx_mock_service_account_request: "kyx-mock-service-account-request.json" => kept::<AccountRequest>;
    kyx_prepared_data: "kyx-prepared-data.json" => kept::<PreparedData>;
    kyx_status_acquired: "kyx-status-acquired.json" => kept::<Status>;
    kyx_status_initiated: "kyx-status-initiated.json" => kept::<Status>;
    kyx_status_processed: "kyx-status-processed.json" => kept::<Status>;
    kyx_status_session_expired: "kyx-status-session-expired.json" => kept::<Status>;
    kyx_status_token_expired: "kyx-status-token-expired.json" => kept::<Status>;
    kyx_steps: "kyx-steps.json" => kept::<Steps>;
    kyx_token_error_400: "kyx-token-error-400.inferred.json" => async |file| token_problem(file, 400).await;
    kyx_token_error_401: "kyx-token-error-401.inferred.json" => async |file| token_problem(file, 401).await;
    kyx_token_response: "kyx-token-response.json" => token;
    kyx_upload_response: "kyx-upload-response.json" => uploaded;
    // Between the hosted page and the page around it, in the browser.
    kyx_webclient_postmessage: "kyx-webclient-postmessage.json" => kept::<Members>;
    netverify_accepted_id_types: "netverify-acceptedIdTypes.json" => kept::<netverify::AcceptedIdTypes>;
    // Authentications are of the mobile kits: their callbacks are told from others, their results are not fetched.
    netverify_authentication_details: "netverify-authentication-details.json" => kept::<Members>;
    netverify_callback_approved: "netverify-callback-approved.json" => kept::<netverify::IdentityCallback>;
    netverify_callback_approved_form: "netverify-callback-approved.form.txt" => form;
    netverify_callback_authentication_passed: "netverify-callback-authentication-passed.json" => kept::<Members>;
    netverify_callback_authentication_passed_form: "netverify-callback-authentication-passed.form.txt" => form;
    netverify_callback_denied_fraud: "netverify-callback-denied-fraud.json" => kept::<netverify::IdentityCallback>;
    netverify_callback_denied_fraud_form: "netverify-callback-denied-fraud.form.txt" => form;
    netverify_callback_document_verification: "netverify-callback-document-verification.json" => kept::<Members>;
    netverify_callback_document_verification_form: "netverify-callback-document-verification.form.txt" => form;
    netverify_callback_no_id_uploaded: "netverify-callback-no-id-uploaded.json" => kept::<netverify::IdentityCallback>;
    netverify_callback_no_id_uploaded_form: "netverify-callback-no-id-uploaded.form.txt" => form;
    netverify_callback_not_readable: "netverify-callback-not-readable.json" => kept::<netverify::IdentityCallback>;
    netverify_callback_not_readable_form: "netverify-callback-not-readable.form.txt" => form;
    netverify_callback_unsupported_type: "netverify-callback-unsupported-type.json" => kept::<netverify::IdentityCallback>;
    netverify_callback_unsupported_type_form: "netverify-callback-unsupported-type.form.txt" => form;
    netverify_data: "netverify-data.json" => kept::<netverify::ScanData>;
    netverify_data_document: "netverify-data-document.json" => kept::<netverify::Document>;
    netverify_data_transaction: "netverify-data-transaction.json" => kept::<netverify::Transaction>;
    netverify_data_verification: "netverify-data-verification.json" => kept::<netverify::Verification>;
    netverify_data_verification_rejected: "netverify-data-verification-rejected.json" => kept::<netverify::Verification>;
    // The verification of supporting documents is another product: kept as it came.
    netverify_docv_acquisition_request: "netverify-docv-acquisition-request.json" => kept::<Members>;
    netverify_docv_acquisition_response: "netverify-docv-acquisition-response.json" => kept::<Members>;
    netverify_docv_data: "netverify-docv-data.json" => kept::<Members>;
    netverify_error_401: "netverify-error-401.json" => async |file| problem(file, 401).await;
    netverify_images: "netverify-images.json" => kept::<netverify::Images>;
    netverify_initiate_request: "netverify-initiate-request.json" => kept::<netverify::InitiateRequest>;
    netverify_initiate_request_minimal: "netverify-initiate-request-minimal.json" => kept::<netverify::InitiateRequest>;
    netverify_initiate_response: "netverify-initiate-response.json" => initiated;
    // From server to server, without a customer: not called.
    netverify_perform_request: "netverify-performNetverify-request.json" => kept::<Members>;
    netverify_perform_response: "netverify-performNetverify-response.json" => kept::<Members>;
    netverify_status: "netverify-status.json" => kept::<netverify::ScanStatus>;
    netverify_status_failed: "netverify-status-failed.json" => kept::<netverify::ScanStatus>;
    netverify_status_pending: "netverify-status-pending.json" => kept::<netverify::ScanStatus>;
    netverify_supported_document_types: "netverify-supportedDocumentTypes.json" => kept::<Value>;
    netverify_supported_id_types: "netverify-supportedIdTypes.json" => kept::<netverify::SupportedIdTypes>;
    netverify_webclient_postmessage: "netverify-webclient-postmessage.json" => kept::<Members>;
    // No wire at all: what a person configures. The adapter's tests find a home for each setting.
    settings: "prisma-style-configuration.inferred.json" => kept::<Members>;
}
