//! The sandbox's page in a real browser: on a phone, by keyboard, with scripts and without, in a frame, with a file.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use sandbox::{Running, Sandbox, SystemClock};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::browser::{Chrome, heading, picture, wait_for};
use crate::support::{API_SECRET, API_TOKEN, wait};

/// A site of a campaign: every page of it is the same, and its address is given.
fn site(page: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            // A browser opens connections that it may need, and says nothing.
            std::thread::spawn(move || {
                let mut request = vec![0; 16 * 1024];
                if stream.read(&mut request).is_ok_and(|length| length > 0) {
                    let length = page.len();
                    let head =
                        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\nconnection: close\r\n";
                    let _ = write!(stream, "{head}content-length: {length}\r\n\r\n{page}");
                }
            });
        }
    });
    address
}

/// Where customers come back to.
const BACK: &str = "<!doctype html><title>Back</title><h1>You are back</h1>";

/// The campaign's page with the sandbox's in a frame.
const AROUND: &str = r#"<!doctype html><title>Around</title><h1>Around</h1>
<iframe id="frame" width="480" height="700" allow="camera;fullscreen" allowfullscreen></iframe>
<script>
window.told = [];
window.addEventListener("message", (event) => window.told.push([event.origin, event.data]));
</script>"#;

async fn sandbox() -> Running {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    Sandbox::start(listener, Arc::new(SystemClock)).unwrap()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().user_agent("Acme Onboarding/1.0").no_proxy().build().unwrap()
}

/// A new run of identity verification, as the platform answers.
async fn run(sandbox: &Running, site: &str) -> Value {
    let request = json!({
        "customerInternalReference": "onboarding-2024-000123",
        "userReference": "user-7f3a",
        "workflowDefinition": { "key": 10011 },
        "web": { "successUrl": format!("{site}/ok"), "errorUrl": format!("{site}/failed") },
    });
    let url = sandbox.url().join("account/api/v1/accounts").unwrap();
    let call = client().post(url).basic_auth(API_TOKEN, Some(API_SECRET)).json(&request);
    call.send().await.unwrap().json().await.unwrap()
}

fn href(run: &Value) -> &str {
    run["web"]["href"].as_str().unwrap()
}

async fn click(window: &WebDriver, css: &str) {
    let element = wait_for(window, By::Css(css)).await;
    element.scroll_into_view().await.unwrap();
    element.click().await.unwrap();
}

async fn script(window: &WebDriver, script: &str) -> Value {
    window.execute(script, Vec::new()).await.unwrap().json().clone()
}

/// The parameters with which the customer came back.
async fn returned(window: &WebDriver, path: &str) -> Vec<(String, String)> {
    heading(window, "You are back").await;
    let url = window.current_url().await.unwrap();
    assert_eq!(url.path(), path, "{url}");
    url.query_pairs().into_owned().collect()
}

fn holds(parameters: &[(String, String)], name: &str, value: &str) -> bool {
    parameters.iter().any(|(of, is)| of == name && is == value)
}

/// Everything is within the width of the page, and large enough for a finger.
async fn fits(window: &WebDriver) {
    let told = script(
        window,
        "const root = document.documentElement;
        const small = [...document.querySelectorAll('button, select, input[type=file], a.main, summary, .choice')]
            .map((of) => [of.outerHTML, of.getBoundingClientRect().height]).filter(([, height]) => height < 44);
        return { over: root.scrollWidth - root.clientWidth, width: root.clientWidth, small };",
    )
    .await;
    assert_eq!(told, json!({ "over": 0, "width": 360, "small": [] }));
}

#[test]
fn a_phone_shows_every_page_of_the_journey() {
    let chrome = Chrome::start();
    wait(async {
        let (sandbox, back) = (sandbox().await, site(BACK));
        let run = run(&sandbox, &back).await;
        let window = chrome.phone().await;
        window.goto(href(&run)).await.unwrap();
        for (title, css) in [
            ("Which document do you have?", "input[value=id-card]"),
            ("Photograph your document", "button[value=specimen]"),
            ("Now the other side", "button[value=specimen]"),
            ("Take a picture of your face", "button[value=specimen]"),
            ("How shall this end?", "button[value=unreadable]"),
            ("Photograph your document", "button[value=outcome]"),
            ("How shall this end?", "button[value=expired]"),
        ] {
            heading(&window, title).await;
            fits(&window).await;
            let broken = "return [...document.images].filter((of) => of.complete && !of.naturalWidth).length";
            assert_eq!(script(&window, broken).await, 0, "{title}");
            picture(&window, &format!("sandbox-{}", title.to_lowercase().replace([' ', '?'], "-"))).await;
            click(&window, css).await;
            if css.starts_with("input") {
                click(&window, "button.main").await;
            }
            let address = window.current_url().await.unwrap();
            let inside = address.as_str().starts_with(sandbox.url().as_str());
            assert!(!inside || address.path() == "/web/v4/app", "{address}");
        }
        heading(&window, "This did not work").await;
        fits(&window).await;
        picture(&window, "sandbox-end").await;
        click(&window, "a.main").await;
        let told = returned(&window, "/failed").await;
        assert!(holds(&told, "acquisitionStatus", "ERROR") && holds(&told, "errorCode", "9210"), "{told:?}");
        window.quit().await.unwrap();
    });
}

