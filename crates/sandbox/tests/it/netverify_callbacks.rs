//! Netverify: what callbacks tell.

use std::collections::BTreeMap;
use std::time::Duration;

use sandbox::{CallbackOptions, Finish, FinishError};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::netverify::{get, request, start};
use crate::netverify_results::{assert_covers, expected, finish, state, told, without_instants};
use crate::support::{Answer, options, sample, server, with};

pub(crate) type Form = BTreeMap<String, String>;

/// A server that takes callbacks.
pub(crate) struct Receiver {
    pub(crate) url: String,
    received: mpsc::UnboundedReceiver<(String, Form)>,
}

impl Receiver {
    pub(crate) async fn new() -> Self {
        let (send, received) = mpsc::unbounded_channel();
        let take = move |headers: axum::http::HeaderMap, body: bytes::Bytes| {
            let content_type = headers["content-type"].to_str().unwrap().to_owned();
            let form = url::form_urlencoded::parse(&body).into_owned().collect();
            send.send((content_type, form)).unwrap();
            std::future::ready(axum::http::StatusCode::OK)
        };
        let router = axum::Router::new().route("/callback", axum::routing::post(take));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/callback?token=abc", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, received }
    }

    pub(crate) async fn next(&mut self) -> Form {
        let next = tokio::time::timeout(Duration::from_mins(2), self.received.recv());
        let (content_type, form) = next.await.unwrap().unwrap();
        assert_eq!(content_type, "application/x-www-form-urlencoded");
        form
    }
}

#[tokio::test]
async fn time_ends_what_nobody_finishes() {
    let mut receiver = Receiver::new().await;
    let server = server(options()).await;
    let body = with(request(), "callbackUrl", receiver.url.clone().into());
    let usual = start(&server, &body).await;
    let long = start(&server, &with(body.clone(), "tokenLifetimeInMinutes", 60.into())).await;
    server.minutes(29);
    assert_eq!(state(&server, &usual).await, "PENDING");
    server.minutes(1);
    assert_eq!(state(&server, &usual).await, "FAILED");
    assert_eq!(state(&server, &long).await, "PENDING");
    let expired = receiver.next().await;
    assert_eq!(expired["jumioIdScanReference"], usual.id.to_string());
    assert_eq!(expired["verificationStatus"], "NO_ID_UPLOADED");
    let failed = without_instants(told(&server, &usual, "").await);
    assert_eq!(failed, expected(&server, &usual, "netverify-status-failed"));
    assert_eq!(told(&server, &usual, "/data/document").await["status"], "NO_ID_UPLOADED");
    assert_eq!(get(&server, &usual.path("/data/verification")).await.status, 404);
    assert_eq!(told(&server, &usual, "/images").await["images"], json!([]));

    // Who has begun has fifteen minutes, whatever the token says.
    let left = Finish::outcome("no-camera");
    server.sandbox.finish(long.id, &left).unwrap();
    server.minutes(14);
    server.sandbox.finish(long.id, &left).unwrap();
    server.minutes(14);
    assert_eq!(state(&server, &long).await, "PENDING");
    server.minutes(1);
    assert_eq!(state(&server, &long).await, "FAILED");
    let ended = server.sandbox.finish(long.id, &Finish::default());
    assert_eq!(ended, Err(FinishError::Ended("FAILED")));
}

