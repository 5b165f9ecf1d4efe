//! What is promised about running funnels.

use std::sync::Arc;

use backend::storage::{AttemptState, LiveChange, LiveChanged};
use model::step::EndResult;
use model::verification::Verdict;
use serde_json::json;
use tokio::sync::Notify;

use super::world::{World, data_model, onboarding, slug};
use super::{agree, page_of, scripted, to_the_provider};

#[tokio::test]
async fn promise_1_a_session_keeps_its_version() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let mut changed = onboarding();
    changed["step"]["welcome"]["title"] = json!("Good day");
    changed["step"]["identity"]["documents"] = json!(["visa"]);
    changed["step"]["identity"]["map"] = json!({});
    assert_eq!(world.publish(data_model(), changed, Some(1)).await, 2);

    agree(&mut browser, &consent).await;
    assert_eq!(provider.last_start().documents.len(), 2, "as in the version of the session");
    provider.decide(Verdict::Passed);
    world.clock.advance(60);
    // Another replica, which has read nothing yet.
    let replica = world.replica(&provider);
    assert!(backend::run::run_due_jobs(&replica).await.unwrap() > 0);
    let session = world.session().await;
    assert_eq!((session.version, session.result), (1, Some(EndResult::Completed)));
    assert_eq!(world.fields().await["first_name"], "Zenobia");

    let mut other = world.browser();
    assert_eq!(other.get("/c/onboarding").await.title(), "Good day");
}

#[tokio::test]
async fn promise_2_a_result_is_applied_once() {
    let (world, provider) = World::scripted(onboarding()).await;
    let (mut browser, leaving) = to_the_provider(&world).await;
    let start = provider.last_start();
    let callback = start.callback_url.clone().unwrap();
    let run = scripted::run_of(&start.reference);
    let body = json!({ "account": run.account_id, "run": run.run_id, "status": "PROCESSED" }).to_string();

    // Before the customer is back, before there is a result, and twice.
    assert_eq!(world.call_back(&callback, &body).await, 200);
    world.work().await;
    assert_eq!(world.session().await.step.as_str(), "identity");

    provider.decide(Verdict::Passed);
    for _ in 0..2 {
        assert_eq!(world.call_back(&callback, &body).await, 200);
    }
    world.work().await;
    let session = world.session().await;
    assert_eq!(session.result, Some(EndResult::Completed));
    let fetches = *provider.fetches.lock().unwrap();
    let fields = world.storage().fields(&session.customer).await.unwrap();

    // The other verdict comes too late, by callback, by polling and by the customer's return.
    provider.decide(Verdict::Rejected);
    assert_eq!(world.call_back(&callback, &body).await, 200);
    for seconds in [60, 3600, 86_400, 86_400] {
        world.later(seconds).await;
    }
    let back = start.success_url.unwrap().replace(&world.base, "");
    let query = format!("?account={}&run={}", run.account_id, run.run_id);
    let end = browser.get(&format!("{back}{query}")).await;
    assert_eq!(page_of(&end), page_of(&leaving));
    assert_eq!(end.title(), "Thank you, you are done");
    let after = world.session().await;
    assert_eq!((after.seq, after.result), (session.seq, session.result));
    assert_eq!(*provider.fetches.lock().unwrap(), fetches);
    let later_fields = world.storage().fields(&session.customer).await.unwrap();
    assert_eq!(fields.len(), later_fields.len());
    assert!(fields.iter().zip(&later_fields).all(|(a, b)| a.written_at == b.written_at));
}

