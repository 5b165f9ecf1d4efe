//! The two sides that share no type understand each other: the client of Netverify, over sockets, against the sandbox.

use jumio::netverify::{
    Client, Config, Endpoints, InitiateRequest, Preset, PresetType, ScanState, Similarity,
    VerificationStatus, WorkflowId,
};
use jumio::{Credentials, Error, Retries};
use model::providers::jumio::{JumioSettings, Platform};
use model::{Country, Document, ProviderSettings};
use sandbox::Finish;
use secrecy::ExposeSecret as _;
use verification::{Accepts, Fetched, StartRequest};

use crate::support::{Server, options, server};

fn client(server: &Server, below: &str, pair: (&str, &str)) -> Client {
    let base = format!("{}{below}", server.base).parse().unwrap();
    let credentials = Credentials::new(pair.0, pair.1);
    let mut config = Config::new(credentials, Endpoints::under(&base), "Acme Onboarding/1.0");
    config.retries = Retries { times: 0, ..Retries::default() };
    Client::new(config).unwrap()
}

const PAIR: (&str, &str) = ("sandbox-acme", "sandbox-acme-secret");

#[tokio::test]
async fn a_verification_from_start_to_deletion() {
    let server = server(options()).await;
    for below in ["", "/netverify", "/core-sgp.jumio.com"] {
        let client = client(&server, below, PAIR);
        client.check_credentials().await.unwrap();
        client.check_administration().await.unwrap();
        let mut request = InitiateRequest::new("onboarding-2024-000123", "user-7f3a");
        request.workflow_id = Some(WorkflowId::IDENTITY);
        request.presets.push(Preset::document("URY", PresetType::IdCard));
        request.locale = Some("es-MX".to_owned());
        let started = client.initiate(&request).await.unwrap();
        let scan = started.transaction_reference.as_str();
        assert!(started.redirect_url.expose_secret().contains("locale=es-MX"));
        assert_eq!(client.status(scan).await.unwrap().status, ScanState::Pending);
        assert!(matches!(client.data(scan).await, Err(Error::NotFound { .. })));

        server.sandbox.finish(scan.parse().unwrap(), &Finish::default()).unwrap();
        assert_eq!(client.status(scan).await.unwrap().status, ScanState::Done);
        let data = client.data(scan).await.unwrap();
        let document = data.document.unwrap();
        assert_eq!(document.status, Some(VerificationStatus::ApprovedVerified));
        assert_eq!(document.fields.text("firstName").as_deref(), Some("ANA LUCIA"));
        let face = data.verification.unwrap().identity_verification.unwrap();
        assert_eq!((face.similarity.as_ref(), face.is_valid()), (Some(&Similarity::Match), Some(true)));
        assert_eq!(data.transaction.unwrap().source().as_deref(), Some("WEB_CAM"));
        assert_eq!(client.document(scan).await.unwrap().fields.text("dob").as_deref(), Some("1990-05-17"));
        assert_eq!(client.transaction(scan).await.unwrap().customer_id.as_deref(), Some("user-7f3a"));
        assert!(client.verification(scan).await.unwrap().identity_verification.is_some());

        let images = client.images(scan).await.unwrap();
        assert_eq!(images.classifiers(), ["back", "front", "face"]);
        assert_eq!(images.liveness_numbers(), [1, 2, 3]);
        for classifier in images.classifiers() {
            assert_eq!(client.image(scan, &classifier).await.unwrap().content_type, "image/jpeg");
        }
        for number in images.liveness_numbers() {
            assert_eq!(client.liveness_image(scan, number).await.unwrap().content_type, "image/jpeg");
        }
        assert!(!client.facemap(scan).await.unwrap().bytes.is_empty());

        client.delete(scan).await.unwrap();
        assert!(matches!(client.status(scan).await, Err(Error::NotFound { .. })));
        assert!(matches!(client.delete(scan).await, Err(Error::NotFound { .. })));
    }
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let server = server(options()).await;
    let wrong = client(&server, "", ("real", "pair"));
    assert!(matches!(wrong.check_credentials().await, Err(Error::Credentials { .. })));
    let reads = client(&server, "", ("sandbox-acme-retrieve", "sandbox-acme-retrieve-secret"));
    reads.check_administration().await.unwrap();
    assert!(matches!(reads.check_credentials().await, Err(Error::Permission { .. })));
    let error =
        client(&server, "", PAIR).initiate(&InitiateRequest::new("x".repeat(101), "b")).await.unwrap_err();
    assert!(error.to_string().contains("customerInternalReference"), "{error}");
    assert_eq!(server.sandbox.transactions(), []);
}

