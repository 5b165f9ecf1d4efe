//! Netverify: how transactions end, and what retrieval tells of them.

use reqwest::Method;
use sandbox::{Finish, FinishError, Options};
use serde_json::Value;

use crate::netverify::{Scan, get, request, start};
use crate::support::{Answer, Server, options, sample, server, with};

pub(crate) fn finish(server: &Server, scan: &Scan, finish: &Finish) {
    server.sandbox.finish(scan.id, finish).unwrap();
}

pub(crate) async fn told(server: &Server, scan: &Scan, rest: &str) -> Value {
    let answer = get(server, &scan.path(rest)).await;
    assert_eq!(answer.status, 200, "{rest}: {}", answer.text());
    answer.json()
}

pub(crate) async fn state(server: &Server, scan: &Scan) -> String {
    told(server, scan, "").await["status"].as_str().unwrap().to_owned()
}

/// A sample with this transaction's reference and the sandbox's host in place of Jumio's, without instants.
pub(crate) fn expected(server: &Server, scan: &Scan, name: &str) -> Value {
    let text = sample(name).to_string();
    let text = text.replace("8a6e4c7b-21d5-4f0e-9b3a-5c7d9e1f2a34", &scan.id.to_string());
    let text = text.replace("https://netverify.com/", &format!("{}/netverify/", server.base));
    without_instants(serde_json::from_str(&text).unwrap())
}

pub(crate) fn without_instants(mut value: Value) -> Value {
    for of in [Some(&mut value)].into_iter().flatten() {
        if let Some(members) = of.as_object_mut() {
            for name in ["timestamp", "date", "transactionDate", "callbackDate", "firstAttemptDate"] {
                if let Some(instant) = members.get_mut(name) {
                    *instant = "then".into();
                }
            }
            for member in members.values_mut().filter(|member| member.is_object()) {
                *member = without_instants(member.take());
            }
        }
    }
    value
}

/// Every member of `expected` is in `told`, with the same value.
pub(crate) fn assert_covers(told: &Value, expected: &Value, place: &str) {
    match (told, expected) {
        (Value::Object(told), Value::Object(expected)) => {
            for (name, value) in expected {
                let Some(told) = told.get(name) else { panic!("{place}: {name} is missing") };
                assert_covers(told, value, &format!("{place}.{name}"));
            }
        }
        _ => assert_eq!(told, expected, "{place}"),
    }
}

pub(crate) fn full_request() -> Value {
    let mut request = sample("netverify-initiate-request");
    request.as_object_mut().unwrap().remove("callbackUrl");
    request
}

#[tokio::test]
async fn an_approved_document_is_told_as_in_the_samples() {
    let server = server(options()).await;
    let scan = start(&server, &full_request()).await;
    let pending = without_instants(told(&server, &scan, "").await);
    assert_eq!(pending, expected(&server, &scan, "netverify-status-pending"));
    for rest in ["/data", "/data/document", "/data/verification", "/images", "/images/front"] {
        assert_eq!(get(&server, &scan.path(rest)).await.status, 404, "{rest}: nothing before the end");
    }
    assert_eq!(told(&server, &scan, "/data/transaction").await["status"], "PENDING");

    finish(&server, &scan, &Finish::default());
    for (rest, name) in [
        ("", "netverify-status"),
        ("/data", "netverify-data"),
        ("/data/document", "netverify-data-document"),
        ("/data/transaction", "netverify-data-transaction"),
        ("/images", "netverify-images"),
    ] {
        let told = without_instants(told(&server, &scan, rest).await);
        assert_covers(&told, &expected(&server, &scan, name), name);
    }
    let verification = without_instants(told(&server, &scan, "/data/verification").await);
    let mut expected = expected(&server, &scan, "netverify-data-verification");
    // What a tenant gets who has more checks switched on.
    expected.as_object_mut().unwrap().remove("additionalChecks");
    assert_eq!(verification, expected);
}

#[tokio::test]
async fn pictures_are_specimens_of_what_was_shown() {
    let server = server(options()).await;
    let with_face = start(&server, &request()).await;
    finish(&server, &with_face, &Finish { document: Some("passport".into()), ..Finish::default() });
    let without_face = start(&server, &with(request(), "workflowId", 102.into())).await;
    finish(&server, &without_face, &Finish::default());
    for (scan, classifiers) in [(&with_face, &["front", "face"][..]), (&without_face, &["back", "front"])] {
        let images = told(&server, scan, "/images").await;
        let listed: Vec<_> = images["images"]
            .as_array()
            .unwrap()
            .iter()
            .map(|of| of["classifier"].as_str().unwrap())
            .collect();
        assert_eq!(listed, classifiers);
        let has_face = classifiers.contains(&"face");
        assert_eq!(images.get("livenessImages").is_some(), has_face);
        let all = ["front", "back", "face", "liveness/1", "liveness/2", "liveness/3", "liveness/4", "side"];
        for name in all {
            let image = get(&server, &scan.path(&format!("/images/{name}"))).await;
            let is_frame = has_face && name.starts_with("liveness") && name != "liveness/4";
            if !classifiers.contains(&name) && !is_frame {
                assert_eq!(image.status, 404, "{name}");
                continue;
            }
            assert_eq!((image.status.as_u16(), image.header("content-type")), (200, "image/jpeg"), "{name}");
            assert!(image.bytes.starts_with(&[0xff, 0xd8, 0xff]), "{name}");
        }
        let facemap = get(&server, &scan.path("/data/facemap")).await;
        assert_eq!(facemap.status, if has_face { 200 } else { 404 });
    }
    let source = told(&server, &without_face, "/data/transaction").await["source"].take();
    assert_eq!(source, "WEB_UPLOAD");
}

#[tokio::test]
async fn what_is_deleted_is_gone() {
    let server = server(options()).await;
    let (gone, stays) = (start(&server, &request()).await, start(&server, &request()).await);
    for scan in [&gone, &stays] {
        finish(&server, scan, &Finish::default());
    }
    let delete = async || Answer::of(server.request(Method::DELETE, &gone.path(""))).await.status;
    assert_eq!(delete().await, 200);
    assert_eq!(delete().await, 404);
    for rest in
        ["", "/data", "/data/document", "/data/transaction", "/images", "/images/front", "/data/facemap"]
    {
        assert_eq!(get(&server, &gone.path(rest)).await.status, 404, "{rest}");
        assert_eq!(get(&server, &stays.path(rest)).await.status, 200, "{rest}");
    }
    assert_eq!(server.sandbox.finish(gone.id, &Finish::default()), Err(FinishError::Unknown));
    let left: Vec<_> = server.sandbox.transactions().iter().map(|of| of.run_id).collect();
    assert_eq!(left, [stays.id]);
}

#[tokio::test]
async fn results_take_their_time_when_told_to() {
    let server = server(Options { processing: jiff::SignedDuration::from_mins(2), ..options() }).await;
    let scan = start(&server, &request()).await;
    finish(&server, &scan, &Finish::default());
    assert_eq!(server.sandbox.finish(scan.id, &Finish::default()), Err(FinishError::Ended("PENDING")));
    server.minutes(1);
    assert_eq!(state(&server, &scan).await, "PENDING");
    server.minutes(1);
    assert_eq!(state(&server, &scan).await, "DONE");
}
