//! What happens in running funnels, and who sees how much of it.

use api::{ProblemKind, ReviewDecision, ReviewState, ReviewVerdict, SessionState};
use backend::storage::Role;
use model::step::EndResult;
use model::verification::Verdict;
use reqwest::Method;

use super::office::Office;
use super::refused;
use crate::run::scripted::PNG;
use crate::run::to_the_provider;
use crate::run::world::{World, onboarding};

/// A customer who was verified with this verdict.
async fn verified(verdict: Verdict) -> (World, Office) {
    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    provider.decide(verdict);
    world.later(60).await;
    let office = Office::over(world.app.clone()).await;
    (world, office)
}

#[tokio::test]
async fn sessions_tell_the_way_and_nothing_personal() {
    let (world, office) = verified(Verdict::Passed).await;
    let client = office.remote(Role::Viewer).await;
    let sessions = client.sessions().await.unwrap();
    assert_eq!(sessions.len(), 1);
    let summary = &sessions[0];
    assert_eq!((summary.campaign.as_str(), summary.version), ("onboarding", 1));
    assert_eq!((summary.state, summary.result), (SessionState::Ended, Some(EndResult::Completed)));
    assert_eq!(summary.customer, world.session().await.customer);

    let detail = client.session(&summary.id).await.unwrap();
    assert_eq!(detail.summary, *summary);
    let way: Vec<_> = detail
        .trail
        .iter()
        .filter_map(|passed| Some(format!("{}.{}", passed.step, passed.outcome.as_ref()?)))
        .collect();
    assert_eq!(way, ["welcome.next", "identity.approved"]);
    let attempts = client.verifications().await.unwrap();
    assert_eq!(detail.attempts, attempts);
    assert_eq!((attempts.len(), attempts[0].state.as_str(), attempts[0].attempt), (1, "done", 1));
    assert_eq!(attempts[0].outcome.as_ref().unwrap().as_str(), "approved");
    let told = serde_json::to_string(&detail).unwrap();
    for personal in ["ZENOBIA", "Zenobia", "QUARTERMAINE", "1984", "kit-token", "127.0.0.1"] {
        assert!(!told.contains(personal), "{personal} in {told}");
    }
}

#[tokio::test]
async fn what_was_captured_is_for_editors_and_reading_it_is_audited() {
    let (_world, office) = verified(Verdict::Passed).await;
    let viewer = office.remote(Role::Viewer).await;
    let id = viewer.verifications().await.unwrap().remove(0).id;
    let seen = viewer.verification(&id).await.unwrap();
    assert_eq!((seen.summary.id.as_str(), &seen.result), (id.as_str(), &None));
    assert_eq!(seen.images.len(), 2);
    assert!(!office.log().await.iter().any(|row| row.contains("verification.read")));

    let editor = office.remote(Role::Editor).await;
    let seen = editor.verification(&id).await.unwrap();
    let captured = seen.result.unwrap().captured;
    assert_eq!(captured.by_name("document.first_name").unwrap().to_string(), "ZENOBIA");
    assert_eq!(office.log().await[0], format!("the editor verification.read verification/{id}"));
}

