//! Funnels as customers run through them.

mod attempts;
pub(crate) mod browser;
pub(crate) mod clock;
mod embedded;
mod given;
mod hints;
pub(crate) mod logs;
mod netverify;
mod pages;
mod promises;
mod retention;
mod reviews;
mod sandboxed;
pub(crate) mod scripted;
mod settings;
mod unique;
mod uploads;
mod webhooks;
mod workers;
pub(crate) mod world;

use browser::{Browser, Shown};
use world::World;

/// A new customer goes through the welcome page and the consent; gives the page that leads to the provider.
pub(crate) async fn to_the_provider(world: &World) -> (Browser, Shown) {
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    assert_eq!(consent.title(), "Verify your identity");
    let shown = agree(&mut browser, &consent).await;
    (browser, shown)
}

/// The customer agrees, and lives in Uruguay.
pub(crate) async fn agree(browser: &mut Browser, consent: &Shown) -> Shown {
    browser.submit(consent, &[("_country", "URY")]).await
}

/// The address of a session's page, without how the customer came there.
pub(crate) fn page_of(shown: &Shown) -> String {
    shown.path.split('?').next().unwrap().to_owned()
}
