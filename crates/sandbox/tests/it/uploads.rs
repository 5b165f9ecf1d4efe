//! The `api` host: parts that are uploaded, and the end of uploading (FACTS 4.4).

use std::io::Cursor;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, Listener, Server, Started, options, person, sample, server, with};

/// A picture of this size, different for each `shade`.
pub(crate) fn picture(width: u32, height: u32, shade: u8, format: image::ImageFormat) -> Vec<u8> {
    let mut picture = image::RgbImage::new(width, height);
    picture.fill(shade);
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(crate) fn jpeg(shade: u8) -> Vec<u8> {
    picture(400, 300, shade, image::ImageFormat::Jpeg)
}

/// A form with one field.
pub(crate) fn form(field: &str, content: &[u8]) -> (String, Vec<u8>) {
    let mut body = format!(
        "--limit\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"x.jpg\"\r\n\
         Content-Type: image/jpeg\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--limit--\r\n");
    ("multipart/form-data; boundary=limit".to_owned(), body)
}

/// The credential of a category as an answer tells of it: its URLs and its token.
pub(crate) struct Target<'a> {
    server: &'a Server,
    api: Value,
}

impl<'a> Target<'a> {
    pub(crate) fn of(server: &'a Server, started: &Started, category: &str) -> Self {
        Self::to(server, &started.credential(category))
    }

    /// The credential that an answer tells of.
    pub(crate) fn to(server: &'a Server, credential: &Value) -> Self {
        Self { server, api: credential["api"].clone() }
    }

    pub(crate) fn url(&self, part: &str) -> &str {
        self.api["parts"][part].as_str().unwrap_or_else(|| panic!("no part {part} in {}", self.api))
    }

    pub(crate) fn request(&self, method: Method, url: &str) -> reqwest::RequestBuilder {
        self.server.http.request(method, url).bearer_auth(self.api["token"].as_str().unwrap())
    }

    async fn send(&self, method: Method, part: &str, content: &[u8]) -> Answer {
        let (kind, body) = form("file", content);
        let url = self.url(part).to_owned();
        Answer::of(self.request(method, &url).header("content-type", kind).body(body)).await
    }

    pub(crate) async fn add(&self, part: &str, content: &[u8]) -> Answer {
        self.send(Method::POST, part, content).await
    }

    pub(crate) async fn data(&self, data: &Value) -> Answer {
        let url = self.url("prepared_data").to_owned();
        Answer::of(self.request(Method::POST, &url).json(data)).await
    }

    pub(crate) async fn finalise(&self) -> Answer {
        let url = self.api["workflowExecution"].as_str().unwrap().to_owned();
        Answer::of(self.request(Method::PUT, &url).json(&json!({}))).await
    }
}

pub(crate) fn assert_ok(answer: &Answer) {
    assert_eq!(answer.status, 200, "{}", answer.text());
}

pub(crate) fn detail(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.json()["detail"].as_str().unwrap().to_owned())
}

/// A request whose document is known beforehand, as uploads need it.
pub(crate) fn with_document(kind: &str) -> Value {
    let id = json!({ "category": "ID", "country": { "values": ["URY"] }, "type": { "values": [kind] } });
    let workflow = json!({ "key": 10011, "credentials": [id] });
    with(person(), "workflowDefinition", workflow)
}

