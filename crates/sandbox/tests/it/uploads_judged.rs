//! What comes of uploads: how they are judged, and what is given back.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Started, options, person, sample, server, with};
use crate::uploads::{Target, assert_ok, detail, form, jpeg, with_document};

#[tokio::test]
async fn documents_may_be_pdf_and_data_come_beside_them() {
    let server = server(options()).await;
    let mut request = sample("kyx-account-create-request-document");
    request["workflowDefinition"]["key"] = 10170.into();
    let started = server.start(&request).await;
    let (document, data) = (Target::of(&server, &started, "DOCUMENT"), Target::of(&server, &started, "DATA"));
    assert_ok(&document.add("document", b"%PDF-1.7\n...").await);
    let answer = data.data(&sample("kyx-prepared-data")).await;
    assert_ok(&answer);
    assert_eq!(answer.json()["api"]["parts"], json!({}));
    assert_ok(&data.finalise().await);

    let details = server.details(&started).await;
    assert_eq!((&details["decision"]["type"], &details["capabilities"]), (&json!("PASSED"), &json!({})));
    let part = |category: &str, classifier: &str| {
        let id = started.credential(category)["id"].as_str().unwrap().to_owned();
        format!("/retrieval/api/v1/accounts/{}/credentials/{id}/parts/{classifier}", started.account)
    };
    let pdf = server.get(&part("DOCUMENT", "DOCUMENT")).await;
    assert_eq!((pdf.header("content-type"), &pdf.bytes[..]), ("application/pdf", &b"%PDF-1.7\n..."[..]));
    let kept = server.get(&part("DATA", "PREPARED_DATA")).await;
    assert_eq!((kept.header("content-type"), kept.json()), ("application/json", sample("kyx-prepared-data")));

    let run = server.request(Method::DELETE, &started.path(""));
    assert_ok(&Answer::of(run).await);
    assert_eq!(server.get(&part("DATA", "PREPARED_DATA")).await.status, 404, "deleted");
    assert_eq!(server.details(&started).await["decision"]["type"], "PASSED");
}

#[tokio::test]
async fn workflows_with_uploads_alone_work_to_the_end() {
    let server = server(options()).await;
    let screening = sample("kyx-account-create-request-screening");
    for (data, kind, label) in [
        (sample("kyx-prepared-data"), "PASSED", "OK"),
        (json!({ "firstName": "ANA", "lastName": "" }), "NOT_EXECUTED", "NOT_ENOUGH_DATA"),
    ] {
        let started = server.start(&screening).await;
        assert_eq!((started.answer.get("web"), started.answer.get("sdk")), (None, None));
        let target = Target::of(&server, &started, "DATA");
        assert_ok(&target.data(&data).await);
        assert_ok(&target.finalise().await);
        let judged = server.details(&started).await["capabilities"]["watchlistScreening"][0].clone();
        assert_eq!(judged["decision"], json!({ "type": kind, "details": { "label": label } }));
    }
    let started = server.start(&screening).await;
    let target = Target::of(&server, &started, "DATA");
    let wrong = target.data(&json!({ "dateOfBirth": "17.5.1990" })).await;
    assert_eq!(detail(&wrong), (400, "dateOfBirth: must be a date of the form YYYY-MM-DD".to_owned()));
    let url = target.url("prepared_data").to_owned();
    let (kind, body) = form("file", b"{}");
    let as_file = target.request(Method::POST, &url).header("content-type", kind).body(body);
    assert_eq!(Answer::of(as_file).await.status, 415);
}

#[tokio::test]
async fn what_is_missing_is_found_out() {
    let server = server(options()).await;
    // Without the back of a card.
    let started = server.start(&with_document("ID_CARD")).await;
    let (id, face) = (Target::of(&server, &started, "ID"), Target::of(&server, &started, "SELFIE"));
    assert_ok(&id.add("front", &jpeg(1)).await);
    assert_ok(&face.add("face", &jpeg(2)).await);
    assert_ok(&face.finalise().await);
    let details = server.details(&started).await;
    let usability = &details["capabilities"]["usability"];
    assert_eq!(
        usability[0]["decision"],
        json!({ "type": "REJECTED", "details": { "label": "MISSING_PAGE" } })
    );
    assert_eq!(details["decision"]["type"], "REJECTED");

    // Without the face.
    let started = server.start(&with_document("PASSPORT")).await;
    let id = Target::of(&server, &started, "ID");
    assert_ok(&id.add("front", &jpeg(1)).await);
    assert_ok(&id.finalise().await);
    let details = server.details(&started).await;
    let capabilities = &details["capabilities"];
    let label = |name: &str, index: usize| capabilities[name][index]["decision"]["details"]["label"].clone();
    assert_eq!([label("usability", 0), label("usability", 1)], ["OK", "NOT_UPLOADED"]);
    assert_eq!(label("extraction", 0), "OK");
    for name in ["liveness", "similarity"] {
        assert_eq!(label(name, 0), "PRECONDITION_NOT_FULFILLED", "{name}");
    }
    assert_eq!(details["decision"]["type"], "REJECTED");
    let delete = server.request(Method::DELETE, &started.path(""));
    assert_ok(&Answer::of(delete).await);
    assert_eq!(server.details(&started).await["capabilities"]["usability"], capabilities["usability"]);
}

