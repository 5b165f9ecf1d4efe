//! One listener, all of Jumio's hosts: by `Host`, and by the first segment of the path.

use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use url::Url;

use crate::support::{Answer, Server, options, person, sample, server};
use crate::uploads::{jpeg, with_document};

const REGIONS: [(&str, &str); 3] = [("us", "amer-1"), ("eu", "emea-1"), ("sg", "apac-1")];

fn pair(request: RequestBuilder, token: &str) -> RequestBuilder {
    request.basic_auth(token, Some(format!("{token}-secret")))
}

/// A request to one of Jumio's hosts, sent to the sandbox as a client does whose resolver leads there.
fn by_host(server: &Server, method: Method, url: &str) -> RequestBuilder {
    let url: Url = url.parse().unwrap();
    let mut here: Url = server.base.parse().unwrap();
    here.set_path(url.path());
    here.set_query(url.query());
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str().unwrap()),
        None => url.host_str().unwrap().to_owned(),
    };
    server.http.request(method, here).header("host", host)
}

#[tokio::test]
async fn a_verification_goes_over_jumios_own_hosts_in_every_data_centre() {
    let server = server(options()).await;
    for (_, region) in REGIONS {
        let token = by_host(&server, Method::POST, &format!("http://auth.{region}.jumio.ai/oauth2/token"));
        let token = pair(token, "sandbox-acme").form(&[("grant_type", "client_credentials")]);
        let bearer = Answer::of(token).await.json()["access_token"].as_str().unwrap().to_owned();

        let url = format!("http://account.{region}.jumio.ai/api/v1/accounts");
        let create =
            by_host(&server, Method::POST, &url).bearer_auth(&bearer).json(&with_document("PASSPORT"));
        let answer = Answer::of(create).await.json();
        let href = answer["web"]["href"].as_str().unwrap();
        assert!(href.starts_with(&format!("http://sandbox.web.{region}.jumio.ai/web/v4/app?")), "{href}");
        assert_eq!(Answer::of(by_host(&server, Method::GET, href)).await.status, 200);

        let credentials = answer["workflowExecution"]["credentials"].as_array().unwrap();
        let api = &credentials.iter().find(|of| of["category"] == "ID").unwrap()["api"];
        let transaction = api["token"].as_str().unwrap();
        let front = api["parts"]["front"].as_str().unwrap();
        assert!(front.starts_with(&format!("http://api.{region}.jumio.ai/api/v1/accounts/")), "{front}");
        let mut body = b"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".to_vec();
        body.extend(jpeg(1));
        body.extend(b"\r\n--x--\r\n");
        let upload = by_host(&server, Method::POST, front).bearer_auth(transaction);
        let upload = upload.header("content-type", "multipart/form-data; boundary=x").body(body);
        assert_eq!(Answer::of(upload).await.status, 200);
        let finalise = by_host(&server, Method::PUT, api["workflowExecution"].as_str().unwrap());
        assert_eq!(Answer::of(finalise.bearer_auth(transaction)).await.status, 200);

        let (account, run) = (&answer["account"]["id"], &answer["workflowExecution"]["id"]);
        let (account, run) = (account.as_str().unwrap(), run.as_str().unwrap());
        let details =
            format!("http://retrieval.{region}.jumio.ai/api/v1/accounts/{account}/workflow-executions/{run}");
        let details = Answer::of(by_host(&server, Method::GET, &details).bearer_auth(&bearer)).await.json();
        assert_eq!(details["workflow"]["status"], "PROCESSED");
        let picture = details["credentials"][0]["parts"][0]["href"].as_str().unwrap();
        assert!(picture.starts_with(&format!("http://retrieval.{region}.jumio.ai/")), "{picture}");
        let picture = Answer::of(by_host(&server, Method::GET, picture).bearer_auth(&bearer)).await;
        assert_eq!(picture.bytes, jpeg(1));

        let health = by_host(&server, Method::GET, &format!("http://status.{region}.jumio.ai"));
        assert_eq!(Answer::of(health).await.json(), sample("kyx-health-up"));
    }
}

#[tokio::test]
async fn a_port_that_the_caller_names_is_in_the_answers() {
    let server = server(options()).await;
    let create = by_host(&server, Method::POST, "http://account.emea-1.jumio.ai:8443/api/v1/accounts");
    let answer = Answer::of(pair(create, "sandbox").json(&person())).await.json();
    let href = answer["web"]["href"].as_str().unwrap();
    assert!(href.starts_with("http://sandbox.web.emea-1.jumio.ai:8443/web/v4/app?"), "{href}");
}