#[tokio::test]
async fn callbacks_are_forms_like_the_samples() {
    let mut receiver = Receiver::new().await;
    let server = server(options()).await;
    let fraud = Finish {
        document: Some("passport".into()),
        country: Some("ARG".into()),
        reject_reason: Some("100".into()),
        reject_details: vec!["1001".into(), "1004".into()],
        ..Finish::default()
    };
    let blurred = Finish::outcome("unreadable");
    let visa = Finish {
        document: Some("visa".into()),
        country: Some("USA".into()),
        label: Some("DENIED_UNSUPPORTED_ID_TYPE".into()),
        ..Finish::default()
    };
    let left = Finish::outcome("expired");
    for (workflow, how, name) in [
        (200, Finish::default(), "netverify-callback-approved"),
        (102, fraud, "netverify-callback-denied-fraud"),
        (102, blurred, "netverify-callback-not-readable"),
        (101, visa, "netverify-callback-unsupported-type"),
        (200, left, "netverify-callback-no-id-uploaded"),
    ] {
        let mut body = with(sample("netverify-initiate-request"), "callbackUrl", receiver.url.clone().into());
        body["workflowId"] = workflow.into();
        let scan = start(&server, &body).await;
        server.sandbox.advance(Duration::from_millis(766));
        finish(&server, &scan, &how);
        let form = receiver.next().await;
        let instants = ["transactionDate", "callbackDate"].map(|name| form[name].clone());
        assert!(instants.iter().all(|instant| instant.parse::<jiff::Timestamp>().is_ok()), "{instants:?}");
        let expected = expected(&server, &scan, name);
        let mut told = without_instants(serde_json::to_value(&form).unwrap());
        for (field, value) in expected.as_object().unwrap() {
            let told = told[field].take();
            match (field.as_str(), told.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok())) {
                ("identityVerification" | "rejectReason" | "idAddress" | "livenessImages", Some(nested)) => {
                    let value: Value = serde_json::from_str(value.as_str().unwrap()).unwrap();
                    assert_covers(&nested, &value, &format!("{name}: {field}"));
                }
                ("dateOfBirthParts", Some(nested)) => assert_eq!(nested["year"], "1990"),
                _ => assert_eq!(told, *value, "{name}: {field}"),
            }
        }
    }
}

#[tokio::test]
async fn nothing_is_told_of_what_was_not_looked_at() {
    let mut receiver = Receiver::new().await;
    let server = server(options()).await;
    let body = with(request(), "callbackUrl", receiver.url.clone().into());
    let callback = async |receiver: &mut Receiver, workflow: u16, finish: Finish| {
        let scan = start(&server, &with(body.clone(), "workflowId", workflow.into())).await;
        self::finish(&server, &scan, &finish);
        receiver.next().await
    };
    let form = callback(
        &mut receiver,
        100,
        Finish { document: Some("driving-license".into()), ..Finish::default() },
    )
    .await;
    assert_eq!((form["idCheckMRZcode"].as_str(), form["idCheckHologram"].as_str()), ("N/A", "OK"));
    for absent in ["identityVerification", "idScanImageFace", "livenessImages", "facemap", "presetCountry"] {
        assert_eq!(form.get(absent), None, "{absent}");
    }
    let form =
        callback(&mut receiver, 200, Finish { country: Some("DEU".into()), ..Finish::default() }).await;
    for absent in ["idNumber", "personalNumber", "idCheckMRZcode"] {
        assert_eq!(form.get(absent), None, "{absent}: masked");
    }
    let form = callback(&mut receiver, 200, Finish::outcome("unsupported")).await;
    assert_eq!((form.get("idType"), form["idCountry"].as_str()), (None, "URY"));
}

#[tokio::test]
async fn callbacks_obey_the_same_switches_as_on_the_other_platform() {
    let mut receiver = Receiver::new().await;
    let server = server(options()).await;
    let body = with(request(), "callbackUrl", receiver.url.clone().into());
    let end = async |callbacks: CallbackOptions| {
        server.sandbox.set_callbacks(callbacks);
        let scan = start(&server, &body).await;
        finish(&server, &scan, &Finish::default());
        scan
    };
    end(CallbackOptions { drop: true, ..CallbackOptions::default() }).await;
    let late = CallbackOptions { delay: jiff::SignedDuration::from_mins(5), ..CallbackOptions::default() };
    let late = end(late).await;
    let twice = end(CallbackOptions { copies: 2, ..CallbackOptions::default() }).await;
    for _ in 0..2 {
        assert_eq!(receiver.next().await["jumioIdScanReference"], twice.id.to_string());
    }
    server.minutes(5);
    let form = receiver.next().await;
    assert_eq!(form["jumioIdScanReference"], late.id.to_string());
    assert_eq!(form["callbackDate"], "2024-03-04T10:20:30.234Z");

    // Where a callback says that a picture is, it is.
    let picture =
        server.http.get(&form["idScanImage"]).basic_auth("sandbox-acme", Some("sandbox-acme-secret"));
    assert_eq!(Answer::of(picture).await.status, 200);
}
