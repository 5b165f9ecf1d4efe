use model::verification::{ImageRef, RunRef, RunStatus};
use serde_json::json;
use verification::{Fetched, ProviderError};

use super::{SCAN, answer, call, data, run_ref, try_normalize};
use crate::server::{REFERENCE, Server, sample};

#[tokio::test]
async fn an_answer_about_something_else_is_refused() {
    for (pointer, what) in [("/scanReference", "run"), ("/transaction/merchantScanReference", "reference")] {
        let mut other = data();
        *other.pointer_mut(pointer).unwrap() = json!("another");
        assert_eq!(
            try_normalize("200", "DONE", &other).await,
            Err(ProviderError::Mismatch { what }),
            "{pointer}"
        );
    }
    for missing in ["/transaction", "/transaction/merchantScanReference"] {
        let mut without = data();
        *without.pointer_mut(missing).unwrap() = json!(null);
        let refused = try_normalize("200", "DONE", &without).await;
        assert_eq!(refused, Err(ProviderError::Mismatch { what: "reference" }), "{missing}");
    }
    let server = Server::start().await;
    let status = json!({ "scanReference": "another", "status": "DONE" });
    server.answer(&call(""), 200, status.to_string());
    let refused = server.netverify("200").fetch(&run_ref(), REFERENCE).await;
    assert_eq!(refused, Err(ProviderError::Mismatch { what: "run" }));
}

#[tokio::test]
async fn what_goes_on_is_pending() {
    let server = Server::start().await;
    let provider = server.netverify("200");
    server.answer(&call(""), 200, sample("netverify-status-pending.json"));
    let pending = Ok(Fetched::Pending { status: "PENDING".to_owned() });
    assert_eq!(provider.fetch(&run_ref(), REFERENCE).await, pending);
    assert_eq!(server.calls(), [call("")], "nothing is fetched before there is something");

    let mut late = data();
    late["transaction"]["status"] = json!("PENDING");
    assert_eq!(try_normalize("200", "DONE", &late).await, pending);
}

#[tokio::test]
async fn the_result_and_the_list_of_pictures_are_fetched_once() {
    let server = Server::start().await;
    answer(&server, "DONE", &data());
    let fetched = server.netverify("200").fetch(&run_ref(), REFERENCE).await.unwrap();
    assert!(matches!(fetched, Fetched::Final(_)));
    assert_eq!(server.calls(), [call(""), call("/data"), call("/images")]);
}

#[tokio::test]
async fn a_transaction_that_failed_may_have_no_result() {
    let server = Server::start().await;
    server.answer(&call(""), 200, sample("netverify-status-failed.json"));
    let Fetched::Final(result) = server.netverify("200").fetch(&run_ref(), REFERENCE).await.unwrap() else {
        panic!("it is over")
    };
    assert_eq!((result.status, result.reference.as_str()), (RunStatus::SessionExpired, REFERENCE));
    assert!(result.images.is_empty());
    assert_eq!(server.calls(), [call(""), call("/data")], "what was not captured has no pictures");
}

#[tokio::test]
async fn a_result_that_cannot_be_read_yet_is_asked_for_again() {
    let server = Server::start().await;
    server.answer(&call(""), 200, sample("netverify-status.json"));
    let error = server.netverify("200").fetch(&run_ref(), REFERENCE).await.unwrap_err();
    assert_eq!(error.kind(), "unavailable");
    assert!(error.can_be_repeated());
}

#[tokio::test]
async fn pictures_that_are_not_there_are_none() {
    let server = Server::start().await;
    answer(&server, "DONE", &data());
    server.answer(&call("/images"), 404, "{}");
    let Fetched::Final(result) = server.netverify("200").fetch(&run_ref(), REFERENCE).await.unwrap() else {
        panic!("it is over")
    };
    assert!(result.images.is_empty());
}

