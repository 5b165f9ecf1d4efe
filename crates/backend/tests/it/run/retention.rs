//! Values that are kept for a time only.

use model::verification::Verdict;
use serde_json::{Value, json};

use super::browser::{Browser, Shown};
use super::to_the_provider;
use super::world::{World, data_model, onboarding};
use crate::admin::office::Office;

const DAY: i64 = 24 * 60 * 60;

/// A page, maybe a second one, and the end.
fn pages(second: bool) -> Value {
    let fields = json!([{ "field": "email" }, { "field": "nickname" }]);
    let next = if second { "more" } else { "done" };
    json!({ "entry": "about", "step": {
        "about": { "kind": "page", "title": "About you", "fields": fields, "on": { "next": next } },
        "more": { "kind": "page", "title": "More", "fields": [{ "field": "email" }], "on": { "next": "done" } },
        "done": { "kind": "end", "result": "completed" },
    }})
}

async fn world(campaign: Value) -> World {
    world_of("customer", campaign).await
}

async fn world_of(scope: &str, campaign: Value) -> World {
    let mut model = data_model();
    model["field"]["email"]["scope"] = json!(scope);
    model["field"]["email"]["retention-days"] = json!(30);
    model["field"]["email"]["unique"] = json!(true);
    let (world, _provider) = World::scripted(campaign.clone()).await;
    world.publish(model, campaign, Some(1)).await;
    world
}

async fn fill_in(world: &World) -> (Browser, Shown) {
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    let shown = browser.submit(&about, &[("email", "ada@example.com"), ("nickname", "Ada")]).await;
    (browser, shown)
}

#[tokio::test]
async fn a_value_goes_from_record_and_session_when_its_time_has_come() {
    for scope in ["customer", "campaign"] {
        goes_when_its_time_has_come(scope).await;
    }
}

async fn goes_when_its_time_has_come(scope: &str) {
    let world = world_of(scope, pages(false)).await;
    fill_in(&world).await;
    let session = world.session().await;
    assert!(session.result.is_some());
    world.later(30 * DAY - 1).await;
    assert_eq!(world.fields().await.keys().collect::<Vec<_>>(), ["email", "nickname"]);
    assert!(world.state(&session.id).await.contains("ada@example.com"));

    world.later(1).await;
    assert_eq!(world.fields().await.keys().collect::<Vec<_>>(), ["nickname"]);
    let state = world.state(&session.id).await;
    assert!(!state.contains("ada@example.com") && state.contains("Ada"), "{state}");
    let after = world.session().await;
    assert_eq!(
        (after.result, after.updated_at),
        (session.result, session.updated_at),
        "nothing happened in it"
    );
    let log = world.storage().audit(100).await.unwrap();
    let row = log.iter().find(|row| row.action == "field.expire").unwrap();
    let what = if scope == "campaign" { "email of campaign onboarding" } else { "email" };
    assert_eq!((row.actor.as_str(), row.detail.as_deref()), ("system", Some(what)));
    assert_eq!(row.subject, format!("customer/{}", session.customer));

    // Nobody has it any more.
    assert_eq!(fill_in(&world).await.1.title(), "Thank you, you are done");
    assert_eq!(world.work().await, 0, "and nothing more is to be done");
}

#[tokio::test]
async fn what_is_left_empty_is_cleared_whatever_it_belongs_to() {
    for scope in ["customer", "campaign"] {
        let world = world_of(scope, pages(true)).await;
        let (mut browser, more) = fill_in(&world).await;
        assert_eq!(world.fields().await["email"], "ada@example.com", "{scope}");
        browser.submit(&more, &[("email", "")]).await;
        assert_eq!(world.fields().await.keys().collect::<Vec<_>>(), ["nickname"], "{scope}");
    }
}