#[tokio::test]
async fn promise_3_fields_and_step_are_one_commit_and_a_lost_lease_commits_nothing() {
    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    provider.decide(Verdict::Passed);
    let gate = Arc::new(Notify::new());
    *provider.fetch_gate.lock().unwrap() = Some(Arc::clone(&gate));
    world.clock.advance(60);
    let app = world.app.clone();
    let slow = tokio::spawn(async move { backend::run::run_due_jobs(&app).await.unwrap() });
    while *provider.fetches.lock().unwrap() == 0 {
        tokio::task::yield_now().await;
    }
    // The slow worker's lease runs out, and another one does all of it.
    world.later(600).await;
    let session = world.session().await;
    assert_eq!(session.result, Some(EndResult::Completed));
    assert_eq!(world.fields().await.len(), 3);
    assert_eq!(world.attempts().await[0].state, AttemptState::Done);
    assert_eq!(world.storage().images(&session.customer).await.unwrap().len(), 2);
    provider.decide(Verdict::Rejected);
    gate.notify_one();
    slow.await.unwrap();
    let after = world.session().await;
    assert_eq!((after.seq, after.result), (session.seq, session.result));
    assert_eq!(world.attempts().await[0].outcome.as_ref().unwrap().as_str(), "approved");
}

#[tokio::test]
async fn promise_4_nothing_but_a_fetched_verdict_moves_a_session() {
    let (world, provider) = World::scripted(onboarding()).await;
    let (mut browser, _) = to_the_provider(&world).await;
    let seq = world.session().await.seq;
    let start = provider.last_start();
    let callback = start.callback_url.clone().unwrap();
    let run = scripted::run_of(&start.reference);
    let body = |account: &str, run: &str| {
        json!({ "account": account, "run": run, "status": "PROCESSED" }).to_string()
    };
    let own = body(&run.account_id, &run.run_id);

    // Who does not know the address is turned away; the way back is no address for callbacks, and the other way round.
    let unknown = format!("{}{}", &callback[..callback.len() - 43], "A".repeat(43));
    let back = start.success_url.clone().unwrap();
    let back_token = back.rsplit('/').next().unwrap();
    let callback_token = callback.rsplit('/').next().unwrap().to_owned();
    for address in [
        unknown.clone(),
        callback.replace(&callback_token, back_token),
        callback.replace(&callback_token, "x"),
        callback.replace("/callbacks/", "/callbacks/x"),
    ] {
        assert_eq!(world.call_back(&address, &own).await, 404, "{address}");
    }
    assert_eq!(world.work().await, 0);

    // What is told of another run is not even looked at.
    for forged in [body(&run.account_id, "another"), body("another", &run.run_id)] {
        assert_eq!(world.call_back(&callback, &forged).await, 200);
        assert_eq!(world.work().await, 0, "{forged}");
    }

    // Its own address and ids have the result looked for, whatever else the body says; there is none yet.
    for said in [own.as_str(), "not even JSON", "", &"x".repeat(100_000)] {
        assert_eq!(world.call_back(&callback, said).await, 200);
        assert_eq!(world.work().await, 1);
    }

    // The browser's return decides nothing either, and with another session's ids changes nothing.
    let path = back.replace(&world.base, "");
    for query in ["?account=another&run=another&status=PROCESSED&transactionStatus=SUCCESS", ""] {
        let shown = browser.get(&format!("{path}{query}")).await;
        assert_eq!(shown.title(), "We are verifying your identity");
        assert_eq!(world.work().await, 0);
    }
    assert_eq!(world.session().await.seq, seq);

    // Without the cookie of the session the way back leads nowhere.
    let mut stranger = world.browser();
    assert_eq!(stranger.get(&path).await.status, 404);
    assert_eq!(stranger.get(&path.replace(back_token, &callback_token)).await.status, 404);
}

#[tokio::test]
async fn promise_5_a_late_verdict_moves_a_session_unless_a_new_attempt_has_begun() {
    for again in [false, true] {
        let (world, provider) = World::scripted(onboarding()).await;
        let (mut browser, leaving) = to_the_provider(&world).await;
        world.later(3600).await;
        assert_eq!(world.session().await.step.as_str(), "identity");
        world.later(86_400).await;
        let late = browser.get(&page_of(&leaving)).await;
        assert_eq!(late.title(), "Still waiting");
        let first = provider.last_start();
        if again {
            let consent = browser.submit(&late, &[]).await;
            agree(&mut browser, &consent).await;
            assert_eq!(provider.last_start().account, Some(scripted::run_of(&first.reference).account_id));
        }
        provider.decide(Verdict::Passed);
        let callback = first.callback_url.unwrap();
        world.call_back(&callback, "").await;
        world.work().await;
        let attempts = world.attempts().await;
        assert_eq!(attempts[0].state, AttemptState::Done);
        let session = world.session().await;
        if again {
            assert_eq!((session.step.as_str(), session.result), ("identity", None));
            assert_eq!(attempts[1].state, AttemptState::Created);
            assert!(world.fields().await.is_empty());
        } else {
            assert_eq!(session.result, Some(EndResult::Completed));
            assert_eq!(world.fields().await.len(), 3);
        }
    }
}

