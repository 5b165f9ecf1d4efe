//! Values that nobody else may have.

use http::StatusCode;
use model::verification::Verdict;
use serde_json::{Value, json};

use super::browser::{Browser, Shown, client};
use super::world::{World, data_model, onboarding, slug};
use super::{agree, to_the_provider};

const IN_USE: &str = "This is in use already.";

/// The tests' data model, where nobody else may have some fields' values.
fn unique_model(fields: &[&str]) -> Value {
    let mut model = data_model();
    for field in fields {
        model["field"][field]["unique"] = json!(true);
    }
    model
}

fn about() -> Value {
    json!({ "entry": "about", "step": {
        "about": {
            "kind": "page", "title": "About you",
            "fields": [{ "field": "email", "required": true }, { "field": "nickname" }],
            "on": { "next": "done" },
        },
        "done": { "kind": "end", "result": "completed" },
    }})
}

async fn world(fields: &[&str], campaign: Value) -> World {
    let (world, _provider) = World::scripted(campaign.clone()).await;
    world.publish(unique_model(fields), campaign, Some(1)).await;
    world
}

/// A new customer fills in the first page.
async fn fill_in(world: &World, entered: &[(&str, &str)]) -> (Browser, Shown) {
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    let shown = browser.submit(&about, entered).await;
    (browser, shown)
}

#[tokio::test]
async fn two_customers_cannot_have_the_same_address() {
    let world = world(&["email"], about()).await;
    let (_, done) = fill_in(&world, &[("email", "ada.lovelace@example.com"), ("nickname", "Ada")]).await;
    assert_eq!(done.title(), "Thank you, you are done");

    let (mut other, again) =
        fill_in(&world, &[("email", "Ada.Lovelace@EXAMPLE.com"), ("nickname", "Countess")]).await;
    assert_eq!((again.status, again.title()), (StatusCode::UNPROCESSABLE_ENTITY, "About you".to_owned()));
    assert!(again.html.contains(IN_USE), "{}", again.html);
    assert!(again.html.contains("id=\"field-email-problem\""), "at the field");
    assert!(
        again.html.contains("value=\"Ada.Lovelace@EXAMPLE.com\"")
            && again.html.contains("value=\"Countess\"")
    );
    let customers = world.storage().customers(10).await.unwrap();
    assert_eq!(customers.iter().map(|customer| customer.fields).sum::<u64>(), 2, "nothing was written");

    let still = other.submit(&again, &[("email", "ada.lovelace@example.com")]).await;
    assert!(still.html.contains(IN_USE));
    let done = other.submit(&still, &[("email", "lovelace@example.com")]).await;
    assert_eq!(done.title(), "Thank you, you are done");

    for plain in ["ada.lovelace@example.com", "Ada.Lovelace", "lovelace@example.com", "Countess"] {
        assert!(!world.database_holds(plain), "{plain}");
    }
    assert!(world.database_holds("unique_values"), "it was the database that was searched");
}

#[tokio::test]
async fn of_two_at_once_one_gets_it() {
    let world = world(&["email"], about()).await;
    for round in 0..5 {
        let email = format!("ada.{round}@example.com");
        let entered = [("email", email.as_str())];
        let (one, other) = tokio::join!(fill_in(&world, &entered), fill_in(&world, &entered));
        let mut statuses = [one.1.status, other.1.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY]);
    }
}

#[tokio::test]
async fn a_value_that_is_changed_is_free_again() {
    let mut campaign = about();
    campaign["step"]["about"]["on"]["next"] = json!("again");
    campaign["step"]["again"] = json!({
        "kind": "page", "title": "Once more", "fields": [{ "field": "email" }], "on": { "next": "about" },
    });
    let world = world(&["email"], campaign).await;
    let (mut ada, once_more) = fill_in(&world, &[("email", "ada@example.com")]).await;
    assert_eq!(once_more.title(), "Once more");
    let about = ada.submit(&once_more, &[("email", "ada@example.com")]).await;
    assert_eq!(about.title(), "About you", "her own is no problem");
    let (_, refused) = fill_in(&world, &[("email", "ada@example.com")]).await;
    assert!(refused.html.contains(IN_USE));
    let once_more = ada.submit(&about, &[("email", "ada@example.org")]).await;
    let (_, taken_over) = fill_in(&world, &[("email", "ada@example.com")]).await;
    assert_eq!(taken_over.title(), "Once more");
    let emptied = ada.submit(&once_more, &[("email", "")]).await;
    assert_eq!(emptied.title(), "About you");
    assert_eq!(fill_in(&world, &[("email", "ada@example.org")]).await.1.title(), "Once more");
}