#[tokio::test]
async fn clients_that_can_change_a_base_url_only_name_the_host_in_the_path() {
    let server = server(options()).await;
    for (_, region) in REGIONS {
        let base = format!("{}/account.{region}.jumio.ai", server.base);
        let create = pair(server.http.post(format!("{base}/api/v1/accounts")), "sandbox").json(&person());
        let answer = Answer::of(create).await.json();
        let href = answer["web"]["href"].as_str().unwrap();
        let here = format!("{}/sandbox.web.{region}.jumio.ai/web/v4/app?", server.base);
        assert!(href.starts_with(&here), "{href}");
        let page = server.open(href).await;
        assert_eq!(page.status, 200);
        let upload =
            answer["workflowExecution"]["credentials"][0]["api"]["workflowExecution"].as_str().unwrap();
        assert!(upload.starts_with(&format!("{}/api.{region}.jumio.ai/api/v1/", server.base)), "{upload}");
        let (account, run) = (&answer["account"]["id"], &answer["workflowExecution"]["id"]);
        let status = format!(
            "/retrieval.{region}.jumio.ai/api/v1/accounts/{}/workflow-executions/{}/status",
            account.as_str().unwrap(),
            run.as_str().unwrap()
        );
        let status =
            Answer::of(pair(server.http.get(format!("{}{status}", server.base)), "sandbox")).await.json();
        let account = status["account"]["href"].as_str().unwrap().to_owned();
        assert!(account.starts_with(&format!("{}/retrieval.{region}.jumio.ai/", server.base)), "{account}");
    }
}

#[tokio::test]
async fn a_pair_of_one_data_centre_is_unknown_in_the_others() {
    let server = server(options()).await;
    for (name, home) in REGIONS {
        let token = format!("sandbox-acme-{name}");
        for (_, region) in REGIONS {
            let expected = if region == home { 200 } else { 401 };
            let oauth =
                by_host(&server, Method::POST, &format!("http://auth.{region}.jumio.ai/oauth2/token"));
            let oauth = pair(oauth, &token).form(&[("grant_type", "client_credentials")]);
            assert_eq!(Answer::of(oauth).await.status, expected, "{token} in {region}");
            let url = format!("{}/account.{region}.jumio.ai/api/v1/accounts", server.base);
            let create = pair(server.http.post(url), &token).json(&person());
            assert_eq!(Answer::of(create).await.status, expected, "{token} in {region}");
        }
        let url = format!("{}/auth/oauth2/token", server.base);
        let oauth = pair(server.http.post(url), &token).form(&[("grant_type", "client_credentials")]);
        let bearer = Answer::of(oauth).await.json()["access_token"].as_str().unwrap().to_owned();
        // An access token is as bound as its pair.
        for (_, region) in REGIONS {
            let create =
                by_host(&server, Method::POST, &format!("http://account.{region}.jumio.ai/api/v1/accounts"));
            let status = Answer::of(create.bearer_auth(&bearer).json(&person())).await.status;
            assert_eq!(status, if region == home { 200 } else { 401 }, "a token of {token} in {region}");
        }
    }
}

#[tokio::test]
async fn a_host_serves_its_own_paths_only() {
    let server = server(options()).await;
    let status = async |url: &str| {
        Answer::of(pair(by_host(&server, Method::GET, url), "sandbox")).await.status.as_u16()
    };
    let id = "00000000-0000-4000-8000-000000000000";
    let run = format!("/api/v1/accounts/{id}/workflow-executions/{id}");
    assert_eq!(status(&format!("http://retrieval.emea-1.jumio.ai{run}/status")).await, 404);
    assert_eq!(status(&format!("http://api.emea-1.jumio.ai{run}")).await, 405);
    for foreign in [
        "http://account.emea-1.jumio.ai/oauth2/token",
        "http://sandbox.web.emea-1.jumio.ai/status",
        "http://sandbox.web.emea-1.jumio.ai/sandbox/transactions",
        "http://status.emea-1.jumio.ai/status",
        "http://auth.emea-1.jumio.ai/sandbox/clock",
    ] {
        assert_eq!(status(foreign).await, 404, "{foreign}");
    }
}

#[tokio::test]
async fn unknown_hosts_mean_the_plain_paths() {
    let server = server(options()).await;
    let health = by_host(&server, Method::GET, "http://sandbox.example.com/status");
    assert_eq!(Answer::of(health).await.json()["status"], "UP");
    let answer: Value = server.create(&person()).await.json();
    let href = answer["web"]["href"].as_str().unwrap();
    assert!(href.starts_with(&format!("{}/web/v4/app?", server.base)), "{href}");
}
