//! Providers' pairs: written, known by their fingerprint, tried; never read.

use api::{Client, CredentialsInfo, CredentialsWrite, ProblemKind, VerifyProvider};
use backend::storage::Role;
use reqwest::Method;
use serde_json::json;
use tokio::net::TcpListener;

use super::office::{Office, push, tour};
use super::refused;
use crate::run::world::{provider_name, resource, settings};

fn pair(api_token: &str, api_secret: &str) -> CredentialsWrite {
    CredentialsWrite { api_token: api_token.into(), api_secret: api_secret.into() }
}

/// Sets the pair for the platform and data centre of the tour.
pub(super) async fn set_pair(client: &Client, api_token: &str, api_secret: &str) -> CredentialsInfo {
    let (platform, datacenter) = settings().0;
    let pair = pair(api_token, api_secret);
    client.put_credentials(&provider_name(), &platform, &datacenter, &pair).await.unwrap()
}

#[tokio::test]
async fn a_pair_is_never_given_back_and_equal_pairs_are_known() {
    let office = Office::empty().await;
    let client = office.remote(Role::Admin).await;
    let one = set_pair(&client, "the-token", "the-secret").await;
    assert_eq!((one.platform.as_str(), one.datacenter.as_str()), ("kyx", "eu"));
    assert_eq!(one.set_by, "the admin");
    for other in [("the-token", "the-secre"), ("the-tokent", "he-secret"), ("the-secret", "the-token")] {
        assert_ne!(set_pair(&client, other.0, other.1).await.fingerprint, one.fingerprint);
    }
    let same = set_pair(&office.local(), "the-token", "the-secret").await;
    assert_eq!((&same.fingerprint, same.set_by.as_str()), (&one.fingerprint, "olga"));
    // It replaced the others; another place has a pair of its own.
    let elsewhere = client
        .put_credentials(&provider_name(), "kyx", "us", &pair("the-token", "the-secret"))
        .await
        .unwrap();
    assert_eq!(elsewhere.fingerprint, one.fingerprint);
    let all = client.credentials(&provider_name()).await.unwrap();
    assert_eq!(all.len(), 2);

    let token = office.access_token(Role::Admin).await;
    let path = format!("/api/v1/providers/{}/credentials", provider_name());
    let text = office.send(Method::GET, &path, Some(&token), None).await.text().await.unwrap();
    assert!(text.contains(&one.fingerprint) && !text.contains("the-"), "{text}");
    let answer = office.send(Method::GET, &format!("{path}/kyx/eu"), Some(&token), None).await;
    assert_eq!(answer.status(), 405, "there is nothing to read");

    // Another backend makes another fingerprint of the same pair.
    let other = Office::empty().await;
    assert_ne!(set_pair(&other.local(), "the-token", "the-secret").await.fingerprint, one.fingerprint);
}

#[tokio::test]
async fn what_cannot_be_a_pair_is_refused_without_repeating_it() {
    let office = Office::empty().await;
    let client = office.local();
    let name = provider_name();
    for (token, secret) in
        [("", "hush"), ("hush", ""), ("hu sh", "x"), ("x", "hush\n"), ("x", &"hush".repeat(251))]
    {
        let problem = refused(
            client.put_credentials(&name, "kyx", "eu", &pair(token, secret)).await,
            ProblemKind::BadRequest,
        );
        assert!(!format!("{problem:?}").contains("hush"), "{problem:?}");
    }
    for (platform, datacenter) in [("KYX", "eu"), ("kyx", "e.u"), ("kyx", &"e".repeat(33))] {
        let answer = client.put_credentials(&name, platform, datacenter, &pair("x", "y")).await;
        refused(answer, ProblemKind::NotFound);
    }
    let unknown = "nobody".parse().unwrap();
    refused(client.put_credentials(&unknown, "kyx", "eu", &pair("x", "y")).await, ProblemKind::NotFound);
    assert!(client.credentials(&name).await.unwrap().is_empty());

    let token = office.access_token(Role::Admin).await;
    let path = format!("/api/v1/providers/{name}/credentials/kyx/eu");
    let half = json!({ "api_token": "hush-hush", "api_secret": ["hush-hush"] });
    let text = office.send(Method::PUT, &path, Some(&token), Some(&half)).await.text().await.unwrap();
    assert!(text.contains("api_secret") && !text.contains("hush"), "{text}");
}

#[tokio::test]
async fn the_stored_pair_is_tried_with_the_provider() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: url::Url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    let sandbox = sandbox::Sandbox::new(sandbox::Options::default());
    tokio::spawn(sandbox::serve(listener, url.clone(), sandbox, std::future::pending()));
    let office = Office::beside(Some(url)).await;
    let client = office.remote(Role::Admin).await;
    let draft = VerifyProvider::default();
    let name = provider_name();

    refused(client.verify_provider(&name, &draft).await, ProblemKind::NotFound);
    push(&client, &tour()).await.unwrap();
    refused(client.verify_provider(&name, &draft).await, ProblemKind::CredentialsMissing);
    let stored = set_pair(&client, "sandbox-acme", "sandbox-acme-secret").await;
    assert_eq!(client.verify_provider(&name, &draft).await.unwrap(), stored);
    assert_eq!(office.log().await[0], format!("the admin credentials.verify provider/{name}"));

    // Settings that are not pushed yet choose the pair of their own data centre.
    let mut spec = settings().1;
    spec["datacenter"] = json!("us");
    let of = |spec| VerifyProvider { resource: Some(resource(&format!("provider/{name}"), spec).to_json()) };
    refused(client.verify_provider(&name, &of(spec.clone())).await, ProblemKind::CredentialsMissing);
    let wrong = pair("sandbox-acme", "not-the-secret");
    client.put_credentials(&name, "kyx", "us", &wrong).await.unwrap();
    let problem = refused(client.verify_provider(&name, &of(spec)).await, ProblemKind::CredentialsRefused);
    assert!(!format!("{problem:?}").contains("not-the-secret"), "{problem:?}");
    assert_eq!(client.verify_provider(&name, &draft).await.unwrap(), stored, "the old one is still in place");
    let model = VerifyProvider { resource: Some(tour()[0].to_json()) };
    refused(client.verify_provider(&name, &model).await, ProblemKind::BadRequest);
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_told_from_a_wrong_pair() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: url::Url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let office = Office::beside(Some(url)).await;
    let client = office.remote(Role::Admin).await;
    push(&client, &tour()).await.unwrap();
    set_pair(&client, "sandbox-acme", "sandbox-acme-secret").await;
    let answer = client.verify_provider(&provider_name(), &VerifyProvider::default()).await;
    refused(answer, ProblemKind::ProviderUnavailable);
}