#[test]
fn keys_are_enough_and_scripts_are_not_needed() {
    let chrome = Chrome::start();
    wait(async {
        let (sandbox, back) = (sandbox().await, site(BACK));
        let run = run(&sandbox, &back).await;
        let window = chrome.window(false).await;
        window.goto(href(&run)).await.unwrap();
        let press = async |keys: TypingData| {
            window.active_element().await.unwrap().send_keys(keys).await.unwrap();
        };
        heading(&window, "Which document do you have?").await;
        press(Key::Tab + "").await;
        press("Argentina".into()).await;
        press(Key::Tab + "").await;
        press(" ".into()).await;
        press(Key::Enter + "").await;
        // The first thing on each page is what one comes for.
        for title in ["Photograph your document", "Take a picture of your face", "How shall this end?"] {
            heading(&window, title).await;
            press(Key::Tab + "").await;
            let focused = window.active_element().await.unwrap();
            assert_eq!(focused.class_name().await.unwrap().as_deref(), Some("main"), "{title}");
            assert_eq!(focused.css_value("outline-style").await.unwrap(), "solid", "{title}");
            press(Key::Enter + "").await;
        }
        // Nobody presses anything: the page goes on by itself.
        let told = returned(&window, "/ok").await;
        assert!(holds(&told, "acquisitionStatus", "SUCCESS"), "{told:?}");
        assert!(holds(&told, "workflowExecutionId", run["workflowExecution"]["id"].as_str().unwrap()));
        window.quit().await.unwrap();
    });
}

#[test]
fn the_page_around_a_frame_hears_how_things_go() {
    let chrome = Chrome::start();
    wait(async {
        let (sandbox, back, around) = (sandbox().await, site(BACK), site(AROUND));
        let window = chrome.window(true).await;
        for (outcome, payload) in [
            ("approved", json!({ "value": "success" })),
            ("no-camera", json!({ "value": "error", "metainfo": { "code": 9820 } })),
        ] {
            let run = run(&sandbox, &back).await;
            window.goto(&around).await.unwrap();
            heading(&window, "Around").await;
            window.execute("frame.src = arguments[0]", vec![href(&run).into()]).await.unwrap();
            let frame = wait_for(&window, By::Id("frame")).await;
            frame.enter_frame().await.unwrap();
            click(&window, "input[value=passport]").await;
            click(&window, "button.main").await;
            click(&window, "button[value=outcome]").await;
            click(&window, &format!("button[value={outcome}]")).await;
            heading(&window, "You are back").await;
            window.enter_default_frame().await.unwrap();
            let told = script(&window, "return window.told").await;
            let told: Vec<Value> = told
                .as_array()
                .unwrap()
                .iter()
                .map(|message| {
                    assert_eq!(message[0], sandbox.url().origin().ascii_serialization());
                    serde_json::from_str(message[1].as_str().expect("messages are texts")).unwrap()
                })
                .collect();
            let payloads: Vec<&Value> = told.iter().map(|message| &message["payload"]).collect();
            assert_eq!(payloads, [&json!({ "value": "loaded" }), &payload]);
            for message in &told {
                assert_eq!(message["eventType"], 510);
                assert_eq!(message["accountId"], run["account"]["id"]);
                assert!(href(&run).contains(message["authorizationToken"].as_str().unwrap()));
            }
        }
        window.quit().await.unwrap();
    });
}

#[test]
fn a_file_is_taken_in_place_of_a_specimen() {
    let chrome = Chrome::start();
    let dir = TempDir::new().unwrap();
    wait(async {
        let (sandbox, back) = (sandbox().await, site(BACK));
        let run = run(&sandbox, &back).await;
        let window = chrome.window(true).await;
        window.goto(href(&run)).await.unwrap();
        click(&window, "input[value=passport]").await;
        click(&window, "button.main").await;
        heading(&window, "Photograph your document").await;
        // The picture that the page shows is as good as any other, and retrieval has specimens in another form.
        let shown = script(&window, "return document.images[0].src").await;
        let shown = client().get(shown.as_str().unwrap()).send().await.unwrap().bytes().await.unwrap();
        let file = dir.path().join("own.png");
        std::fs::write(&file, &shown).unwrap();
        let text = dir.path().join("own.txt");
        std::fs::write(&text, "hello").unwrap();
        for (path, title) in [(&text, "Photograph your document"), (&file, "Take a picture of your face")] {
            let input = wait_for(&window, By::Css("input[type=file]")).await;
            input.send_keys(path.to_str().unwrap()).await.unwrap();
            click(&window, "button[value=file]").await;
            heading(&window, title).await;
        }
        click(&window, "button.main").await;
        heading(&window, "How shall this end?").await;
        click(&window, "button[value=approved]").await;
        heading(&window, "Your pictures were taken").await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let account = text(&run["account"]["id"]);
        let credentials = run["workflowExecution"]["credentials"].as_array().unwrap();
        let id = text(&credentials.iter().find(|of| of["category"] == "ID").unwrap()["id"]);
        let path = format!("retrieval/api/v1/accounts/{account}/credentials/{id}/parts/FRONT");
        let call = client().get(sandbox.url().join(&path).unwrap()).basic_auth(API_TOKEN, Some(API_SECRET));
        let kept = call.send().await.unwrap().bytes().await.unwrap();
        assert!(kept == shown, "{} bytes came back of {}", kept.len(), shown.len());
        window.quit().await.unwrap();
    });
}
