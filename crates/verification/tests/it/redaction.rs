//! Neither errors nor `Debug` nor logs of the adapter show a secret, or what is known about a person.

use std::io;
use std::sync::{Arc, LazyLock, Mutex};

use model::verification::ImageRef;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;
use verification::{Accepts, Fetched, Provider, StartRequest, outcome};

use crate::netverify;
use crate::server::{
    ACCOUNT, REFERENCE, RUN, Server, details, details_call, netverify_settings, run_ref, sample, settings,
    status_call,
};
use crate::starting::full;

/// Whatever must not be seen: secrets, tokens, and what is known about the person of the samples.
const HIDDEN: &[&str] = &[
    "an-api-token",
    "a-very-secret-secret",
    "YW4tYXBpLXRva2Vu",
    "a-bearer-token",
    "sandbox-transaction-token",
    "sandbox-authorization-token",
    "authorizationToken",
    "geheim",
    "203.0.113.25",
    "EJEMPLO",
    "ANA LUCIA",
    "1990-05-17",
    "12345678",
    "CALLE FICTICIA",
];

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

/// Every way in which a call can fail. What refuses may repeat what was sent; what comes in place of a result may hold
/// anything.
fn failures(echo: &str) -> Vec<(u16, String)> {
    let told =
        |status: u16| (status, json!({ "title": format!("{status}: {echo}"), "detail": echo }).to_string());
    let mut failures: Vec<(u16, String)> =
        [400, 401, 403, 404, 405, 408, 409, 429, 500, 503].map(told).into();
    failures.push((401, json!({ "message": echo }).to_string()));
    for body in
        [r#"{"account":"EJEMPLO","scanReference":["ANA LUCIA"]}"#, "ANA LUCIA EJEMPLO, born 1990-05-17", ""]
    {
        failures.push((200, body.to_owned()));
    }
    failures
}

const URLS: &str = "https://acme.test/callbacks/geheim, https://acme.test/return/geheim-ok, https://acme.test/return/geheim-bad";

fn person() -> StartRequest {
    let mut request = full();
    request.success_url = Some("https://acme.test/return/geheim-ok".to_owned());
    request.error_url = Some("https://acme.test/return/geheim-bad".to_owned());
    request
}

async fn everything(provider: &dyn Provider, run: &verification::RunRef, shown: &mut Vec<String>) {
    let request = person();
    shown.push(format!("{request:?} {provider:?} {:?}", request.consent));
    match provider.start(&request).await {
        Ok(started) => shown.push(format!("{started:?}")),
        Err(error) => shown.push(format!("{error} {error:?}")),
    }
    match provider.check_credentials().await {
        Ok(()) => {}
        Err(error) => shown.push(format!("{error} {error:?}")),
    }
    shown.push(format!("{:?}", provider.health().await));
    match provider.fetch(run, REFERENCE).await {
        Ok(Fetched::Final(result)) => {
            shown.push(format!("{result:?} {:?}", outcome(&result, &Accepts::default())));
            shown.extend(result.captured.0.values().map(|value| format!("{value:?}")));
        }
        other => shown.push(format!("{other:?}")),
    }
    let image =
        ImageRef { name: "front".to_owned(), credential_id: "c".to_owned(), classifier: "front".to_owned() };
    match provider.image(run, &image).await {
        Ok(image) => shown.push(format!("{image:?}")),
        Err(error) => shown.push(format!("{error} {error:?}")),
    }
}

fn assert_hidden(shown: &[String]) {
    for text in shown {
        for hidden in HIDDEN {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
}

#[tokio::test]
async fn the_current_platform_shows_nothing() {
    let log = LazyLock::force(&LOG);
    let mut shown = Vec::new();
    let server = Server::start().await;
    let provider = server.secretive(&settings());
    let create = "POST /account/api/v1/accounts";
    let image = format!("GET /retrieval/api/v1/accounts/{ACCOUNT}/credentials/c/parts/front");
    let token = r#"{"access_token":"a-bearer-token","expires_in":3600}"#;
    server.answer("POST /auth/oauth2/token", 200, token);
    server.answer("GET /status", 200, sample("kyx-health-degraded.json"));
    server.answer(create, 200, sample("kyx-account-response.json"));
    server.run("processed", &details("passed"));
    server.answer(&image, 200, "EJEMPLO");
    everything(&*provider, &run_ref(), &mut shown).await;
    let succeeded = shown.join(" ");
    assert!(succeeded.contains("document.first_name") && succeeded.contains("FetchedImage("), "{succeeded}");

    for (status, body) in failures(&format!("userIp 203.0.113.25 and {URLS}")) {
        server.answer(create, status, body);
        everything(&*provider, &run_ref(), &mut shown).await;
    }
    for (status, body) in failures("odd") {
        for call in [&status_call(), &details_call(), &image] {
            server.answer(call, status, body.clone());
            everything(&*provider, &run_ref(), &mut shown).await;
        }
    }
    for (status, body) in failures("odd") {
        server.answer("POST /auth/oauth2/token", status, body);
        everything(&*server.secretive(&settings()), &run_ref(), &mut shown).await;
    }
    let callback = sample("kyx-callback-processed.json");
    shown.push(format!("{:?}", provider.parse_callback(callback.as_bytes())));
    assert!(
        shown.iter().any(|text| text.contains("userIp … and …") || text.contains("userIp …, …")),
        "{shown:?}"
    );
    assert!(log.text().contains("answered call=creating an account at Jumio status=400"), "{}", log.text());
    shown.push(log.text());
    assert_hidden(&shown);
    assert!(shown.iter().any(|text| text.contains(RUN)), "ids may be seen");
}

#[tokio::test]
async fn the_former_platform_shows_nothing() {
    let log = LazyLock::force(&LOG);
    let mut shown = Vec::new();
    let server = Server::start().await;
    let provider = server.secretive(&netverify_settings("200"));
    let initiate = "POST /api/v4/initiate";
    let accepted = "GET /api/netverify/v2/acceptedIdTypes";
    server.answer(initiate, 200, sample("netverify-initiate-response.json"));
    server.answer(accepted, 200, sample("netverify-acceptedIdTypes.json"));
    let mut odd = netverify::data();
    odd["verification"]["rejectReason"] =
        json!({ "rejectReasonCode": "200", "rejectReasonDetails": "ANA LUCIA" });
    for data in [netverify::data(), odd] {
        netverify::answer(&server, "DONE", &data);
        server.answer(&netverify::call("/images/front"), 200, "EJEMPLO");
        everything(&*provider, &netverify::run_ref(), &mut shown).await;
    }
    for (status, body) in failures(URLS) {
        server.answer(initiate, status, body);
        everything(&*provider, &netverify::run_ref(), &mut shown).await;
    }
    for (status, body) in failures("odd") {
        for call in ["", "/data", "/images", "/images/front"]
            .map(netverify::call)
            .iter()
            .chain([&accepted.to_owned()])
        {
            server.answer(call, status, body.clone());
            everything(&*provider, &netverify::run_ref(), &mut shown).await;
        }
    }
    for name in ["approved", "document-verification"] {
        let body = sample(&format!("netverify-callback-{name}.form.txt"));
        shown.push(format!("{:?}", provider.parse_callback(body.as_bytes())));
    }
    assert!(
        log.text().contains("answered call=starting a transaction at Jumio status=403"),
        "{}",
        log.text()
    );
    shown.push(log.text());
    assert_hidden(&shown);
}
