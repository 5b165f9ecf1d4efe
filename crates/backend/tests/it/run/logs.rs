//! What is logged.

use std::io;
use std::sync::{Arc, LazyLock, Mutex};

use model::verification::Verdict;
use tracing::Dispatch;
use tracing::subscriber::{DefaultGuard, NoSubscriber};
use verification::ProviderError;

use super::world::{World, onboarding};
use super::{agree, to_the_provider};

/// Listens to nothing, but is there: while there is a single listener, `tracing` asks that of the thread which first comes
/// to an event whether anybody wants it, and takes the answer for all threads.
static ANOTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::new()));

/// Everything that is logged on this thread.
#[derive(Clone, Default)]
pub(crate) struct Captured(Arc<Mutex<Vec<u8>>>);

impl Captured {
    /// Logs into this from now on, with nothing left out, for as long as the guard lives.
    pub(crate) fn start() -> (Self, DefaultGuard) {
        LazyLock::force(&ANOTHER);
        let captured = Self::default();
        let writer = captured.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        (captured, tracing::subscriber::set_default(subscriber))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn promise_8_logs_carry_ids_and_outcomes_and_never_what_was_captured() {
    let (captured, _guard) = Captured::start();
    let (world, provider) = World::scripted(onboarding()).await;
    let lost = ProviderError::Unknown { detail: "lost".to_owned() };
    provider.start_errors.lock().unwrap().push_back(lost);
    let (mut browser, consent) = to_the_provider(&world).await;
    agree(&mut browser, &consent).await;
    let callback = provider.last_start().callback_url.unwrap();
    world.call_back(&callback, r#"{"account":"x","run":"y","status":"z"}"#).await;
    world.call_back(&callback, "").await;
    provider.decide(Verdict::Passed);
    world.later(60).await;
    assert_eq!(world.fields().await["first_name"], "Zenobia");

    let log = captured.text();
    let session = world.session().await;
    assert!(log.contains(&format!("{}-identity-2", session.id)), "{log}");
    assert!(log.contains("approved") && log.contains("picture kept"), "{log}");
    let token = callback.rsplit('/').next().unwrap();
    let cookie = browser.cookies.iter().find(|((_, name), _)| name == "session").unwrap().1;
    for secret in [
        "ZENOBIA",
        "Zenobia",
        "QUARTERMAINE",
        "1984-02-29",
        "kit-token",
        "sandbox-acme-secret",
        token,
        cookie,
    ] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
