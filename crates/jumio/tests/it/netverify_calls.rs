use std::time::Duration;

use base64::Engine;
use jumio::netverify::{
    Client, InitiateRequest, Preset, PresetType, ScanState, Similarity, VerificationStatus, WorkflowId,
};
use jumio::{Arrival, Call, Credentials, Error, Limiter, Limits, Rate};
use secrecy::ExposeSecret;

use crate::server::{API_SECRET, API_TOKEN, Prepared, Server, json};

const SCAN: &str = "8a6e4c7b-21d5-4f0e-9b3a-5c7d9e1f2a34";
const STARTED: &str = include_str!("../samples/netverify-initiate-response.json");
const ACCEPTED: &str = include_str!("../samples/netverify-acceptedIdTypes.json");

fn basic(token: &str, secret: &str) -> String {
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{token}:{secret}")))
}

fn request() -> InitiateRequest {
    InitiateRequest::new("onboarding-1", "user-1")
}

#[tokio::test]
async fn a_transaction_is_started() {
    let server = Server::start().await;
    server.answers([json(200, STARTED)]);
    let mut request = request();
    request.workflow_id = Some(WorkflowId::IDENTITY);
    request.presets.push(Preset::document("URY", PresetType::IdCard));
    let started = server.netverify().initiate(&request).await.unwrap();
    assert_eq!(started.transaction_reference, SCAN);
    assert!(started.redirect_url.expose_secret().starts_with("https://acme.netverify.com/web/v4/app?"));

    let [call] = server.calls().try_into().unwrap();
    assert_eq!((call.method.as_str(), call.path.as_str()), ("POST", "/api/v4/initiate"));
    assert_eq!(call.header("authorization"), basic(API_TOKEN, API_SECRET));
    assert_eq!(call.header("accept"), "application/json");
    assert_eq!(call.header("content-type"), "application/json");
    assert_eq!(call.header("user-agent"), "Acme campaignctl/v0.1");
    assert_eq!(
        call.body,
        concat!(
            r#"{"customerInternalReference":"onboarding-1","userReference":"user-1","workflowId":200,"#,
            r#""presets":[{"index":1,"country":"URY","type":"ID_CARD"}]}"#
        )
    );
    assert!(server.token_calls().is_empty());
}

#[tokio::test]
async fn every_part_of_a_result_is_fetched_from_its_path() {
    let server = Server::start().await;
    let client = server.netverify();
    let picture = || Prepared::Answer(200, "image/jpeg", vec![7; 5].into());
    server.answers([
        json(200, include_str!("../samples/netverify-status-pending.json")),
        json(200, include_str!("../samples/netverify-data.json")),
        json(200, include_str!("../samples/netverify-data-document.json")),
        json(200, include_str!("../samples/netverify-data-transaction.json")),
        json(200, include_str!("../samples/netverify-data-verification.json")),
        json(200, include_str!("../samples/netverify-images.json")),
        picture(),
        picture(),
        picture(),
        json(200, include_str!("../samples/netverify-supportedIdTypes.json")),
        json(200, ACCEPTED),
        json(200, ""),
    ]);
    let status = client.status(SCAN).await.unwrap().status;
    assert!(status == ScanState::Pending && status.is_pending());
    let data = client.data(SCAN).await.unwrap();
    assert_eq!(data.document.unwrap().status, Some(VerificationStatus::ApprovedVerified));
    assert_eq!(client.document(SCAN).await.unwrap().fields.text("number").as_deref(), Some("12345678"));
    assert_eq!(client.transaction(SCAN).await.unwrap().customer_id.as_deref(), Some("user-7f3a"));
    let face = client.verification(SCAN).await.unwrap().identity_verification.unwrap();
    assert_eq!((face.similarity.as_ref(), face.is_valid()), (Some(&Similarity::Match), Some(true)));
    let images = client.images(SCAN).await.unwrap();
    assert_eq!(images.classifiers(), ["back", "front", "face"]);
    assert_eq!(images.liveness_numbers(), [1, 2, 3]);
    assert_eq!(client.image(SCAN, "front").await.unwrap().bytes.len(), 5);
    assert_eq!(client.liveness_image(SCAN, 2).await.unwrap().content_type, "image/jpeg");
    client.facemap(SCAN).await.unwrap();
    let supported = client.supported_id_types().await.unwrap().supported_id_types;
    assert_eq!(supported[2].country_code, "XKX");
    let accepted = client.accepted_id_types().await.unwrap().accepted_id_types;
    let backs: Vec<_> =
        accepted[0].id_types.iter().map(jumio::netverify::IdTypeSupport::has_back_side).collect();
    assert_eq!(backs, [Some(true), Some(false)]);
    client.delete(SCAN).await.unwrap();

    let calls = server.calls();
    let asked: Vec<String> = calls.iter().map(|call| format!("{} {}", call.method, call.path)).collect();
    let scan = |rest: &str| format!("GET /api/netverify/v2/scans/{SCAN}{rest}");
    assert_eq!(
        asked,
        [
            scan(""),
            scan("/data"),
            scan("/data/document"),
            scan("/data/transaction"),
            scan("/data/verification"),
            scan("/images"),
            scan("/images/front"),
            scan("/images/liveness/2"),
            scan("/data/facemap"),
            "GET /api/netverify/v2/supportedIdTypes".to_owned(),
            "GET /api/netverify/v2/acceptedIdTypes".to_owned(),
            format!("DELETE /api/netverify/v2/scans/{SCAN}"),
        ]
    );
    for call in calls {
        assert_eq!(call.header("authorization"), basic(API_TOKEN, API_SECRET), "{}", call.path);
        let accept = if call.path.ends_with("facemap") {
            "*/*"
        } else if call.path.contains("/images/") {
            "image/jpeg, image/png"
        } else {
            "application/json"
        };
        assert_eq!(call.header("accept"), accept, "{}", call.path);
    }
}

