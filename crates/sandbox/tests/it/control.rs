use serde_json::{Value, json};

use crate::support::{Answer, Server, options, person, server, with};

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
    let expected = json!({ "delaySeconds": 7, "copies": 3, "drop": false, "intermediate": false });
    assert_eq!(answer.json(), expected);
    assert_eq!(server.sandbox.callbacks().copies, 3);
}
