use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Server, options, person, server};

async fn set(server: &Server, fault: Value) -> Answer {
    server.control(Method::POST, "faults", Some(fault)).await
}

fn create(server: &Server) -> reqwest::RequestBuilder {
    server.request(Method::POST, "/account/api/v1/accounts").json(&person())
}

#[tokio::test]
async fn a_burst_of_refusals_ends_after_so_many_times() {
    let server = server(options()).await;
    let fault = json!({ "kind": "rate-limit", "calls": "account", "times": 2, "retryAfter": 7 });
    let answer = set(&server, fault.clone()).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.json(), json!({ "id": 1, "fault": fault, "struck": 0 }));
    let started = Answer::of(create(&server)).await;
    assert_eq!((started.status.as_u16(), started.header("retry-after")), (429, "7"));
    assert_eq!(started.json()["detail"], "Request limit exceeded");
    assert_eq!(server.sandbox.transactions(), [], "nothing was done");
    let token =
        server.request(Method::POST, "/auth/oauth2/token").form(&[("grant_type", "client_credentials")]);
    assert_eq!(Answer::of(token.header("accept", "*/*")).await.status, 200, "other calls are spared");
    let list = server.control(Method::GET, "faults", None).await.json();
    assert_eq!(list["faults"][0]["struck"], 1);
    assert_eq!(Answer::of(create(&server)).await.status, 429);
    assert_eq!(Answer::of(create(&server)).await.status, 200);
    assert_eq!(server.sandbox.faults(), []);

    set(&server, json!({ "kind": "server-error", "calls": "netverify", "times": 1 })).await;
    let initiate = server.request(Method::POST, "/netverify/api/v4/initiate").json(&json!({}));
    let expected = json!({
        "message": "Service Unavailable: The service is temporarily unavailable",
        "httpStatus": 503,
        "requestURI": "/api/v4/initiate",
    });
    assert_eq!(Answer::of(initiate).await.json(), expected, "each platform has its own form of errors");

    set(&server, json!({ "kind": "rate-limit" })).await;
    assert_eq!(Answer::of(create(&server)).await.header("retry-after"), "", "not unless it is wanted");
}

#[tokio::test]
async fn a_server_that_fails_says_how() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    set(&server, json!({ "kind": "server-error", "status": 502, "calls": "retrieval" })).await;
    let answer = server.get(&started.path("/status")).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["title"]), (502, &json!("Bad Gateway")));
    assert_eq!(server.open(started.href()).await.status, 200, "the page is no call");
    assert_eq!(server.control(Method::DELETE, "faults", None).await.json(), json!({ "faults": [] }));
    assert_eq!(server.status(&started).await, "INITIATED");
    let timeline = server.timeline(&started).await;
    assert!(
        timeline.contains(&("fault".into(), "server-error: GET status".into(), Some(502))),
        "{timeline:?}"
    );

    set(&server, json!({ "kind": "server-error", "calls": "page" })).await;
    assert_eq!(server.open(started.href()).await.status, 503);
    assert_eq!(server.status(&started).await, "INITIATED");
}

#[tokio::test]
async fn a_slow_answer_outlasts_patience() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    set(&server, json!({ "kind": "slow", "calls": "retrieval", "seconds": 3600 })).await;
    let request = server.request(Method::GET, &started.path("/status"));
    let error = request.timeout(Duration::from_millis(200)).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(server.control(Method::DELETE, "faults/1", None).await.status, 200);
    assert_eq!(server.status(&started).await, "INITIATED");
    set(&server, json!({ "kind": "slow", "seconds": 0 })).await;
    assert_eq!(server.status(&started).await, "INITIATED", "what is slow is done in the end");
}

#[tokio::test]
async fn a_connection_is_cut_before_or_after_the_work() {
    let server = server(options()).await;
    set(&server, json!({ "kind": "cut", "times": 1 })).await;
    assert!(create(&server).send().await.is_err(), "there is no answer");
    assert_eq!(server.sandbox.transactions(), [], "nothing was done");

    set(&server, json!({ "kind": "cut-answer", "times": 1 })).await;
    let answer = create(&server).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.bytes().await.is_err(), "the answer breaks off");
    assert_eq!(server.sandbox.transactions().len(), 1, "it was done, and nobody knows");
    assert_eq!(Answer::of(create(&server)).await.status, 200);
}

#[tokio::test]
async fn answers_are_spoilt_after_the_work() {
    let server = server(options()).await;
    set(&server, json!({ "kind": "broken-json", "times": 1 })).await;
    let broken = Answer::of(create(&server)).await;
    assert_eq!((broken.status.as_u16(), broken.header("content-type")), (200, "application/json"));
    assert!(broken.text().starts_with(r#"{"timestamp""#), "{}", broken.text());
    assert!(serde_json::from_slice::<Value>(&broken.bytes).is_err());
    set(&server, json!({ "kind": "other-json", "times": 1 })).await;
    let other = Answer::of(create(&server)).await;
    assert_eq!((other.status.as_u16(), &other.json()["account"]), (200, &json!(5)));
    assert_eq!(server.sandbox.transactions().len(), 2);
}

/// Which of forty calls meet with a fault that strikes every third by chance.
async fn struck(seed: u64) -> Vec<bool> {
    let server = server(sandbox::Options { seed: Some(seed), ..options() }).await;
    let fault = json!({ "kind": "server-error", "percent": 33 });
    assert_eq!(set(&server, fault).await.status, 201);
    let mut struck = Vec::new();
    for _ in 0..40 {
        struck.push(server.get("/status").await.status == 503);
    }
    struck
}

#[tokio::test]
async fn chance_is_the_same_under_a_seed() {
    let first = struck(5).await;
    assert_eq!(first, struck(5).await);
    assert_ne!(first, struck(6).await);
    assert!(first.contains(&true) && first.contains(&false));
}

#[tokio::test]
async fn faults_that_make_no_sense_are_refused() {
    let server = server(options()).await;
    for (fault, status, what) in [
        (json!({ "kind": "fire" }), 422, "unknown variant"),
        (json!({}), 422, "missing field"),
        (json!({ "kind": "cut", "call": "any" }), 422, "unknown field"),
        (json!({ "kind": "cut", "times": 0 }), 400, "times must be at least 1"),
        (json!({ "kind": "cut", "percent": 101 }), 400, "percent must be from 1 to 100"),
        (json!({ "kind": "cut", "status": 503 }), 400, "status does not go with the kind cut"),
        (json!({ "kind": "slow", "retryAfter": 1 }), 400, "retryAfter does not go with the kind slow"),
        (json!({ "kind": "cut", "seconds": 1 }), 400, "seconds does not go with the kind cut"),
        (json!({ "kind": "server-error", "status": 404 }), 400, "status must be from 500 to 599"),
        (json!({ "kind": "slow", "seconds": 3601 }), 400, "seconds must be at most 3600"),
    ] {
        let answer = set(&server, fault.clone()).await;
        assert_eq!(answer.status, status, "{fault}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(what), "{fault}: {}", answer.text());
    }
    assert_eq!(server.sandbox.faults(), []);
    assert_eq!(server.control(Method::DELETE, "faults/1", None).await.status, 404);
}
