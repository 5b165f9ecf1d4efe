//! What is logged of the work of admins.

use api::{ReviewDecision, ReviewVerdict};
use backend::storage::Role;
use model::verification::Verdict;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::json;

use super::credentials::set_pair;
use super::office::{Office, push, tour};
use crate::run::logs::Captured;
use crate::run::to_the_provider;
use crate::run::world::{World, onboarding, provider_name};

#[tokio::test]
async fn neither_secrets_nor_personal_data_are_in_any_line() {
    let (captured, _guard) = Captured::start();
    let (world, provider) = World::scripted(onboarding()).await;
    to_the_provider(&world).await;
    provider.decide(Verdict::Passed);
    world.later(60).await;
    let customer = world.session().await.customer;
    provider.decide(Verdict::Warning);
    to_the_provider(&world).await;
    world.later(60).await;

    let office = Office::over(world.app.clone()).await;
    let token = office.access_token(Role::Admin).await;
    let client = office.remote(Role::Admin).await;
    push(&client, &tour()).await.unwrap();
    set_pair(&client, "hush-token", "hush-secret").await;
    let pair = format!("/api/v1/providers/{}/credentials/kyx/eu", provider_name());
    for body in [json!({ "api_token": "hush-token", "api_secret": "hush secret" }), json!({ "api_token": 7 })]
    {
        let answer = office.send(Method::PUT, &pair, Some(&token), Some(&body)).await;
        assert_eq!(answer.status(), 400);
    }
    let record = client.customer(&customer).await.unwrap();
    assert!(record.fields.iter().any(|field| field.value == "QUARTERMAINE"));
    client.image(&record.images[0].id).await.unwrap();
    for verification in client.verifications().await.unwrap() {
        client.verification(&verification.id).await.unwrap();
    }
    let review = client.reviews().await.unwrap().remove(0);
    let decision = ReviewDecision {
        verdict: ReviewVerdict::Approved,
        reason: Some("she looks like her aunt".to_owned()),
    };
    client.decide_review(&review.id, &decision).await.unwrap();
    let wrong = secrecy::SecretString::from("cctl_notone");
    office.send(Method::GET, "/api/v1/customers/Zenobia?name=Zenobia", Some(&wrong), None).await;

    let log = captured.text();
    assert!(log.contains("/api/v1/customers/{id}") && log.contains("status=401"), "{log}");
    for secret in [
        "hush",
        "ZENOBIA",
        "Zenobia",
        "QUARTERMAINE",
        "1984",
        "aunt",
        "cctl_",
        token.expose_secret(),
        "kit-token",
        "sandbox-acme-secret",
    ] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
