//! What the settings of campaigns, fields and mappings do when customers come.

use backend::storage::{PauseChange, PauseChanged};
use model::verification::Verdict;
use serde_json::{Value, json};

use super::browser::client;
use super::to_the_provider;
use super::world::{World, data_model, onboarding, slug};

/// The data model of the tests with more about some fields.
fn model_with(changes: &Value) -> Value {
    let mut model = data_model();
    for (field, keys) in changes.as_object().unwrap() {
        for (key, value) in keys.as_object().unwrap() {
            model["field"][field][key] = value.clone();
        }
    }
    model
}

#[tokio::test]
async fn a_campaign_is_open_between_its_start_and_its_end() {
    let mut campaign = onboarding();
    // The clock of the tests begins at 2026-03-04T10:15:30Z.
    campaign["starts"] = json!("2026-03-04T12:00:00+01:00");
    campaign["ends"] = json!("2026-03-04T12:00:00Z");
    let (world, _) = World::scripted(campaign).await;
    let mut browser = world.browser();
    let early = browser.get("/c/onboarding").await;
    assert_eq!((early.status.as_u16(), early.title().as_str()), (404, "This has not begun yet"));
    world.later(3600).await;
    let welcome = browser.get("/c/onboarding").await;
    assert_eq!(welcome.title(), "Welcome");
    let consent = browser.submit(&welcome, &[]).await;
    world.later(3600).await;
    let late = world.browser().get("/c/onboarding").await;
    assert_eq!((late.status.as_u16(), late.title().as_str()), (410, "This is over"));
    assert_eq!(browser.get(&super::page_of(&consent)).await.title(), "Verify your identity", "it goes on");
    assert_eq!(world.storage().sessions(5).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_paused_campaign_goes_on_for_who_has_begun() {
    let (world, _) = World::scripted(onboarding()).await;
    let set = async |paused| {
        let (campaign, actor) = (slug(), "rolf".to_owned());
        let change = PauseChange { campaign, paused, reason: None, actor };
        assert_eq!(
            world.storage().set_paused(&change, backend::Clock::now(&world.clock)).await.unwrap(),
            PauseChanged::Done
        );
    };
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let mut late = world.browser();
    let not_sent = late.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    set(true).await;
    assert_eq!(browser.get(&super::page_of(&consent)).await.title(), "Verify your identity");
    for page in [late.submit(&not_sent, &[]).await, world.browser().get("/c/onboarding").await] {
        assert_eq!((page.status.as_u16(), page.title().as_str()), (503, "This is paused"));
    }
    let sessions = format!("{}/api/v1/campaigns/onboarding/sessions", world.base);
    assert_eq!(client().post(&sessions).send().await.unwrap().status(), 409);
    assert_eq!(world.storage().sessions(5).await.unwrap().len(), 1);
    set(false).await;
    assert_eq!(late.submit(&not_sent, &[]).await.title(), "Verify your identity");
    assert_eq!(world.storage().sessions(5).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_page_asks_for_what_the_data_model_requires_and_within_its_bounds() {
    let campaign = json!({ "entry": "about", "step": {
        "about": {
            "kind": "page", "title": "About you",
            "fields": [{ "field": "nickname" }, { "field": "birth_date" }, { "field": "home" }],
            "on": { "next": "done" },
        },
        "done": { "kind": "end", "result": "completed" },
    }});
    let (world, _) = World::scripted(campaign.clone()).await;
    let model = model_with(&json!({
        "nickname": { "required": true, "pattern": "[A-Z][a-z]+" },
        "birth_date": { "max": "-18y" },
        "home": { "default": "URY" },
    }));
    world.publish(model, campaign, Some(1)).await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    assert!(about.html.contains("<option value=\"URY\" selected>"), "{}", about.html);
    let sent = [("nickname", ""), ("birth_date", "2008-03-05"), ("home", "ARG")];
    let corrected = browser.submit(&about, &sent).await;
    assert_eq!(corrected.status, 422);
    for part in ["Nickname</a>: Please fill this in.", "Please enter 2008-03-04 or less."] {
        assert!(corrected.html.contains(part), "{part} is not in {}", corrected.html);
    }
    let again = [("nickname", "ann"), ("birth_date", "2008-03-04"), ("home", "ARG")];
    let corrected = browser.submit(&corrected, &again).await;
    assert!(corrected.html.contains("in the form that is asked for"), "{}", corrected.html);
    let right = [("nickname", "Ann"), ("birth_date", "2008-03-04"), ("home", "ARG")];
    assert_eq!(browser.submit(&corrected, &right).await.status, 200);
    let fields = world.fields().await;
    assert_eq!((fields["nickname"].as_str(), fields["home"].as_str()), ("Ann", "ARG"));
}

#[tokio::test]
async fn a_step_sets_fields_from_values_fields_and_templates() {
    let campaign = json!({ "entry": "about", "step": {
        "about": { "kind": "page", "title": "About you", "fields": [{ "field": "nickname" }], "on": { "next": "mark" } },
        "mark": {
            "kind": "assign",
            "set": {
                "news": true,
                "home": "Uruguay",
                "first_name": { "field": "nickname", "transform": ["upper"] },
                "last_name": { "template": "{{nickname}} of {{home}}!" },
                "email": { "field": "nickname" },
            },
            "on": { "next": "done" },
        },
        "done": { "kind": "end", "result": "completed" },
    }});
    let (world, _) = World::scripted(campaign).await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    browser.submit(&about, &[("nickname", "Ann")]).await;
    let fields = world.fields().await;
    let of = |field: &str| fields.get(field).map(String::as_str);
    assert_eq!(of("news"), Some("yes"));
    assert_eq!(of("home"), Some("URY"));
    assert_eq!(of("first_name"), Some("ANN"));
    assert_eq!(of("last_name"), Some("Ann of !"), "all are made from the values before");
    assert_eq!(of("email"), None, "a name is no address, and the session goes on");
}

#[tokio::test]
async fn a_mapped_picture_is_kept_and_what_is_required_must_be_read() {
    let mut campaign = onboarding();
    campaign["step"]["identity"]["save-images"] = json!(false);
    campaign["step"]["identity"]["map"] = json!({
        "portrait": "image.front",
        "nickname": "document.personal_number",
        "home": "document.nationality",
    });
    let model = model_with(&json!({
        "portrait": { "type": "image", "pii": "personal" },
        "nickname": { "default": "none" },
    }));
    let (world, provider) = World::scripted(onboarding()).await;
    world.publish(model, campaign.clone(), Some(1)).await;
    to_the_provider(&world).await;
    provider.decide(Verdict::Passed);
    world.later(60).await;
    let fields = world.fields().await;
    assert_eq!(fields["portrait"], "identity/front");
    assert_eq!(fields["nickname"], "none", "the default stands for what was not read");
    assert!(!fields.contains_key("home"));
    let kept = world.storage().images(&world.session().await.customer).await.unwrap();
    assert_eq!(kept.iter().map(|image| image.name.as_str()).collect::<Vec<_>>(), ["front"], "no other");

    // Required and not read: nobody counts as verified whose data are not there.
    let (world, provider) = World::scripted(onboarding()).await;
    campaign["step"]["identity"]["max-attempts"] = json!(1);
    campaign["step"]["identity"]["on"]["error"] = json!("declined");
    let model = model_with(&json!({ "portrait": { "type": "image" }, "home": { "required": true } }));
    world.publish(model, campaign, Some(1)).await;
    to_the_provider(&world).await;
    provider.decide(Verdict::Passed);
    world.later(60).await;
    assert_eq!(world.session().await.step.as_str(), "declined");
    assert!(world.fields().await.is_empty(), "all or nothing");
}
