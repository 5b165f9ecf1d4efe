use jumio::kyx::{HealthState, IMAGE_LIMIT, RunState};
use jumio::{Call, Error};
use secrecy::ExposeSecret;

use crate::server::{BEARER, Prepared, Server, json, request};

const ACCOUNT: &str = "5d8f1f0e-7a3c-4b52-9c3e-2f6a9b7c4d10";
const RUN: &str = "b7a4c1de-0f58-4e9b-8d27-61c3e5f2a904";

#[tokio::test]
async fn accounts_are_created_and_updated() {
    let server = Server::start().await;
    let client = server.client();
    let sample = include_str!("../samples/kyx-account-response.json");
    server.answers([json(200, sample), json(201, sample)]);

    let started = client.create_account(&request()).await.unwrap();
    assert_eq!((started.account.id.as_str(), started.workflow_execution.id.as_str()), (ACCOUNT, RUN));
    assert!(
        started.web.unwrap().href.expose_secret().starts_with("https://acme.web.amer-1.jumio.ai/web/v4/app?")
    );
    client.update_account(ACCOUNT, &request()).await.unwrap();

    let [create, update] = server.calls().try_into().unwrap();
    assert_eq!((create.method.as_str(), create.path.as_str()), ("POST", "/account/api/v1/accounts"));
    assert_eq!(
        (update.method.as_str(), update.path.as_str()),
        ("PUT", &format!("/account/api/v1/accounts/{ACCOUNT}") as &str)
    );
    assert_eq!(create.header("authorization"), format!("Bearer {BEARER}-1"));
    assert_eq!(create.header("content-type"), "application/json");
    assert_eq!(create.header("user-agent"), "Acme campaignctl/v0.1");
    let body = r#"{"customerInternalReference":"onboarding-1","workflowDefinition":{"key":10011}}"#;
    assert_eq!(create.body, body);
    assert_eq!(update.body, body);
}

#[tokio::test]
async fn results_and_states_are_fetched() {
    let server = Server::start().await;
    let client = server.client();
    server.answers([
        json(200, include_str!("../samples/kyx-status-acquired.json")),
        json(200, include_str!("../samples/kyx-details-passed.json")),
        json(200, include_str!("../samples/kyx-health-degraded.json")),
    ]);
    assert_eq!(client.status(ACCOUNT, RUN).await.unwrap().workflow_execution.status, RunState::Acquired);
    let details = client.details(ACCOUNT, RUN).await.unwrap();
    assert_eq!(details.workflow.customer_internal_reference.as_deref(), Some("onboarding-2024-000123"));
    let health = client.health().await.unwrap();
    assert_eq!(health.details["callback"], HealthState::Degraded);

    let paths: Vec<String> =
        server.calls().iter().map(|call| format!("{} {}", call.method, call.path)).collect();
    let run = format!("GET /retrieval/api/v1/accounts/{ACCOUNT}/workflow-executions/{RUN}");
    assert_eq!(paths, [format!("{run}/status"), run, "GET /status".to_owned()]);
    assert_eq!(server.calls()[2].header("authorization"), "", "health needs no credentials");
}

#[tokio::test]
async fn pictures_have_a_limit() {
    let server = Server::start().await;
    let client = server.client();
    let picture = |size: usize| Prepared::Answer(200, "image/jpeg", vec![7; size].into());
    server.answers([picture(5), picture(IMAGE_LIMIT), picture(IMAGE_LIMIT + 1)]);
    let image = client.image(ACCOUNT, "c-1", "LIVENESS_1").await.unwrap();
    assert_eq!((image.content_type.as_str(), &image.bytes[..]), ("image/jpeg", &[7; 5][..]));
    assert_eq!(format!("{image:?}"), "Image(image/jpeg, 5 bytes)");
    assert_eq!(client.image(ACCOUNT, "c-1", "FRONT").await.unwrap().bytes.len(), IMAGE_LIMIT);
    let error = client.image(ACCOUNT, "c-1", "FRONT").await.unwrap_err();
    assert_eq!(error, Error::TooLarge { call: Call::Image, limit: IMAGE_LIMIT });
    let first = &server.calls()[0];
    assert_eq!(first.path, format!("/retrieval/api/v1/accounts/{ACCOUNT}/credentials/c-1/parts/LIVENESS_1"));
    assert_eq!(first.header("accept"), "image/jpeg, image/png");
}

