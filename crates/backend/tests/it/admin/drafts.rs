//! Pushing: all or nothing, once, and over nothing that was not seen.

use api::{Client, ProblemKind};
use backend::storage::Role;
use model::{ResourceName, Revision};
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::json;

use super::office::{Office, campaign_name, push, putting, tour, tour_with};
use super::refused;
use crate::run::browser::client;
use crate::run::world::{data_model, onboarding, resource};

/// The same by both ways.
async fn both(office: &Office) -> [Client; 2] {
    [office.local(), office.remote(Role::Editor).await]
}

async fn is_empty(client: &Client) -> bool {
    let manifest = client.manifest().await.unwrap();
    manifest.resources.is_empty() && manifest.workspace.is_none()
}

fn nothing(_: &ResourceName) -> Option<Revision> {
    None
}

#[tokio::test]
async fn a_changeset_is_saved_and_read_back_as_it_was() {
    for way in 0..2 {
        let office = Office::empty().await;
        let client = &both(&office).await[way];
        assert!(is_empty(client).await);
        let applied = client.apply(&putting("acme", &tour(), nothing), "k1").await.unwrap();
        let manifest = client.manifest().await.unwrap();
        assert_eq!(manifest.workspace.unwrap().as_str(), "acme");
        assert_eq!(manifest.resources.len(), 3);
        for one in tour() {
            let entry = manifest.resources.iter().find(|entry| entry.name == one.name()).unwrap();
            assert_eq!(entry.draft, Some(one.revision()));
            assert_eq!(entry.live, None);
            assert_eq!(applied.drafts[&one.name()], Some(one.revision()));
            let draft = client.draft(&one.name()).await.unwrap().unwrap();
            assert_eq!((draft.revision, draft.resource), (one.revision(), one.to_json()));
            assert_eq!(draft.writer.actor, ["olga", "the editor"][way]);
            assert_eq!(draft.writer.origin.commit.as_deref(), Some("0123abcd"));
        }
        assert_eq!(client.draft(&"campaign/other".parse().unwrap()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn sent_again_it_is_the_same_changeset_and_does_nothing() {
    let office = Office::empty().await;
    let client = office.remote(Role::Editor).await;
    let changeset = putting("acme", &tour(), nothing);
    let first = client.apply(&changeset, "k1").await.unwrap();
    let written = office.log().await.len();
    let again = client.apply(&changeset, "k1").await.unwrap();
    assert_eq!((first.id, first.drafts), (again.id, again.drafts));
    assert_eq!(office.log().await.len(), written);
    // With another key it is another one, which has seen nothing of the first.
    refused(client.apply(&changeset, "k2").await, ProblemKind::OutOfDate);
}

#[tokio::test]
async fn what_was_changed_by_others_is_listed_and_nothing_is_saved() {
    let office = Office::empty().await;
    for (number, client) in both(&office).await.iter().enumerate() {
        push(client, &tour()).await.unwrap();
        let before = client.manifest().await.unwrap();
        let mut changed = onboarding();
        changed["title"] = json!(format!("Another title {number}"));
        // The campaign is put over what is there, the data model over what never was.
        let resources = tour_with(changed);
        let changeset = putting("acme", &resources, |name| {
            let entry = before.resources.iter().find(|entry| entry.name == *name).unwrap();
            if *name == ResourceName::DataModel { None } else { entry.draft }
        });
        let problem = refused(client.apply(&changeset, &format!("k{number}")).await, ProblemKind::OutOfDate);
        assert_eq!(problem.conflicts.len(), 1, "{problem:?}");
        let conflict = &problem.conflicts[0];
        assert_eq!(conflict.resource, ResourceName::DataModel);
        assert_eq!(conflict.draft, Some(resources[0].revision()));
        assert_eq!(conflict.writer.as_ref().unwrap().origin.workspace.as_str(), "acme");
        assert_eq!(client.manifest().await.unwrap(), before);
    }
}

#[tokio::test]
async fn another_workspace_is_refused() {
    let office = Office::empty().await;
    for client in both(&office).await {
        push(&client, &tour()).await.unwrap();
        let before = client.manifest().await.unwrap();
        let seen = |name: &ResourceName| {
            before.resources.iter().find(|entry| entry.name == *name).and_then(|entry| entry.draft)
        };
        let problem = refused(
            client.apply(&putting("umbrella", &tour(), seen), "k1").await,
            ProblemKind::OtherWorkspace,
        );
        assert!(problem.detail.unwrap().contains("`acme`"));
        assert_eq!(client.manifest().await.unwrap(), before);
    }
}

#[tokio::test]
async fn a_reference_to_nothing_is_refused_with_what_was_found() {
    let office = Office::empty().await;
    let mut campaign = onboarding();
    campaign["step"]["welcome"]["on"]["next"] = json!("nowhere");
    let resources = tour_with(campaign);
    for client in both(&office).await {
        let answer = client.apply(&putting("acme", &resources, nothing), "k1").await;
        let problem = refused(answer, ProblemKind::Invalid);
        assert!(!problem.findings.is_empty());
        for finding in &problem.findings {
            assert!(finding.blocks_push(), "{finding:?}");
            assert_eq!(finding.resource, campaign_name());
        }
        assert!(
            problem.findings.iter().any(|finding| finding.path.to_string() == "step.welcome.on.next"),
            "{:?}",
            problem.findings
        );
        assert!(is_empty(&client).await);
    }
}

#[tokio::test]
async fn a_deletion_that_leaves_a_reference_behind_is_refused() {
    let office = Office::empty().await;
    let client = office.local();
    push(&client, &tour()).await.unwrap();
    let before = client.manifest().await.unwrap();
    let mut deletion = putting("acme", &[], nothing);
    deletion.delete = vec![ResourceName::DataModel];
    deletion.base.insert(ResourceName::DataModel, Some(tour()[0].revision()));
    let problem = refused(client.apply(&deletion, "k1").await, ProblemKind::Invalid);
    assert!(problem.findings.iter().all(|finding| finding.resource == campaign_name()), "{problem:?}");
    assert_eq!(client.manifest().await.unwrap(), before);

    // The campaign itself may go.
    deletion.delete = vec![campaign_name()];
    deletion.base = [(campaign_name(), Some(tour()[2].revision()))].into();
    let applied = client.apply(&deletion, "k2").await.unwrap();
    assert_eq!(applied.drafts[&campaign_name()], None);
    assert_eq!(client.draft(&campaign_name()).await.unwrap(), None);
}

#[tokio::test]
async fn keys_of_a_later_version_are_refused_and_not_lost() {
    let office = Office::empty().await;
    let client = office.local();
    let mut changeset = putting("acme", &tour(), nothing);
    let put = &mut changeset.put[2];
    put.resource["spec"]["of-the-future"] = json!(true);
    // The sender knows the key, so that its revision is another one.
    put.revision = "ab".repeat(32).parse().unwrap();
    let problem = refused(client.apply(&changeset, "k1").await, ProblemKind::Invalid);
    assert!(problem.detail.unwrap().contains("campaign/onboarding has keys"));
    assert!(is_empty(&client).await);

    changeset.put[2].resource["format"] = json!(2);
    refused(client.apply(&changeset, "k1").await, ProblemKind::Invalid);
    assert!(is_empty(&client).await);
}

#[tokio::test]
async fn a_changeset_says_of_each_resource_once_what_to_do_with_it() {
    let office = Office::empty().await;
    let client = office.local();
    let whole = || putting("acme", &tour(), nothing);
    let mut twice = whole();
    twice.put.push(twice.put[0].clone());
    let mut both = whole();
    both.delete.push(campaign_name());
    let mut unseen = whole();
    unseen.base.remove(&campaign_name());
    let mut superfluous = whole();
    superfluous.base.insert("campaign/other".parse().unwrap(), None);
    let mut settings = whole();
    settings.delete.push(ResourceName::Workspace);
    settings.base.insert(ResourceName::Workspace, None);
    let mut test = whole();
    let name: ResourceName = "test/onboarding".parse().unwrap();
    test.delete.push(name.clone());
    test.base.insert(name, None);
    for wrong in [twice, both, unseen, superfluous, settings, test] {
        refused(client.apply(&wrong, "k1").await, ProblemKind::BadRequest);
    }
    for key in ["", "   ", &"k".repeat(201)] {
        refused(client.apply(&whole(), key).await, ProblemKind::BadRequest);
    }
    assert!(is_empty(&client).await);
}

#[tokio::test]
async fn a_manifest_that_is_known_already_is_not_sent_again() {
    let office = Office::empty().await;
    push(&office.local(), &tour()).await.unwrap();
    let token = office.access_token(Role::Viewer).await;
    let first = office.send(Method::GET, "/api/v1/manifest", Some(&token), None).await;
    let etag = first.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(first.headers()["cache-control"], "no-cache");
    let ask = async |tag: String| {
        let request = client()
            .get(format!("{}/api/v1/manifest", office.base))
            .bearer_auth(token.expose_secret())
            .header("if-none-match", tag);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().len())
    };
    assert_eq!(ask(etag.clone()).await, (304, 0));
    assert_eq!(ask(format!("\"x\", W/{etag}")).await, (304, 0));
    let mut model = data_model();
    model["field"]["shoe_size"] = json!({ "type": "integer" });
    push(&office.local(), &[resource("data-model", model)]).await.unwrap();
    assert_eq!(ask(etag).await.0, 200);
}
