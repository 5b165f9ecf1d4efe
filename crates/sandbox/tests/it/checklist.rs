//! What a faithful sandbox has to get right (FACTS 8.3), one test for each row that is about the platform as a whole.
//! Netverify's half of the rows is with Netverify's tests, those about callbacks and the page with theirs.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, options, person, sample, server, with};
use crate::uploads::{Target, jpeg, with_document};

/// Row 1: Basic or Bearer required; a wrong one is 401 in the family's own shape, a missing header 403.
#[tokio::test]
async fn row_1_who_calls_and_with_which_headers() {
    let server = server(options()).await;
    let url = format!("{}/account/api/v1/accounts", server.base);
    let post = || server.http.post(&url).json(&person());
    let good = || post().basic_auth("sandbox", Some("sandbox-secret"));
    let token = server.http.post(format!("{}/auth/oauth2/token", server.base));
    let token =
        token.basic_auth("sandbox", Some("sandbox-secret")).form(&[("grant_type", "client_credentials")]);
    let bearer = Answer::of(token).await.json()["access_token"].as_str().unwrap().to_owned();
    for (what, request, status, body) in [
        ("Basic", good(), 200, None),
        ("Bearer", post().bearer_auth(bearer), 200, None),
        ("a wrong pair", post().basic_auth("sandbox", Some("wrong")), 401, Some("kyx-error-401")),
        ("a wrong token", post().bearer_auth("wrong"), 401, Some("kyx-error-401")),
        ("nothing", post(), 403, Some("kyx-error-403.inferred")),
        ("no User-Agent", good().header("user-agent", " "), 403, Some("kyx-error-403.inferred")),
        ("no Accept", good().header("accept", ""), 403, Some("kyx-error-403.inferred")),
    ] {
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{what}");
        if let Some(body) = body {
            assert_eq!(answer.json(), sample(body), "{what}");
        }
    }
}

/// Rows 1 and 4: a pair that lacks a permission is told so, and shares its tenant's transactions with the others.
#[tokio::test]
async fn row_1_permissions() {
    let server = server(options()).await;
    let as_pair = |request: reqwest::RequestBuilder, pair: &str| {
        Answer::of(request.basic_auth(pair, Some(format!("{pair}-secret"))))
    };
    let create = || server.http.post(format!("{}/account/api/v1/accounts", server.base)).json(&person());
    let refused = as_pair(create(), "sandbox-acme-retrieve").await;
    assert_eq!((refused.status.as_u16(), refused.json()), (403, sample("kyx-error-403.inferred")));
    let started = as_pair(create(), "sandbox-acme-initiate").await;
    assert_eq!(started.status, 200);
    let started = started.json();
    let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
    let account = format!("{}/retrieval/api/v1/accounts/{}", server.base, id(&started["account"]));
    let run = format!("{account}/workflow-executions/{}", id(&started["workflowExecution"]));
    for (pair, status) in [
        ("sandbox-acme-initiate", 403),
        ("sandbox-acme-retrieve", 200),
        ("sandbox-acme", 200),
        ("sandbox", 404),
    ] {
        for url in [&run, &format!("{run}/status")] {
            assert_eq!(as_pair(server.http.get(url), pair).await.status, status, "{pair}");
        }
    }
    assert_eq!(as_pair(server.http.delete(&account), "sandbox-acme-initiate").await.status, 403);
    assert_eq!(as_pair(server.http.delete(&account), "sandbox-acme-retrieve").await.status, 200);

    // Access tokens may do what their pair may.
    let token = server.http.post(format!("{}/auth/oauth2/token", server.base));
    let token = token.form(&[("grant_type", "client_credentials")]);
    let token =
        as_pair(token, "sandbox-acme-retrieve").await.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(Answer::of(create().bearer_auth(&token)).await.status, 403);
    assert_eq!(Answer::of(server.http.get(&run).bearer_auth(&token)).await.status, 404, "deleted by now");
}

