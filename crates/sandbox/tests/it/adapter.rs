//! The two sides that share no type understand each other: the provider's adapter, over sockets, against the sandbox.

use std::sync::Arc;

use jumio::Credentials;
use model::providers::jumio::{JumioSettings, Platform};
use model::{Country, Document, ProviderSettings};
use sandbox::Finish;
use verification::{Accepts, Consent, Fetched, Provider, ProviderError, StartRequest, VerificationResult};

use crate::support::{Listener, Server, options, server};

const REFERENCE: &str = "session-0001.identity.1";

fn provider(server: &Server, workflow: &str, pair: (&str, &str)) -> Arc<dyn Provider> {
    let settings = JumioSettings {
        workflow: Some(workflow.to_owned()),
        user_agent: Some("Acme Onboarding/1.0".to_owned()),
        locale: Some("es-MX".to_owned()),
        ..JumioSettings::new(Platform::Kyx)
    };
    let base = server.base.parse().unwrap();
    let credentials = Credentials::new(pair.0, pair.1);
    verification::open(&ProviderSettings::Jumio(settings), credentials, Some(&base)).unwrap()
}

const PAIR: (&str, &str) = ("sandbox-acme", "sandbox-acme-secret");

fn start(callback_url: Option<&str>) -> StartRequest {
    StartRequest {
        reference: REFERENCE.to_owned(),
        person: "customer-0001".to_owned(),
        account: None,
        documents: vec![Document::Passport, Document::IdCard],
        country: Country::from_alpha3("URY"),
        callback_url: callback_url.map(str::to_owned),
        success_url: Some("http://127.0.0.1:9/return/abc".to_owned()),
        error_url: Some("http://127.0.0.1:9/return/abc".to_owned()),
        locale: None,
        token_lifetime: None,
        consent: Some(Consent {
            user_ip: "127.0.0.1".to_owned(),
            country: Country::from_alpha3("URY").unwrap(),
            obtained_at: "2024-03-04T10:14:00Z".parse().unwrap(),
        }),
    }
}

async fn result(provider: &dyn Provider, run: &verification::RunRef) -> VerificationResult {
    match provider.fetch(run, REFERENCE).await.unwrap() {
        Fetched::Final(result) => *result,
        Fetched::Pending { status } => panic!("still {status}"),
    }
}

#[tokio::test]
async fn pairs_are_checked() {
    let server = server(options()).await;
    provider(&server, "10011", PAIR).check_credentials().await.unwrap();
    let refused = provider(&server, "10011", ("real", "pair")).check_credentials().await;
    assert!(matches!(refused, Err(ProviderError::Credentials { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_verification_from_start_to_pictures() {
    let mut listener = Listener::new(200).await;
    let server = server(options()).await;
    let provider = provider(&server, "10011", PAIR);
    let started = provider.start(&start(Some(&listener.url))).await.unwrap();
    assert!(matches!(provider.fetch(&started.run, REFERENCE).await.unwrap(), Fetched::Pending { .. }));
    let page = started.web.unwrap();
    assert_eq!(server.open(page.expose()).await.status, 200);

    let run = started.run.run_id.parse().unwrap();
    server
        .sandbox
        .finish(run, &Finish { document: Some("id-card".to_owned()), ..Finish::default() })
        .unwrap();
    let callback = listener.next().await.body.to_string();
    let hint = provider.parse_callback(callback.as_bytes()).unwrap();
    assert!(hint.is_final);
    assert_eq!(hint.run, started.run);

    let result = result(&*provider, &hint.run).await;
    assert_eq!(result.document, Some(Document::IdCard));
    assert_eq!(result.captured.by_name("document.first_name").unwrap().to_string(), "ANA LUCIA");
    assert_eq!(result.captured.by_name("document.date_of_birth").unwrap().to_string(), "1990-05-17");
    let mut names: Vec<_> = result.images.iter().map(|image| image.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["back", "face", "front", "liveness-1", "liveness-2", "liveness-3"]);
    for image in &result.images {
        let fetched = provider.image(&result.run, image).await.unwrap();
        assert_eq!(fetched.content_type, "image/jpeg");
        assert!(fetched.bytes.starts_with(&[0xff, 0xd8, 0xff]), "{}", image.name);
    }
}

#[tokio::test]
async fn every_outcome_is_understood() {
    let server = server(options()).await;
    for workflow in ["10011", "10013", "10015", "3"] {
        let provider = provider(&server, workflow, PAIR);
        for (name, expected) in [
            ("approved", "approved"),
            ("review", "review"),
            ("unreadable", "unreadable"),
            ("unsupported", "unsupported"),
            ("rejected", "rejected"),
            ("copy", "rejected"),
            ("data-mismatch", "rejected"),
            ("selfie-mismatch", "rejected"),
            ("selfie-unclear", "review"),
            ("not-live", "rejected"),
            ("technical-error", "error"),
            ("expired", "expired"),
        ] {
            let started = provider.start(&start(None)).await.unwrap();
            let finish = Finish { outcome: Some(name.to_owned()), ..Finish::default() };
            let run = started.run.run_id.parse().unwrap();
            match server.sandbox.finish(run, &finish) {
                Ok(_) => {}
                Err(error) if workflow == "10015" => {
                    assert!(name.starts_with("selfie") || name == "not-live", "{name}: {error}");
                    continue;
                }
                Err(error) => panic!("{workflow} {name}: {error}"),
            }
            let accepts = Accepts {
                documents: vec![Document::Passport, Document::IdCard],
                country: Country::from_alpha3("URY"),
            };
            let result = result(&*provider, &started.run).await;
            let outcome = verification::outcome(&result, &accepts);
            assert_eq!(outcome.as_str(), expected, "{workflow} {name}: {result:?}");
        }
    }
}

#[tokio::test]
async fn a_second_attempt_is_a_run_of_the_same_person() {
    let server = server(options()).await;
    let provider = provider(&server, "10011", PAIR);
    let first = provider.start(&start(None)).await.unwrap();
    let again = StartRequest { account: Some(first.run.account_id.clone()), ..start(None) };
    let second = provider.start(&again).await.unwrap();
    assert_eq!(first.run.account_id, second.run.account_id);
    assert_ne!(first.run.run_id, second.run.run_id);
}

#[tokio::test]
async fn refusals_name_the_member() {
    let server = server(options()).await;
    let provider = provider(&server, "10011", PAIR);
    let too_long = StartRequest { reference: "x".repeat(101), ..start(None) };
    let error = provider.start(&too_long).await.unwrap_err();
    assert!(matches!(error, ProviderError::Refused { .. }), "{error:?}");
    assert_eq!(server.sandbox.transactions(), []);
}
