//! Neither errors nor `Debug` nor logs show a secret, or what is known about a person.

use std::io;
use std::sync::{Arc, LazyLock, Mutex};

use jumio::kyx::{self, ConsentGiven, Obtained, UserConsent, UserLocation};
use jumio::netverify::{self, Callback, InitiateRequest};
use tracing_subscriber::fmt::MakeWriter;

use crate::server::{API_SECRET, API_TOKEN, BEARER, Prepared, Server, json, request};

const SCAN: &str = "8a6e4c7b-21d5-4f0e-9b3a-5c7d9e1f2a34";

/// Whatever must not be seen: secrets, tokens, and what is known about the person of the samples.
const HIDDEN: &[&str] = &[
    API_TOKEN,
    API_SECRET,
    BEARER,
    "sandbox-transaction-token",
    "sandbox-authorization-token",
    "geheimnis",
    "203.0.113.25",
    "EJEMPLO",
    "ANA LUCIA",
    "1990-05-17",
    "12345678",
    "CALLE FICTICIA",
];

fn assert_hidden<'a>(shown: impl IntoIterator<Item = &'a String>) {
    for text in shown {
        for hidden in HIDDEN {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
}

/// Everything that was logged in this process. For one thread alone, what other tests log first would be left out.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .init();
    log
});

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn echo(status: u16, text: &str) -> Prepared {
    json(status, &format!(r#"{{"title":"about {text}","detail":"{text} is odd"}}"#))
}

#[tokio::test]
async fn the_current_platform_shows_nothing() {
    let log = LazyLock::force(&LOG);
    let mut shown = Vec::new();
    let mut person = request();
    person.callback_url = Some("https://acme.test/cb/geheimnis".to_owned());
    person.user_consent = Some(UserConsent {
        user_ip: "203.0.113.25".to_owned(),
        user_location: UserLocation { country: "URY".to_owned(), state: None },
        consent: Some(ConsentGiven { obtained: Obtained::Yes, obtained_at: None }),
    });
    let server = Server::start().await;
    let client = server.client();
    let details = include_str!("../samples/kyx-details-passed.json");
    server.answers([
        json(200, include_str!("../samples/kyx-account-response.json")),
        json(400, r#"{"detail":"userIp 203.0.113.25 and https://acme.test/cb/geheimnis are odd"}"#),
        json(400, &format!(r#"{{"detail":"{}https://acme.test/cb/geheimnis"}}"#, "x".repeat(175))),
        json(200, r#"{"account":"EJEMPLO"}"#),
        json(401, "{}"),
        echo(401, "203.0.113.25"),
        echo(403, "203.0.113.25"),
        echo(400, "path /cb/geheimnis"),
        echo(404, "203.0.113.25"),
        echo(500, "https://acme.test/cb/geheimnis"),
        json(200, details),
        Prepared::Answer(200, "image/jpeg", b"EJEMPLO".as_slice().into()),
        json(200, r#"{"workflow":"EJEMPLO"}"#),
    ]);
    let started = client.create_account(&person).await.unwrap();
    shown.push(format!("{started:?} {person:?} {:?} {client:?} {:?}", person.user_consent, server.config()));
    for _ in 0..8 {
        let error = client.create_account(&person).await.unwrap_err();
        shown.push(format!("{error} {error:?}"));
    }
    shown.push(format!("{:?}", client.details("a", "w").await.unwrap()));
    shown.push(format!("{:?}", client.part("a", "c", "PREPARED_DATA").await.unwrap()));
    let error = client.details("a", "w").await.unwrap_err();
    shown.push(format!("{error} {error:?}"));
    assert!(shown[1].contains("userIp … and … are odd"), "{}", shown[1]);
    assert!(log.text().contains("answered call=creating an account at Jumio status=400"), "{}", log.text());
    shown.push(log.text());
    assert_hidden(&shown);
}

#[tokio::test]
async fn netverify_shows_nothing() {
    let log = LazyLock::force(&LOG);
    let mut shown = Vec::new();
    let mut request = InitiateRequest::new("onboarding-1", "user-1");
    request.callback_url = Some("https://acme.test/cb/geheimnis".to_owned());
    request.success_url = Some("https://acme.test/ok/geheimnis".to_owned());
    let server = Server::start().await;
    let mut config = server.netverify_config();
    config.administration = Some(config.credentials.clone());
    let client = netverify::Client::new(config.clone()).unwrap();
    server.answers([
        json(200, include_str!("../samples/netverify-initiate-response.json")),
        json(400, r#"{"message":"https://acme.test/cb/geheimnis and https://acme.test/ok/geheimnis"}"#),
        echo(403, "https://acme.test/cb/geheimnis"),
        json(200, include_str!("../samples/netverify-data.json")),
        json(200, include_str!("../samples/netverify-data-document.json")),
        json(200, include_str!("../samples/netverify-data-transaction.json")),
        json(200, r#"{"scanReference":["EJEMPLO"]}"#),
    ]);
    shown.push(format!("{:?} {request:?} {client:?} {config:?}", client.initiate(&request).await.unwrap()));
    for _ in 0..2 {
        let error = client.initiate(&request).await.unwrap_err();
        shown.push(format!("{error} {error:?}"));
    }
    shown.push(format!("{:?}", client.data(SCAN).await.unwrap()));
    shown.push(format!("{:?}", client.document(SCAN).await.unwrap()));
    shown.push(format!("{:?}", client.transaction(SCAN).await.unwrap()));
    let error = client.data(SCAN).await.unwrap_err();
    shown.push(format!("{error} {error:?}"));
    for body in [
        include_str!("../samples/netverify-callback-approved.form.txt"),
        include_str!("../samples/netverify-callback-document-verification.form.txt"),
    ] {
        shown.push(format!("{:?}", Callback::from_form(body.as_bytes())));
    }
    assert!(shown[1].contains("… and …"), "{}", shown[1]);
    assert!(
        log.text().contains("answered call=starting a transaction at Jumio status=403"),
        "{}",
        log.text()
    );
    shown.push(log.text());
    assert_hidden(&shown);
}

#[test]
fn callbacks_of_the_current_platform_hold_nothing_to_hide() {
    let callback: kyx::Callback =
        serde_json::from_str(include_str!("../samples/kyx-callback-processed.json")).unwrap();
    assert_hidden([&format!("{callback:?}")]);
}