#[tokio::test]
async fn documents_are_listed() {
    let server = server(options()).await;
    let client = client(&server, "", PAIR);
    let uruguay = |all: Vec<jumio::netverify::CountryIdTypes>| {
        let of = all.into_iter().find(|of| of.country_code == "URY").unwrap();
        let kinds = of.id_types.iter().map(|of| (of.id_type.clone(), of.has_back_side()));
        kinds.collect::<Vec<_>>()
    };
    let expected = [("ID_CARD", true), ("DRIVING_LICENSE", true), ("PASSPORT", false)];
    let expected = expected.map(|(kind, back)| (kind.to_owned(), Some(back)));
    assert_eq!(uruguay(client.supported_id_types().await.unwrap().supported_id_types), expected);
    assert_eq!(uruguay(client.accepted_id_types().await.unwrap().accepted_id_types), expected);
}

#[tokio::test]
async fn every_outcome_is_understood() {
    const REFERENCE: &str = "session-0001.identity.1";
    let server = server(options()).await;
    let accepts = || Accepts {
        documents: vec![Document::Passport, Document::IdCard],
        country: Country::from_alpha3("URY"),
    };
    for workflow in ["200", "101"] {
        let settings = JumioSettings {
            workflow: Some(workflow.to_owned()),
            user_agent: Some("Acme Onboarding/1.0".to_owned()),
            ..JumioSettings::new(Platform::Netverify)
        };
        let (pair, base) = (Credentials::new(PAIR.0, PAIR.1), server.base.parse().unwrap());
        let provider = verification::open(&ProviderSettings::Jumio(settings), pair, Some(&base)).unwrap();
        provider.check_credentials().await.unwrap();
        let needs_face = ["selfie-mismatch", "selfie-unclear", "not-live"];
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
            ("expired", "expired"),
        ] {
            let request = StartRequest {
                reference: REFERENCE.to_owned(),
                person: "customer-0001".to_owned(),
                account: None,
                documents: vec![Document::Passport, Document::IdCard],
                country: Country::from_alpha3("URY"),
                callback_url: None,
                success_url: None,
                error_url: None,
                locale: None,
                token_lifetime: None,
                consent: None,
            };
            let started = provider.start(&request).await.unwrap();
            let ended = server.sandbox.finish(started.run.run_id.parse().unwrap(), &Finish::outcome(name));
            if workflow == "101" && needs_face.contains(&name) {
                assert!(ended.is_err(), "{name}");
                continue;
            }
            ended.unwrap();
            let result = match provider.fetch(&started.run, REFERENCE).await.unwrap() {
                Fetched::Final(result) => *result,
                Fetched::Pending { status } => panic!("{name}: still {status}"),
            };
            let outcome = verification::outcome(&result, &accepts());
            assert_eq!(outcome.as_str(), expected, "{workflow} {name}: {result:?}");
            if name == "approved" {
                assert_eq!(result.document, Some(Document::IdCard));
                let born = result.captured.by_name("document.date_of_birth").unwrap().to_string();
                assert_eq!(born, "1990-05-17");
                for image in &result.images {
                    let fetched = provider.image(&result.run, image).await.unwrap();
                    assert_eq!(fetched.content_type, "image/jpeg", "{}", image.name);
                }
                assert_eq!(result.images.len(), if workflow == "200" { 6 } else { 2 });
            }
        }
    }
}
