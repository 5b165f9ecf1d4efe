//! Beginning a verification: once for each attempt, whatever happens.

use std::sync::Arc;

use backend::storage::AttemptState;
use jiff::SignedDuration;
use model::Document;
use model::step::EndResult;
use model::verification::Verdict;
use tokio::sync::Notify;
use verification::ProviderError;

use super::browser::Browser;
use super::world::{World, onboarding};
use super::{agree, page_of, scripted, to_the_provider};

fn unknown() -> ProviderError {
    ProviderError::Unknown { detail: "the answer was lost".to_owned() }
}

#[tokio::test]
async fn a_customer_is_verified_and_the_record_is_kept() {
    let (world, provider) = World::scripted(onboarding()).await;
    let (mut browser, leaving) = to_the_provider(&world).await;
    let start = provider.last_start();
    assert_eq!(leaving.refresh().unwrap(), format!("https://provider.example/web?for={}", start.reference));
    assert!(leaving.html.contains("href=\"https://provider.example/web"));
    assert_eq!(start.documents, [Document::Passport, Document::IdCard]);
    assert_eq!(start.country.unwrap().alpha3(), "URY");
    let consent = start.consent.clone().unwrap();
    assert_eq!((consent.country.alpha3(), consent.user_ip.as_str()), ("URY", "127.0.0.1"));
    assert_eq!(consent.obtained_at, world.app.now());
    assert!(start.callback_url.unwrap().starts_with(&format!("{}/callbacks/", world.base)));

    // The customer is there; the page waits, and goes on when the result is there.
    let waiting = browser.get(&page_of(&leaving)).await;
    assert_eq!(waiting.title(), "We are verifying your identity");
    provider.decide(Verdict::Passed);
    world.clock.advance(40);
    let end = browser.get(&waiting.refresh().unwrap()).await;
    assert_eq!(end.title(), "Thank you, you are done");
    world.work().await;

    let fields = world.fields().await;
    let expected = [("birth_date", "1984-02-29"), ("first_name", "Zenobia"), ("last_name", "QUARTERMAINE")];
    assert_eq!(fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>(), expected);
    let session = world.session().await;
    assert_eq!(session.result, Some(EndResult::Completed));
    let rows = world.storage().fields(&session.customer).await.unwrap();
    let first = rows.iter().find(|row| row.field.as_str() == "first_name").unwrap();
    assert_eq!((first.label.as_str(), first.pii.as_str()), ("First name", "personal"));
    assert!(first.origin.contains("document.first_name"), "{}", first.origin);

    let images = world.storage().images(&session.customer).await.unwrap();
    let mut names: Vec<_> = images.iter().map(|image| image.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["face", "front"]);
    for image in &images {
        assert_eq!(image.media_type, "image/png");
        assert_eq!(backend::blobs::open(&world.app, image).await.unwrap().as_slice(), scripted::PNG);
        let kept = image.remove_at.unwrap().duration_since(image.stored_at);
        assert_eq!(kept, SignedDuration::from_hours(365 * 24));
    }
    assert_eq!(*provider.pictures.lock().unwrap(), 2);
    assert_eq!(world.work().await, 0);
}

#[tokio::test]
async fn promise_6_attempts_are_counted_and_an_unknown_start_is_never_sent_again() {
    let (world, provider) = World::scripted(onboarding()).await;
    provider.start_errors.lock().unwrap().push_back(unknown());
    let (mut browser, consent) = to_the_provider(&world).await;
    // The step ended with `error`, which leads to another try.
    assert_eq!(consent.title(), "Verify your identity");
    assert!(consent.html.contains("try 2 of 2"), "{}", consent.html);
    assert_eq!(provider.started(), 1);
    world.later(3600).await;
    assert_eq!(provider.started(), 1);
    agree(&mut browser, &consent).await;
    assert_eq!(provider.started(), 2);
    let references: Vec<_> =
        provider.starts.lock().unwrap().iter().map(|start| start.reference.clone()).collect();
    let session = world.session().await.id;
    assert_eq!(references, [format!("{session}-identity-1"), format!("{session}-identity-2")]);
    let states: Vec<_> =
        world.attempts().await.iter().map(|attempt| (attempt.attempt, attempt.state)).collect();
    assert_eq!(states, [(1, AttemptState::Failed), (2, AttemptState::Created)]);
}

#[tokio::test]
async fn used_up_attempts_end_the_step() {
    let (world, provider) = World::scripted(onboarding()).await;
    provider.start_errors.lock().unwrap().extend([unknown(), unknown()]);
    let (mut browser, consent) = to_the_provider(&world).await;
    let shown = agree(&mut browser, &consent).await;
    assert_eq!(shown.title(), "One of us is having a look");
    assert_eq!(provider.started(), 2);
}

