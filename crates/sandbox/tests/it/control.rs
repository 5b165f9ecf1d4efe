use reqwest::Method;
use sandbox::{Calls, Fault, FaultKind, Scope};
use serde_json::{Value, json};

use crate::support::{Answer, Fields, Listener, Server, options, person, server, with};

async fn post(server: &Server, path: &str, body: Value) -> Answer {
    Answer::of(server.http.post(format!("{}/sandbox/{path}", server.base)).json(&body)).await
}

#[tokio::test]
async fn scripts_list_and_finish_transactions() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    let list = server.open(&format!("{}/sandbox/transactions", server.base)).await;
    assert!(!list.text().contains(&started.token()), "what opens the page is not listed");
    assert_eq!(
        list.json(),
        json!({ "transactions": [{
            "runId": started.run,
            "accountId": started.account,
            "tenant": "sandbox-acme",
            "status": "INITIATED",
            "definitionKey": "10011",
            "customerInternalReference": "onboarding-2024-000123",
            "createdAt": "2024-03-04T10:15:30.234Z",
        }] })
    );
    let wish = json!({
        "document": "passport",
        "country": "ARG",
        "label": "GLARE",
        "credential": "ID",
        "extraction": { "firstName": "JUAN" },
    });
    let answer = post(&server, &format!("transactions/{}/finish", started.run), wish.clone()).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["status"]), (200, &json!("PROCESSED")));
    let details = server.details(&started).await;
    assert_eq!(details["capabilities"]["usability"][0]["decision"]["details"]["label"], "GLARE");
    assert_eq!(post(&server, &format!("transactions/{}/finish", started.run), wish).await.status, 409);
}

#[tokio::test]
async fn what_is_shown_and_overridden_is_what_is_read() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    let wish = json!({
        "document": "driving-license",
        "country": "ARG",
        "extraction": { "firstName": "JUAN", "gender": null },
    });
    assert_eq!(post(&server, &format!("transactions/{}/finish", started.run), wish).await.status, 200);
    let details = server.details(&started).await;
    assert_eq!(details["decision"]["type"], "PASSED");
    let data = &details["capabilities"]["extraction"][0]["data"];
    for (name, value) in [
        ("type", "DRIVING_LICENSE"),
        ("issuingCountry", "ARG"),
        ("firstName", "JUAN"),
        ("lastName", "EJEMPLO"),
        ("currentAge", "33"),
    ] {
        assert_eq!(data[name], value, "{name}");
    }
    assert_eq!(data.get("gender"), None);
}

#[tokio::test]
async fn wishes_that_make_no_sense_change_nothing() {
    let server = server(options()).await;
    let started = server.start(&with(person(), "workflowDefinition", json!({ "key": 10015 }))).await;
    let path = format!("transactions/{}/finish", started.run);
    for (wish, status) in [
        (json!({ "outcome": "splendid" }), 400),
        (json!({ "outcome": "selfie-mismatch" }), 400),
        (json!({ "label": "NO_MATCH" }), 400),
        (json!({ "outcome": "approved", "label": "GLARE" }), 400),
        (json!({ "credential": "ID" }), 400),
        (json!({ "document": "library-card" }), 400),
        (json!({ "country": "UY" }), 400),
        (json!({ "result": "approved" }), 422),
    ] {
        let answer = post(&server, &path, wish.clone()).await;
        assert_eq!(answer.status, status, "{wish}: {}", answer.text());
        assert_eq!(answer.json()["status"], status);
    }
    assert_eq!(server.status(&started).await, "INITIATED");
    assert_eq!(post(&server, "transactions/none/finish", json!({})).await.status, 404);
    let form = server.http.post(format!("{}/sandbox/{path}", server.base)).body("{}");
    assert_eq!(Answer::of(form).await.status, 415, "no other site's form may do this");
}

