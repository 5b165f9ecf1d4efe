use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Server, options, person, sample, server};

async fn token(server: &Server, pair: (&str, &str), body: &'static str) -> Answer {
    let request = server
        .http
        .post(format!("{}/auth/oauth2/token", server.base))
        .basic_auth(pair.0, Some(pair.1))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    Answer::of(request).await
}

const PAIR: (&str, &str) = ("sandbox-acme", "sandbox-acme-secret");
const GRANT: &str = "grant_type=client_credentials";

/// The status of a request for the status of no transaction: 404 for whoever is let in.
async fn probe(server: &Server, bearer: &str) -> u16 {
    let id = "00000000-0000-4000-8000-000000000000";
    let url = format!("{}/retrieval/api/v1/accounts/{id}/workflow-executions/{id}/status", server.base);
    Answer::of(server.http.get(url).bearer_auth(bearer)).await.status.as_u16()
}

#[tokio::test]
async fn a_pair_gets_a_token_that_is_good_for_an_hour() {
    let server = server(options()).await;
    let answer = token(&server, PAIR, GRANT).await;
    assert_eq!(answer.status, 200);
    let answer = answer.json();
    let members = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(members(&answer), members(&sample("kyx-token-response")));
    assert_eq!((&answer["expires_in"], &answer["token_type"]), (&json!(3600), &json!("Bearer")));
    let bearer = answer["access_token"].as_str().unwrap();

    assert_eq!(probe(&server, bearer).await, 404);
    server.minutes(59);
    assert_eq!(probe(&server, bearer).await, 404);
    server.minutes(1);
    assert_eq!(probe(&server, bearer).await, 401);
}

#[tokio::test]
async fn calls_in_a_row_get_the_same_token_with_less_left() {
    let server = server(options()).await;
    let first = token(&server, PAIR, GRANT).await.json();
    server.minutes(20);
    let second = token(&server, PAIR, GRANT).await.json();
    assert_eq!(first["access_token"], second["access_token"]);
    assert_eq!(second["expires_in"], 2400);
    server.minutes(20);
    let third = token(&server, PAIR, GRANT).await.json();
    assert_ne!(first["access_token"], third["access_token"]);
    assert_eq!(third["expires_in"], 3600);
}

#[tokio::test]
async fn token_errors() {
    let server = server(options()).await;
    for (pair, body, status, error) in [
        (("sandbox-acme", "sandbox-secret"), GRANT, 401, "invalid_client"),
        (("real", "pair"), GRANT, 401, "invalid_client"),
        (PAIR, "grant_type=password", 400, "unsupported_grant_type"),
        (PAIR, "", 400, "invalid_request"),
    ] {
        let answer = token(&server, pair, body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()),
            (status, json!({ "error": error })),
            "{pair:?} {body}"
        );
    }
    let no_form =
        server.http.post(format!("{}/auth/oauth2/token", server.base)).basic_auth(PAIR.0, Some(PAIR.1));
    assert_eq!(Answer::of(no_form.json(&json!({}))).await.status, 400);
}

#[tokio::test]
async fn every_call_needs_its_headers_and_a_pair_of_the_sandbox() {
    let server = server(options()).await;
    let url = format!("{}/account/api/v1/accounts", server.base);
    let post = || server.http.post(&url).json(&person());
    let good = || post().basic_auth(PAIR.0, Some(PAIR.1));
    let cases = [
        ("no authorization", post(), 403),
        ("a wrong secret", post().basic_auth("sandbox-acme", Some("sandbox-other-secret")), 401),
        ("a real pair", post().basic_auth("abc", Some("def")), 401),
        ("an unknown token", post().bearer_auth("abc"), 401),
        ("another scheme", post().header("authorization", "Digest abc"), 401),
        ("an empty user agent", good().header("user-agent", ""), 403),
        ("an empty accept", good().header("accept", ""), 403),
        ("all of it", good(), 200),
    ];
    for (what, request, status) in cases {
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{what}");
        match status {
            401 => assert_eq!(answer.json(), sample("kyx-error-401")),
            403 => assert_eq!(answer.json(), sample("kyx-error-403.inferred")),
            _ => {}
        }
    }
    let bare = reqwest::Client::builder().tls_certs_only([]).no_proxy().build().unwrap();
    let without_agent = bare.post(&url).json(&person()).basic_auth(PAIR.0, Some(PAIR.1));
    assert_eq!(Answer::of(without_agent).await.status, 403);
}

#[tokio::test]
async fn tenants_do_not_see_each_other() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    server.finish(&started, "approved");
    let id = started.credential("ID")["id"].as_str().unwrap().to_owned();
    let picture = format!("/retrieval/api/v1/accounts/{}/credentials/{id}/parts/FRONT", started.account);
    let account = format!("/account/api/v1/accounts/{}", started.account);
    let deletion = format!("/retrieval/api/v1/accounts/{}", started.account);
    for (method, path) in [
        (Method::GET, started.path("")),
        (Method::GET, started.path("/status")),
        (Method::GET, started.path("/steps")),
        (Method::DELETE, started.path("")),
        (Method::GET, picture),
        (Method::PUT, account),
        (Method::DELETE, deletion),
    ] {
        let url = format!("{}{path}", server.base);
        let other = server
            .http
            .request(method.clone(), url)
            .basic_auth("sandbox", Some("sandbox-secret"))
            .json(&person());
        let answer = Answer::of(other).await;
        assert_eq!(answer.status, 404, "{method} {path}");
        assert_eq!(answer.json()["title"], "Not Found");
    }
    assert_eq!(server.details(&started).await["decision"]["type"], "PASSED");
}

#[tokio::test]
async fn rates_are_limited_when_asked_for() {
    let limited = server(sandbox::Options { rate_limits: true, ..options() }).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(limited.create(&person()).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 429]);
    assert_eq!(limited.create(&person()).await.json(), sample("kyx-error-429"));
    limited.sandbox.advance(std::time::Duration::from_secs(1));
    assert_eq!(limited.create(&person()).await.status, 200);
    assert_eq!(limited.create(&person()).await.status, 429);

    let free = server(options()).await;
    for _ in 0..20 {
        assert_eq!(free.create(&person()).await.status, 200);
    }
}