#[tokio::test]
async fn a_session_that_goes_on_keeps_what_it_needs() {
    let world = world(pages(true)).await;
    let (mut browser, more) = fill_in(&world).await;
    let session = world.session().await;
    world.later(31 * DAY).await;
    assert_eq!(world.fields().await.keys().collect::<Vec<_>>(), ["nickname"], "the record does not");
    assert!(world.state(&session.id).await.contains("ada@example.com"));
    let done = browser.submit(&more, &[("email", "ada@example.com")]).await;
    assert_eq!(done.title(), "Thank you, you are done");
    world.work().await;
    assert!(!world.state(&session.id).await.contains("ada@example.com"), "now it has ended");
    assert_eq!(world.fields().await.keys().collect::<Vec<_>>(), ["nickname"]);
}

#[tokio::test]
async fn a_value_that_is_written_anew_stays_longer() {
    let world = world(pages(true)).await;
    let (mut browser, more) = fill_in(&world).await;
    world.later(10 * DAY).await;
    browser.submit(&more, &[("email", "ada@example.org")]).await;
    let session = world.session().await;
    assert!(session.result.is_some());
    world.later(20 * DAY).await;
    assert_eq!(world.fields().await["email"], "ada@example.org");
    assert!(world.state(&session.id).await.contains("ada@example.org"));
    world.later(10 * DAY - 1).await;
    assert_eq!(world.fields().await["email"], "ada@example.org");
    world.later(1).await;
    assert!(!world.fields().await.contains_key("email"));
    assert!(!world.state(&session.id).await.contains("ada@example.org"));
}

#[tokio::test]
async fn a_picture_goes_with_its_field() {
    let mut model = data_model();
    model["field"]["portrait"] = json!({ "type": "image", "pii": "biometric", "retention-days": 10 });
    let mut campaign = onboarding();
    campaign["step"]["identity"]["map"]["portrait"] = json!("image.face");
    let (world, provider) = World::scripted(onboarding()).await;
    world.publish(model, campaign, Some(1)).await;
    provider.decide(Verdict::Passed);
    to_the_provider(&world).await;
    world.later(40).await;
    let customer = world.session().await.customer;
    let images = world.storage().images(&customer).await.unwrap();
    assert_eq!((images.len(), world.fields().await["portrait"].as_str()), (2, "identity/face"));

    world.later(10 * DAY - 1).await;
    assert_eq!(world.storage().images(&customer).await.unwrap().len(), 2);
    world.later(1).await;
    assert!(!world.fields().await.contains_key("portrait"));
    let left = world.storage().images(&customer).await.unwrap();
    assert_eq!(left.iter().map(|image| image.name.as_str()).collect::<Vec<_>>(), ["front"], "no other");
    for image in images {
        let there = backend::blobs::open(&world.app, &image).await.is_ok();
        assert_eq!(there, image.name == "front", "{}", image.name);
    }
}

#[tokio::test]
async fn the_office_sees_scope_uniqueness_and_when_a_value_goes() {
    let mut model = data_model();
    model["field"]["email"]["retention-days"] = json!(30);
    model["field"]["email"]["unique"] = json!(true);
    model["field"]["nickname"]["scope"] = json!("campaign");
    let (world, _provider) = World::scripted(pages(false)).await;
    world.publish(model, pages(false), Some(1)).await;
    fill_in(&world).await;
    let customer = world.session().await.customer;
    let office = Office::over(world.app.clone()).await;
    let record = office.local().customer(&customer).await.unwrap();
    let told: Vec<_> = record
        .fields
        .iter()
        .map(|field| {
            let campaign = field.campaign.as_ref().map(ToString::to_string);
            let days = field.remove_at.map(|at| at.duration_since(field.written_at).as_secs() / DAY);
            (field.field.as_str(), field.value.as_str(), campaign, field.unique, days)
        })
        .collect();
    let expected = [
        ("email", "ada@example.com", None, true, Some(30)),
        ("nickname", "Ada", Some("onboarding".to_owned()), false, None),
    ];
    assert_eq!(told, expected);
}
