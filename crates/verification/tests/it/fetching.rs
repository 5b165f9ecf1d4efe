use model::verification::{ImageRef, RunRef};
use serde_json::{Value, json};
use verification::{Fetched, ProviderError};

use crate::server::{
    ACCOUNT, REFERENCE, RUN, Server, details, details_call, run_ref, sample, status_call, try_normalize,
};

#[tokio::test]
async fn an_answer_about_something_else_is_refused() {
    for (pointer, what) in [
        ("/account/id", "account"),
        ("/workflow/id", "run"),
        ("/workflow/customerInternalReference", "reference"),
    ] {
        let mut other = details("passed");
        *other.pointer_mut(pointer).unwrap() = json!("another");
        assert_eq!(try_normalize(&other).await, Err(ProviderError::Mismatch { what }), "{pointer}");
    }
    let mut without = details("passed");
    without["workflow"].as_object_mut().unwrap().remove("customerInternalReference");
    assert_eq!(try_normalize(&without).await, Err(ProviderError::Mismatch { what: "reference" }));

    let server = Server::start().await;
    server.run("processed", &details("passed"));
    let provider = server.provider();
    assert!(matches!(provider.fetch(&run_ref(), REFERENCE).await, Ok(Fetched::Final(_))));
    let error = provider.fetch(&run_ref(), "another-reference").await.unwrap_err();
    assert_eq!(error, ProviderError::Mismatch { what: "reference" });

    for (pointer, what) in [("/account/id", "account"), ("/workflowExecution/id", "run")] {
        let mut status: Value = serde_json::from_str(&sample("kyx-status-processed.json")).unwrap();
        *status.pointer_mut(pointer).unwrap() = json!("another");
        server.answer(&status_call(), 200, status.to_string());
        let error = provider.fetch(&run_ref(), REFERENCE).await.unwrap_err();
        assert_eq!(error, ProviderError::Mismatch { what }, "status {pointer}");
    }
}

#[tokio::test]
async fn what_goes_on_is_pending() {
    let server = Server::start().await;
    let provider = server.provider();
    for (name, word) in [("initiated", "INITIATED"), ("acquired", "ACQUIRED")] {
        server.answer(&status_call(), 200, sample(&format!("kyx-status-{name}.json")));
        let fetched = provider.fetch(&run_ref(), REFERENCE).await.unwrap();
        assert_eq!(fetched, Fetched::Pending { status: word.to_owned() });
    }
    for name in ["session-expired", "token-expired"] {
        server.run(name, &details(name));
        assert!(matches!(provider.fetch(&run_ref(), REFERENCE).await, Ok(Fetched::Final(_))), "{name}");
    }
}

#[tokio::test]
async fn a_result_that_cannot_be_read_yet_is_asked_for_again() {
    let server = Server::start().await;
    let provider = server.provider();
    server.answer(&status_call(), 200, sample("kyx-status-processed.json"));
    server.answer(&details_call(), 404, sample("kyx-error-404.inferred.json"));
    let error = provider.fetch(&run_ref(), REFERENCE).await.unwrap_err();
    assert_eq!(error.kind(), "unavailable");
    assert!(error.can_be_repeated());

    let mut late = details("passed");
    late["workflow"]["status"] = json!("ACQUIRED");
    server.answer(&details_call(), 200, late.to_string());
    let fetched = provider.fetch(&run_ref(), REFERENCE).await.unwrap();
    assert_eq!(fetched, Fetched::Pending { status: "ACQUIRED".to_owned() });
}

#[tokio::test]
async fn failures_are_told_apart() {
    let server = Server::start().await;
    let provider = server.provider();
    let unknown = provider.fetch(&run_ref(), REFERENCE).await.unwrap_err();
    assert_eq!(unknown.kind(), "not-found");
    for (status, body, kind) in [
        (403, sample("kyx-error-403.inferred.json"), "permission"),
        (401, sample("kyx-error-401.json"), "credentials"),
        (400, r#"{"detail":"odd"}"#.to_owned(), "refused"),
        (200, r#"{"account":"EJEMPLO"}"#.to_owned(), "undecodable"),
    ] {
        server.answer(&status_call(), status, body);
        let error = provider.fetch(&run_ref(), REFERENCE).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(!error.to_string().contains("EJEMPLO"), "{error}");
        assert!(!error.can_be_repeated());
    }
    server.answer("POST /auth/oauth2/token", 401, r#"{"error":"invalid_client"}"#);
    assert_eq!(server.provider().check_credentials().await.unwrap_err().kind(), "credentials");
    server.answer("POST /auth/oauth2/token", 404, "");
    let error = server.provider().fetch(&run_ref(), REFERENCE).await.unwrap_err();
    assert!(matches!(error, ProviderError::Refused { status: 404, .. }), "{error:?}");
}

#[tokio::test]
async fn pictures_are_fetched_by_their_names_at_jumio() {
    let server = Server::start().await;
    let path = format!("GET /retrieval/api/v1/accounts/{ACCOUNT}/credentials/c-1/parts/LIVENESS_2");
    server.answer(&path, 200, [1, 2, 3]);
    let provider = server.provider();
    let image = |classifier: &str| ImageRef {
        name: "any".to_owned(),
        credential_id: "c-1".to_owned(),
        classifier: classifier.to_owned(),
    };
    let fetched = provider.image(&run_ref(), &image("LIVENESS_2")).await.unwrap();
    assert_eq!(&fetched.bytes[..], [1, 2, 3]);
    assert_eq!(provider.image(&run_ref(), &image("BACK")).await.unwrap_err().kind(), "not-found");
    let odd = RunRef { account_id: "../x".to_owned(), run_id: RUN.to_owned() };
    assert_eq!(provider.image(&odd, &image("BACK")).await.unwrap_err().kind(), "settings");
}

#[tokio::test]
async fn callbacks_are_hints() {
    let provider = Server::start().await.provider();
    for (name, status, is_final) in [
        ("acquisition-started", "ACQUISITION_STARTED", false),
        ("acquired", "ACQUIRED", false),
        ("processed", "PROCESSED", true),
        ("session-expired", "SESSION_EXPIRED", true),
        ("token-expired", "TOKEN_EXPIRED", true),
    ] {
        let body = sample(&format!("kyx-callback-{name}.json"));
        let hint = provider.parse_callback(body.as_bytes()).unwrap();
        assert_eq!((hint.run, hint.status.as_str(), hint.is_final), (run_ref(), status, is_final));
    }
    let long = "x".repeat(101);
    for body in [
        "",
        "{}",
        "null",
        r#"{"workflowExecution":{"id":"w"},"account":{"id":"a"}}"#,
        r#"{"workflowExecution":{"id":"","status":"PROCESSED"},"account":{"id":"a"}}"#,
        &format!(r#"{{"workflowExecution":{{"id":"{long}","status":"PROCESSED"}},"account":{{"id":"a"}}}}"#),
        "transactionReference=x&callBackType=NETVERIFYID",
    ] {
        assert_eq!(provider.parse_callback(body.as_bytes()), None, "{body}");
    }
}