#[tokio::test]
async fn parts_are_uploaded_processed_and_given_back() {
    let mut listener = Listener::new(200).await;
    let callbacks = sandbox::CallbackOptions { intermediate: true, ..sandbox::CallbackOptions::default() };
    let server = server(sandbox::Options { callbacks, ..options() }).await;
    let request = with(with_document("ID_CARD"), "callbackUrl", listener.url.clone().into());
    let started = server.start(&request).await;
    let (id, face) = (Target::of(&server, &started, "ID"), Target::of(&server, &started, "SELFIE"));

    let (front, back, selfie) = (jpeg(10), picture(301, 20, 20, image::ImageFormat::Png), jpeg(30));
    assert_ok(&id.add("front", &front).await);
    assert_eq!(listener.next_status().await, "ACQUISITION_STARTED");
    assert_eq!(server.status(&started).await, "INITIATED");
    assert_ok(&id.add("back", &back).await);
    assert_ok(&face.add("face", &selfie).await);
    assert_ok(&face.finalise().await);
    assert_eq!(listener.next_status().await, "ACQUIRED");
    assert_eq!(listener.next_status().await, "PROCESSED");

    let details = server.details(&started).await;
    assert_eq!(details["decision"]["type"], "PASSED");
    let mut seen = Vec::new();
    for credential in details["credentials"].as_array().unwrap() {
        for part in credential.get("parts").and_then(Value::as_array).into_iter().flatten() {
            let path = part["href"].as_str().unwrap().strip_prefix(&server.base).unwrap().to_owned();
            let kept = server.get(&path).await;
            let (expected, kind) = match part["classifier"].as_str().unwrap() {
                "FRONT" => (&front, "image/jpeg"),
                "BACK" => (&back, "image/png"),
                "FACE" => (&selfie, "image/jpeg"),
                other => panic!("nobody uploaded {other}"),
            };
            assert_eq!((kept.header("content-type"), &kept.bytes), (kind, expected));
            seen.push(part["classifier"].clone());
        }
    }
    assert_eq!(seen, ["FRONT", "BACK", "FACE"]);
    let liveness = &details["capabilities"]["liveness"][0];
    assert_eq!(liveness["credentials"].as_array().unwrap().len(), 1, "there is no face map: {liveness}");
    assert_eq!(liveness.get("validFaceMapForAuthentication"), None);
}

#[tokio::test]
async fn answers_tell_what_may_still_be_uploaded() {
    let server = server(options()).await;
    let started = server.start(&with_document("ID_CARD")).await;
    let id = Target::of(&server, &started, "ID");
    let first = id.add("front", &jpeg(1)).await.json();
    let keys =
        |answer: &Value| answer["api"]["parts"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&first), ["back"]);
    let second = id.add("back", &jpeg(2)).await.json();
    assert_eq!(keys(&second), Vec::<String>::new());
    assert_ne!(first["part"]["id"], second["part"]["id"]);
    assert_eq!(first["credential"]["id"], started.credential("ID")["id"]);
    let members = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(members(&first), members(&sample("kyx-upload-response")));
    assert_eq!(members(&id.finalise().await.json()), members(&sample("kyx-finalize-response")));
}

#[tokio::test]
async fn a_part_is_added_once_and_replaced_afterwards() {
    let server = server(options()).await;
    let started = server.start(&with_document("PASSPORT")).await;
    let id = Target::of(&server, &started, "ID");
    let early = id.send(Method::PUT, "front", &jpeg(1)).await;
    assert_eq!(
        (early.status, early.json()),
        (StatusCode::METHOD_NOT_ALLOWED, sample("kyx-error-405.observed"))
    );
    assert_eq!(early.header("allow"), "POST, OPTIONS");
    assert_ok(&id.add("front", &jpeg(1)).await);
    assert_eq!(detail(&id.add("front", &jpeg(2)).await), (409, "Part was uploaded already".to_owned()));
    assert_ok(&id.send(Method::PUT, "front", &jpeg(3)).await);
    let credential = started.credential("ID")["id"].as_str().unwrap().to_owned();
    let part = format!("/retrieval/api/v1/accounts/{}/credentials/{credential}/parts/FRONT", started.account);
    assert_eq!(server.get(&part).await.bytes, jpeg(3));
}

