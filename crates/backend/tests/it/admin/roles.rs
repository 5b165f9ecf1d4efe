//! Who may do what.

use api::ProblemKind;
use backend::storage::Role;
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::office::Office;
use super::refused;

/// Every route: the least role, and a request that gets as far as to be looked at.
fn routes() -> Vec<(Role, Method, &'static str, Option<Value>)> {
    use Role::{Admin, Editor, Publisher, Viewer};
    let body = || Some(json!({}));
    vec![
        (Viewer, Method::GET, "/manifest", None),
        (Viewer, Method::GET, "/resources/{kind}/{name}", None),
        (Viewer, Method::GET, "/providers/{name}/credentials", None),
        (Viewer, Method::GET, "/campaigns/{slug}/versions", None),
        (Viewer, Method::GET, "/sessions", None),
        (Viewer, Method::GET, "/sessions/{id}", None),
        (Viewer, Method::GET, "/verifications", None),
        (Viewer, Method::GET, "/verifications/{id}", None),
        (Viewer, Method::GET, "/reviews", None),
        (Viewer, Method::GET, "/reviews/{id}", None),
        (Viewer, Method::GET, "/customers", None),
        (Editor, Method::POST, "/changesets", body()),
        (Editor, Method::POST, "/providers/{name}/verify", body()),
        (Editor, Method::POST, "/reviews/{id}", body()),
        (Editor, Method::GET, "/customers/{id}", None),
        (Editor, Method::GET, "/images/{id}", None),
        (Publisher, Method::POST, "/campaigns/{slug}/versions", body()),
        (Publisher, Method::PUT, "/campaigns/{slug}/live", body()),
        (Publisher, Method::PUT, "/campaigns/{slug}/paused", body()),
        (Admin, Method::PUT, "/providers/{name}/credentials/{platform}/{datacenter}", body()),
    ]
}

#[tokio::test]
async fn each_route_asks_for_its_role_and_for_no_more() {
    let office = Office::empty().await;
    let mut tokens = Vec::new();
    for role in Role::ALL {
        tokens.push((role, office.access_token(role).await));
    }
    let wrong = SecretString::from("cctl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    for (least, method, template, body) in routes() {
        let path = format!("{}{}", api::PREFIX, template.replace(['{', '}'], ""));
        let send = async |token: Option<&SecretString>| {
            let answer = office.send(method.clone(), &path, token, body.as_ref()).await;
            (answer.status().as_u16(), answer.headers().clone())
        };
        for token in [None, Some(&wrong)] {
            let (status, headers) = send(token).await;
            assert_eq!(status, 401, "{method} {template}");
            assert_eq!(headers["www-authenticate"], "Bearer");
        }
        for (role, token) in &tokens {
            let (status, _) = send(Some(token)).await;
            assert_ne!(status, 401, "{role:?} {method} {template}");
            assert_eq!(status == 403, *role < least, "{role:?} {method} {template}: {status}");
            assert!(status < 500, "{role:?} {method} {template}: {status}");
        }
    }
}

/// The table above is of no use for a route that is not in it.
#[test]
fn no_route_is_forgotten() {
    let source = include_str!("../../../src/admin/mod.rs");
    let mut there: Vec<_> = source
        .split(".route(")
        .skip(1)
        .map(|rest| {
            let mut texts = rest.split('"');
            let path = texts.nth(1).unwrap();
            let method = texts.next().unwrap().trim_start_matches([',', ' ']);
            format!("{} {path}", method.split('(').next().unwrap().to_uppercase())
        })
        .filter(|route| !route.ends_with('z'))
        .collect();
    let mut tried: Vec<_> =
        routes().into_iter().map(|(_, method, template, _)| format!("{method} {template}")).collect();
    there.sort_unstable();
    tried.sort_unstable();
    assert_eq!(tried, there);
}

#[tokio::test]
async fn whether_it_is_well_is_told_to_everybody() {
    let office = Office::empty().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(office.send(Method::GET, path, None, None).await.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn a_token_that_has_ended_counts_no_more_and_headers_cannot_name_an_actor() {
    let office = Office::empty().await;
    let token = backend::auth::new_access_token();
    let row = backend::storage::AccessTokenRow {
        id: "t1".to_owned(),
        name: "ended".to_owned(),
        hash: backend::auth::hash_secret(&token),
        role: Role::Admin,
        created_by: "test".to_owned(),
        created_at: office.app.now(),
        expires_at: Some(office.app.now()),
    };
    office.app.parts.storage.put_access_token(&row).await.unwrap();
    let answer = office.send(Method::GET, "/api/v1/manifest", Some(&token), None).await;
    assert_eq!(answer.status(), 401);

    // What makes a caller inside of the process an admin cannot be sent.
    let request = crate::run::browser::client()
        .get(format!("{}/api/v1/manifest", office.base))
        .header("actor", "olga")
        .header("x-forwarded-user", "olga");
    assert_eq!(request.send().await.unwrap().status(), 401);
    assert!(office.local().manifest().await.is_ok());
    let nobody = api::Client::new(api::HttpTransport::new(office.base.parse().unwrap(), None).unwrap());
    refused(nobody.manifest().await, ProblemKind::NotSignedIn);
}
