//! A sandbox on a port of its own, and a client that speaks like a careful one.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::{Method, StatusCode};
use sandbox::{Clock, Finish, Options, Sandbox};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use url::Url;
use uuid::Uuid;

/// A clock that stands still; only the sandbox is moved.
#[derive(Debug)]
struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        "2024-03-04T10:15:30.234Z".parse().unwrap()
    }
}

/// Options of tests: a clock that stands still.
pub(crate) fn options() -> Options {
    Options { clock: Arc::new(Still), processing: SignedDuration::ZERO, seed: Some(7), ..Options::default() }
}

pub(crate) struct Server {
    pub(crate) sandbox: Sandbox,
    pub(crate) base: String,
    pub(crate) http: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

pub(crate) fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .tls_certs_only([])
        .no_proxy()
        .user_agent("Acme Onboarding/1.0")
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

pub(crate) async fn server(options: Options) -> Server {
    let http = http();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let sandbox = Sandbox::new(options);
    let (stop, stopped) = oneshot::channel();
    let shutdown = async {
        let _ = stopped.await;
    };
    tokio::spawn(sandbox::serve(listener, base.parse().unwrap(), sandbox.clone(), shutdown));
    Server { sandbox, base, http, stop: Some(stop) }
}

/// Names and values: of headers, or of a form.
pub(crate) type Fields<'a> = &'a [(&'a str, &'a str)];

/// An answer: what tests look at.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) async fn of(request: reqwest::RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        Self { status, headers, bytes: answer.bytes().await.unwrap().to_vec() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub(crate) fn location(&self) -> Url {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.header("location").parse().unwrap()
    }
}

impl Server {
    /// A request as the pair `sandbox-acme`.
    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        request.basic_auth("sandbox-acme", Some("sandbox-acme-secret"))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    pub(crate) async fn create(&self, body: &Value) -> Answer {
        Answer::of(self.request(Method::POST, "/account/api/v1/accounts").json(body)).await
    }