#[tokio::test]
async fn a_second_pair_reads_and_deletes() {
    let server = Server::start().await;
    server.answers([
        json(200, STARTED),
        json(200, include_str!("../samples/netverify-status.json")),
        json(200, ""),
        json(200, ACCEPTED),
        json(404, "{}"),
        json(401, include_str!("../samples/netverify-error-401.json")),
    ]);
    let mut config = server.netverify_config();
    config.administration = Some(Credentials::new("other-token", "other-secret"));
    let client = Client::new(config).unwrap();
    client.initiate(&request()).await.unwrap();
    client.status(SCAN).await.unwrap();
    client.delete(SCAN).await.unwrap();
    client.check_credentials().await.unwrap();
    client.check_administration().await.unwrap();
    let error = client.check_administration().await.unwrap_err();
    assert!(matches!(error, Error::Credentials { call: Call::ScanStatus, .. }), "{error}");
    assert_eq!((error.status(), error.title()), (Some(401), None));
    assert_eq!(error.detail(), Some("Unauthorized: Bad credentials"));
    let (user, administrator) = (basic(API_TOKEN, API_SECRET), basic("other-token", "other-secret"));
    let pairs: Vec<_> = server.calls().iter().map(|call| call.header("authorization").to_owned()).collect();
    let expected = [&user, &administrator, &administrator, &user, &administrator, &administrator];
    assert_eq!(pairs.iter().collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_start_is_repeated_only_when_it_surely_did_not_arrive() {
    let server = Server::start().await;
    server.answers([json(429, "{}"), json(200, STARTED)]);
    server.netverify().initiate(&request()).await.unwrap();
    assert_eq!(server.calls().len(), 2);

    for (answer, arrival) in [
        (json(500, "{}"), Arrival::Unknown),
        (json(408, "{}"), Arrival::Unknown),
        (json(200, "{}"), Arrival::Unknown),
        (Prepared::Never, Arrival::Unknown),
        (json(400, "{}"), Arrival::Refused),
        (json(401, "{}"), Arrival::Refused),
    ] {
        let server = Server::start().await;
        let mut config = server.netverify_config();
        if matches!(answer, Prepared::Never) {
            config.timeouts.call = Duration::from_secs(1);
        }
        server.answers([answer, json(200, STARTED)]);
        let error = Client::new(config).unwrap().initiate(&request()).await.unwrap_err();
        assert_eq!(error.arrival(), arrival, "{error}");
        assert_eq!(server.calls().len(), 1, "{error}");
    }
}

#[tokio::test]
async fn reading_and_deleting_are_repeated() {
    let server = Server::start().await;
    let status = include_str!("../samples/netverify-status.json");
    server.answers([json(503, "{}"), json(429, "{}"), json(200, status), json(502, "{}"), json(200, "")]);
    let client = server.netverify();
    assert_eq!(client.status(SCAN).await.unwrap().status, ScanState::Done);
    client.delete(SCAN).await.unwrap();
    assert_eq!(server.calls().len(), 5);
}

#[tokio::test]
async fn an_answer_that_stops_coming_is_given_up() {
    let server = Server::start().await;
    server.answers([Prepared::Never, Prepared::Never, Prepared::Never]);
    let mut config = server.netverify_config();
    config.timeouts.read = Duration::from_millis(200);
    config.timeouts.call = Duration::from_hours(1);
    let client = Client::new(config).unwrap();
    let soon = tokio::time::timeout(Duration::from_mins(2), client.status(SCAN)).await;
    let error = soon.expect("it gives up by itself").unwrap_err();
    assert_eq!(error, Error::TimedOut { call: Call::ScanStatus });
}

#[tokio::test]
async fn the_rates_of_a_tenant_hold() {
    let server = Server::start().await;
    server.answers([json(200, STARTED), json(200, STARTED)]);
    let mut config = server.netverify_config();
    let starts = Some(Rate { calls: 1, per: Duration::from_hours(1) });
    config.limiter = Limiter::new(Limits { starts, ..Limits::NONE });
    let client = Client::new(config).unwrap();
    client.initiate(&request()).await.unwrap();
    let error = client.initiate(&request()).await.unwrap_err();
    assert!(matches!(error, Error::RateLimited { call: Call::Initiate, .. }), "{error}");
    assert_eq!(server.calls().len(), 1);
}

#[tokio::test]
async fn a_reference_cannot_change_the_path() {
    let server = Server::start().await;
    let client = server.netverify();
    for bad in ["", "..", "a/b", "a?b", "a b", "ä"] {
        let error = client.data(bad).await.unwrap_err();
        assert_eq!(error, Error::BadId { call: Call::ScanData, what: "scan" }, "{bad}");
        assert!(client.delete(bad).await.is_err(), "{bad}");
        assert!(client.image(SCAN, bad).await.is_err(), "{bad}");
    }
    assert!(server.calls().is_empty());
}