#[tokio::test]
async fn a_start_that_did_not_arrive_is_sent_again() {
    let (world, provider) = World::scripted(onboarding()).await;
    let refused = || ProviderError::NotArrived { detail: "connection refused".to_owned() };
    provider.start_errors.lock().unwrap().extend([refused(), refused()]);
    let (mut browser, waiting) = to_the_provider(&world).await;
    assert_eq!(waiting.title(), "One moment, please");
    assert_eq!(waiting.refresh().unwrap(), format!("{}?go", page_of(&waiting)));
    for _ in 0..2 {
        world.later(10).await;
    }
    let leaving = browser.get(&waiting.refresh().unwrap()).await;
    assert!(leaving.refresh().unwrap().starts_with("https://provider.example/"));
    let references: Vec<_> =
        provider.starts.lock().unwrap().iter().map(|start| start.reference.clone()).collect();
    assert_eq!(references.len(), 3);
    assert!(references.iter().all(|one| *one == references[0]), "{references:?}");
    assert_eq!(world.attempts().await.len(), 1);
}

#[tokio::test]
async fn a_provider_that_is_never_reached_ends_the_attempt() {
    let (world, provider) = World::scripted(onboarding()).await;
    let refused = || ProviderError::NotArrived { detail: "connection refused".to_owned() };
    provider.start_errors.lock().unwrap().extend((0..50).map(|_| refused()));
    to_the_provider(&world).await;
    for _ in 0..40 {
        world.later(60).await;
    }
    assert_eq!(world.attempts().await[0].state, AttemptState::Failed);
    assert!(provider.started() < 12, "{}", provider.started());
}

#[tokio::test]
async fn a_crash_after_the_call_is_no_second_call() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let gate = Arc::new(Notify::new());
    *provider.start_gate.lock().unwrap() = Some(Arc::clone(&gate));
    let form = consent.form(&[("_country", "URY")]);
    let path = consent.action();
    let request = tokio::spawn({
        let mut browser = browser.window();
        async move { browser.send(reqwest::Method::POST, &path, Some(&form)).await }
    });
    while provider.started() == 0 {
        tokio::task::yield_now().await;
    }
    // Nothing comes of that call any more; the lease runs out, and another worker finds that it was made.
    assert_eq!(world.attempts().await[0].state, AttemptState::Creating);
    world.later(600).await;
    assert_eq!(provider.started(), 1);
    let attempts = world.attempts().await;
    assert_eq!(attempts[0].state, AttemptState::Failed);
    assert_eq!(attempts[0].outcome.as_ref().unwrap().as_str(), "error");

    // The answer that comes after all changes nothing.
    gate.notify_one();
    request.await.unwrap();
    world.work().await;
    assert_eq!(world.attempts().await[0].state, AttemptState::Failed);
    assert_eq!(world.session().await.step.as_str(), "identity");
    assert_eq!(provider.started(), 1);
}

#[tokio::test]
async fn a_callback_before_the_ids_are_known_is_not_lost() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let gate = Arc::new(Notify::new());
    *provider.start_gate.lock().unwrap() = Some(Arc::clone(&gate));
    provider.decide(Verdict::Passed);
    let form = consent.form(&[("_country", "URY")]);
    let path = consent.action();
    let request = tokio::spawn({
        let mut browser = browser.window();
        async move { browser.send(reqwest::Method::POST, &path, Some(&form)).await }
    });
    while provider.started() == 0 {
        tokio::task::yield_now().await;
    }
    let callback = provider.last_start().callback_url.unwrap();
    assert_eq!(world.call_back(&callback, "").await, 200);
    world.work().await;
    assert_eq!(*provider.fetches.lock().unwrap(), 0, "there is nothing to ask for yet");
    gate.notify_one();
    request.await.unwrap();
    world.later(3).await;
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
}

#[tokio::test]
async fn a_callback_right_after_the_ids_are_noted_is_not_lost() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let gate = Arc::new(Notify::new());
    *provider.start_gate.lock().unwrap() = Some(Arc::clone(&gate));
    provider.decide(Verdict::Passed);
    let form = consent.form(&[("_country", "URY")]);
    let path = consent.action();
    let request = tokio::spawn({
        let mut browser = browser.window();
        async move { browser.send(reqwest::Method::POST, &path, Some(&form)).await }
    });
    while provider.started() == 0 {
        tokio::task::yield_now().await;
    }
    // As whoever began it leaves the attempt behind, before the result is planned to be looked for.
    let mut attempt = world.attempts().await.remove(0);
    let run = scripted::run_of(&attempt.id);
    attempt.state = AttemptState::Created;
    (attempt.account_id, attempt.run_id) = (Some(run.account_id), Some(run.run_id));
    assert!(world.storage().update_attempt(&attempt, AttemptState::Creating).await.unwrap());

    let callback = provider.last_start().callback_url.unwrap();
    assert_eq!(world.call_back(&callback, "").await, 200);
    world.work().await;
    assert_eq!(*provider.fetches.lock().unwrap(), 1);
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
    gate.notify_one();
    request.await.unwrap();
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
}