#[tokio::test]
async fn a_customers_record_is_opened_for_editors_and_reading_it_is_audited() {
    let (world, office) = verified(Verdict::Passed).await;
    let client = office.remote(Role::Editor).await;
    let customers = office.remote(Role::Viewer).await.customers().await.unwrap();
    assert_eq!(customers.len(), 1);
    assert_eq!((customers[0].fields, customers[0].images), (3, 2));
    let record = client.customer(&customers[0].id).await.unwrap();
    assert_eq!(record.summary, customers[0]);
    let expected = world.fields().await;
    let values: std::collections::BTreeMap<_, _> =
        record.fields.iter().map(|field| (field.field.to_string(), field.value.clone())).collect();
    assert_eq!(values, expected);
    assert!(record.fields.iter().all(|field| field.origin.contains("document.")));
    assert_eq!(record.sessions, client.sessions().await.unwrap());
    assert_eq!(office.log().await[0], format!("the editor customer.read customer/{}", customers[0].id));

    let image = record.images.iter().find(|image| image.name == "front").unwrap();
    assert_eq!((image.media_type.as_str(), image.bytes), ("image/png", PNG.len() as u64));
    assert_eq!(client.image(&image.id).await.unwrap(), PNG);
    assert_eq!(office.local().image(&image.id).await.unwrap(), PNG);
    assert_eq!(office.log().await[0], format!("olga image.read image/{}", image.id));
    let token = office.access_token(Role::Editor).await;
    let path = format!("/api/v1/images/{}", image.id);
    let answer = office.send(Method::GET, &path, Some(&token), None).await;
    for (name, value) in [
        ("content-type", "image/png"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
    ] {
        assert_eq!(answer.headers()[name], value);
    }
    let path = format!("/api/v1/customers/{}", customers[0].id);
    let record = office.send(Method::GET, &path, Some(&token), None).await;
    assert_eq!(record.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn a_value_that_was_moved_to_another_customer_is_not_told() {
    let (world, office) = verified(Verdict::Passed).await;
    let client = office.local();
    let customer = world.session().await.customer;
    // Who can write to the database puts the last name where the first name is.
    let mut fields = world.storage().fields(&customer).await.unwrap();
    let last = fields.iter().find(|row| row.field.as_str() == "last_name").unwrap().value.clone();
    fields.retain(|row| row.field.as_str() == "first_name");
    fields[0].value = last;
    let session = world.session().await;
    let commit = backend::storage::Commit { fields, ..Default::default() };
    assert!(
        world.storage().advance(&session, session.seq, &commit, world.app.now()).await.unwrap().is_done()
    );
    let problem = refused(client.customer(&customer).await, ProblemKind::Internal);
    assert_eq!(problem.detail.as_deref(), Some("its log tells why"));
    assert!(!office.log().await.iter().any(|row| row.contains("customer.read")), "nothing was read");
}

#[tokio::test]
async fn unknown_ids_are_not_found() {
    let office = Office::empty().await;
    for client in [office.local(), office.remote(Role::Admin).await] {
        for id in ["nothing", "../manifest", "a b/c?d", "%00", "é"] {
            refused(client.session(id).await, ProblemKind::NotFound);
            refused(client.verification(id).await, ProblemKind::NotFound);
            refused(client.review(id).await, ProblemKind::NotFound);
            refused(client.customer(id).await, ProblemKind::NotFound);
            refused(client.image(id).await, ProblemKind::NotFound);
            let decision = ReviewDecision { verdict: ReviewVerdict::Approved, reason: None };
            refused(client.decide_review(id, &decision).await, ProblemKind::NotFound);
        }
        assert!(client.sessions().await.unwrap().is_empty() && client.reviews().await.unwrap().is_empty());
        assert!(client.customers().await.unwrap().is_empty());
        assert!(client.verifications().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn lists_are_as_long_as_is_wished() {
    let (world, _provider) = World::scripted(onboarding()).await;
    for _ in 0..3 {
        to_the_provider(&world).await;
        world.clock.advance(1);
    }
    let office = Office::over(world.app.clone()).await;
    let token = office.access_token(Role::Viewer).await;
    for list in ["sessions", "verifications", "customers"] {
        for (wish, expected) in [("", 3), ("?limit=2", 2), ("?limit=1000", 3)] {
            let path = format!("/api/v1/{list}{wish}");
            let rows: Vec<serde_json::Value> =
                office.send(Method::GET, &path, Some(&token), None).await.json().await.unwrap();
            assert_eq!(rows.len(), expected, "{path}");
        }
        for wish in ["0", "1001", "-1", "x", ""] {
            let path = format!("/api/v1/{list}?limit={wish}");
            assert_eq!(office.send(Method::GET, &path, Some(&token), None).await.status(), 400, "{path}");
        }
    }
    let newest = office.local().sessions().await.unwrap();
    assert!(newest.is_sorted_by(|one, next| one.started_at > next.started_at));
}

#[tokio::test]
async fn a_review_is_found_and_decided() {
    let (world, office) = verified(Verdict::Warning).await;
    let viewer = office.remote(Role::Viewer).await;
    let open = viewer.reviews().await.unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].step.as_str(), open[0].state), ("clerk", ReviewState::Open));
    assert_eq!(open[0].reasons, ["blurred"]);
    let decision = ReviewDecision { verdict: ReviewVerdict::Rejected, reason: Some("blurred".to_owned()) };
    refused(viewer.decide_review(&open[0].id, &decision).await, ProblemKind::NotAllowed);
    assert_eq!(viewer.review(&open[0].id).await.unwrap(), open[0]);

    let editor = office.remote(Role::Editor).await;
    let long = ReviewDecision { reason: Some("x".repeat(1001)), ..decision.clone() };
    refused(editor.decide_review(&open[0].id, &long).await, ProblemKind::BadRequest);
    let closed = editor.decide_review(&open[0].id, &decision).await.unwrap();
    assert_eq!(closed.state, ReviewState::Closed);
    assert!(viewer.reviews().await.unwrap().is_empty());
    assert_eq!(viewer.review(&open[0].id).await.unwrap(), closed);
    assert_eq!(world.session().await.result, Some(EndResult::Declined));
    assert_eq!(office.log().await[0], format!("the editor review.reject review/{}", open[0].id));
    refused(editor.decide_review(&open[0].id, &decision).await, ProblemKind::Conflict);
}
