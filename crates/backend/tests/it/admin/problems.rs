//! What is wrong is told in one form, whatever it is.

use backend::storage::Role;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::office::Office;
use crate::run::browser::client;

#[tokio::test]
async fn every_refusal_is_a_problem() {
    let office = Office::empty().await;
    let admin = office.access_token(Role::Admin).await;
    let viewer = office.access_token(Role::Viewer).await;
    for (method, path, token, body, status, kind) in [
        (Method::GET, "/api/v1/manifest", None, None, 401, "not-signed-in"),
        (Method::POST, "/api/v1/changesets", Some(&viewer), Some(json!({})), 403, "not-allowed"),
        (Method::GET, "/api/v1/sessions/x", Some(&viewer), None, 404, "not-found"),
        (Method::GET, "/api/v1/nothing", Some(&admin), None, 404, "not-found"),
        (Method::GET, "/", None, None, 404, "not-found"),
        (Method::GET, "/api/v1/resources/campaign/UPPER", Some(&viewer), None, 404, "not-found"),
        (Method::GET, "/api/v1/resources/nothing/x", Some(&viewer), None, 404, "not-found"),
        (Method::GET, "/api/v1/resources/test/onboarding", Some(&viewer), None, 404, "not-found"),
        (Method::DELETE, "/api/v1/manifest", Some(&admin), None, 405, "bad-request"),
        (Method::POST, "/api/v1/changesets", Some(&admin), Some(json!({})), 400, "bad-request"),
        (Method::POST, "/api/v1/changesets", Some(&admin), Some(json!("x")), 400, "bad-request"),
        (Method::POST, "/api/v1/changesets", Some(&admin), None, 415, "bad-request"),
        (Method::GET, "/api/v1/sessions?limit=x", Some(&viewer), None, 400, "bad-request"),
    ] {
        let answer = office.send(method.clone(), path, token, body.as_ref()).await;
        assert_eq!(answer.status(), status, "{method} {path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{method} {path}");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!((&problem["kind"], &problem["status"]), (&json!(kind), &json!(status)), "{problem}");
        assert!(!problem["title"].as_str().unwrap().is_empty(), "{problem}");
    }
}

#[tokio::test]
async fn a_fault_in_a_body_is_told_by_its_place_only() {
    let office = Office::empty().await;
    let admin = office.access_token(Role::Admin).await;
    let changeset = json!({
        "origin": { "workspace": "acme", "state": "confidential" }, "message": null, "base": {},
    });
    let answer = office.send(Method::POST, "/api/v1/changesets", Some(&admin), Some(&changeset)).await;
    let problem: Value = answer.json().await.unwrap();
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("`origin.state`") && detail.contains("line 1"), "{detail}");
    assert!(!detail.contains("confidential"), "{detail}");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_taken() {
    let office = Office::empty().await;
    let editor = office.access_token(Role::Editor).await;
    let viewer = office.access_token(Role::Viewer).await;
    let post = async |token: &secrecy::SecretString, size: usize| {
        let request = client()
            .post(format!("{}/api/v1/changesets", office.base))
            .bearer_auth(token.expose_secret())
            .header("idempotency-key", "a key")
            .header("content-type", "application/json")
            .body(vec![b' '; size]);
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json::<Value>().await.unwrap()["kind"].clone())
    };
    assert_eq!(post(&editor, 16 * 1024 * 1024).await, (400, json!("bad-request")));
    assert_eq!(post(&editor, 16 * 1024 * 1024 + 1).await, (413, json!("bad-request")));
    assert_eq!(post(&viewer, 1024).await, (403, json!("not-allowed")));
}
