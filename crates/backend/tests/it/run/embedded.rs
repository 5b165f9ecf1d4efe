//! Sessions of apps that show the steps themselves.

use model::verification::Verdict;
use reqwest::Method;
use serde_json::{Value, json};

use super::browser::client;
use super::world::{World, onboarding};

async fn call(world: &World, method: Method, path: &str, token: &str, body: Option<&Value>) -> (u16, Value) {
    let mut request = client().request(method, format!("{}/api/v1{path}", world.base)).bearer_auth(token);
    if let Some(body) = body {
        request = request.json(body);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    (status, answer.json().await.unwrap())
}

#[tokio::test]
async fn an_app_takes_a_customer_through_the_funnel() {
    let mut campaign = onboarding();
    campaign["step"]["identity"]["camera"] = json!("back");
    campaign["step"]["identity"]["status-bar"] = json!("light-content");
    let (world, provider) = World::scripted(campaign).await;
    let (status, begun) = call(&world, Method::POST, "/campaigns/onboarding/sessions", "", None).await;
    assert_eq!(status, 201, "{begun}");
    let token = begun["token"].as_str().unwrap();
    let path = format!("/sessions/{}/step", begun["session"].as_str().unwrap());
    assert_eq!(begun["step"]["show"]["page"]["title"], "Welcome");

    for (wrong, expected) in [("", 401), ("x", 404), (&token.to_lowercase(), 404)] {
        let (status, _) = call(&world, Method::GET, &path, wrong, None).await;
        assert_eq!(status, expected, "{wrong}");
    }
    let next = json!({ "step": "welcome", "seq": begun["step"]["seq"] });
    let (status, consent) = call(&world, Method::POST, &path, token, Some(&next)).await;
    assert_eq!(status, 200);
    assert_eq!(consent["show"]["consent"]["documents"], json!(["passport", "id-card"]));
    let (status, problem) = call(&world, Method::POST, &path, token, Some(&next)).await;
    assert_eq!((status, problem["kind"].as_str()), (409, Some("conflict")));

    let mut agree = json!({ "step": "identity", "seq": consent["seq"] });
    assert_eq!(call(&world, Method::POST, &path, token, Some(&agree)).await.0, 400, "nobody agreed");
    agree["agree"] = json!(true);
    let (status, problem) = call(&world, Method::POST, &path, token, Some(&agree)).await;
    assert_eq!(status, 422);
    assert!(problem["detail"].as_str().unwrap().contains("country"), "{problem}");
    assert_eq!(provider.started(), 0);
    agree["country"] = json!("URY");
    let (status, step) = call(&world, Method::POST, &path, token, Some(&agree)).await;
    assert_eq!(status, 200);
    assert_eq!(
        step["show"]["verifying"]["sdk"],
        json!({
            "token": "kit-token", "documents": ["passport", "id-card"], "country": "URY", "camera": "back",
            "status_bar": "light-content", "primary_color": "#0B5FFF", "locale": null,
        })
    );
    provider.decide(Verdict::Passed);
    world.later(60).await;
    let (_, end) = call(&world, Method::GET, &path, token, None).await;
    assert_eq!(end["show"]["end"]["result"], "completed");
}
