//! Publishing, and going back.

use api::{Client, PausedOrNot, ProblemKind, Publish, SetLive, SetPaused};
use backend::storage::Role;
use model::{CampaignSlug, Resource, ResourceName};
use serde_json::json;

use super::credentials::set_pair;
use super::office::{Office, campaign_name, push, tour, tour_with};
use super::refused;
use crate::run::world::{onboarding, provider_name, slug};

fn publish_of(resources: &[Resource]) -> Publish {
    Publish { revision: resources[2].revision(), message: Some("for spring".to_owned()), release_hold: false }
}

fn renamed(title: &str) -> Vec<Resource> {
    let mut campaign = onboarding();
    campaign["title"] = json!(title);
    tour_with(campaign)
}

async fn pushed(role: Role) -> (Office, Client) {
    let office = Office::empty().await;
    push(&office.local(), &tour()).await.unwrap();
    let client = office.remote(role).await;
    (office, client)
}

#[tokio::test]
async fn what_was_pushed_is_published_with_all_that_it_needs_and_once() {
    let (office, client) = pushed(Role::Publisher).await;
    let published = client.publish(&slug(), &publish_of(&tour())).await.unwrap();
    assert!(!published.unchanged);
    let version = published.version;
    assert_eq!((version.number, version.live), (1, true));
    assert_eq!(
        (version.published_by.as_str(), version.message.as_deref()),
        ("the publisher", Some("for spring"))
    );
    let frozen: Vec<_> = version.revisions.iter().map(|(name, revision)| (name.clone(), *revision)).collect();
    let mut expected: Vec<_> = tour().iter().map(|one| (one.name(), one.revision())).collect();
    expected.sort();
    assert_eq!(frozen, expected);

    // The same again publishes nothing.
    let again = office.local().publish(&slug(), &publish_of(&tour())).await.unwrap();
    assert!(again.unchanged);
    assert_eq!(again.version, version);
    assert_eq!(client.versions(&slug()).await.unwrap(), [version]);

    // Another data model is another version of a campaign that is the same.
    let mut model = crate::run::world::data_model();
    model["field"]["shoe_size"] = json!({ "type": "integer" });
    push(&office.local(), &[crate::run::world::resource("data-model", model)]).await.unwrap();
    let second = client.publish(&slug(), &publish_of(&tour())).await.unwrap();
    assert_eq!((second.unchanged, second.version.number), (false, 2));
    let versions = client.versions(&slug()).await.unwrap();
    assert_eq!(
        versions.iter().map(|one| (one.number, one.live)).collect::<Vec<_>>(),
        [(2, true), (1, false)]
    );
    let manifest = client.manifest().await.unwrap();
    let entry = manifest.resources.iter().find(|entry| entry.name == campaign_name()).unwrap();
    assert_eq!(entry.live.as_ref().unwrap().version, 2);
    assert!(office.log().await.contains(&"the publisher publish campaign/onboarding".to_owned()));
}

#[tokio::test]
async fn what_was_not_pushed_is_not_published() {
    let (office, client) = pushed(Role::Publisher).await;
    for publisher in [client, office.local()] {
        let problem =
            refused(publisher.publish(&slug(), &publish_of(&renamed("Other"))).await, ProblemKind::NotPushed);
        assert!(problem.detail.unwrap().contains(&tour()[2].revision().short()));
        let other = CampaignSlug::new("other").unwrap();
        refused(publisher.publish(&other, &publish_of(&tour())).await, ProblemKind::NotPushed);
        assert!(publisher.versions(&slug()).await.unwrap().is_empty());
        refused(publisher.versions(&other).await, ProblemKind::NotFound);
    }
}

