use std::collections::BTreeMap;

use serde_json::{Value, json};
use url::Url;

use crate::support::{Started, options, person, sample, server, with};

const DISCLAIMER: &str = "It was not made by Jumio and is not connected with Jumio";

fn returning() -> Value {
    let web = json!({
        "successUrl": "http://127.0.0.1:9/return/ok?session=1",
        "errorUrl": "http://127.0.0.1:9/return/failed",
    });
    with(person(), "web", web)
}

fn parameters(url: &Url) -> BTreeMap<String, String> {
    url.query_pairs().into_owned().collect()
}

fn expected(started: &Started, rest: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::from([
        ("accountId".to_owned(), started.account.to_string()),
        ("workflowExecutionId".to_owned(), started.run.to_string()),
        ("customerInternalReference".to_owned(), "onboarding-2024-000123".to_owned()),
    ]);
    all.extend(rest.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    all
}

/// The sources of a page's pictures, as a browser reads them.
fn pictures(html: &str) -> Vec<String> {
    html.split("<img src=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
        .collect()
}

#[tokio::test]
async fn a_customer_chooses_a_document_photographs_it_and_returns() {
    let server = server(options()).await;
    let started = server.start(&returning()).await;
    let token = started.token();

    let choose = server.open(started.href()).await;
    assert_eq!(choose.status, 200);
    let html = choose.text();
    for part in [
        r#"<html lang="en">"#,
        r#"name="viewport""#,
        DISCLAIMER,
        r#"<option value="URY" selected>Uruguay</option>"#,
        r#"name="document" value="passport" required>"#,
        r#"name="document" value="visa" required>"#,
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(!html.contains("<script"));
    let policy = choose.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(
        (choose.header("referrer-policy"), choose.header("cache-control")),
        ("no-referrer", "no-store")
    );

    let capture =
        server.submit(&[("authorizationToken", &token), ("country", "ARG"), ("document", "passport")]).await;
    assert_eq!(capture.status, 200);
    let html = capture.text();
    assert!(html.contains("Passport, Argentina") && html.contains(DISCLAIMER), "{html}");
    assert!(
        html.contains(r#"<button name="outcome" value="approved" class="main">Approved</button>"#),
        "{html}"
    );
    assert!(
        html.contains(r#"<button name="outcome" value="selfie-mismatch">Selfie does not match</button>"#)
    );
    let pictures = pictures(&html);
    assert_eq!(pictures.len(), 2, "front and selfie: {pictures:?}");
    for picture in pictures {
        let shown = server.open(&format!("{}/web/v4/{picture}", server.base)).await;
        assert_eq!((shown.status.as_u16(), shown.header("content-type")), (200, "image/jpeg"));
    }
    assert!(
        capture.header("content-security-policy").ends_with("form-action 'self' http://127.0.0.1:9"),
        "browsers follow the way back only to places that are named"
    );

    let done = server
        .submit(&[
            ("authorizationToken", &token),
            ("country", "ARG"),
            ("document", "passport"),
            ("outcome", "approved"),
        ])
        .await;
    let url = done.location();
    assert_eq!((url.host_str(), url.path()), (Some("127.0.0.1"), "/return/ok"));
    let rest = [("session", "1"), ("acquisitionStatus", "SUCCESS")];
    assert_eq!(parameters(&url), expected(&started, &rest));
    let details = server.details(&started).await;
    assert_eq!(details["decision"]["type"], "PASSED");
    let data = &details["capabilities"]["extraction"][0]["data"];
    assert_eq!((&data["type"], &data["issuingCountry"]), (&json!("PASSPORT"), &json!("ARG")));

    let again = server.open(started.href()).await;
    assert_eq!(again.status, 410);
    assert!(again.text().contains("This link was used already") && again.text().contains(DISCLAIMER));
}

#[tokio::test]
async fn one_form_is_enough_for_a_script() {
    let server = server(options()).await;
    for (outcome, decision) in [("unreadable", "REJECTED"), ("selfie-unclear", "WARNING")] {
        let started = server.start(&returning()).await;
        let token = started.token();
        let fields = [("authorizationToken", token.as_str()), ("document", "id-card"), ("outcome", outcome)];
        assert_eq!(parameters(&server.submit(&fields).await.location())["acquisitionStatus"], "SUCCESS");
        assert_eq!(server.details(&started).await["decision"]["type"], decision);
    }
}

#[tokio::test]
async fn customers_who_fail_return_with_an_error_code() {
    let server = server(options()).await;
    for (outcome, code, status) in
        [("expired", "9210", "SESSION_EXPIRED"), ("no-camera", "9820", "INITIATED")]
    {
        let started = server.start(&returning()).await;
        let token = started.token();
        let fields = [("authorizationToken", token.as_str()), ("document", "id-card"), ("outcome", outcome)];
        let url = server.submit(&fields).await.location();
        assert_eq!(url.path(), "/return/failed");
        let rest = [("acquisitionStatus", "ERROR"), ("errorCode", code)];
        assert_eq!(parameters(&url), expected(&started, &rest));
        assert_eq!(server.status(&started).await, status);
    }
}

#[tokio::test]
async fn a_fixed_document_is_the_only_one() {
    let server = server(options()).await;
    let started = server.start(&sample("kyx-account-create-request-full")).await;
    let token = started.token();
    let page = server.open(started.href()).await.text();
    assert!(page.contains("Identity card, Uruguay") && !page.contains("Choose another document"), "{page}");
    for (country, document) in [("URY", "passport"), ("ARG", "id-card")] {
        let fields = [
            ("authorizationToken", token.as_str()),
            ("country", country),
            ("document", document),
            ("outcome", "approved"),
        ];
        let refused = server.submit(&fields).await;
        assert_eq!(refused.status, 422);
        let html = refused.text();
        assert!(html.contains(r#"value="id-card""#) && !html.contains(r#"value="passport""#), "{html}");
    }
    assert_eq!(server.status(&started).await, "INITIATED");
    let fields = [("authorizationToken", token.as_str()), ("outcome", "approved")];
    let url = server.submit(&fields).await.location();
    assert_eq!((url.scheme(), url.host_str()), ("https", Some("campaign.example.com")));
}

#[tokio::test]
async fn a_wish_for_several_documents_does_not_bind_the_page() {
    let server = server(options()).await;
    let mut request = person();
    request["workflowDefinition"]["credentials"] =
        json!([{ "category": "ID", "type": { "values": ["VISA", "PASSPORT"] } }]);
    let started = server.start(&request).await;
    let page = server.open(started.href()).await.text();
    assert!(page.contains("Asked for: Visa, Passport."), "{page}");
    let at = |name: &str| page.find(&format!("value=\"{name}\"")).unwrap();
    assert!(at("passport") < at("id-card") && at("visa") < at("driving-license"));

    request["workflowDefinition"]["credentials"] = json!([{
        "category": "ID",
        "country": { "predefinedType": "RECOMMENDED", "values": ["DEU"] },
        "type": { "values": ["VISA"] },
    }]);
    let started = server.start(&request).await;
    let page = server.open(started.href()).await.text();
    assert!(page.contains(r#"<option value="DEU" selected>"#), "{page}");
    assert!(
        page.contains(r#"value="visa" required checked>"#) && page.contains(r#"value="passport" required>"#)
    );
}

#[tokio::test]
async fn forms_that_lack_something_are_shown_again() {
    let server = server(options()).await;
    let started = server.start(&returning()).await;
    let token = started.token();
    let token = ("authorizationToken", token.as_str());
    for fields in [
        vec![token],
        vec![token, ("document", "library-card")],
        vec![token, ("document", "passport"), ("country", "uy")],
        vec![token, ("outcome", "approved")],
        vec![token, ("document", "passport"), ("outcome", "splendid")],
    ] {
        let answer = server.submit(&fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(answer.text().contains(r#"role="alert""#), "{fields:?}");
    }
    assert_eq!(server.status(&started).await, "INITIATED");
}

#[tokio::test]
async fn links_that_are_unknown_or_too_old_say_so() {
    let server = server(options()).await;
    let unknown = server.open(&format!("{}/web/v4/app?authorizationToken=abc", server.base)).await;
    assert_eq!(unknown.status, 401);
    assert!(unknown.text().contains("This link is not valid") && unknown.text().contains(DISCLAIMER));
    let started = server.start(&returning()).await;
    server.minutes(30);
    let late = server.open(started.href()).await;
    assert_eq!(late.status, 410);
    let html = late.text();
    assert!(html.contains("This link has expired") && html.contains("errorCode=9200"), "{html}");
}

#[tokio::test]
async fn without_a_place_to_return_to_the_page_says_goodbye() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    let token = started.token();
    let fields = [("authorizationToken", token.as_str()), ("document", "visa"), ("outcome", "approved")];
    let answer = server.submit(&fields).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("You can close this page") && answer.text().contains(DISCLAIMER));
}

#[tokio::test]
async fn a_place_that_no_policy_can_name_is_reached_by_a_link() {
    let server = server(options()).await;
    for place in ["http://[::1]:9/return", "http://a;sandbox/return"] {
        let started = server.start(&with(person(), "web", json!({ "successUrl": place }))).await;
        let token = started.token();
        let fields = [("authorizationToken", token.as_str()), ("document", "visa")];
        let capture = server.submit(&fields).await;
        assert!(capture.header("content-security-policy").ends_with("form-action 'self'"));
        let answer = server.submit(&[fields[0], fields[1], ("outcome", "approved")]).await;
        assert_eq!(answer.status, 200);
        let html = answer.text();
        assert!(
            html.contains(&format!(r#"http-equiv="refresh" content="0; url={place}?accountId="#)),
            "{html}"
        );
        assert!(html.contains(&format!(r#"href="{place}?accountId="#)));
    }
}

#[tokio::test]
async fn what_the_reference_asks_for_is_the_first_button() {
    let server = server(options()).await;
    let started = server.start(&sample("kyx-mock-service-account-request")).await;
    let token = started.token();
    let page = server.submit(&[("authorizationToken", &token), ("document", "passport")]).await.text();
    let first = r#"<button name="outcome" value="requested" class="main">As requested: MISMATCHING_DATAPOINTS</button>"#;
    assert!(page.contains(first), "{page}");
}

#[tokio::test]
async fn selfies_need_no_document() {
    let server = server(options()).await;
    let started = server.start(&with(person(), "workflowDefinition", json!({ "key": 10016 }))).await;
    let page = server.open(started.href()).await.text();
    assert!(page.contains("Take your pictures") && page.contains(r#"value="not-live""#), "{page}");
    assert!(!page.contains(r#"value="selfie-mismatch""#) && !page.contains(r#"name="document""#));
}

#[tokio::test]
async fn the_style_and_the_root_are_there() {
    let server = server(options()).await;
    let style = server.open(&format!("{}/web/v4/page.css", server.base)).await;
    assert_eq!((style.status.as_u16(), style.header("content-type")), (200, "text/css; charset=utf-8"));
    let root = server.open(&server.base).await;
    assert!(root.text().contains(DISCLAIMER));
}
