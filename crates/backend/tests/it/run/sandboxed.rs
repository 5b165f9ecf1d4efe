//! The whole way with the sandbox over sockets: real requests, real callbacks, real pictures.

use std::sync::Arc;
use std::time::Duration;

use backend::credentials::RealProviders;
use model::step::EndResult;
use sandbox::{Options, Sandbox};
use tokio::net::TcpListener;

use super::browser::{Browser, client, unescape};
use super::clock::Moved;
use super::world::{World, onboarding};
use super::{page_of, to_the_provider};

/// A backend whose customers are verified by a sandbox of their own, with the same clock.
pub(super) async fn world(options: impl FnOnce(&mut Options)) -> (World, Sandbox) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let clock = Moved::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: url::Url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    let mut settings = Options { clock: Arc::new(clock.clone()), seed: Some(7), ..Options::default() };
    options(&mut settings);
    let sandbox = Sandbox::new(settings);
    tokio::spawn(sandbox::serve(listener, url.clone(), sandbox.clone(), std::future::pending()));
    (World::with(onboarding(), Arc::new(RealProviders), Some(url), clock).await, sandbox)
}

/// The customer at the provider's page: chooses a document and how it ends; gives the address of the way back.
pub(super) async fn at_the_provider(href: &str, document: &str, outcome: &str) -> String {
    let http = client();
    let page = http.get(href).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let url: url::Url = href.parse().unwrap();
    let token = url.query_pairs().find(|(name, _)| name == "authorizationToken").unwrap().1.into_owned();
    let form = [
        ("authorizationToken", token.as_str()),
        ("document", document),
        ("country", "URY"),
        ("outcome", outcome),
    ];
    let sent = http.post(url.join(url.path()).unwrap()).form(&form).send().await.unwrap();
    assert_eq!(sent.status(), 303, "{}", sent.text().await.unwrap());
    unescape(sent.headers()["location"].to_str().unwrap())
}

async fn verify(world: &World, document: &str, outcome: &str) -> (Browser, String) {
    let (mut browser, leaving) = to_the_provider(world).await;
    let back = at_the_provider(&leaving.refresh().unwrap(), document, outcome).await;
    let path = back.strip_prefix(&world.base).unwrap().to_owned();
    let shown = browser.get(&path).await;
    let title = shown.title();
    assert_eq!(page_of(&shown), page_of(&leaving));
    (browser, title)
}

#[tokio::test]
async fn a_passport_of_uruguay_opens_an_account() {
    // Callbacks get lost: the customer's own return has the result looked for.
    let (world, _) = world(|options| options.callbacks.drop = true).await;
    let (_, title) = verify(&world, "passport", "approved").await;
    assert_eq!(title, "Thank you, you are done");
    world.work().await;
    let session = world.session().await;
    assert_eq!(session.result, Some(EndResult::Completed));
    let fields = world.fields().await;
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["birth_date", "first_name", "last_name"]);
    assert!(fields["birth_date"].parse::<jiff::civil::Date>().is_ok());
    let images = world.storage().images(&session.customer).await.unwrap();
    assert!(images.iter().any(|image| image.name == "front"), "{images:?}");
    assert!(images.iter().any(|image| image.name == "face"), "{images:?}");
    for image in images {
        let picture = backend::blobs::open(&world.app, &image).await.unwrap();
        assert_eq!(picture.len() as u64, image.bytes);
    }
}

#[tokio::test]
async fn the_outcomes_of_the_page_lead_where_the_funnel_says() {
    for (document, outcome, title) in [
        ("id-card", "rejected", "We cannot go on"),
        ("passport", "review", "One of us is having a look"),
        ("visa", "approved", "One of us is having a look"),
        ("passport", "unreadable", "One of us is having a look"),
        ("passport", "technical-error", "Verify your identity"),
    ] {
        let (world, _) = world(|_| ()).await;
        let (_, shown) = verify(&world, document, outcome).await;
        assert_eq!(shown, title, "{document} {outcome}");
    }
}

#[tokio::test]
async fn a_callback_alone_is_enough() {
    let (world, _) = world(|options| options.callbacks.copies = 3).await;
    let (_, leaving) = to_the_provider(&world).await;
    at_the_provider(&leaving.refresh().unwrap(), "passport", "approved").await;
    let due = tokio::time::timeout(Duration::from_mins(2), async {
        while world.session().await.result.is_none() {
            world.work().await;
            tokio::task::yield_now().await;
        }
    });
    due.await.expect("the callback comes within the time");
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
}

#[tokio::test]
async fn who_walks_away_is_expired_by_polling() {
    let (world, sandbox) = world(|options| options.callbacks.drop = true).await;
    to_the_provider(&world).await;
    for _ in 0..3 {
        world.later(1800).await;
        sandbox.tick();
    }
    world.work().await;
    assert_eq!(world.attempts().await[0].outcome.as_ref().unwrap().as_str(), "expired");
    assert_eq!(world.session().await.step.as_str(), "clerk");
}