/// Row 3: lengths, `tokenLifetime`, keys, categories, documents, `userReference`: 400 in the platform's shape.
#[tokio::test]
async fn row_3_what_a_request_must_keep_to() {
    let server = server(options()).await;
    let long = |length: usize| Value::from("x".repeat(length));
    let workflow = |key: Value, credentials: Value| json!({ "key": key, "credentials": credentials });
    let document = |members: Value| workflow(10026.into(), json!([members]));
    let one = json!({ "values": ["URY"] });
    for (member, value, field) in [
        ("customerInternalReference", long(101), "customerInternalReference"),
        ("customerInternalReference", "".into(), "customerInternalReference"),
        ("userReference", long(101), "userReference"),
        ("reportingCriteria", long(256), "reportingCriteria"),
        ("callbackUrl", format!("https://a.example/{}", "x".repeat(255)).into(), "callbackUrl"),
        ("tokenLifetime", "30".into(), "tokenLifetime"),
        ("tokenLifetime", "299s".into(), "tokenLifetime"),
        ("tokenLifetime", "61d".into(), "tokenLifetime"),
        ("web", json!({ "locale": "es-419" }), "web.locale"),
        ("workflowDefinition", json!({ "key": 10027 }), "workflowDefinition.key"),
        ("workflowDefinition", json!({}), "workflowDefinition.key"),
        (
            "workflowDefinition",
            workflow(10011.into(), json!([{}])),
            "workflowDefinition.credentials[0].category",
        ),
        ("workflowDefinition", workflow(10026.into(), json!([])), "workflowDefinition.credentials"),
        (
            "workflowDefinition",
            document(json!({ "category": "DOCUMENT", "country": one })),
            "workflowDefinition.credentials[0].type",
        ),
        (
            "workflowDefinition",
            document(json!({ "category": "DOCUMENT", "type": { "values": ["BS"] } })),
            "workflowDefinition.credentials[0].country",
        ),
        (
            "workflowDefinition",
            document(json!({ "category": "DOCUMENT", "country": one, "type": { "values": ["BS", "UB"] } })),
            "workflowDefinition.credentials[0].type",
        ),
        ("userConsent", json!({ "userIp": "127.0.0.1" }), "userConsent.userLocation"),
    ] {
        let answer = server.create(&with(person(), member, value)).await;
        let body = answer.json();
        assert_eq!((answer.status.as_u16(), &body["title"]), (400, &json!("Bad Request")), "{field}");
        let detail = body["detail"].as_str().unwrap();
        assert!(detail.starts_with(&format!("{field}: ")), "{field}: {detail}");
    }
    for key in [32, 10010] {
        let mut request = with(person(), "workflowDefinition", json!({ "key": key }));
        assert_eq!(server.create(&request).await.status, 200, "{key}");
        request.as_object_mut().unwrap().remove("userReference");
        assert_eq!(
            server.create(&request).await.json()["detail"],
            "userReference: must not be blank",
            "{key}"
        );
    }
}

/// Row 4: an unknown id is 404, an upload with another execution's token 403.
#[tokio::test]
async fn row_4_unknown_ids_and_foreign_tokens() {
    let server = server(options()).await;
    let nobody = Uuid::from_u128(0x4000_8000_0000_0000_0000);
    let run = format!("/retrieval/api/v1/accounts/{nobody}/workflow-executions/{nobody}");
    for path in [run.clone(), format!("{run}/status"), format!("{run}/steps")] {
        let answer = server.get(&path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()),
            (404, sample("kyx-error-404.inferred")),
            "{path}"
        );
    }
    let (own, other) =
        (server.start(&with_document("PASSPORT")).await, server.start(&with_document("PASSPORT")).await);
    let target = Target::of(&server, &own, "ID");
    let token = other.credential("ID")["api"]["token"].as_str().unwrap().to_owned();
    let answer = Answer::of(server.http.post(target.url("front")).bearer_auth(token).body("")).await;
    assert_eq!((answer.status.as_u16(), answer.json()), (403, sample("kyx-error-403.inferred")));
}

/// Row 5: rates, when they are switched on: 429 in the platform's shape; retrieval 15 and tokens 10 in a second.
#[tokio::test]
async fn row_5_rates() {
    let limited = server(sandbox::Options { rate_limits: true, ..options() }).await;
    let started = limited.start(&person()).await;
    for _ in 0..15 {
        assert_eq!(limited.get(&started.path("/status")).await.status, 200);
    }
    let answer = limited.get(&started.path("/status")).await;
    assert_eq!((answer.status.as_u16(), answer.json()), (429, sample("kyx-error-429")));
    let token = || {
        let request = limited.request(Method::POST, "/auth/oauth2/token");
        Answer::of(request.form(&[("grant_type", "client_credentials")]))
    };
    for _ in 0..10 {
        assert_eq!(token().await.status, 200);
    }
    assert_eq!(token().await.json(), sample("kyx-error-429"));
    // All pairs of a tenant have one rate between them, and tenants do not share theirs.
    for (pair, status) in [("sandbox-acme-retrieve", 429), ("sandbox-other", 404)] {
        let request = limited.http.get(format!("{}{}", limited.base, started.path("/status")));
        let request = request.basic_auth(pair, Some(format!("{pair}-secret")));
        assert_eq!(Answer::of(request).await.status, status, "{pair}");
    }
}

