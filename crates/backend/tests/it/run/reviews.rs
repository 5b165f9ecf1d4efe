//! Reviews: a person decides, once.

use api::{ProblemKind, ReviewDecision, ReviewState, ReviewVerdict};
use model::step::EndResult;
use model::verification::Verdict;
use serde_json::json;

use super::to_the_provider;
use super::world::{World, onboarding};

fn decision(verdict: ReviewVerdict) -> ReviewDecision {
    ReviewDecision { verdict, reason: Some("blurred".to_owned()) }
}

async fn in_review(campaign: serde_json::Value) -> (World, super::Browser, super::Shown) {
    let (world, provider) = World::scripted(campaign).await;
    let (mut browser, leaving) = to_the_provider(&world).await;
    provider.decide(Verdict::Warning);
    world.later(60).await;
    let shown = browser.get(&super::page_of(&leaving)).await;
    assert_eq!(shown.title(), "One of us is having a look");
    (world, browser, shown)
}

#[tokio::test]
async fn an_approved_review_writes_what_waited_and_goes_on() {
    let (world, mut browser, shown) = in_review(onboarding()).await;
    assert!(world.fields().await.is_empty(), "nothing is written before somebody approves");
    let review = world.storage().reviews(None).await.unwrap().remove(0);
    assert_eq!(review.came_from.as_deref(), Some("identity.review"));
    assert_eq!((review.step.as_str(), review.queue.as_str()), ("clerk", "default"));
    assert_eq!(review.reasons, ["blurred"]);

    let approve = decision(ReviewVerdict::Approved);
    let item = backend::run::decide_review(&world.app, "ada", &review.id, &approve).await.unwrap();
    assert_eq!(item.state, ReviewState::Closed);
    assert_eq!(browser.get(&super::page_of(&shown)).await.title(), "Thank you, you are done");
    assert_eq!(world.fields().await["last_name"], "QUARTERMAINE");
    let closed = world.storage().reviews(Some(&review.id)).await.unwrap().remove(0).closed.unwrap();
    assert_eq!((closed.by.as_str(), closed.outcome.as_str()), ("ada", "approved"));
    let audit = world.storage().audit(50).await.unwrap();
    assert!(audit.iter().any(|row| row.action == "review.approve" && row.actor == "ada"));

    let again =
        backend::run::decide_review(&world.app, "bob", &review.id, &decision(ReviewVerdict::Rejected)).await;
    assert_eq!(again.unwrap_err().kind, ProblemKind::Conflict);
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
    let unknown = backend::run::decide_review(&world.app, "bob", "nothing", &approve).await;
    assert_eq!(unknown.unwrap_err().kind, ProblemKind::NotFound);
}

#[tokio::test]
async fn a_rejected_review_writes_nothing() {
    let (world, _, _) = in_review(onboarding()).await;
    let review = world.storage().reviews(None).await.unwrap().remove(0);
    let reject = decision(ReviewVerdict::Rejected);
    backend::run::decide_review(&world.app, "ada", &review.id, &reject).await.unwrap();
    assert_eq!(world.session().await.result, Some(EndResult::Declined));
    assert!(world.fields().await.is_empty());
    assert!(world.storage().reviews(None).await.unwrap().is_empty());
}

#[tokio::test]
async fn two_people_decide_at_once_and_one_counts() {
    let (world, _, _) = in_review(onboarding()).await;
    let review = world.storage().reviews(None).await.unwrap().remove(0);
    let (approve, reject) = (decision(ReviewVerdict::Approved), decision(ReviewVerdict::Rejected));
    let (one, two) = tokio::join!(
        backend::run::decide_review(&world.app, "ada", &review.id, &approve),
        backend::run::decide_review(&world.app, "bob", &review.id, &reject),
    );
    assert!(one.is_ok() != two.is_ok());
    let expected = if one.is_ok() { EndResult::Completed } else { EndResult::Declined };
    assert_eq!(world.session().await.result, Some(expected));
}

#[tokio::test]
async fn a_review_that_nobody_decides_is_overdue() {
    let mut campaign = onboarding();
    campaign["step"]["clerk"]["due"] = json!("24h");
    let (world, _, _) = in_review(campaign).await;
    let review = world.storage().reviews(None).await.unwrap().remove(0);
    world.later(86_000).await;
    assert_eq!(world.session().await.result, None);
    world.later(500).await;
    assert_eq!(world.session().await.result, Some(EndResult::Declined));
    let closed = world.storage().reviews(Some(&review.id)).await.unwrap().remove(0).closed.unwrap();
    assert_eq!(closed.outcome.as_str(), "overdue");
    let approve = decision(ReviewVerdict::Approved);
    let late = backend::run::decide_review(&world.app, "ada", &review.id, &approve).await;
    assert_eq!(late.unwrap_err().kind, ProblemKind::Conflict);
}

#[tokio::test]
async fn a_verdict_that_comes_after_all_takes_the_review_back() {
    let mut campaign = onboarding();
    campaign["step"]["identity"]["on"]["timeout"] = json!("clerk");
    let (world, provider) = World::scripted(campaign).await;
    to_the_provider(&world).await;
    let mut hours = 0;
    while world.session().await.step.as_str() != "clerk" {
        world.later(3600).await;
        hours += 1;
        assert!(hours < 100, "the wait ends");
    }
    let review = world.storage().reviews(None).await.unwrap().remove(0);
    assert_eq!(review.came_from.as_deref(), Some("identity.timeout"));

    provider.decide(Verdict::Passed);
    let callback = provider.last_start().callback_url.unwrap();
    assert_eq!(world.call_back(&callback, "").await, 200);
    world.later(60).await;
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
    assert!(world.storage().reviews(None).await.unwrap().is_empty(), "nobody is asked any more");
    let closed = world.storage().reviews(Some(&review.id)).await.unwrap().remove(0).closed.unwrap();
    assert_eq!((closed.by.as_str(), closed.outcome.as_str()), ("system", "overtaken"));
}