#[tokio::test]
async fn the_reference_decides_about_uploads_too() {
    let server = server(options()).await;
    let wish = json!({ "decisionLabel": "BLURRED", "credentialWithDecision": "ID" }).to_string();
    let request = with(with_document("PASSPORT"), "customerInternalReference", wish.into());
    let started = server.start(&request).await;
    let (id, face) = (Target::of(&server, &started, "ID"), Target::of(&server, &started, "SELFIE"));
    assert_ok(&id.add("front", &jpeg(1)).await);
    assert_ok(&face.add("face", &jpeg(2)).await);
    assert_ok(&id.finalise().await);
    let details = server.details(&started).await;
    assert_eq!(details["capabilities"]["usability"][0]["decision"]["details"]["label"], "BLURRED");
}

#[tokio::test]
async fn a_new_selfie_is_compared_with_a_document_from_before() {
    let server = server(options()).await;
    let first = server.start(&with_document("PASSPORT")).await;
    server.finish(&first, "approved");
    let update = |account: String, credentials: Value| {
        let workflow = json!({ "key": 10025, "credentials": credentials });
        let request = server.request(Method::PUT, &format!("/account/api/v1/accounts/{account}"));
        Answer::of(request.json(&with(person(), "workflowDefinition", workflow)))
    };
    let own = first.credential("ID")["id"].clone();
    let linked = json!([{ "id": own, "category": "ID" }]);
    let second = update(first.account.to_string(), linked.clone()).await;
    assert_ok(&second);
    let second = Started::of(second.json());
    assert_eq!((&second.credential("ID")["id"], second.credential("ID").get("api")), (&own, None));
    let face = Target::of(&server, &second, "SELFIE");
    assert_ok(&face.add("face", &jpeg(1)).await);
    assert_ok(&face.finalise().await);
    let details = server.details(&second).await;
    assert_eq!(details["capabilities"]["similarity"][0]["decision"]["details"]["label"], "MATCH");
    assert_eq!(details["decision"]["type"], "PASSED");

    let stranger = server.start(&person()).await;
    let refused = (400, "workflowDefinition.credentials[0].id: no credential of this account and category");
    for (account, credentials) in [
        (stranger.account, linked.clone()),
        (first.account, json!([{ "id": own, "category": "SELFIE" }])),
        (first.account, json!([{ "id": "abc", "category": "ID" }])),
    ] {
        let answer = update(account.to_string(), credentials).await;
        assert_eq!(detail(&answer), (refused.0, refused.1.to_owned()));
    }
    let new = with(person(), "workflowDefinition", json!({ "key": 10011, "credentials": linked }));
    assert_eq!(detail(&server.create(&new).await), (refused.0, refused.1.to_owned()));
}

#[tokio::test]
async fn two_selfies_are_told_apart_by_their_labels() {
    let server = server(options()).await;
    let credentials = json!([
        { "category": "SELFIE", "label": "then" },
        { "category": "SELFIE", "label": "now" },
    ]);
    let workflow = json!({ "key": 20, "credentials": credentials });
    let started = server.start(&with(person(), "workflowDefinition", workflow)).await;
    let given = started.answer["workflowExecution"]["credentials"].as_array().unwrap();
    let labels: Vec<_> = given.iter().map(|of| (&of["category"], &of["label"])).collect();
    assert_eq!(labels, [(&json!("SELFIE"), &json!("then")), (&json!("SELFIE"), &json!("now"))]);
    for credential in given {
        let target = Target::to(&server, credential);
        assert_ok(&target.add("face", &jpeg(1)).await);
    }
    let last = Target::to(&server, &given[1]);
    assert_ok(&last.finalise().await);
    let details = server.details(&started).await;
    let similarity = &details["capabilities"]["similarity"][0];
    assert_eq!(similarity["credentials"].as_array().unwrap().len(), 2);
    assert_eq!(similarity["data"], json!({ "similarity": "MATCH" }));
    assert_eq!(details.get("decision"), None, "an earlier workflow has no overall decision");
}
