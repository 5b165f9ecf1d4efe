use std::time::Duration;

use jumio::kyx::{AccountResponse, Client, CredentialApi, MediaType, PreparedAddress, PreparedData};
use jumio::{Arrival, Call, Error};

use crate::server::{Prepared, Server, json};

const UPLOADED: &str = include_str!("../samples/kyx-upload-response.json");
const PERSON: &str = include_str!("../samples/kyx-prepared-data.json");
const TOKEN: &str = "Bearer eyJhbGciOiJIUzUxMiIsInppcCI6IkdaSVAifQ.sandbox-transaction-token.c2lnbmF0dXJl";

/// The credential of a category in an answer of Jumio's, whose URLs lead to this server.
fn credential(server: &Server, sample: &str, category: &str) -> CredentialApi {
    let here = server.endpoints.api.as_str();
    let sample = sample.replace("https://api.amer-1.jumio.ai", here);
    let started: AccountResponse = serde_json::from_str(&sample).unwrap();
    let mut credentials = started.workflow_execution.credentials.into_iter();
    credentials.find(|credential| credential.category == category).unwrap().api.unwrap()
}

fn document(server: &Server) -> CredentialApi {
    credential(server, include_str!("../samples/kyx-account-response-document.json"), "DOCUMENT")
}

fn data(server: &Server) -> CredentialApi {
    credential(server, include_str!("../samples/kyx-account-response-document.json"), "DATA")
}

#[tokio::test]
async fn a_picture_is_a_field_of_a_form() {
    let server = Server::start().await;
    server.answers([json(200, UPLOADED), json(200, UPLOADED)]);
    let client = server.client();
    let front = credential(&server, include_str!("../samples/kyx-account-response.json"), "ID");
    let answer = client.upload(&front, "front", MediaType::Jpeg, b"\xff\xd8 picture").await.unwrap();
    assert_eq!(answer.part.unwrap().id, "91e2d232-5b3e-51eb-9f4b-de4021be6d06");
    assert_eq!(answer.api.unwrap().parts.len(), 2);
    client.upload(&document(&server), "document", MediaType::Pdf, b"%PDF").await.unwrap();

    let [picture, pdf] = server.calls().try_into().unwrap();
    assert_eq!(picture.method, "POST");
    assert!(picture.path.starts_with("/api/api/v1/accounts/") && picture.path.ends_with("/parts/FRONT"));
    assert_eq!(picture.header("authorization"), TOKEN);
    let boundary = picture.header("content-type").strip_prefix("multipart/form-data; boundary=").unwrap();
    let mut expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
         Content-Type: image/jpeg\r\n\r\n"
    )
    .into_bytes();
    expected.extend_from_slice(b"\xff\xd8 picture");
    expected.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    assert_eq!(picture.body, expected);
    assert!(pdf.path.ends_with("/parts/DOCUMENT"), "{}", pdf.path);
    assert_ne!(picture.header("content-type"), pdf.header("content-type"), "a boundary is used once");
    assert!(server.token_calls().is_empty(), "the execution has a token of its own");
}

#[tokio::test]
async fn data_are_sent_and_the_run_is_finalised() {
    let server = Server::start().await;
    server.answers([
        json(200, UPLOADED),
        json(200, include_str!("../samples/kyx-finalize-response.json")),
        json(200, ""),
    ]);
    let client = server.client();
    let person: PreparedData = serde_json::from_str(PERSON).unwrap();
    client.send_prepared_data(&data(&server), &person).await.unwrap();
    client.finalise(&data(&server)).await.unwrap();
    client.finalise(&document(&server)).await.unwrap();

    let [sent, first, second] = server.calls().try_into().unwrap();
    assert!(sent.method == "POST" && sent.path.ends_with("/parts/PREPARED_DATA"), "{}", sent.path);
    assert_eq!(serde_json::from_slice::<PreparedData>(&sent.body).unwrap(), person);
    assert_eq!(first.method, "PUT");
    assert!(first.path.ends_with("/workflow-executions/b7a4c1de-0f58-4e9b-8d27-61c3e5f2a904"));
    assert_eq!((&first.path, &first.body[..]), (&second.path, &b"{}"[..]));
    assert_eq!(first.header("authorization"), TOKEN);
}

#[tokio::test]
async fn what_may_have_arrived_is_not_sent_again() {
    for answer in [json(500, "{}"), Prepared::Never] {
        let server = Server::start().await;
        let mut config = server.config();
        if matches!(answer, Prepared::Never) {
            config.timeouts.call = Duration::from_secs(1);
        }
        server.answers([answer.clone(), answer]);
        let client = Client::new(config).unwrap();
        let error = client.upload(&document(&server), "document", MediaType::Pdf, b"%PDF").await.unwrap_err();
        assert_eq!((error.call(), error.arrival()), (Some(Call::Upload), Arrival::Unknown), "{error}");
        assert_eq!(server.calls().len(), 1);
    }
    let server = Server::start().await;
    server.answers([json(429, "{}"), json(200, UPLOADED), json(401, "{}")]);
    let client = server.client();
    client.upload(&document(&server), "document", MediaType::Pdf, b"%PDF").await.unwrap();
    let error = client.finalise(&document(&server)).await.unwrap_err();
    assert!(matches!(error, Error::Credentials { call: Call::Finalise, .. }), "{error}");
    assert_eq!(server.calls().len(), 3, "the token of an execution cannot be renewed");
}

#[tokio::test]
async fn nothing_is_sent_to_where_it_does_not_belong() {
    let server = Server::start().await;
    let client = server.client();
    let mut odd = document(&server);
    let error = client.upload(&odd, "front", MediaType::Png, b"").await.unwrap_err();
    assert_eq!(error, Error::BadId { call: Call::Upload, what: "part" });
    for url in ["http://elsewhere.test/x", "not a URL", "file:///etc/passwd"] {
        odd.workflow_execution = Some(url.to_owned());
        let error = client.finalise(&odd).await.unwrap_err();
        assert!(matches!(error, Error::Undecodable { call: Call::Finalise, .. }), "{error}");
    }
    odd.workflow_execution = None;
    let error = client.finalise(&odd).await.unwrap_err();
    assert_eq!(error, Error::BadId { call: Call::Finalise, what: "run" });
    assert!(server.calls().is_empty());
}

#[tokio::test]
async fn an_error_does_not_repeat_the_person() {
    let server = Server::start().await;
    let person: PreparedData = serde_json::from_str(PERSON).unwrap();
    let echo = "EJEMPLO of CALLE FICTICIA 100, 11000, ana@example.com, 1990-05-17, is odd";
    server.answers([json(400, &format!(r#"{{"title":"Bad Request","detail":"{echo}"}}"#))]);
    let error = server.client().send_prepared_data(&data(&server), &person).await.unwrap_err();
    assert_eq!((error.status(), error.title()), (Some(400), Some("Bad Request")));
    assert_eq!(error.detail(), Some("… of …, …, …, …, is odd"));
    let address = PreparedAddress { city: Some("MONTEVIDEO".to_owned()), ..PreparedAddress::default() };
    for shown in [format!("{person:?}"), format!("{address:?}"), format!("{:?}", person.id)] {
        assert!(!shown.contains("EJEMPLO") && !shown.contains("MONTEVIDEO") && !shown.contains("12345678"));
    }
}