#[tokio::test]
async fn the_clock_and_callbacks_are_set_from_outside() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    let answer = post(&server, "clock/advance", json!({ "seconds": 1800 })).await;
    assert_eq!(answer.json(), json!({ "now": "2024-03-04T10:45:30.234Z" }));
    assert_eq!(server.status(&started).await, "TOKEN_EXPIRED");

    let put = server.http.put(format!("{}/sandbox/callbacks", server.base));
    let answer = Answer::of(put.json(&json!({ "copies": 3, "delaySeconds": 7 }))).await;
    let expected = json!({
        "delaySeconds": 7,
        "copies": 3,
        "drop": false,
        "intermediate": false,
        "order": "as-told",
        "deadPort": false,
        "retries": 0,
        "retryAfterSeconds": 60,
    });
    assert_eq!(answer.json(), expected);
    assert_eq!(server.sandbox.callbacks().copies, 3);
    let flood = server.control(Method::PUT, "callbacks", Some(json!({ "copies": 101 }))).await;
    assert_eq!(
        (flood.status.as_u16(), &flood.json()["detail"]),
        (400, &json!("copies: must be at most 100"))
    );
    assert_eq!(server.sandbox.callbacks().copies, 3);
}

#[tokio::test]
async fn a_timeline_tells_what_happened() {
    let mut listener = Listener::new(200).await;
    let server = server(options()).await;
    let started = server.start(&with(person(), "callbackUrl", listener.url.clone().into())).await;
    server.open(started.href()).await;
    server.finish(&started, "approved");
    listener.next().await;
    server.callbacks_sent(&started, 1).await;
    server.status(&started).await;
    let details = server.details(&started).await;
    let part = details["credentials"][0]["parts"][0]["href"].as_str().unwrap().to_owned();
    assert_eq!(server.get(part.strip_prefix(&server.base).unwrap()).await.status, 200);
    let answer = server.control(Method::GET, &format!("transactions/{}", started.run), None).await;
    assert!(!answer.text().contains("token=abc"), "what opens the receiver is not told");
    assert_eq!(answer.json()["transaction"]["status"], "PROCESSED");
    let receiver = listener.url.split("/callback").next().unwrap();
    let expected = [
        ("created", "by sandbox-acme".to_owned(), None),
        ("page", "GET web/v4/app".to_owned(), Some(200)),
        ("status", "ACQUISITION_STARTED".to_owned(), None),
        ("status", "ACQUIRED".to_owned(), None),
        ("status", "PROCESSED".to_owned(), None),
        ("callback", format!("PROCESSED to {receiver}"), Some(200)),
        ("call", "GET status".to_owned(), Some(200)),
        ("call", "GET details".to_owned(), Some(200)),
        ("call", "GET parts/FRONT".to_owned(), Some(200)),
    ];
    let mut timeline = server.timeline(&started).await;
    // The visit itself is written down when it was answered.
    timeline[1..3].sort();
    let expected = expected.map(|(kind, what, answer)| (kind.to_owned(), what, answer));
    assert_eq!(timeline, expected);
    let unknown = server.control(Method::GET, &format!("transactions/{}", started.account), None).await;
    assert_eq!((unknown.status.as_u16(), &unknown.json()["status"]), (404, &json!(404)));
}

#[tokio::test]
async fn expiry_stands_in_the_timeline_where_it_happened() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    server.minutes(120);
    let answer = server.control(Method::GET, &format!("transactions/{}", started.run), None).await.json();
    let last = &answer["timeline"][1];
    let expected = json!({ "at": "2024-03-04T10:45:30.234Z", "kind": "status", "what": "TOKEN_EXPIRED" });
    assert_eq!(*last, expected);
}

#[tokio::test]
async fn rules_are_changed_while_it_runs() {
    let server = server(options()).await;
    let request = with(person(), "callbackUrl", "http://127.0.0.1:9/x".into());
    assert_eq!(server.create(&request).await.status, 200);
    let change = json!({ "strictUrls": true });
    let answer = server.control(Method::PATCH, "settings", Some(change)).await;
    let expected = json!({ "strictUrls": true, "rateLimits": false, "processingSeconds": 0, "seed": 7 });
    assert_eq!(answer.json(), expected);
    assert_eq!(server.create(&request).await.status, 400);

    let change = json!({ "strictUrls": false, "rateLimits": true, "processingSeconds": 90 });
    assert_eq!(server.control(Method::PATCH, "settings", Some(change)).await.status, 200);
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(server.create(&person()).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 429, 429, 429]);
    let change = json!({ "rateLimits": false });
    assert_eq!(server.control(Method::PATCH, "settings", Some(change)).await.status, 200);
    let started = server.start(&person()).await;
    server.finish(&started, "approved");
    assert_eq!(server.status(&started).await, "ACQUIRED");
    server.minutes(2);
    assert_eq!(server.status(&started).await, "PROCESSED");
    let wrong = server.control(Method::PATCH, "settings", Some(json!({ "strict": true }))).await;
    assert_eq!(wrong.status, 422);
}