#[tokio::test]
async fn uploads_need_the_token_of_their_own_execution_or_the_tenants() {
    let server = server(options()).await;
    let started = server.start(&with_document("PASSPORT")).await;
    let other = server.start(&with_document("PASSPORT")).await;
    let id = Target::of(&server, &started, "ID");
    let post = || {
        let (kind, body) = form("file", &jpeg(1));
        server.http.post(id.url("front")).header("content-type", kind).body(body)
    };
    let foreign = other.credential("ID")["api"]["token"].as_str().unwrap().to_owned();
    let pair = |request: reqwest::RequestBuilder, name: &str| {
        request.basic_auth(name, Some(format!("{name}-secret")))
    };
    for (what, request, status) in [
        ("nothing", post(), 403),
        ("another execution's token", post().bearer_auth(foreign), 403),
        ("no token", post().bearer_auth("abc"), 401),
        ("a real pair", post().basic_auth("abc", Some("def")), 401),
        ("another tenant's pair", pair(post(), "sandbox-other"), 404),
        ("a pair that may only read", pair(post(), "sandbox-acme-retrieve"), 403),
        ("no user agent", pair(post().header("user-agent", ""), "sandbox-acme"), 403),
        ("the tenant's pair", pair(post(), "sandbox-acme-initiate"), 200),
    ] {
        assert_eq!(Answer::of(request).await.status, status, "{what}");
    }
    let token = started.credential("ID")["api"]["token"].as_str().unwrap().to_owned();
    let elsewhere = server.http.get(format!("{}{}", server.base, started.path("/status"))).bearer_auth(token);
    assert_eq!(
        Answer::of(elsewhere).await.status,
        401,
        "the token of an execution is good for uploads alone"
    );
}

#[tokio::test]
async fn paths_name_a_part_of_their_run() {
    let server = server(options()).await;
    let started = server.start(&with_document("PASSPORT")).await;
    let other = server.start(&with_document("PASSPORT")).await;
    let id = Target::of(&server, &started, "ID");
    let front = id.url("front").to_owned();
    let selfie = started.credential("SELFIE")["id"].as_str().unwrap().to_owned();
    let own = started.credential("ID")["id"].as_str().unwrap().to_owned();
    let facemap = started.credential("FACEMAP")["id"].as_str().unwrap().to_owned();
    for (what, url) in [
        ("a lower-case classifier", front.replace("/FRONT", "/front")),
        ("another category's classifier", front.replace("/FRONT", "/FACE")),
        ("another credential's classifier", front.replace(&own, &selfie)),
        ("a face map", front.replace(&own, &facemap).replace("/FRONT", "/FACEMAP")),
        ("an unknown credential", front.replace(&own, "00000000-0000-4000-8000-000000000000")),
        ("no id", front.replace(&own, "abc")),
        ("another account", front.replace(&started.account.to_string(), &other.account.to_string())),
    ] {
        let (kind, body) = form("file", &jpeg(1));
        let request = id.request(Method::POST, &url).header("content-type", kind).body(body);
        assert_eq!(Answer::of(request).await.status, 404, "{what}");
    }
    assert_ok(&id.add("front", &jpeg(1)).await);
}

#[tokio::test]
async fn files_that_break_a_rule_are_refused_and_nothing_is_kept() {
    let server = server(options()).await;
    let started = server.start(&with_document("PASSPORT")).await;
    let id = Target::of(&server, &started, "ID");
    let mut large = jpeg(1);
    large.resize(15 * 1024 * 1024 + 1, 0);
    let small = picture(300, 300, 0, image::ImageFormat::Png);
    for (content, status, expected) in [
        (&b"%PDF-1.7\n"[..], 400, "file: must be JPEG or PNG"),
        (b"hello", 400, "file: must be JPEG or PNG"),
        (&small, 400, "file: its longer side must have more than 300 pixels"),
        (&large, 413, "file: must not be larger than 15 MB"),
    ] {
        assert_eq!(detail(&id.add("front", content).await), (status, expected.to_owned()));
    }
    let url = id.url("front").to_owned();
    let send = |kind: String, body: Vec<u8>| {
        Answer::of(id.request(Method::POST, &url).header("content-type", kind).body(body))
    };
    let (kind, body) = form("picture", &jpeg(1));
    assert_eq!(detail(&send(kind, body).await), (400, "file: must not be null".to_owned()));
    assert_eq!(send("image/jpeg".to_owned(), jpeg(1)).await.status, 415);
    let (kind, body) = form("file", &jpeg(1));
    assert_eq!(send(kind.clone(), body[..body.len() / 2].to_vec()).await.status, 400, "cut off");
    let mut twice = body[..body.len() - b"--limit--\r\n".len()].to_vec();
    twice.extend_from_slice(&body);
    assert_eq!(detail(&send(kind, twice).await), (400, "file: must be a single one".to_owned()));
    assert_eq!(detail(&id.finalise().await), (400, "Nothing was uploaded".to_owned()));
}