#[tokio::test]
async fn other_parts_and_steps_are_fetched() {
    let server = Server::start().await;
    let client = server.client();
    server.answers([
        Prepared::Answer(200, "application/pdf", b"%PDF-1.7".as_slice().into()),
        json(200, include_str!("../samples/kyx-steps.json")),
    ]);
    let document = client.part(ACCOUNT, "c-1", "DOCUMENT").await.unwrap();
    assert_eq!((document.content_type.as_str(), &document.bytes[..]), ("application/pdf", &b"%PDF-1.7"[..]));
    let steps = client.steps(ACCOUNT, RUN).await.unwrap().steps;
    assert_eq!((steps[0].name.as_str(), steps[0].capability_ids.len()), ("ID_IV", 8));
    let [part, steps] = server.calls().try_into().unwrap();
    assert_eq!(part.path, format!("/retrieval/api/v1/accounts/{ACCOUNT}/credentials/c-1/parts/DOCUMENT"));
    assert_eq!(part.header("accept"), "*/*");
    assert_eq!(steps.path, format!("/retrieval/api/v1/accounts/{ACCOUNT}/workflow-executions/{RUN}/steps"));
}

#[tokio::test]
async fn runs_and_accounts_are_deleted() {
    let server = Server::start().await;
    let client = server.client();
    server.answers([json(503, "{}"), json(200, ""), json(200, "{}"), json(404, "{}")]);
    client.delete_execution(ACCOUNT, RUN).await.unwrap();
    client.delete_account(ACCOUNT).await.unwrap();
    let error = client.delete_account(ACCOUNT).await.unwrap_err();
    assert!(matches!(error, Error::NotFound { call: Call::DeleteAccount, .. }), "{error}");
    let calls: Vec<String> =
        server.calls().iter().map(|call| format!("{} {}", call.method, call.path)).collect();
    let account = format!("DELETE /retrieval/api/v1/accounts/{ACCOUNT}");
    let run = format!("{account}/workflow-executions/{RUN}");
    assert_eq!(calls, [run.clone(), run, account.clone(), account]);
}

#[tokio::test]
async fn whether_results_may_be_read_is_asked_about_nobody() {
    let server = Server::start().await;
    let client = server.client();
    server.answers([json(404, "{}"), json(403, "{}")]);
    client.check_retrieval().await.unwrap();
    let error = client.check_retrieval().await.unwrap_err();
    assert!(matches!(error, Error::Permission { call: Call::Status, .. }), "{error}");
}

#[tokio::test]
async fn an_id_cannot_change_the_path() {
    let server = Server::start().await;
    let client = server.client();
    for bad in ["", ".", "..", "a/b", "a?b", "a b", "ä", &"a".repeat(101)] {
        let error = client.details(bad, RUN).await.unwrap_err();
        assert_eq!(error, Error::BadId { call: Call::Details, what: "account" }, "{bad}");
        assert!(client.status(ACCOUNT, bad).await.is_err(), "{bad}");
        assert!(client.update_account(bad, &request()).await.is_err(), "{bad}");
        assert!(client.image(ACCOUNT, RUN, bad).await.is_err(), "{bad}");
        assert!(client.part(ACCOUNT, bad, "FACEMAP").await.is_err(), "{bad}");
        assert!(client.delete_account(bad).await.is_err(), "{bad}");
        assert!(client.delete_execution(ACCOUNT, bad).await.is_err(), "{bad}");
    }
    assert!(server.calls().is_empty() && server.token_calls().is_empty());
}