#[tokio::test]
async fn drafts_with_errors_are_saved_and_not_published() {
    let office = Office::empty().await;
    // No way out of the review but one: nothing refers to nothing, so that it can be saved.
    let mut campaign = onboarding();
    campaign["step"]["clerk"]["on"] = json!({ "approved": "done" });
    let resources = tour_with(campaign);
    for client in [office.local(), office.remote(Role::Publisher).await] {
        let applied = push(&client, &resources).await.unwrap();
        assert!(applied.findings.iter().any(|finding| finding.level == model::Level::Error), "{applied:?}");
        let problem = refused(client.publish(&slug(), &publish_of(&resources)).await, ProblemKind::Invalid);
        assert!(!problem.findings.is_empty());
        for finding in &problem.findings {
            assert_eq!((&finding.resource, finding.level), (&campaign_name(), model::Level::Error));
        }
        assert!(client.versions(&slug()).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_campaign_that_has_ended_is_not_published_and_one_that_has_not_is() {
    let (_office, client) = pushed(Role::Publisher).await;
    let with_end = |ends: &str| {
        let mut campaign = onboarding();
        campaign["ends"] = json!(ends);
        tour_with(campaign)
    };
    let over = with_end("2020-01-31T12:00:00-03:00");
    push(&client, &over).await.unwrap();
    let problem = refused(client.publish(&slug(), &publish_of(&over)).await, ProblemKind::Invalid);
    let told: Vec<String> = problem
        .findings
        .iter()
        .map(|finding| format!("{} {}: {}", finding.code, finding.path, finding.message))
        .collect();
    assert_eq!(told, ["C001 ends: the campaign ended at 2020-01-31T15:00:00Z: nobody could begin"]);
    assert!(client.versions(&slug()).await.unwrap().is_empty());

    let open = with_end("2999-01-31T12:00:00-03:00");
    push(&client, &open).await.unwrap();
    assert!(client.publish(&slug(), &publish_of(&open)).await.is_ok());
}

#[tokio::test]
async fn a_fault_of_another_campaign_stands_in_nobodys_way() {
    let (office, client) = pushed(Role::Publisher).await;
    let mut unfinished = onboarding();
    unfinished["step"]["clerk"]["on"] = json!({ "approved": "done" });
    let unfinished = crate::run::world::resource("campaign/unfinished", unfinished);
    push(&office.local(), &[unfinished]).await.unwrap();
    assert!(client.publish(&slug(), &publish_of(&tour())).await.is_ok());
}

#[tokio::test]
async fn going_back_holds_the_campaign_until_somebody_lets_go() {
    let (office, client) = pushed(Role::Publisher).await;
    set_pair(&office.local(), "sandbox-acme", "sandbox-acme-secret").await;
    client.publish(&slug(), &publish_of(&tour())).await.unwrap();
    let second = renamed("Second");
    push(&office.local(), &second).await.unwrap();
    client.publish(&slug(), &publish_of(&second)).await.unwrap();

    let back = |version, was| SetLive { version, was, reason: Some("complaints".to_owned()) };
    let problem = refused(client.set_live(&slug(), &back(Some(1), Some(1))).await, ProblemKind::Conflict);
    assert!(problem.detail.unwrap().contains("live is version 2, expected was version 1"));
    refused(client.set_live(&slug(), &back(Some(9), Some(2))).await, ProblemKind::NotFound);
    let live = client.set_live(&slug(), &back(Some(1), Some(2))).await.unwrap().unwrap();
    assert_eq!((live.number, live.live), (1, true));
    let held = async || {
        let manifest = client.manifest().await.unwrap();
        manifest.resources.into_iter().find(|entry| entry.name == campaign_name()).unwrap().held
    };
    assert!(held().await);

    // Neither the version that was gone back from nor the one that is live takes the hold away by itself.
    for resources in [&second, &tour()] {
        push(&office.local(), resources).await.unwrap();
        refused(client.publish(&slug(), &publish_of(resources)).await, ProblemKind::Held);
    }
    assert_eq!(client.versions(&slug()).await.unwrap().len(), 2);
    let released = Publish { release_hold: true, ..publish_of(&tour()) };
    let published = client.publish(&slug(), &released).await.unwrap();
    assert_eq!((published.unchanged, published.version.number), (true, 1));
    assert!(!held().await);

    // To none.
    assert_eq!(client.set_live(&slug(), &back(None, Some(1))).await.unwrap(), None);
    assert!(client.versions(&slug()).await.unwrap().iter().all(|version| !version.live));
    refused(client.publish(&slug(), &publish_of(&tour())).await, ProblemKind::Held);
    let published = client.publish(&slug(), &released).await.unwrap();
    assert_eq!((published.unchanged, published.version.number), (false, 3));
}

#[tokio::test]
async fn nobody_goes_back_to_a_version_whose_customers_could_not_be_verified() {
    let (_office, client) = pushed(Role::Publisher).await;
    client.publish(&slug(), &publish_of(&tour())).await.unwrap();
    let none = SetLive { version: None, was: Some(1), reason: None };
    client.set_live(&slug(), &none).await.unwrap();
    let back = SetLive { version: Some(1), was: None, reason: None };
    let problem = refused(client.set_live(&slug(), &back).await, ProblemKind::CredentialsMissing);
    assert!(problem.detail.unwrap().contains(provider_name().as_str()));
    let manifest = client.manifest().await.unwrap();
    let live = |name: &ResourceName| {
        manifest.resources.iter().find(|entry| entry.name == *name).and_then(|entry| entry.live.clone())
    };
    assert_eq!(live(&campaign_name()), None);
}

#[tokio::test]
async fn a_live_campaign_can_be_paused() {
    let (_office, client) = pushed(Role::Publisher).await;
    let set = async |paused| client.set_paused(&slug(), &SetPaused { paused, reason: None }).await;
    refused(set(true).await, ProblemKind::NotFound);
    client.publish(&slug(), &publish_of(&tour())).await.unwrap();
    let paused = async || {
        let manifest = client.manifest().await.unwrap();
        manifest.resources.into_iter().find(|entry| entry.name == campaign_name()).unwrap().paused
    };
    for (wanted, unchanged) in [(false, true), (true, false), (true, true), (false, false)] {
        assert_eq!(set(wanted).await.unwrap(), PausedOrNot { paused: wanted, unchanged });
        assert_eq!(paused().await, wanted);
    }
}
