//! Steps that ask another system.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use backend::endpoints::{Endpoint, Endpoints};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::clock::Moved;
use super::scripted::{Factory, Scripted};
use super::world::World;

/// Another system.
#[derive(Clone, Default)]
struct Scoring(Arc<Mutex<Said>>);

#[derive(Default)]
struct Said {
    /// Headers and body of each request.
    told: Vec<(HeaderMap, String)>,
    /// Status and body of the answers to come.
    answers: Vec<(u16, String)>,
}

impl Scoring {
    async fn start(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/score?key=k7", listener.local_addr().unwrap());
        let asked = async |State(scoring): State<Self>, headers: HeaderMap, body: String| {
            scoring.asked(headers, body)
        };
        let router = Router::new().route("/score", post(asked)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }

    fn asked(&self, headers: HeaderMap, body: String) -> (StatusCode, String) {
        let mut said = self.0.lock().unwrap();
        said.told.push((headers, body));
        let (status, text) =
            if said.answers.is_empty() { (500, String::new()) } else { said.answers.remove(0) };
        (StatusCode::from_u16(status).unwrap(), text)
    }

    fn will_answer(&self, status: u16, body: &Value) {
        self.0.lock().unwrap().answers.push((status, body.to_string()));
    }

    fn told(&self) -> Vec<(HeaderMap, String)> {
        self.0.lock().unwrap().told.clone()
    }
}

fn campaign() -> Value {
    json!({ "entry": "about", "step": {
        "about": { "kind": "page", "title": "About you", "fields": [{ "field": "nickname" }], "on": { "next": "score" } },
        "score": {
            "kind": "webhook",
            "endpoint": "scoring",
            "send": ["nickname", "email"],
            "receive": { "news": "vip", "home": "home.country" },
            "retries": 1,
            "on": { "ok": "done", "failed": "declined" },
        },
        "done": { "kind": "end", "result": "completed" },
        "declined": { "kind": "end", "result": "declined" },
    }})
}

async fn world(url: &str) -> World {
    let endpoint = Endpoint::new(url.parse().unwrap(), Some("s3cr3t".into())).unwrap();
    let endpoints = Endpoints::from_iter([("scoring".to_owned(), endpoint)]);
    let providers = Arc::new(Factory(Scripted::new()));
    World::with_endpoints(campaign(), providers, None, Moved::new(), endpoints).await
}

async fn fill_in(world: &World) -> super::browser::Shown {
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    browser.submit(&about, &[("nickname", "Ann")]).await
}

#[tokio::test]
async fn another_system_is_asked_and_its_answer_fills_fields() {
    let scoring = Scoring::default();
    let world = world(&scoring.start().await).await;
    scoring.will_answer(200, &json!({ "vip": true, "home": { "country": "Uruguay" }, "more": 1 }));
    fill_in(&world).await;
    let session = world.session().await;
    assert_eq!(session.step.as_str(), "done", "the customer's own request asked");
    let fields = world.fields().await;
    assert_eq!((fields["news"].as_str(), fields["home"].as_str()), ("yes", "URY"));

    let told = scoring.told();
    assert_eq!(told.len(), 1);
    let (headers, body) = &told[0];
    let sent: Value = serde_json::from_str(body).unwrap();
    assert_eq!(sent["fields"], json!({ "nickname": "Ann" }), "what is not there is not sent");
    assert_eq!(sent["session"], session.id.as_str());
    assert_eq!(headers["idempotency-key"], format!("webhook/{}/score/1", session.id));
    let signature = headers["campaignctl-signature"].to_str().unwrap();
    assert!(signature.starts_with("t=1772619330,v1="), "{signature}");
}

#[tokio::test]
async fn it_is_tried_again_and_given_up() {
    let scoring = Scoring::default();
    let world = world(&scoring.start().await).await;
    scoring.will_answer(503, &json!({}));
    let shown = fill_in(&world).await;
    assert_eq!(shown.title(), "One moment, please");
    assert!(shown.refresh().is_some(), "the page goes on by itself");
    scoring.will_answer(429, &json!({}));
    world.later(5).await;
    assert_eq!(world.session().await.step.as_str(), "declined");
    assert_eq!(scoring.told().len(), 2, "once, and once more");
    let keys: Vec<_> = scoring.told().iter().map(|(headers, _)| headers["idempotency-key"].clone()).collect();
    assert_eq!(keys[0], keys[1]);
}

#[tokio::test]
async fn what_no_other_try_would_change_is_not_tried_again() {
    let answers = [(404, json!({})), (200, json!("text")), (302, json!({}))];
    for (status, answer) in answers {
        let scoring = Scoring::default();
        let world = world(&scoring.start().await).await;
        if answer.is_string() {
            scoring.0.lock().unwrap().answers.push((status, "<html>".to_owned()));
        } else {
            scoring.will_answer(status, &answer);
        }
        fill_in(&world).await;
        assert_eq!(world.session().await.step.as_str(), "declined", "{status}");
        assert_eq!(scoring.told().len(), 1);
    }
    // A value that does not fit: nothing of the answer is written.
    let scoring = Scoring::default();
    let world = world(&scoring.start().await).await;
    scoring.will_answer(200, &json!({ "vip": true, "home": { "country": "Atlantis" } }));
    fill_in(&world).await;
    assert_eq!(world.session().await.step.as_str(), "declined");
    assert!(!world.fields().await.contains_key("news"));
}

#[tokio::test]
async fn an_endpoint_that_nobody_named_is_a_failure() {
    let (world, _) = World::scripted(campaign()).await;
    fill_in(&world).await;
    assert_eq!(world.session().await.step.as_str(), "declined");
}
