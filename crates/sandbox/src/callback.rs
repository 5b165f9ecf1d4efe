//! Sends callbacks: no signature, no retry (FACTS 4.8).

use std::sync::OnceLock;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use url::Url;

const TIMEOUT: Duration = Duration::from_secs(30);

/// A callback that waits to be sent.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) due: Timestamp,
    pub(crate) copies: u32,
    pub(crate) callback: Callback,
}

/// A callback: where to, and what, but for the time of sending.
#[derive(Debug, Clone)]
pub(crate) struct Callback {
    /// May carry a secret: never logged.
    pub(crate) url: Url,
    pub(crate) run: uuid::Uuid,
    pub(crate) status: &'static str,
    pub(crate) body: Value,
}

/// HTTP clients, made when first needed.
#[derive(Debug, Default)]
pub(crate) struct Sender {
    plain: OnceLock<Option<reqwest::Client>>,
    secure: OnceLock<Option<reqwest::Client>>,
}

impl Sender {
    /// Sends one callback once. What goes wrong is logged and nothing else.
    pub(crate) async fn send(&self, callback: &Callback) {
        let Callback { url, run, status, body } = callback;
        let Some(client) = self.client(url) else { return };
        match client.post(url.clone()).json(body).send().await {
            Ok(answer) if answer.status().is_success() => tracing::debug!(%run, status, "callback delivered"),
            Ok(answer) => {
                tracing::warn!(%run, status, answer = %answer.status(), "callback was not accepted");
            }
            Err(error) => {
                tracing::warn!(%run, status, error = %error.without_url(), "callback was not delivered");
            }
        }
    }

    fn client(&self, url: &Url) -> Option<&reqwest::Client> {
        let builder =
            || reqwest::Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none());
        // Loading the system's certificates fails where there are none, and plain HTTP needs none.
        let client = if url.scheme() == "https" {
            self.secure.get_or_init(|| built(builder()))
        } else {
            self.plain.get_or_init(|| built(builder().tls_certs_only([]).no_proxy()))
        };
        client.as_ref()
    }
}

fn built(builder: reqwest::ClientBuilder) -> Option<reqwest::Client> {
    builder.build().inspect_err(|error| tracing::error!(%error, "no client for callbacks")).ok()
}