#[tokio::test]
async fn a_reset_forgets_everything_or_all_but_the_settings() {
    let server = server(options()).await;
    let first = server.start(&person()).await;
    server.minutes(10);
    server.sandbox.set_scenario("fraud", Scope::default(), None).unwrap();
    server.sandbox.add_fault(Fault { calls: Calls::Netverify, ..Fault::new(FaultKind::Cut) }).unwrap();
    let answer = server.control(Method::POST, "reset", Some(json!({ "keepSettings": true }))).await;
    assert_eq!(answer.json(), json!({ "now": "2024-03-04T10:25:30.234Z" }));
    assert_eq!(server.get(&first.path("/status")).await.status, 404);
    assert_eq!(server.sandbox.timeline(first.run), []);
    assert_eq!((server.sandbox.active_scenarios().len(), server.sandbox.faults().len()), (1, 1));

    let again = server.start(&person()).await;
    assert_eq!(again.run, first.run, "the seed begins again");
    let answer = server.control(Method::POST, "reset", Some(json!({}))).await;
    assert_eq!(answer.json(), json!({ "now": "2024-03-04T10:15:30.234Z" }));
    assert_eq!((server.sandbox.active_scenarios().len(), server.sandbox.faults().len()), (0, 0));
    assert_eq!(server.sandbox.transactions(), []);
}

#[tokio::test]
async fn pages_of_other_sites_control_nothing() {
    let server = server(options()).await;
    let own = server.base.clone();
    let authority = own.strip_prefix("http://").unwrap().to_owned();
    let port = authority.split(':').nth(1).unwrap().to_owned();
    let localhost = format!("localhost:{port}");
    let local_origin = format!("http://localhost:{port}");
    let other_port = "http://127.0.0.1:1".to_owned();
    let cases: [(Fields<'_>, u16); 14] = [
        (&[], 200),
        (&[("host", &localhost)], 200),
        (&[("host", "[::1]:8082")], 200),
        (&[("host", "sandbox.example:8082")], 403),
        (&[("host", "localhost.example")], 403),
        (&[("origin", &own)], 200),
        (&[("host", &localhost), ("origin", &local_origin)], 200),
        (&[("origin", &local_origin)], 403),
        (&[("origin", &other_port)], 403),
        (&[("origin", "null")], 403),
        (&[("origin", "https://evil.example")], 403),
        (&[("sec-fetch-site", "cross-site")], 403),
        (&[("sec-fetch-site", "same-site"), ("origin", &own)], 403),
        (&[("sec-fetch-site", "same-origin"), ("origin", &own)], 200),
    ];
    for (headers, status) in cases {
        let mut request =
            server.http.post(format!("{own}/sandbox/clock/advance")).json(&json!({ "seconds": 1 }));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{headers:?}: {}", answer.text());
        assert_eq!(answer.json()["status"].as_u64().is_some(), status == 403, "a problem says why");
    }
    assert_eq!(server.sandbox.now().to_string(), "2024-03-04T10:15:36.234Z", "the six that were let in");

    let get = |headers: &[(&'static str, &'static str)]| {
        let mut request = server.http.get(format!("{own}/sandbox"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::of(request)
    };
    let elsewhere = ("sec-fetch-site", "cross-site");
    let visit = [elsewhere, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
    assert_eq!(get(&visit).await.status, 200, "a link leads here");
    let frame = [elsewhere, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
    assert_eq!(get(&frame).await.status, 403);
    assert_eq!(get(&[elsewhere, ("sec-fetch-mode", "no-cors")]).await.status, 403);
}

#[tokio::test]
async fn large_bodies_are_not_read() {
    let server = server(options()).await;
    let large = json!({ "name": "x", "description": "x".repeat(70_000), "results": [{}] });
    assert_eq!(server.control(Method::POST, "scenarios", Some(large)).await.status, 413);
}
