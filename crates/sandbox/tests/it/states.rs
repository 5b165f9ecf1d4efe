use serde_json::json;

use crate::support::{options, person, sample, server, with};

#[tokio::test]
async fn a_token_that_nobody_uses_expires_after_its_lifetime() {
    let server = server(options()).await;
    let usual = server.start(&person()).await;
    let long = server.start(&with(person(), "tokenLifetime", "1d".into())).await;
    server.minutes(29);
    assert_eq!(server.status(&usual).await, "INITIATED");
    server.minutes(1);
    assert_eq!(server.status(&usual).await, "TOKEN_EXPIRED");
    assert_eq!(server.details(&usual).await["completedAt"], "2024-03-04T10:45:30.234Z");
    server.minutes(23 * 60);
    assert_eq!(server.status(&long).await, "INITIATED");
    server.minutes(30);
    assert_eq!(server.status(&long).await, "TOKEN_EXPIRED");
    assert_eq!(server.open(usual.href()).await.status, 410);
}

#[tokio::test]
async fn a_session_expires_after_a_quarter_of_an_hour_without_action() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    for _ in 0..4 {
        // Every visit gives another quarter of an hour, beyond the token's lifetime too.
        assert_eq!(server.open(started.href()).await.status, 200);
        server.minutes(14);
        assert_eq!(server.status(&started).await, "INITIATED");
    }
    server.minutes(1);
    assert_eq!(server.status(&started).await, "SESSION_EXPIRED");
    assert_eq!(server.open(started.href()).await.status, 410);
}

#[tokio::test]
async fn final_states_stay() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    server.finish(&started, "approved");
    server.minutes(60 * 24 * 100);
    let details = server.details(&started).await;
    assert_eq!(details["workflow"]["status"], "PROCESSED");
    assert_eq!(details["completedAt"], "2024-03-04T10:15:30.234Z");
    assert_eq!(
        server.sandbox.finish(started.run, &sandbox::Finish::default()),
        Err(sandbox::FinishError::Ended("PROCESSED"))
    );
}

#[tokio::test]
async fn the_reference_may_ask_for_a_result_and_comes_back_as_it_was() {
    let server = server(options()).await;
    let request = sample("kyx-mock-service-account-request");
    let started = server.start(&request).await;
    server.finish(&started, "requested");
    let details = server.details(&started).await;
    assert_eq!(details["workflow"]["customerInternalReference"], request["customerInternalReference"]);
    assert_eq!(details["decision"]["type"], "REJECTED");
    let judged = &details["capabilities"]["dataChecks"][0]["decision"];
    assert_eq!(judged, &json!({ "type": "REJECTED", "details": { "label": "MISMATCHING_DATAPOINTS" } }));
    let data = &details["capabilities"]["extraction"][0]["data"];
    assert_eq!((&data["firstName"], &data["type"]), (&json!("ANA"), &json!("PASSPORT")));
    let parts = &details["credentials"][0]["parts"];
    assert_eq!(parts.as_array().unwrap().len(), 1, "a passport has no back: {parts}");

    let wrong = json!({ "decisionLabel": "NO_SUCH_LABEL" }).to_string();
    let answer = server.create(&with(person(), "customerInternalReference", wrong.into())).await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn overall_decisions_follow_the_worst_capability() {
    let server = server(options()).await;
    for (outcome, decision, score) in [
        ("approved", "PASSED", 0.0),
        ("review", "WARNING", 50.0),
        ("selfie-unclear", "WARNING", 40.0),
        ("unreadable", "REJECTED", 100.0),
        ("unsupported", "REJECTED", 100.0),
        ("rejected", "REJECTED", 100.0),
        ("copy", "REJECTED", 100.0),
        ("data-mismatch", "REJECTED", 100.0),
        ("selfie-mismatch", "REJECTED", 100.0),
        ("not-live", "REJECTED", 100.0),
        ("technical-error", "NOT_EXECUTED", -1.0),
    ] {
        let started = server.start(&person()).await;
        server.finish(&started, outcome);
        let decided = server.details(&started).await["decision"].clone();
        assert_eq!(
            (&decided["type"], &decided["risk"]["score"]),
            (&json!(decision), &json!(score)),
            "{outcome}"
        );
        let label = if outcome == "technical-error" { "TECHNICAL_ERROR" } else { decision };
        assert_eq!(decided["details"]["label"], label, "{outcome}");
    }
}

#[tokio::test]
async fn deletion_takes_data_and_leaves_the_decision() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    server.finish(&started, "approved");
    let delete = |path: String| crate::support::Answer::of(server.request(reqwest::Method::DELETE, &path));
    assert_eq!(delete(started.path("")).await.status, 200);
    let details = server.details(&started).await;
    assert_eq!(details["decision"]["type"], "PASSED");
    assert_eq!(details["wipedOutAt"], "2024-03-04T10:15:30.234Z");
    assert_eq!(details["capabilities"]["extraction"][0]["data"], json!({}));
    assert!(details["credentials"].as_array().unwrap().iter().all(|of| of.get("parts").is_none()));
    let account = format!("/retrieval/api/v1/accounts/{}", started.account);
    assert_eq!(delete(account.clone()).await.status, 200);
    assert_eq!(server.get(&started.path("")).await.status, 404);
    assert_eq!(delete(account).await.status, 404);
    assert_eq!(server.sandbox.transactions(), []);
}
