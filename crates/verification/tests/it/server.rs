//! A server that plays Jumio with the answers that a test gives it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Method, Uri};
use axum::response::Response;
use jumio::{Credentials, Retries};
use model::ProviderSettings;
use model::providers::jumio::{JumioSettings, Platform};
use model::verification::{RunRef, VerificationResult};
use serde_json::Value;
use url::Url;
use verification::jumio::kyx::Kyx;
use verification::jumio::netverify::Netverify;
use verification::{Fetched, Provider, ProviderError};

pub(crate) const ACCOUNT: &str = "5d8f1f0e-7a3c-4b52-9c3e-2f6a9b7c4d10";
pub(crate) const RUN: &str = "b7a4c1de-0f58-4e9b-8d27-61c3e5f2a904";
pub(crate) const REFERENCE: &str = "onboarding-2024-000123";

type Answers = BTreeMap<String, (u16, Vec<u8>)>;

#[derive(Clone)]
pub(crate) struct Server {
    answers: Arc<Mutex<Answers>>,
    bodies: Arc<Mutex<Vec<Value>>>,
    calls: Arc<Mutex<Vec<String>>>,
    base: Url,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let server = Self { answers: Arc::default(), bodies: Arc::default(), calls: Arc::default(), base };
        let app = Router::new().fallback(answer).with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        server.answer("POST /auth/oauth2/token", 200, r#"{"access_token":"t","expires_in":3600}"#);
        server
    }

    /// Answers this call (`GET /path`) in this way from now on; others with 404.
    pub(crate) fn answer(&self, call: &str, status: u16, body: impl Into<Vec<u8>>) {
        self.answers.lock().unwrap().insert(call.to_owned(), (status, body.into()));
    }

    /// Answers with this state and this result.
    pub(crate) fn run(&self, status: &str, details: &Value) {
        self.answer(&status_call(), 200, sample(&format!("kyx-status-{status}.json")));
        self.answer(&details_call(), 200, details.to_string());
    }

    pub(crate) fn provider(&self) -> Arc<dyn Provider> {
        self.provider_of(&settings())
    }

    pub(crate) fn provider_of(&self, settings: &JumioSettings) -> Arc<dyn Provider> {
        let settings = ProviderSettings::Jumio(settings.clone());
        verification::open(&settings, Credentials::new("token", "secret"), Some(&self.base)).unwrap()
    }

    /// The former platform, with an Id Workflow.
    pub(crate) fn netverify(&self, workflow: &str) -> Arc<dyn Provider> {
        self.provider_of(&netverify_settings(workflow))
    }

    /// A provider with a pair that can be told from everything else, and that repeats nothing.
    pub(crate) fn secretive(&self, settings: &JumioSettings) -> Arc<dyn Provider> {
        let pair = Credentials::new("an-api-token", "a-very-secret-secret");
        let base = Some(&self.base);
        let none = |retries: &mut Retries| retries.times = 0;
        match settings.platform {
            Platform::Kyx => {
                let mut config = Kyx::config(settings, pair, base).unwrap();
                none(&mut config.retries);
                Arc::new(Kyx::with_config(settings, config).unwrap())
            }
            Platform::Netverify => {
                let mut config = Netverify::config(settings, pair, base).unwrap();
                none(&mut config.retries);
                Arc::new(Netverify::with_config(settings, config).unwrap())
            }
        }
    }

    /// The calls that came, in order.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }

    /// The last body that was sent.
    pub(crate) fn last_body(&self) -> Value {
        self.bodies.lock().unwrap().last().unwrap().clone()
    }
}

async fn answer(State(server): State<Server>, method: Method, uri: Uri, body: Bytes) -> Response {
    if let Ok(body) = serde_json::from_slice(&body) {
        server.bodies.lock().unwrap().push(body);
    }
    let call = format!("{method} {}", uri.path());
    server.calls.lock().unwrap().push(call.clone());
    let (status, body) = server.answers.lock().unwrap().get(&call).cloned().unwrap_or((404, Vec::new()));
    Response::builder().status(status).body(Body::from(body)).unwrap()
}

pub(crate) fn settings() -> JumioSettings {
    let mut settings = JumioSettings::new(Platform::Kyx);
    settings.workflow = Some("10011".to_owned());
    settings
}

pub(crate) fn netverify_settings(workflow: &str) -> JumioSettings {
    let mut settings = JumioSettings::new(Platform::Netverify);
    settings.workflow = Some(workflow.to_owned());
    settings
}

pub(crate) fn status_call() -> String {
    format!("GET /retrieval/api/v1/accounts/{ACCOUNT}/workflow-executions/{RUN}/status")
}

pub(crate) fn details_call() -> String {
    format!("GET /retrieval/api/v1/accounts/{ACCOUNT}/workflow-executions/{RUN}")
}

pub(crate) fn run_ref() -> RunRef {
    RunRef { account_id: ACCOUNT.to_owned(), run_id: RUN.to_owned() }
}

/// The samples of Jumio's answers, which lie with the client.
pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../jumio/tests/samples")
}

pub(crate) fn sample(name: &str) -> String {
    std::fs::read_to_string(samples().join(name)).unwrap()
}

pub(crate) fn details(name: &str) -> Value {
    serde_json::from_str(&sample(&format!("kyx-details-{name}.json"))).unwrap()
}

/// What an adapter makes of a result, by way of a server.
pub(crate) async fn normalize(details: &Value) -> VerificationResult {
    match try_normalize(details).await.unwrap() {
        Fetched::Final(result) => *result,
        Fetched::Pending { status } => panic!("still {status}"),
    }
}

pub(crate) async fn try_normalize(details: &Value) -> Result<Fetched, ProviderError> {
    let server = Server::start().await;
    server.run("processed", details);
    server.provider().fetch(&run_ref(), REFERENCE).await
}