    pub(crate) async fn start(&self, body: &Value) -> Started {
        let answer = self.create(body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        Started::of(answer.json())
    }

    pub(crate) async fn details(&self, started: &Started) -> Value {
        let answer = self.get(&started.path("")).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    pub(crate) async fn status(&self, started: &Started) -> String {
        let answer = self.get(&started.path("/status")).await.json();
        answer["workflowExecution"]["status"].as_str().unwrap().to_owned()
    }

    /// Finishes by an outcome, with an identity card of Uruguay.
    pub(crate) fn finish(&self, started: &Started, outcome: &str) {
        let finish = Finish { outcome: Some(outcome.to_owned()), ..Finish::default() };
        self.sandbox.finish(started.run, &finish).unwrap();
    }

    /// The sandbox's own interface, as a program calls it.
    pub(crate) async fn control(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.http.request(method, format!("{}/sandbox/{path}", self.base));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        Answer::of(request).await
    }

    /// What happened to a transaction: kind, what, and how it was answered.
    pub(crate) async fn timeline(&self, started: &Started) -> Vec<(String, String, Option<u64>)> {
        let answer = self.control(Method::GET, &format!("transactions/{}", started.run), None).await.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let event = |event: &Value| (text(&event["kind"]), text(&event["what"]), event["answer"].as_u64());
        answer["timeline"].as_array().unwrap().iter().map(event).collect()
    }

    /// Waits until so many callbacks of a transaction were sent, whatever became of them.
    pub(crate) async fn callbacks_sent(
        &self,
        started: &Started,
        count: usize,
    ) -> Vec<(String, String, Option<u64>)> {
        let wait = async {
            loop {
                let mut events = self.timeline(started).await;
                events.retain(|(kind, _, _)| kind == "callback");
                if events.len() >= count {
                    return events;
                }
            }
        };
        tokio::time::timeout(Duration::from_mins(2), wait).await.unwrap()
    }

    pub(crate) fn minutes(&self, minutes: u64) {
        self.sandbox.advance(Duration::from_secs(60 * minutes));
    }

    /// The page by a form.
    pub(crate) async fn submit(&self, fields: &[(&str, &str)]) -> Answer {
        Answer::of(self.http.post(format!("{}/web/v4/app", self.base)).form(fields)).await
    }

    pub(crate) async fn open(&self, url: &str) -> Answer {
        Answer::of(self.http.get(url)).await
    }
}

/// A run that was started.
pub(crate) struct Started {
    pub(crate) account: Uuid,
    pub(crate) run: Uuid,
    pub(crate) answer: Value,
}

impl Started {
    pub(crate) fn of(answer: Value) -> Self {
        let id = |value: &Value| Uuid::parse_str(value.as_str().unwrap()).unwrap();
        Self { account: id(&answer["account"]["id"]), run: id(&answer["workflowExecution"]["id"]), answer }
    }

    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/retrieval/api/v1/accounts/{}/workflow-executions/{}{rest}", self.account, self.run)
    }

    pub(crate) fn href(&self) -> &str {
        self.answer["web"]["href"].as_str().unwrap()
    }

    pub(crate) fn token(&self) -> String {
        let url: Url = self.href().parse().unwrap();
        let (_, token) = url.query_pairs().find(|(name, _)| name == "authorizationToken").unwrap();
        token.into_owned()
    }

    pub(crate) fn credential(&self, category: &str) -> Value {
        let all = self.answer["workflowExecution"]["credentials"].as_array().unwrap();
        all.iter().find(|of| of["category"] == category).unwrap().clone()
    }
}

/// A request for identity verification.
pub(crate) fn person() -> Value {
    json!({
        "customerInternalReference": "onboarding-2024-000123",
        "userReference": "user-7f3a",
        "workflowDefinition": { "key": 10011 },
    })
}

/// Puts `value` under a key of an object, and gives the object back.
pub(crate) fn with(mut object: Value, key: &str, value: Value) -> Value {
    object[key] = value;
    object
}

pub(crate) fn sample(name: &str) -> Value {
    let path = format!("{}/tests/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))).unwrap()
}

/// A server that takes callbacks.
pub(crate) struct Listener {
    pub(crate) url: String,
    received: mpsc::UnboundedReceiver<Received>,
}

pub(crate) struct Received {
    pub(crate) content_type: String,
    pub(crate) query: String,
    pub(crate) body: Value,
}

impl Listener {
    /// `answer`: the status that every callback gets.
    pub(crate) async fn new(answer: u16) -> Self {
        Self::answering(vec![answer]).await
    }

    /// The statuses that callbacks get one after the other; the last one again and again.
    pub(crate) async fn answering(answers: Vec<u16>) -> Self {
        use axum::extract::RawQuery;
        let (send, received) = mpsc::unbounded_channel();
        let taken = std::sync::atomic::AtomicUsize::new(0);
        let answer = move || {
            let place = taken.fetch_add(1, std::sync::atomic::Ordering::SeqCst).min(answers.len() - 1);
            axum::http::StatusCode::from_u16(answers[place]).unwrap()
        };
        let answer = Arc::new(answer);
        let take = move |RawQuery(query): RawQuery, headers: axum::http::HeaderMap, body: bytes::Bytes| {
            let content_type = headers["content-type"].to_str().unwrap().to_owned();
            let body = serde_json::from_slice(&body).unwrap();
            send.send(Received { content_type, query: query.unwrap_or_default(), body }).unwrap();
            std::future::ready(answer())
        };
        let router = axum::Router::new().route("/callback", axum::routing::post(take));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/callback?token=abc", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, received }
    }

    pub(crate) async fn next(&mut self) -> Received {
        tokio::time::timeout(Duration::from_mins(2), self.received.recv()).await.unwrap().unwrap()
    }

    pub(crate) async fn next_status(&mut self) -> String {
        self.next().await.body["workflowExecution"]["status"].as_str().unwrap().to_owned()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.received.is_empty()
    }
}