#[tokio::test]
async fn apps_are_told_at_the_field_too() {
    let world = world(&["email"], about()).await;
    fill_in(&world, &[("email", "ada@example.com")]).await;
    let sessions = format!("{}/api/v1/campaigns/onboarding/sessions", world.base);
    let begun: Value = client().post(sessions).send().await.unwrap().json().await.unwrap();
    let step = format!("{}/api/v1/sessions/{}/step", world.base, begun["session"].as_str().unwrap());
    let send = async |email: &str| {
        let did = json!({ "step": "about", "seq": 1, "values": { "email": email } });
        let request = client().post(&step).bearer_auth(begun["token"].as_str().unwrap()).json(&did);
        let answer = request.send().await.unwrap();
        (answer.status(), answer.json::<Value>().await.unwrap())
    };
    let (status, problem) = send("ADA@example.com").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.starts_with(&format!("email: {IN_USE}")) && !detail.contains('@'), "{detail}");
    assert_eq!(send("eva@example.com").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_verification_that_brings_another_ones_value_is_an_error() {
    let (world, provider) = World::scripted(onboarding()).await;
    world.publish(unique_model(&["last_name"]), onboarding(), Some(1)).await;
    provider.decide(Verdict::Passed);
    to_the_provider(&world).await;
    world.later(40).await;
    assert_eq!(world.session().await.step.as_str(), "done");

    let (mut other, _) = to_the_provider(&world).await;
    world.later(40).await;
    let [newest, _] = &world.storage().sessions(10).await.unwrap()[..] else { panic!("two sessions") };
    assert_eq!((newest.step.as_str(), newest.result), ("identity", None), "they may try again");
    assert!(world.storage().fields(&newest.customer).await.unwrap().is_empty(), "all or nothing");
    let state = world.state(&newest.id).await;
    let note = "nothing was written: `last_name`: is already used by another customer";
    assert!(state.contains(note), "{state}");
    let attempts = world.storage().attempts(Some(&newest.id), 10).await.unwrap();
    assert_eq!(attempts[0].outcome.as_ref().unwrap().as_str(), "approved", "what the provider found stays");

    let consent = other.get(&format!("/s/{}", newest.id)).await;
    agree(&mut other, &consent).await;
    world.later(40).await;
    assert_eq!(world.storage().attempts(Some(&newest.id), 10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_assignment_goes_on_without_it() {
    let mut campaign = about();
    campaign["step"]["about"]["on"]["next"] = json!("copy");
    campaign["step"]["copy"] = json!({
        "kind": "assign", "on": { "next": "done" },
        "set": { "first_name": { "field": "nickname" }, "last_name": { "field": "nickname" } },
    });
    let world = world(&["first_name"], campaign).await;
    for (email, fields) in [("ada@example.com", 4), ("eva@example.com", 3)] {
        let (_, done) = fill_in(&world, &[("email", email), ("nickname", "Ann")]).await;
        assert_eq!(done.title(), "Thank you, you are done");
        let newest = &world.storage().sessions(1).await.unwrap()[0];
        assert_eq!(world.storage().fields(&newest.customer).await.unwrap().len(), fields, "{email}");
        world.clock.advance(1);
    }
}

#[tokio::test]
async fn only_what_is_written_from_then_on_counts() {
    let (world, _provider) = World::scripted(about()).await;
    fill_in(&world, &[("email", "ada@example.com")]).await;
    world.publish(unique_model(&["email"]), about(), Some(1)).await;
    assert_eq!(fill_in(&world, &[("email", "ada@example.com")]).await.1.status, StatusCode::OK);
    assert_eq!(
        fill_in(&world, &[("email", "ada@example.com")]).await.1.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn what_belongs_to_a_campaign_is_told_apart_in_that_campaign() {
    let mut model = unique_model(&["nickname"]);
    model["field"]["nickname"]["scope"] = json!("campaign");
    let (world, _provider) = World::scripted(about()).await;
    world.publish(model.clone(), about(), Some(1)).await;
    world.publish_another("spring", model, about()).await;
    let begin = async |campaign: &str, nickname: &str, email: &str| {
        let mut browser = world.browser();
        let about = browser.get(&format!("/c/{campaign}")).await;
        browser.submit(&about, &[("nickname", nickname), ("email", email)]).await.status
    };
    assert_eq!(begin("onboarding", "Ann", "1@example.com").await, StatusCode::OK);
    assert_eq!(begin("spring", "Ann", "2@example.com").await, StatusCode::OK);
    assert_eq!(begin("spring", "Ann", "3@example.com").await, StatusCode::UNPROCESSABLE_ENTITY);

    let customers = world.storage().customers(10).await.unwrap();
    let mut scopes = Vec::new();
    for customer in customers {
        for row in world.storage().fields(&customer.id).await.unwrap() {
            scopes.push(format!(
                "{} {}",
                row.field,
                row.campaign.map(|slug| slug.to_string()).unwrap_or_default()
            ));
        }
    }
    scopes.sort();
    assert_eq!(scopes, ["email ", "email ", &format!("nickname {}", slug()), "nickname spring"]);
}