#[tokio::test]
async fn promise_7_pausing_stops_new_sessions_only() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let mut change = LiveChange {
        campaign: slug(),
        version: None,
        was: Some(1),
        hold: false,
        reason: None,
        actor: "test".to_owned(),
    };
    let storage = world.storage();
    assert_eq!(storage.set_live(&change, world.app.now()).await.unwrap(), LiveChanged::Done);
    let mut other = world.browser();
    assert_eq!(other.get("/c/onboarding").await.status, 404);
    let shown = other.send(reqwest::Method::POST, "/c/onboarding", Some(&welcome.form(&[]))).await;
    assert_eq!(shown.status, 404);

    agree(&mut browser, &consent).await;
    provider.decide(Verdict::Passed);
    world.later(60).await;
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
    (change.version, change.was) = (Some(1), None);
    assert_eq!(storage.set_live(&change, world.app.now()).await.unwrap(), LiveChanged::Done);
    assert_eq!(world.work().await, 0);
    assert_eq!(other.get("/c/onboarding").await.status, 200);
    world.session().await;
}

#[tokio::test]
async fn promise_4_a_verdict_about_another_is_not_believed() {
    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    let seq = world.session().await.seq;
    let own = provider.last_start().reference;
    provider.decide(Verdict::Passed);
    for other in [format!("{own}0"), own.replace("identity", "other")] {
        *provider.of_another.lock().unwrap() = Some(other);
        world.later(60).await;
        assert_eq!(world.session().await.seq, seq);
        assert_eq!(world.attempts().await[0].state, AttemptState::Created);
        assert!(world.fields().await.is_empty());
    }
    assert!(*provider.fetches.lock().unwrap() >= 2);
    *provider.of_another.lock().unwrap() = None;
    world.later(600).await;
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
}

#[tokio::test]
async fn promise_4_a_return_with_the_ids_of_another_customer_changes_nothing() {
    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    let passed = provider.last_start();
    let passed_run = scripted::run_of(&passed.reference);
    provider.decide(Verdict::Passed);
    world.later(60).await;
    *provider.verdict.lock().unwrap() = None;

    let (mut browser, leaving) = to_the_provider(&world).await;
    let own = provider.last_start();
    let sessions = world.storage().sessions(10).await.unwrap();
    let mine = sessions.iter().find(|session| session.result.is_none()).unwrap();
    let fetches = *provider.fetches.lock().unwrap();
    let path = own.success_url.clone().unwrap().replace(&world.base, "");
    let query = format!("?account={}&run={}&status=PROCESSED", passed_run.account_id, passed_run.run_id);
    let shown = browser.get(&format!("{path}{query}")).await;
    assert_eq!(page_of(&shown), page_of(&leaving));
    assert_eq!(shown.title(), "We are verifying your identity");
    // The other's way back leads to the other's session, which this browser does not get into.
    let other = passed.success_url.unwrap().replace(&world.base, "");
    assert_eq!(browser.get(&format!("{other}{query}")).await.status, 404);
    // So does a callback to the own address that tells of the other's run.
    let body = json!({ "account": passed_run.account_id, "run": passed_run.run_id, "status": "PROCESSED" });
    assert_eq!(world.call_back(&own.callback_url.unwrap(), &body.to_string()).await, 200);
    assert_eq!(world.work().await, 0);
    assert_eq!(*provider.fetches.lock().unwrap(), fetches);
    assert_eq!(world.storage().session(&mine.id).await.unwrap().as_ref(), Some(mine));
    assert!(world.storage().fields(&mine.customer).await.unwrap().is_empty());
}
