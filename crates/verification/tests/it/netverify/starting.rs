use jumio::Credentials;
use model::providers::jumio::{JumioSettings, Platform};
use model::{Country, Document, TimeSpan};
use serde_json::{Value, json};
use verification::jumio::netverify::Netverify;
use verification::{Provider, ProviderError, StartRequest};

use super::{SCAN, run_ref};
use crate::server::{Server, sample};
use crate::starting::{full, request};

const INITIATE: &str = "POST /api/v4/initiate";

#[tokio::test]
async fn a_start_says_what_the_step_says() {
    let server = Server::start().await;
    server.answer(INITIATE, 200, sample("netverify-initiate-response.json"));
    let started = server.netverify("200").start(&full()).await.unwrap();
    assert_eq!(started.run, run_ref());
    let web = started.web.as_ref().unwrap();
    assert!(
        web.expose().starts_with("https://acme.netverify.com/web/v4/app?locale=es-MX&authorizationToken=")
    );
    assert!(started.sdk_token.is_none(), "the mobile kit of this platform wants the secret itself");
    assert!(!format!("{started:?}").contains("authorizationToken"), "{started:?}");
    assert_eq!(
        server.last_body(),
        json!({
            "customerInternalReference": "session-1",
            "userReference": "customer-1",
            "successUrl": "https://acme.test/return",
            "errorUrl": "https://acme.test/return",
            "callbackUrl": "https://acme.test/callbacks/geheim",
            "workflowId": 200,
            "presets": [{ "index": 1, "country": "URY", "type": "ID_CARD" }],
            "locale": "es",
            "tokenLifetimeInMinutes": 10
        })
    );
}

#[tokio::test]
async fn only_one_document_of_one_country_is_preset() {
    let server = Server::start().await;
    server.answer(INITIATE, 200, sample("netverify-initiate-response.json"));
    let uruguay = Country::from_alpha3("URY");
    let preset = |kind: &str| json!([{ "index": 1, "country": "URY", "type": kind }]);
    for (documents, country, expected) in [
        (vec![Document::Passport], uruguay, preset("PASSPORT")),
        (vec![Document::DrivingLicense], uruguay, preset("DRIVING_LICENSE")),
        (vec![Document::IdCard], uruguay, preset("ID_CARD")),
        (vec![Document::Visa], uruguay, Value::Null),
        (vec![Document::Passport], None, Value::Null),
        (vec![Document::Passport, Document::IdCard], uruguay, Value::Null),
        (Vec::new(), uruguay, Value::Null),
    ] {
        let start = StartRequest { documents: documents.clone(), country, ..request() };
        server.netverify("100").start(&start).await.unwrap();
        assert_eq!(server.last_body()["presets"], expected, "{documents:?} {country:?}");
    }
}

#[tokio::test]
async fn what_the_step_leaves_open_comes_from_the_settings() {
    let server = Server::start().await;
    server.answer(INITIATE, 200, sample("netverify-initiate-response.json"));
    let mut settings = JumioSettings::new(Platform::Netverify);
    settings.workflow = Some("102".to_owned());
    settings.locale = Some("de".to_owned());
    server.provider_of(&settings).start(&request()).await.unwrap();
    assert_eq!(
        server.last_body(),
        json!({
            "customerInternalReference": "session-1",
            "userReference": "customer-1",
            "workflowId": 102,
            "locale": "de",
            "tokenLifetimeInMinutes": 30
        })
    );
    for (seconds, minutes) in [(300, 5), (301, 6), (90 * 60, 90), (60 * 86_400, 86_400)] {
        let start = StartRequest { token_lifetime: Some(TimeSpan::from_seconds(seconds)), ..request() };
        server.provider_of(&settings).start(&start).await.unwrap();
        let body = server.last_body();
        assert_eq!(body["tokenLifetimeInMinutes"], minutes);
    }
}

#[tokio::test]
async fn every_attempt_is_a_transaction_of_its_own_of_the_same_person() {
    let server = Server::start().await;
    server.answer(INITIATE, 200, sample("netverify-initiate-response.json"));
    let again = StartRequest {
        reference: "session-1-identity-2".to_owned(),
        account: Some("an-earlier-transaction".to_owned()),
        ..request()
    };
    let started = server.netverify("200").start(&again).await.unwrap();
    assert_eq!(started.run.run_id, SCAN);
    let body = server.last_body();
    assert_eq!(
        (&body["customerInternalReference"], &body["userReference"]),
        (&json!("session-1-identity-2"), &json!("customer-1"))
    );
}

#[tokio::test]
async fn a_workflow_that_is_no_number_is_not_sent() {
    let server = Server::start().await;
    for workflow in ["own", "10011", "-1", "200.0", ""] {
        let error = server.netverify(workflow).start(&request()).await.unwrap_err();
        assert!(matches!(error, ProviderError::Settings { .. }), "{workflow}: {error}");
    }
    let none = server.provider_of(&JumioSettings::new(Platform::Netverify));
    let error = none.start(&request()).await.unwrap_err();
    assert!(error.to_string().contains("name no Id Workflow"), "{error}");
    assert!(server.calls().is_empty());
}

#[tokio::test]
async fn a_failed_start_tells_whether_it_may_have_begun() {
    let server = Server::start().await;
    let provider = server.netverify("200");
    for (status, body, kind) in [
        (400, r#"{"message":"https://acme.test/callbacks/geheim is odd","httpStatus":400}"#, "refused"),
        (401, r#"{"message":"Unauthorized: Bad credentials","httpStatus":401}"#, "credentials"),
        (403, "{}", "permission"),
        (404, "{}", "not-found"),
        (500, "{}", "unknown"),
        (200, "{}", "unknown"),
        (200, "<html>", "unknown"),
    ] {
        server.answer(INITIATE, status, body);
        let before = server.calls().len();
        let error = provider.start(&full()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(!error.can_be_repeated());
        assert!(!error.to_string().contains("geheim"), "{error}");
        assert_eq!(server.calls().len(), before + 1, "a start is sent once: {status}");
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let mut settings = JumioSettings::new(Platform::Netverify);
    settings.workflow = Some("200".to_owned());
    let mut config =
        Netverify::config(&settings, Credentials::new("token", "secret"), Some(&closed)).unwrap();
    config.retries.times = 0;
    let nobody = Netverify::with_config(&settings, config).unwrap();
    let error = nobody.start(&full()).await.unwrap_err();
    assert_eq!(error.kind(), "not-arrived");
    assert!(error.can_be_repeated());
    assert_eq!(nobody.check_credentials().await.unwrap_err().kind(), "unavailable");
}
