use serde_json::Value;

use crate::support::{Answer, options, person, server};

#[tokio::test]
async fn pictures_are_specimens_behind_the_hrefs_of_the_details() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    server.finish(&started, "approved");
    let details = server.details(&started).await;
    let parts: Vec<Value> = details["credentials"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|credential| credential["parts"].as_array().unwrap().clone())
        .collect();
    let mut seen = Vec::new();
    let mut bodies = Vec::new();
    for part in &parts {
        let classifier = part["classifier"].as_str().unwrap();
        let Some(href) = part["href"].as_str() else {
            assert_eq!(classifier, "FACEMAP");
            continue;
        };
        let path = href.strip_prefix(&server.base).unwrap();
        let answer = server.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("content-type")),
            (200, "image/jpeg"),
            "{classifier}"
        );
        let picture = image::load_from_memory_with_format(&answer.bytes, image::ImageFormat::Jpeg).unwrap();
        assert!(picture.width().max(picture.height()) > 300);
        assert!(!bodies.contains(&answer.bytes), "{classifier} is a picture of its own");
        assert_eq!(server.get(path).await.bytes, answer.bytes, "{classifier} stays the same");
        bodies.push(answer.bytes);
        seen.push(classifier);
    }
    assert_eq!(seen, ["FRONT", "BACK", "FACE", "LIVENESS_1", "LIVENESS_3", "LIVENESS_2"]);
}

#[tokio::test]
async fn what_was_not_shown_or_was_wiped_is_not_found() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    let id = started.credential("ID")["id"].as_str().unwrap().to_owned();
    let facemap = started.credential("FACEMAP")["id"].as_str().unwrap().to_owned();
    let part = |credential: &str, classifier: &str| {
        format!("/retrieval/api/v1/accounts/{}/credentials/{credential}/parts/{classifier}", started.account)
    };
    assert_eq!(server.get(&part(&id, "FRONT")).await.status, 404, "nothing was shown yet");
    let finish = sandbox::Finish { document: Some("passport".to_owned()), ..sandbox::Finish::default() };
    server.sandbox.finish(started.run, &finish).unwrap();
    assert_eq!(server.get(&part(&id, "FRONT")).await.status, 200);
    for (credential, classifier) in
        [(&id, "BACK"), (&id, "front"), (&id, "FACE"), (&facemap, "FACEMAP"), (&facemap, "LIVENESS_9")]
    {
        assert_eq!(server.get(&part(credential, classifier)).await.status, 404, "{classifier}");
    }
    let delete = server.request(reqwest::Method::DELETE, &started.path(""));
    assert_eq!(Answer::of(delete).await.status, 200);
    assert_eq!(server.get(&part(&id, "FRONT")).await.status, 404);
}

#[tokio::test]
async fn specimens_differ_by_document_and_by_what_is_written_on_them() {
    let server = server(options()).await;
    let mut seen: Vec<Vec<u8>> = Vec::new();
    for (document, name) in [("passport", "ANA"), ("visa", "ANA"), ("id-card", "ANA"), ("id-card", "BERTA")] {
        let started = server.start(&person()).await;
        let finish = sandbox::Finish {
            document: Some(document.to_owned()),
            extraction: [("firstName".to_owned(), name.into())].into_iter().collect(),
            ..sandbox::Finish::default()
        };
        server.sandbox.finish(started.run, &finish).unwrap();
        let id = started.credential("ID")["id"].as_str().unwrap().to_owned();
        let path = format!("/retrieval/api/v1/accounts/{}/credentials/{id}/parts/FRONT", started.account);
        let bytes = server.get(&path).await.bytes;
        assert!(!seen.contains(&bytes), "{document} of {name}");
        seen.push(bytes);
    }
}
