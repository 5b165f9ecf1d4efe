//! A server whose every answer the test decides, and a client of it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use jumio::kyx::{AccountRequest, Client, Config, Endpoints, Retries, WorkflowKey};
use jumio::{Credentials, Roots, netverify};

pub(crate) const API_TOKEN: &str = "an-api-token";
pub(crate) const API_SECRET: &str = "a-very-secret-secret";
pub(crate) const BEARER: &str = "a-bearer-token";

/// A request that arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// An answer that a test has prepared.
#[derive(Debug, Clone)]
pub(crate) enum Prepared {
    Answer(u16, &'static str, Bytes),
    RetryAfter(u64),
    /// The client waits in vain.
    Never,
}

pub(crate) fn json(status: u16, body: &str) -> Prepared {
    Prepared::Answer(status, "application/json", Bytes::copy_from_slice(body.as_bytes()))
}

#[derive(Default)]
struct Script {
    seen: Vec<Seen>,
    tokens: VecDeque<Prepared>,
    calls: VecDeque<Prepared>,
}

/// The server. Token calls get `{"access_token": "a-bearer-token-N"}` unless the test says otherwise.
#[derive(Clone)]
pub(crate) struct Server {
    script: Arc<Mutex<Script>>,
    pub(crate) endpoints: Endpoints,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let script = Arc::new(Mutex::new(Script::default()));
        let app = Router::new().fallback(answer).with_state(script.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { script, endpoints: Endpoints::under(&base) }
    }

    /// The next answers to calls other than for tokens.
    pub(crate) fn answers(&self, answers: impl IntoIterator<Item = Prepared>) {
        self.script.lock().unwrap().calls.extend(answers);
    }

    /// The next answers to token calls.
    pub(crate) fn token_answers(&self, answers: impl IntoIterator<Item = Prepared>) {
        self.script.lock().unwrap().tokens.extend(answers);
    }

    pub(crate) fn token_calls(&self) -> Vec<Seen> {
        self.seen(|path| path == "/auth/oauth2/token")
    }

    pub(crate) fn calls(&self) -> Vec<Seen> {
        self.seen(|path| path != "/auth/oauth2/token")
    }

    fn seen(&self, which: impl Fn(&str) -> bool) -> Vec<Seen> {
        self.script.lock().unwrap().seen.iter().filter(|seen| which(&seen.path)).cloned().collect()
    }

    pub(crate) fn config(&self) -> Config {
        config(self.endpoints.clone())
    }

    /// A configuration for Netverify at the same server, with one pair of credentials.
    pub(crate) fn netverify_config(&self) -> netverify::Config {
        let kyx = self.config();
        let mut base = self.endpoints.auth.clone();
        base.set_path("");
        let endpoints = netverify::Endpoints::under(&base);
        let mut config = netverify::Config::new(kyx.credentials, endpoints, kyx.user_agent);
        config.retries = kyx.retries;
        config.roots = kyx.roots;
        config
    }

    pub(crate) fn netverify(&self) -> netverify::Client {
        netverify::Client::new(self.netverify_config()).unwrap()
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.config()).unwrap()
    }
}

/// A configuration that does not wait between repetitions.
pub(crate) fn config(endpoints: Endpoints) -> Config {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let credentials = Credentials::new(API_TOKEN, API_SECRET);
    let mut config = Config::new(credentials, endpoints, "Acme campaignctl/v0.1");
    config.retries =
        Retries { times: 2, first_wait: Duration::from_micros(1), longest_wait: Duration::from_micros(10) };
    config.roots = Roots::None;
    config
}

pub(crate) fn request() -> AccountRequest {
    AccountRequest::new("onboarding-1", WorkflowKey("10011".to_owned()))
}

async fn answer(
    State(script): State<Arc<Mutex<Script>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let prepared = {
        let mut script = script.lock().unwrap();
        let is_token = uri.path() == "/auth/oauth2/token";
        script.seen.push(Seen { method, path: uri.path().to_owned(), headers, body });
        if is_token {
            let number = script.seen.iter().filter(|seen| seen.path == uri.path()).count();
            script.tokens.pop_front().unwrap_or_else(|| {
                json(200, &format!(r#"{{"access_token":"{BEARER}-{number}","expires_in":3600}}"#))
            })
        } else {
            script.calls.pop_front().unwrap_or_else(|| json(500, "{}"))
        }
    };
    match prepared {
        Prepared::Answer(status, content_type, bytes) => Response::builder()
            .status(StatusCode::from_u16(status).unwrap())
            .header("content-type", content_type)
            .body(Body::from(bytes))
            .unwrap(),
        Prepared::RetryAfter(seconds) => {
            Response::builder().status(429).header("retry-after", seconds).body(Body::empty()).unwrap()
        }
        Prepared::Never => std::future::pending().await,
    }
}
