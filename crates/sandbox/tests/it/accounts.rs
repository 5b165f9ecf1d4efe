use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, options, person, sample, server, with};

#[tokio::test]
async fn every_sample_of_a_request_is_taken() {
    let strict = server(sandbox::Options { strict_urls: true, ..options() }).await;
    for name in [
        "kyx-account-create-request-minimal",
        "kyx-account-create-request-full",
        "kyx-account-create-request-screening",
        "kyx-account-create-request-document",
        "kyx-mock-service-account-request",
    ] {
        let answer = strict.create(&sample(name)).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
    }
}

#[tokio::test]
async fn ids_are_uuids_of_version_four() {
    let server = server(options()).await;
    let answer = server.start(&person()).await.answer;
    let credentials = answer["workflowExecution"]["credentials"].as_array().unwrap().clone();
    let ids = [&answer["account"]["id"], &answer["workflowExecution"]["id"]];
    for id in ids.into_iter().chain(credentials.iter().map(|credential| &credential["id"])) {
        let text = id.as_str().unwrap();
        assert_eq!(Uuid::parse_str(text).unwrap().get_version_num(), 4);
        assert_eq!(text, text.to_lowercase());
    }
}

#[tokio::test]
async fn known_persons_get_new_runs() {
    let server = server(options()).await;
    let first = server.start(&person()).await;
    let put = |account: String| {
        let again = with(person(), "workflowDefinition", json!({ "key": "10014" }));
        Answer::of(server.request(Method::PUT, &format!("/account/api/v1/accounts/{account}")).json(&again))
    };
    let second = put(first.account.to_string()).await;
    assert_eq!(second.status, 200);
    assert_eq!(second.json()["account"]["id"], first.account.to_string());
    assert_ne!(second.json()["workflowExecution"]["id"], first.run.to_string());
    let authentication = sample("kyx-account-update-request-authentication");
    let path = format!("/account/api/v1/accounts/{}", first.account);
    let third = Answer::of(server.request(Method::PUT, &path).json(&authentication)).await;
    assert_eq!(third.status, 200, "{}", third.text());
    for unknown in ["00000000-0000-4000-8000-000000000000", "acc_1"] {
        assert_eq!(put(unknown.to_owned()).await.status, 404);
    }
}

#[tokio::test]
async fn errors_have_the_form_of_the_samples() {
    let server = server(options()).await;
    let blank = server.create(&json!({ "workflowDefinition": { "key": 10011 } })).await;
    assert_eq!((blank.status.as_u16(), blank.json()), (400, sample("kyx-error-400.inferred")));

    let put = Answer::of(server.request(Method::PUT, "/account/api/v1/accounts").json(&person())).await;
    assert_eq!((put.status.as_u16(), put.json()), (405, sample("kyx-error-405.observed")));
    assert_eq!(put.header("allow"), "POST");

    let id = "00000000-0000-4000-8000-000000000000";
    let run = server.get(&format!("/retrieval/api/v1/accounts/{id}/workflow-executions/{id}")).await;
    assert_eq!((run.status.as_u16(), run.json()), (404, sample("kyx-error-404.inferred")));

    let post = |body: &'static str| {
        let request = server.request(Method::POST, "/account/api/v1/accounts");
        Answer::of(request.header("content-type", "application/json").body(body))
    };
    for broken in ["", "{", "[]", "null", "\"x\""] {
        assert_eq!(post(broken).await.status, 400, "{broken}");
    }
    assert_eq!(server.get("/no/such/path").await.json()["status"], 404);
}

#[tokio::test]
async fn presets_come_back_with_their_credential() {
    let server = server(options()).await;
    let started = server.start(&sample("kyx-account-create-request-full")).await;
    let id = started.credential("ID");
    assert_eq!(id["country"], json!({ "predefinedType": "DEFINED", "values": ["URY"] }));
    assert_eq!(id["type"]["values"], json!(["ID_CARD"]));
    assert_eq!(started.credential("FACEMAP")["type"], json!({ "values": ["JUMIO_STANDARD"] }));
    assert_eq!(started.credential("FACEMAP").get("api"), None);
    assert_eq!(started.credential("SELFIE").get("country"), None);
}

#[tokio::test]
async fn urls_are_free_locally_and_bound_when_strict() {
    let local = with(person(), "callbackUrl", "http://127.0.0.1:8080/callbacks/x".into());
    let free = server(options()).await;
    assert_eq!(free.create(&local).await.status, 200);
    let strict = server(sandbox::Options { strict_urls: true, ..options() }).await;
    let answer = strict.create(&local).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["detail"], "callbackUrl: must use https");
}

#[tokio::test]
async fn health_is_told_to_everybody() {
    let server = server(options()).await;
    let answer = server.open(&format!("{}/status", server.base)).await;
    assert_eq!(answer.json(), sample("kyx-health-up"));
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let sandbox = sandbox::Sandbox::new(options());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/jumio/", listener.local_addr().unwrap());
    tokio::spawn(sandbox::serve(listener, base.parse().unwrap(), sandbox, std::future::pending()));
    let request = crate::support::http().post(format!("{base}account/api/v1/accounts"));
    let request = request.basic_auth("sandbox", Some("sandbox-secret")).json(&person());
    let answer = Answer::of(request).await.json();
    let href = answer["web"]["href"].as_str().unwrap();
    assert!(href.starts_with(&format!("{base}web/v4/app?")), "{href}");
    assert_eq!(Answer::of(crate::support::http().get(href)).await.status, 200);
}

#[tokio::test]
async fn a_seed_makes_everything_the_same_again() {
    let mut answers: Vec<Value> = Vec::new();
    for _ in 0..2 {
        let server = server(options()).await;
        let mut answer = server.start(&person()).await.answer.to_string();
        answer = answer.replace(&server.base, "");
        answers.push(serde_json::from_str(&answer).unwrap());
    }
    assert_eq!(answers[0], answers[1]);
    let random = server(sandbox::Options { seed: None, ..options() }).await;
    assert_ne!(random.start(&person()).await.answer["account"], answers[0]["account"]);
}