/// Row 6: part keys are lower case and the segments of paths upper case; keys of workflows are texts; a face map has no link.
#[tokio::test]
async fn row_6_spellings() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    for (category, parts) in [("ID", &["front", "back"][..]), ("SELFIE", &["face"])] {
        let api = started.credential(category)["api"].clone();
        let given = api["parts"].as_object().unwrap();
        assert_eq!(given.keys().collect::<Vec<_>>(), parts, "{category}");
        for (key, url) in given {
            assert!(url.as_str().unwrap().ends_with(&format!("/parts/{}", key.to_uppercase())), "{url}");
        }
    }
    assert_eq!(started.credential("FACEMAP").get("api"), None);
    assert_eq!(started.credential("FACEMAP")["allowedChannels"], json!(["WEB", "SDK"]));
    server.finish(&started, "approved");
    let status = server.get(&started.path("/status")).await.json();
    assert_eq!(status["workflowExecution"]["definitionKey"], "10011");
    let details = server.details(&started).await;
    assert_eq!(details["workflow"]["definitionKey"], "10011");
    let facemap = details["credentials"].as_array().unwrap().iter().find(|of| of["category"] == "FACEMAP");
    for part in facemap.unwrap()["parts"].as_array().unwrap() {
        let is_map = part["classifier"] == "FACEMAP";
        assert_eq!(part.get("href").is_none(), is_map, "{part}");
    }
}

/// Row 7: ids are UUIDs of version 4 in lower case, and statuses are the documented ones.
#[tokio::test]
async fn row_7_ids_and_statuses() {
    let processing = jiff::SignedDuration::from_secs(20);
    let server = server(sandbox::Options { processing, ..options() }).await;
    let started = server.start(&with_document("PASSPORT")).await;
    let answer = started.answer.to_string();
    let ids = answer.split(['"', '/']).filter(|text| text.len() == 36 && text.matches('-').count() == 4);
    let mut count = 0;
    for text in ids {
        assert_eq!(Uuid::parse_str(text).unwrap().get_version_num(), 4, "{text}");
        assert_eq!(text, text.to_lowercase());
        count += 1;
    }
    assert!(count >= 5, "{answer}");

    let mut seen = vec![server.status(&started).await];
    let id = Target::of(&server, &started, "ID");
    assert_eq!(id.add("front", &jpeg(1)).await.status, 200);
    seen.push(server.status(&started).await);
    assert_eq!(id.finalise().await.status, 200);
    seen.push(server.status(&started).await);
    server.minutes(1);
    seen.push(server.status(&started).await);
    assert_eq!(seen, ["INITIATED", "INITIATED", "ACQUIRED", "PROCESSED"]);
}

/// Row 10: URLs with addresses and ports are refused when strict, and taken on one's own machine.
#[tokio::test]
async fn row_10_urls() {
    let free = server(options()).await;
    let strict = server(sandbox::Options { strict_urls: true, ..options() }).await;
    let web = |name: &str, url: &str| with(person(), "web", json!({ name: url }));
    for (request, field) in [
        (with(person(), "callbackUrl", "http://127.0.0.1:8080/x".into()), "callbackUrl"),
        (with(person(), "callbackUrl", "https://a.example:8443/x".into()), "callbackUrl"),
        (web("successUrl", "http://localhost:8080/back"), "web.successUrl"),
        (web("errorUrl", "https://a.example/back?x=1"), "web.errorUrl"),
    ] {
        assert_eq!(free.create(&request).await.status, 200, "{request}");
        let answer = strict.create(&request).await;
        assert_eq!(answer.status, 400, "{request}");
        assert!(answer.json()["detail"].as_str().unwrap().starts_with(field), "{request}");
    }
    let secret = with(person(), "callbackUrl", "https://a.example/callback?token=abc".into());
    assert_eq!(strict.create(&secret).await.status, 200, "a callback may have a query");
}

/// Row 12: pictures are valid, and what was wiped is 404.
#[tokio::test]
async fn row_12_pictures_and_wiped_results() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    server.finish(&started, "approved");
    let details = server.details(&started).await;
    let mut paths = Vec::new();
    for part in
        details["credentials"].as_array().unwrap().iter().flat_map(|of| of["parts"].as_array().unwrap())
    {
        let Some(href) = part.get("href").and_then(Value::as_str) else { continue };
        paths.push(href.strip_prefix(&server.base).unwrap().to_owned());
    }
    assert_eq!(paths.len(), 6, "front, back, face and three frames of the film: {paths:?}");
    for path in &paths {
        let answer = server.get(path).await;
        assert_eq!(answer.header("content-type"), "image/jpeg", "{path}");
        image::load_from_memory(&answer.bytes).unwrap();
    }
    assert_eq!(Answer::of(server.request(Method::DELETE, &started.path(""))).await.status, 200);
    for path in &paths {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
}

/// Health is told to everybody, and is what the faults make it.
#[tokio::test]
async fn health_tells_of_faults() {
    use sandbox::{Calls, Fault, FaultKind};
    let server = server(options()).await;
    let health = async || server.open(&format!("{}/status", server.base)).await.json();
    assert_eq!(health().await, sample("kyx-health-up"));
    let fault = Fault { calls: Calls::Upload, ..Fault::new(FaultKind::ServerError) };
    let set = server.sandbox.add_fault(fault).unwrap();
    assert_eq!(health().await, json!({ "status": "DOWN", "details": { "api": "DOWN" } }));
    assert!(server.sandbox.clear_fault(set.id));
    assert_eq!(health().await, sample("kyx-health-up"));
}