#[tokio::test]
async fn results_that_make_no_sense_end_the_attempt_some_time() {
    let (world, provider) = World::scripted(onboarding()).await;
    let (mut browser, leaving) = to_the_provider(&world).await;
    let odd = || ProviderError::Undecodable { detail: "at .decision".to_owned() };
    provider.fetch_errors.lock().unwrap().extend((0..100).map(|_| odd()));
    for _ in 0..40 {
        world.later(300).await;
    }
    assert_eq!(world.attempts().await[0].state, AttemptState::Done);
    let shown = browser.get(&page_of(&leaving)).await;
    assert!(shown.html.contains("try 2 of 2"), "{}", shown.html);
    assert!(*provider.fetches.lock().unwrap() < 20);
}

#[tokio::test]
async fn an_unreachable_provider_is_waited_for() {
    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    let gone = || ProviderError::Unavailable { detail: "503".to_owned() };
    provider.fetch_errors.lock().unwrap().extend((0..12).map(|_| gone()));
    provider.decide(Verdict::Passed);
    for _ in 0..8 {
        world.later(3600).await;
    }
    assert_eq!(world.session().await.result, None);
    for _ in 0..8 {
        world.later(3600).await;
    }
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
}

#[tokio::test]
async fn a_document_outside_of_the_list_is_refused() {
    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    *provider.document.lock().unwrap() = Some(Document::Visa);
    provider.decide(Verdict::Passed);
    world.later(60).await;
    assert_eq!(world.attempts().await[0].outcome.as_ref().unwrap().as_str(), "unsupported");
    assert_eq!(world.session().await.step.as_str(), "clerk");
    assert!(world.fields().await.is_empty());
}

#[tokio::test]
async fn pictures_are_fetched_later_when_they_cannot_be_had_and_others_are_not_kept() {
    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    *provider.picture.lock().unwrap() = None;
    provider.decide(Verdict::Passed);
    world.later(60).await;
    let session = world.session().await;
    assert_eq!(session.result, Some(EndResult::Completed), "the customer does not wait for pictures");
    assert!(world.storage().images(&session.customer).await.unwrap().is_empty());
    *provider.picture.lock().unwrap() = Some(scripted::PNG.to_vec());
    world.later(60).await;
    assert_eq!(world.storage().images(&session.customer).await.unwrap().len(), 2);

    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    *provider.picture.lock().unwrap() = Some(b"<script>alert(1)</script>".to_vec());
    provider.decide(Verdict::Passed);
    world.later(60).await;
    assert!(world.storage().images(&world.session().await.customer).await.unwrap().is_empty());
    assert_eq!(world.work().await, 0);
}

#[tokio::test]
async fn a_start_sent_twice_by_the_customer_is_one_attempt() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut browser: Browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let mut other = browser.window();
    let (one, two) = tokio::join!(agree(&mut browser, &consent), agree(&mut other, &consent));
    assert_eq!(page_of(&one), page_of(&two));
    // Both go on to the provider: the second one waited for what the first one had begun.
    assert!(one.refresh().unwrap().starts_with("https://provider.example/"), "{}", one.html);
    assert_eq!(one.refresh(), two.refresh());
    assert_eq!(provider.started(), 1);
    assert_eq!(world.attempts().await.len(), 1);
}

#[tokio::test]
async fn a_page_waits_for_the_job_that_somebody_else_does() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let gate = Arc::new(Notify::new());
    *provider.start_gate.lock().unwrap() = Some(Arc::clone(&gate));
    let path = consent.action();
    let mut other = browser.window();
    let request = tokio::spawn(async move { agree(&mut browser, &consent).await });
    while provider.started() == 0 {
        tokio::task::yield_now().await;
    }
    let looking = tokio::spawn(async move { other.get(&format!("{path}?go")).await });
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    gate.notify_one();
    let (one, two) = (request.await.unwrap(), looking.await.unwrap());
    assert!(one.refresh().unwrap().starts_with("https://provider.example/"), "{}", one.html);
    assert_eq!(one.refresh(), two.refresh());
}

#[tokio::test]
async fn pictures_go_when_their_time_is_over() {
    let mut campaign = onboarding();
    campaign["step"]["identity"]["retention-days"] = serde_json::json!(30);
    let (world, provider) = World::scripted(campaign).await;
    to_the_provider(&world).await;
    provider.decide(Verdict::Passed);
    world.later(60).await;
    let customer = world.session().await.customer;
    let kept = world.storage().images(&customer).await.unwrap();
    assert!(!kept.is_empty());
    for image in &kept {
        backend::blobs::open(&world.app, image).await.unwrap();
    }
    world.later(29 * 86_400).await;
    assert_eq!(world.storage().images(&customer).await.unwrap().len(), kept.len());
    world.later(86_400).await;
    assert!(world.storage().images(&customer).await.unwrap().is_empty());
    for image in &kept {
        assert!(backend::blobs::open(&world.app, image).await.is_err(), "neither row nor picture is left");
    }
}