#[tokio::test]
async fn a_document_is_uploaded_for_a_country_that_the_caller_names() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    let id = Target::of(&server, &started, "ID");
    let answer = id.add("front", &jpeg(1)).await;
    assert_eq!(detail(&answer), (400, "country: exactly one value is required for uploads".to_owned()));
    assert_ok(&Target::of(&server, &started, "SELFIE").add("face", &jpeg(1)).await);
}

#[tokio::test]
async fn uploading_is_a_session_that_every_action_prolongs() {
    let mut listener = Listener::new(200).await;
    let server = server(options()).await;
    let request = with(with_document("ID_CARD"), "callbackUrl", listener.url.clone().into());
    let started = server.start(&request).await;
    let id = Target::of(&server, &started, "ID");
    assert_ok(&id.add("front", &jpeg(1)).await);
    server.minutes(14);
    assert_ok(&id.add("back", &jpeg(2)).await);
    server.minutes(14);
    assert_eq!(server.status(&started).await, "INITIATED");
    server.minutes(1);
    assert_eq!(listener.next_status().await, "SESSION_EXPIRED");
    assert_eq!(
        id.send(Method::PUT, "front", &jpeg(3)).await.status,
        401,
        "the token has ended with the session"
    );
    assert_eq!(id.finalise().await.status, 401);
    let details = server.details(&started).await;
    let parts =
        |index: usize| details["credentials"][index].get("parts").and_then(Value::as_array).map(Vec::len);
    assert_eq!((parts(0), parts(1)), (Some(2), None), "only what was uploaded is there");
    assert_eq!(details["capabilities"]["usability"][0]["decision"]["details"]["label"], "NOT_UPLOADED");
}

#[tokio::test]
async fn a_token_that_was_never_used_ends_with_its_lifetime() {
    let server = server(options()).await;
    let started = server.start(&with_document("PASSPORT")).await;
    let id = Target::of(&server, &started, "ID");
    server.minutes(30);
    let late = id.add("front", &jpeg(1)).await;
    assert_eq!((late.status.as_u16(), late.json()), (401, sample("kyx-error-401")));
    let (kind, body) = form("file", &jpeg(1));
    let as_tenant = server.http.post(id.url("front")).basic_auth("sandbox-acme", Some("sandbox-acme-secret"));
    let late = Answer::of(as_tenant.header("content-type", kind).body(body)).await;
    assert_eq!(detail(&late), (409, "Workflow execution takes no uploads any more".to_owned()));
    assert_eq!(server.details(&started).await["decision"]["details"]["label"], "TOKEN_EXPIRED");
}

#[tokio::test]
async fn a_run_is_finalised_once() {
    let server = server(options()).await;
    let started = server.start(&with_document("PASSPORT")).await;
    let id = Target::of(&server, &started, "ID");
    assert_ok(&id.add("front", &jpeg(1)).await);
    let url = format!(
        "{}/api/api/v1/accounts/{}/workflow-executions/{}",
        server.base, started.account, started.run
    );
    let wrong = id.request(Method::PUT, &url).header("content-type", "application/json").body("[1]");
    assert_eq!(Answer::of(wrong).await.status, 400);
    // The body may be empty.
    assert_ok(&Answer::of(id.request(Method::PUT, &url)).await);
    let ended = (409, "Workflow execution takes no uploads any more".to_owned());
    assert_eq!(detail(&id.finalise().await), ended);
    assert_eq!(detail(&id.send(Method::PUT, "front", &jpeg(2)).await), ended);
    let unknown = url.replace(&started.account.to_string(), "00000000-0000-4000-8000-000000000000");
    assert_eq!(Answer::of(id.request(Method::PUT, &unknown)).await.status, 404);
}
