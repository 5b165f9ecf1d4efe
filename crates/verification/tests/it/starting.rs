use jumio::Credentials;
use model::providers::jumio::{JumioSettings, Platform};
use model::{Country, Document, ProviderSettings, TimeSpan};
use secrecy::ExposeSecret;
use serde_json::json;
use verification::jumio::kyx::Kyx;
use verification::{Consent, Provider, ProviderError, StartRequest};

use crate::server::{ACCOUNT, Server, run_ref, sample, settings};

const CREATE: &str = "POST /account/api/v1/accounts";

pub(crate) fn request() -> StartRequest {
    StartRequest {
        reference: "session-1".to_owned(),
        person: "customer-1".to_owned(),
        account: None,
        documents: Vec::new(),
        country: None,
        callback_url: None,
        success_url: None,
        error_url: None,
        locale: None,
        token_lifetime: None,
        consent: None,
    }
}

pub(crate) fn full() -> StartRequest {
    StartRequest {
        documents: vec![Document::IdCard],
        country: Country::from_alpha3("URY"),
        callback_url: Some("https://acme.test/callbacks/geheim".to_owned()),
        success_url: Some("https://acme.test/return".to_owned()),
        error_url: Some("https://acme.test/return".to_owned()),
        locale: Some("es".to_owned()),
        token_lifetime: Some(TimeSpan::from_seconds(600)),
        consent: Some(Consent {
            user_ip: "203.0.113.25".to_owned(),
            country: Country::from_alpha3("URY").unwrap(),
            obtained_at: "2024-03-04T10:14:00Z".parse().unwrap(),
        }),
        ..request()
    }
}

#[tokio::test]
async fn a_start_says_what_the_step_says() {
    let server = Server::start().await;
    server.answer(CREATE, 200, sample("kyx-account-response.json"));
    let started = server.provider().start(&full()).await.unwrap();
    assert_eq!(started.run, run_ref());
    let web = started.web.as_ref().unwrap();
    assert!(web.expose().starts_with("https://acme.web.amer-1.jumio.ai/web/v4/app?authorizationToken="));
    assert!(started.sdk_token.as_ref().unwrap().expose_secret().contains("sandbox-transaction-token"));
    assert!(!format!("{started:?}").contains("authorizationToken"), "{started:?}");
    assert_eq!(
        server.last_body(),
        json!({
            "customerInternalReference": "session-1",
            "userReference": "customer-1",
            "callbackUrl": "https://acme.test/callbacks/geheim",
            "tokenLifetime": "10m",
            "workflowDefinition": {
                "key": 10011,
                "credentials": [{
                    "category": "ID",
                    "country": { "predefinedType": "DEFINED", "values": ["URY"] },
                    "type": { "predefinedType": "DEFINED", "values": ["ID_CARD"] }
                }]
            },
            "web": {
                "successUrl": "https://acme.test/return",
                "errorUrl": "https://acme.test/return",
                "locale": "es"
            },
            "userConsent": {
                "userIp": "203.0.113.25",
                "userLocation": { "country": "URY" },
                "consent": { "obtained": "yes", "obtainedAt": "2024-03-04T10:14:00.000Z" }
            }
        })
    );
    let shown = format!("{:?}", full());
    assert!(!shown.contains("geheim") && !shown.contains("203.0.113.25"), "{shown}");
}

#[tokio::test]
async fn what_the_step_leaves_open_comes_from_the_settings_or_stays_open() {
    let server = Server::start().await;
    server.answer(CREATE, 200, sample("kyx-account-response.json"));
    server.provider().start(&request()).await.unwrap();
    assert_eq!(
        server.last_body(),
        json!({
            "customerInternalReference": "session-1",
            "userReference": "customer-1",
            "tokenLifetime": "30m",
            "workflowDefinition": { "key": 10011 }
        })
    );

    let mut own = settings();
    own.locale = Some("de".to_owned());
    own.workflow = Some("tenant-key".to_owned());
    let mut several = request();
    several.documents = vec![Document::Passport, Document::IdCard, Document::DrivingLicense, Document::Visa];
    server.provider_of(&own).start(&several).await.unwrap();
    let body = server.last_body();
    assert_eq!(body["web"], json!({ "locale": "de" }));
    assert_eq!(body["workflowDefinition"]["key"], "tenant-key");
    assert_eq!(
        body["workflowDefinition"]["credentials"],
        json!([{ "category": "ID", "type": {
            "predefinedType": "DEFINED", "values": ["PASSPORT", "ID_CARD", "DRIVING_LICENSE", "VISA"]
        }}])
    );

    let mut faces = settings();
    faces.workflow = Some("10016".to_owned());
    server.provider_of(&faces).start(&full()).await.unwrap();
    assert_eq!(server.last_body()["workflowDefinition"], json!({ "key": 10016 }), "no document is captured");
}

#[tokio::test]
async fn a_further_attempt_is_a_run_of_the_same_account() {
    let server = Server::start().await;
    server.answer(
        &format!("PUT /account/api/v1/accounts/{ACCOUNT}"),
        200,
        sample("kyx-account-response.json"),
    );
    let mut again = request();
    again.account = Some(ACCOUNT.to_owned());
    assert_eq!(server.provider().start(&again).await.unwrap().run, run_ref());

    again.account = Some("somebody-else".to_owned());
    assert_eq!(server.provider().start(&again).await.unwrap_err().kind(), "not-found");
    server.answer("PUT /account/api/v1/accounts/somebody-else", 200, sample("kyx-account-response.json"));
    let error = server.provider().start(&again).await.unwrap_err();
    assert_eq!(error, ProviderError::Mismatch { what: "account" });
}

#[tokio::test]
async fn a_failed_start_tells_whether_it_may_have_begun() {
    let server = Server::start().await;
    for (status, body, kind) in [
        (400, r#"{"detail":"userIp 203.0.113.25 is odd"}"#, "refused"),
        (401, "{}", "credentials"),
        (403, "{}", "permission"),
        (500, "{}", "unknown"),
        (200, "{}", "unknown"),
    ] {
        server.answer(CREATE, status, body);
        let error = server.provider().start(&full()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(!error.can_be_repeated());
        assert!(!error.to_string().contains("203.0.113.25"), "{error}");
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let credentials = Credentials::new("token", "secret");
    let mut config = Kyx::config(&settings(), credentials, Some(&closed)).unwrap();
    config.retries.times = 0;
    let nobody = Kyx::with_config(&settings(), config).unwrap();
    let error = nobody.start(&full()).await.unwrap_err();
    assert_eq!(error.kind(), "not-arrived");
    assert!(error.can_be_repeated());
    assert_eq!(nobody.check_credentials().await.unwrap_err().kind(), "unavailable");
}

#[test]
fn settings_that_do_not_suffice_are_told() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let open = |settings: JumioSettings| {
        let settings = ProviderSettings::Jumio(settings);
        verification::open(&settings, Credentials::new("token", "secret"), None).map(|_| ()).unwrap_err()
    };
    for platform in Platform::ALL {
        let nowhere = open(JumioSettings::new(platform));
        assert!(nowhere.to_string().contains("data centre"), "{nowhere}");
    }
}

#[tokio::test]
async fn a_start_without_a_workflow_is_not_sent() {
    let server = Server::start().await;
    let provider = server.provider_of(&JumioSettings::new(Platform::Kyx));
    let error = provider.start(&request()).await.unwrap_err();
    assert!(matches!(error, ProviderError::Settings { .. }), "{error}");
}