#[tokio::test]
async fn failures_are_told_apart() {
    let server = Server::start().await;
    let provider = server.netverify("200");
    let unknown = provider.fetch(&run_ref(), REFERENCE).await.unwrap_err();
    assert_eq!(unknown.kind(), "not-found", "a transaction that was deleted");
    for (status, body, kind) in [
        (403, "{}".to_owned(), "permission"),
        (401, sample("netverify-error-401.json"), "credentials"),
        (400, r#"{"message":"odd"}"#.to_owned(), "refused"),
        (200, r#"{"scanReference":["EJEMPLO"]}"#.to_owned(), "undecodable"),
    ] {
        server.answer(&call(""), status, body);
        let error = provider.fetch(&run_ref(), REFERENCE).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(!error.to_string().contains("EJEMPLO"), "{error}");
        assert!(!error.can_be_repeated());
    }
    let odd = RunRef { account_id: "../x".to_owned(), run_id: "../x".to_owned() };
    assert_eq!(provider.fetch(&odd, REFERENCE).await.unwrap_err().kind(), "settings");
}

#[tokio::test]
async fn pictures_are_fetched_by_their_names_at_jumio() {
    let server = Server::start().await;
    let provider = server.netverify("200");
    for (classifier, path) in [("back", "/images/back"), ("liveness-3", "/images/liveness/3")] {
        server.answer(&call(path), 200, [1, 2, 3]);
        let image = ImageRef {
            name: classifier.to_owned(),
            credential_id: SCAN.to_owned(),
            classifier: classifier.to_owned(),
        };
        let fetched = provider.image(&run_ref(), &image).await.unwrap();
        assert_eq!(&fetched.bytes[..], [1, 2, 3], "{classifier}");
    }
    let image = |classifier: &str| ImageRef {
        name: "any".to_owned(),
        credential_id: SCAN.to_owned(),
        classifier: classifier.to_owned(),
    };
    assert_eq!(provider.image(&run_ref(), &image("front")).await.unwrap_err().kind(), "not-found");
    assert_eq!(provider.image(&run_ref(), &image("../data")).await.unwrap_err().kind(), "settings");
}

#[tokio::test]
async fn callbacks_are_hints() {
    let provider = Server::start().await.netverify("200");
    for (name, status) in [
        ("approved", "APPROVED_VERIFIED"),
        ("denied-fraud", "DENIED_FRAUD"),
        ("no-id-uploaded", "NO_ID_UPLOADED"),
        ("not-readable", "ERROR_NOT_READABLE_ID"),
        ("unsupported-type", "DENIED_UNSUPPORTED_ID_TYPE"),
    ] {
        let body = sample(&format!("netverify-callback-{name}.form.txt"));
        let hint = provider.parse_callback(body.trim_end().as_bytes()).unwrap();
        assert_eq!((hint.run, hint.status.as_str(), hint.is_final), (run_ref(), status, true), "{name}");
    }
    for name in ["authentication-passed", "document-verification"] {
        let body = sample(&format!("netverify-callback-{name}.form.txt"));
        assert_eq!(provider.parse_callback(body.as_bytes()), None, "{name} is about something else");
    }
    let long =
        format!("callBackType=NETVERIFYID&verificationStatus=X&jumioIdScanReference={}", "x".repeat(101));
    for body in [
        "",
        "{}",
        "callBackType=NETVERIFYID",
        "callBackType=NETVERIFYID&jumioIdScanReference=x",
        "callBackType=NETVERIFYID&verificationStatus=X&jumioIdScanReference=",
        &long,
        &sample("kyx-callback-processed.json"),
    ] {
        assert_eq!(provider.parse_callback(body.as_bytes()), None, "{body}");
    }
}

#[tokio::test]
async fn a_pair_is_tried_without_starting_anything() {
    let server = Server::start().await;
    let provider = server.netverify("200");
    let probe = "GET /api/netverify/v2/scans/00000000-0000-4000-8000-000000000000";
    let accepted = "GET /api/netverify/v2/acceptedIdTypes";
    server.answer(accepted, 200, sample("netverify-acceptedIdTypes.json"));
    provider.check_credentials().await.unwrap();
    assert_eq!(server.calls(), [accepted, probe]);
    server.answer(probe, 403, "{}");
    assert_eq!(provider.check_credentials().await.unwrap_err().kind(), "permission");
    server.answer(accepted, 401, sample("netverify-error-401.json"));
    assert_eq!(provider.check_credentials().await.unwrap_err().kind(), "credentials");
    assert_eq!(provider.health().await, None, "this platform does not tell");
}
