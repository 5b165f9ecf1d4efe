use jumio::{Call, Error};

use crate::server::{API_SECRET, API_TOKEN, BEARER, Prepared, Server, json};

const STATUS: &str = include_str!("../samples/kyx-status-processed.json");

#[tokio::test]
async fn twenty_callers_share_one_token() {
    let server = Server::start().await;
    server.answers((0..20).map(|_| json(200, STATUS)));
    let client = server.client();
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.status("a", "w").await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(server.token_calls().len(), 1);
    assert_eq!(server.calls().len(), 20);
}

#[tokio::test]
async fn the_token_is_asked_for_as_documented() {
    use base64::Engine;

    let server = Server::start().await;
    server.client().check_credentials().await.unwrap();
    let [call] = server.token_calls().try_into().unwrap();
    assert_eq!(call.method, "POST");
    assert_eq!(call.body, "grant_type=client_credentials");
    assert_eq!(call.header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(call.header("accept"), "application/json");
    assert_eq!(call.header("user-agent"), "Acme campaignctl/v0.1");
    let pair = base64::engine::general_purpose::STANDARD.encode(format!("{API_TOKEN}:{API_SECRET}"));
    assert_eq!(call.header("authorization"), format!("Basic {pair}"));
}

#[tokio::test]
async fn a_token_that_ends_is_renewed() {
    let server = Server::start().await;
    server.token_answers([json(200, r#"{"access_token":"short","expires_in":0}"#)]);
    server.answers([json(200, STATUS), json(200, STATUS), json(200, STATUS)]);
    let client = server.client();
    for _ in 0..3 {
        client.status("a", "w").await.unwrap();
    }
    let used: Vec<String> =
        server.calls().iter().map(|call| call.header("authorization").to_owned()).collect();
    assert_eq!(
        used,
        ["Bearer short", &format!("Bearer {BEARER}-2") as &str, &format!("Bearer {BEARER}-2") as &str]
    );
    assert_eq!(server.token_calls().len(), 2);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let server = Server::start().await;
    server.answers([json(401, "{}"), json(200, STATUS)]);
    let client = server.client();
    client.status("a", "w").await.unwrap();
    assert_eq!(server.token_calls().len(), 2);
    assert_eq!(server.calls()[1].header("authorization"), format!("Bearer {BEARER}-2"));

    server.answers([json(401, "{}"), json(401, "{}"), json(200, STATUS)]);
    let error = client.status("a", "w").await.unwrap_err();
    assert!(matches!(error, Error::Credentials { call: Call::Status, .. }), "{error}");
    assert_eq!(server.calls().len(), 4, "the renewed token was refused as well");
}

#[tokio::test]
async fn callers_who_wait_for_a_failing_token_call_share_its_failure() {
    let server = Server::start().await;
    server.token_answers(
        (0..100).map(|_| json(401, include_str!("../samples/kyx-token-error-401.inferred.json"))),
    );
    let client = server.client();
    // Polled in turn on one thread: the first begins the token call before any answer can arrive.
    let (a, b, c) = tokio::join!(client.status("a", "w"), client.status("a", "w"), client.details("a", "w"));
    for error in [a.unwrap_err(), b.unwrap_err(), c.unwrap_err()] {
        assert!(matches!(error, Error::Credentials { call: Call::Token, .. }), "{error}");
    }
    assert_eq!(server.token_calls().len(), 1);
    client.status("a", "w").await.unwrap_err();
    assert_eq!(server.token_calls().len(), 2, "a later caller tries anew");
}

#[tokio::test]
async fn checking_credentials_tells_what_is_wrong() {
    let refused =
        |detail: &str| Error::Credentials { call: Call::Token, title: None, detail: Some(detail.to_owned()) };
    let cases: [(Prepared, Error); 5] = [
        (json(401, include_str!("../samples/kyx-token-error-401.inferred.json")), refused("invalid_client")),
        (json(400, r#"{"error":"invalid_client"}"#), refused("invalid_client")),
        (
            json(400, include_str!("../samples/kyx-token-error-400.inferred.json")),
            Error::Refused {
                call: Call::Token,
                status: 400,
                title: None,
                detail: Some("unsupported_grant_type".to_owned()),
            },
        ),
        (
            json(403, include_str!("../samples/kyx-error-403.inferred.json")),
            Error::Permission {
                call: Call::Token,
                title: Some("Forbidden".to_owned()),
                detail: Some("Access is denied".to_owned()),
            },
        ),
        (
            json(200, "<html>"),
            Error::Undecodable { call: Call::Token, reason: "not JSON at line 1 column 1".to_owned() },
        ),
    ];
    for (answer, expected) in cases {
        let server = Server::start().await;
        server.token_answers([answer]);
        assert_eq!(server.client().check_credentials().await.unwrap_err(), expected);
        assert_eq!(server.token_calls().len(), 1, "{expected}");
        assert!(server.calls().is_empty());
    }
}

#[tokio::test]
async fn a_check_never_trusts_the_token_at_hand() {
    let server = Server::start().await;
    let client = server.client();
    client.check_credentials().await.unwrap();
    server.token_answers([json(401, "{}")]);
    let error = client.check_credentials().await.unwrap_err();
    assert!(matches!(error, Error::Credentials { call: Call::Token, .. }), "{error}");
    server.answers([json(200, STATUS)]);
    client.status("a", "w").await.unwrap();
    assert_eq!(server.token_calls().len(), 3);
}
