//! Netverify: how transactions begin, who may do what, and what is refused.

use reqwest::Method;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use crate::support::{Answer, Server, options, sample, server, with};

const INITIATE: &str = "/netverify/api/v4/initiate";
const ACCEPTED: &str = "/netverify/api/netverify/v2/acceptedIdTypes";

/// A transaction of Netverify that was started.
pub(crate) struct Scan {
    pub(crate) id: Uuid,
    pub(crate) page: Url,
}

impl Scan {
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/netverify/api/netverify/v2/scans/{}{rest}", self.id)
    }

    pub(crate) fn token(&self) -> String {
        let (_, token) = self.page.query_pairs().find(|(name, _)| name == "authorizationToken").unwrap();
        token.into_owned()
    }
}

pub(crate) fn request() -> Value {
    json!({ "customerInternalReference": "onboarding-2024-000123", "userReference": "user-7f3a" })
}

pub(crate) async fn initiate(server: &Server, body: &Value) -> Answer {
    let request = server.request(Method::POST, INITIATE).header("accept", "application/json");
    Answer::of(request.json(body)).await
}

pub(crate) async fn start(server: &Server, body: &Value) -> Scan {
    let answer = initiate(server, body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = answer.json();
    Scan {
        id: answer["transactionReference"].as_str().unwrap().parse().unwrap(),
        page: answer["redirectUrl"].as_str().unwrap().parse().unwrap(),
    }
}

pub(crate) async fn get(server: &Server, path: &str) -> Answer {
    server.get(path).await
}

/// What a refusal says, after its shape was looked at.
fn refusal(answer: &Answer, uri: &str) -> String {
    let body = answer.json();
    let mut members: Vec<_> = body.as_object().unwrap().keys().cloned().collect();
    let mut expected: Vec<_> = sample("netverify-error-401").as_object().unwrap().keys().cloned().collect();
    members.sort();
    expected.sort();
    assert_eq!(members, expected);
    assert_eq!(body["httpStatus"], answer.status.as_u16());
    assert_eq!(body["requestURI"], uri);
    body["message"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_transaction_begins_with_a_page() {
    let server = server(options()).await;
    for name in ["netverify-initiate-request", "netverify-initiate-request-minimal"] {
        let request = sample(name);
        let answer = initiate(&server, &request).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let answer = answer.json();
        let members: Vec<_> = answer.as_object().unwrap().keys().cloned().collect();
        let expected: Vec<_> =
            sample("netverify-initiate-response").as_object().unwrap().keys().cloned().collect();
        assert_eq!(members, expected);
        assert_eq!(answer["timestamp"], "2024-03-04T10:15:30.234Z");
        let id: Uuid = answer["transactionReference"].as_str().unwrap().parse().unwrap();
        assert_eq!(id.get_version_num(), 4);
        let page: Url = answer["redirectUrl"].as_str().unwrap().parse().unwrap();
        assert_eq!(page.path(), "/web/v4/app");
        let query: Vec<_> = page.query_pairs().into_owned().collect();
        assert_eq!(query[0], ("locale".into(), request["locale"].as_str().unwrap_or("en").into()));
        assert_eq!((query[1].0.as_str(), query[1].1.split('.').count()), ("authorizationToken", 3));

        let transaction = server.sandbox.transaction(id).unwrap();
        assert_eq!((transaction.run_id, transaction.tenant.as_str()), (id, "sandbox-acme"));
        assert_eq!(transaction.status, "PENDING");
        assert_eq!(transaction.definition_key, "200");
        assert_eq!(transaction.customer_internal_reference, request["customerInternalReference"]);
    }
    assert_eq!(server.sandbox.transactions().len(), 2);
}

#[tokio::test]
async fn callers_are_known_by_basic_authentication_and_say_who_they_are() {
    let server = server(options()).await;
    let plain = reqwest::Client::builder().tls_certs_only([]).no_proxy().build().unwrap();
    let uri = format!("{}{ACCEPTED}", server.base);
    let ask = async |agent: Option<&str>, accept: &str, authorization: Option<&str>| {
        let mut request = plain.get(format!("{}{ACCEPTED}", server.base)).header("accept", accept);
        if let Some(agent) = agent {
            request = request.header("user-agent", agent);
        }
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        Answer::of(request).await
    };
    let (agent, json) = (Some("Acme Onboarding/v1.0"), "application/json");
    // sandbox-acme:sandbox-acme-secret, real:pair
    let (good, bad) =
        (Some("Basic c2FuZGJveC1hY21lOnNhbmRib3gtYWNtZS1zZWNyZXQ="), Some("Basic cmVhbDpwYWly"));
    assert_eq!(ask(agent, json, good).await.status, 200);
    for (agent, accept, authorization, status, message) in [
        (agent, json, bad, 401, "Unauthorized: Bad credentials"),
        (agent, json, Some("Basic !"), 401, "Unauthorized: Bad credentials"),
        (agent, json, Some("Basic c2FuZGJveA=="), 401, "Unauthorized: Bad credentials"),
        (agent, json, Some("Bearer abc"), 403, "Forbidden: Basic authentication is required"),
        (agent, json, None, 403, "Forbidden: missing header authorization"),
        (None, json, good, 403, "Forbidden: missing header user-agent"),
        (agent, "", good, 403, "Forbidden: missing header accept"),
    ] {
        let answer = ask(agent, accept, authorization).await;
        assert_eq!(answer.status, status, "{message}");
        assert_eq!(refusal(&answer, &uri), message);
    }
}

#[tokio::test]
async fn requests_that_break_a_rule_name_the_member() {
    let local = server(options()).await;
    let strict = server(Options { strict_urls: true, ..options() }).await;
    let uri = |server: &Server| format!("{}{INITIATE}", server.base);
    for (member, value, message) in [
        ("customerInternalReference", Value::Null, "customerInternalReference is required"),
        ("userReference", "x".repeat(101).into(), "userReference must not be longer than 100 characters"),
        ("workflowId", 300.into(), "workflowId must be one of 100, 101, 102, 200, 201, 202"),
        ("locale", "es-UY".into(), "locale is not supported"),
        ("tokenLifetimeInMinutes", 4.into(), "tokenLifetimeInMinutes must be a whole number from 5 to 86400"),
        (
            "presets",
            json!([{ "index": 1, "country": "URY" }]),
            "presets[0].type must be PASSPORT, DRIVING_LICENSE or ID_CARD",
        ),
        (
            "callbackUrl",
            "https://a.example/?errorCode=1".into(),
            "callbackUrl must not contain a parameter that will be appended",
        ),
    ] {
        let answer = initiate(&local, &with(request(), member, value)).await;
        assert_eq!(answer.status, 400, "{message}");
        assert_eq!(refusal(&answer, &uri(&local)), format!("Bad Request: {message}"));
    }
    let here = with(request(), "callbackUrl", "http://127.0.0.1:8082/callback".into());
    assert_eq!(initiate(&local, &here).await.status, 200);
    let answer = initiate(&strict, &here).await;
    assert_eq!(refusal(&answer, &uri(&strict)), "Bad Request: callbackUrl must use https");
    assert_eq!(strict.sandbox.transactions(), []);

    let form = local.request(Method::POST, INITIATE).form(&[("a", "b")]);
    assert_eq!(Answer::of(form).await.status, 415);
    let nameless = Answer::of(local.request(Method::POST, INITIATE).body("{}")).await;
    assert_eq!(refusal(&nameless, &uri(&local)), "Forbidden: missing header Content-Type");
    let broken = local.request(Method::POST, INITIATE).header("content-type", "application/json").body("{");
    assert_eq!(refusal(&Answer::of(broken).await, &uri(&local)), "Bad Request: the body is no JSON object");
}

#[tokio::test]
async fn what_is_not_there_is_refused_in_the_same_shape() {
    let server = server(options()).await;
    let base = &server.base;
    let answer = get(&server, "/netverify/api/v5/initiate").await;
    assert_eq!(answer.status, 404);
    assert_eq!(refusal(&answer, &format!("{base}/netverify/api/v5/initiate")), "Not Found: no such resource");
    let answer = get(&server, INITIATE).await;
    assert_eq!(answer.status, 405);
    assert_eq!(
        refusal(&answer, &format!("{base}{INITIATE}")),
        "Method Not Allowed: the resource knows no such method"
    );
    for id in ["00000000-0000-4000-8000-000000000000", "1"] {
        let path = format!("/netverify/api/netverify/v2/scans/{id}");
        assert_eq!(refusal(&get(&server, &path).await, &format!("{base}{path}")), "Not Found: no such scan");
    }
}

#[tokio::test]
async fn a_pair_does_what_it_may() {
    let server = server(options()).await;
    let scan = start(&server, &request()).await;
    for (token, initiates, retrieves) in [
        ("sandbox-acme-initiate", 200, 403),
        ("sandbox-acme-retrieve", 403, 200),
        ("sandbox-other", 200, 404),
    ] {
        let pair = |method: Method, path: &str| {
            let request = server.http.request(method, format!("{}{path}", server.base));
            request.basic_auth(token, Some(format!("{token}-secret")))
        };
        let started = Answer::of(pair(Method::POST, INITIATE).json(&request())).await;
        assert_eq!(started.status, initiates, "{token}");
        assert_eq!(Answer::of(pair(Method::GET, ACCEPTED)).await.status, initiates, "{token}");
        let read = Answer::of(pair(Method::GET, &scan.path(""))).await;
        assert_eq!(read.status, retrieves, "{token}");
        if retrieves != 200 {
            assert_eq!(Answer::of(pair(Method::DELETE, &scan.path(""))).await.status, retrieves, "{token}");
        }
    }
    assert_eq!(get(&server, &scan.path("")).await.status, 200);
}

#[tokio::test]
async fn every_way_to_reach_it_is_answered_in_kind() {
    let server = server(options()).await;
    let port = server.base.rsplit_once(':').unwrap().1;
    for (path, host, prefix, page) in [
        ("/api/v4/initiate", None, format!("{}/netverify", server.base), server.base.clone()),
        (INITIATE, None, format!("{}/netverify", server.base), server.base.clone()),
        (
            "/lon.netverify.com/api/v4/initiate",
            None,
            format!("{}/lon.netverify.com", server.base),
            format!("{}/sandbox.lon.netverify.com", server.base),
        ),
        (
            "/api/v4/initiate",
            Some(format!("core-sgp.jumio.com:{port}")),
            format!("http://core-sgp.jumio.com:{port}"),
            format!("http://sandbox.core-sgp.jumio.com:{port}"),
        ),
    ] {
        let ask = |method: Method, path: &str| {
            let request = server.request(method, path);
            match &host {
                Some(host) => request.header("host", host),
                None => request,
            }
        };
        let answer = Answer::of(ask(Method::POST, path).json(&request())).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let answer = answer.json();
        let redirect = answer["redirectUrl"].as_str().unwrap();
        assert!(redirect.starts_with(&format!("{page}/web/v4/app?")), "{redirect}");
        let id = answer["transactionReference"].as_str().unwrap();
        server.sandbox.finish(id.parse().unwrap(), &sandbox::Finish::default()).unwrap();
        let scans = path.replace("v4/initiate", &format!("netverify/v2/scans/{id}"));
        let images = Answer::of(ask(Method::GET, &format!("{scans}/images"))).await.json();
        let href = images["images"][0]["href"].as_str().unwrap();
        assert_eq!(href, format!("{prefix}/api/netverify/v2/scans/{id}/images/back"));
        let wrong = Answer::of(ask(Method::GET, &format!("{scans}/images/side"))).await;
        let uri = match &host {
            Some(_) => format!("{prefix}/api/netverify/v2/scans/{id}/images/side"),
            None => format!("{}{scans}/images/side", server.base),
        };
        assert_eq!(refusal(&wrong, &uri), "Not Found: no such image");
    }
    // A tenant of London is unknown elsewhere.
    for (host, status) in [("lon.netverify.com", 200), ("netverify.com", 401), ("core-sgp.jumio.com", 401)] {
        let url = format!("{}/{host}/api/netverify/v2/acceptedIdTypes", server.base);
        let request = server.http.get(url).basic_auth("sandbox-acme-eu", Some("sandbox-acme-eu-secret"));
        assert_eq!(Answer::of(request).await.status, status, "{host}");
    }
}

#[tokio::test]
async fn rates_are_kept_when_the_switch_is_on() {
    let limited = server(Options { rate_limits: true, ..options() }).await;
    let sandbox: &Sandbox = &limited.sandbox;
    for call in 0..5 {
        assert_eq!(initiate(&limited, &request()).await.status, 200, "{call}");
    }
    let answer = initiate(&limited, &request()).await;
    assert_eq!(answer.status, 429);
    let uri = format!("{}{INITIATE}", limited.base);
    assert_eq!(refusal(&answer, &uri), "Too Many Requests: Request limit exceeded");
    sandbox.advance(std::time::Duration::from_secs(5));
    let scan = start(&limited, &request()).await;
    for call in 0..75 {
        assert_eq!(get(&limited, &scan.path("")).await.status, 200, "{call}");
    }
    assert_eq!(get(&limited, &scan.path("")).await.status, 429);
    assert_eq!(get(&limited, ACCEPTED).await.status, 429);

    let free = server(options()).await;
    for _ in 0..6 {
        assert_eq!(initiate(&free, &request()).await.status, 200);
    }
}

#[tokio::test]
async fn documents_are_listed_by_country() {
    let server = server(options()).await;
    for name in ["supportedIdTypes", "acceptedIdTypes"] {
        let answer = get(&server, &format!("/netverify/api/netverify/v2/{name}")).await.json();
        let shown = sample(&format!("netverify-{name}"));
        let countries = answer[name].as_array().unwrap();
        for expected in shown[name].as_array().unwrap() {
            let country = countries.iter().find(|of| of["countryCode"] == expected["countryCode"]).unwrap();
            assert_eq!(country["countryName"], expected["countryName"]);
            let kinds = country["idTypes"].as_array().unwrap();
            for kind in expected["idTypes"].as_array().unwrap() {
                assert!(kinds.contains(kind), "{country}");
            }
        }
        assert!(countries.len() > 200);
    }
}
