use std::collections::BTreeMap;

use serde_json::json;
use url::Url;

use crate::browse::{
    alert, give, heading, message, own_picture, pictures, press, returning, to_the_outcomes,
};
use crate::support::{Started, options, person, sample, server, with};

const DISCLAIMER: &str = "It was not made by Jumio and is not connected with Jumio";

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
    let loaded = message(&choose).unwrap();
    assert_eq!(loaded["payload"], json!({ "value": "loaded" }));

    let card = [("country", "ARG"), ("document", "id-card")];
    let mut page = press(&server, &choose, "", "", &card).await;
    let mut seen = Vec::new();
    while heading(&page) != "How shall this end?" {
        assert_eq!(page.status, 200, "{}", page.text());
        let html = page.text();
        assert!(html.contains(DISCLAIMER) && !html.contains("<script"), "{html}");
        let step = html.split(r#"<p class="step">"#).nth(1).unwrap().split('<').next().unwrap();
        seen.push((step.to_owned(), heading(&page)));
        for picture in pictures(&html) {
            assert!(!picture.contains(&token) && picture.starts_with("picture/"), "{picture}");
            let shown = server.open(&format!("{}/web/v4/{picture}", server.base)).await;
            assert_eq!((shown.status.as_u16(), shown.header("content-type")), (200, "image/png"));
        }
        page = press(&server, &page, "use", "specimen", &[]).await;
    }
    let seen: Vec<_> = seen.iter().map(|(step, heading)| (&**step, &**heading)).collect();
    assert_eq!(
        seen,
        [
            ("Step 2 of 5", "Photograph your document"),
            ("Step 3 of 5", "Now the other side"),
            ("Step 4 of 5", "Take a picture of your face"),
        ]
    );
    let html = page.text();
    assert!(html.contains("Identity card, Argentina"), "{html}");
    assert_eq!(pictures(&html).len(), 3, "front, back and face");
    assert!(
        html.contains(r#"<button name="outcome" value="approved" class="main">Approved</button>"#),
        "{html}"
    );

    let done = press(&server, &page, "outcome", "approved", &[]).await;
    assert_eq!((done.status.as_u16(), heading(&done).as_str()), (200, "Your pictures were taken"));
    let html = done.text();
    assert!(html.contains("<strong>Approved</strong>") && html.contains(DISCLAIMER), "{html}");
    let success = message(&done).unwrap();
    assert_eq!(
        success,
        json!({
            "authorizationToken": token,
            "accountId": started.account,
            "workflowExecutionId": started.run,
            "customerInternalReference": "onboarding-2024-000123",
            "eventType": 510,
            "dateTime": "2024-03-04T10:15:30.234Z",
            "payload": { "value": "success" },
        })
    );
    let link = html.split(r#"class="main" href=""#).nth(1).unwrap().split('"').next().unwrap();
    let url: Url = link.replace("&#38;", "&").parse().unwrap();
    assert!(html.contains(&format!(r#"http-equiv="refresh" content="5; url={link}""#)), "{html}");
    assert_eq!((url.host_str(), url.path()), (Some("127.0.0.1"), "/return/ok"));
    let rest = [("session", "1"), ("acquisitionStatus", "SUCCESS")];
    assert_eq!(parameters(&url), expected(&started, &rest));
    let details = server.details(&started).await;
    assert_eq!(details["decision"]["type"], "PASSED");
    let data = &details["capabilities"]["extraction"][0]["data"];
    assert_eq!((&data["type"], &data["issuingCountry"]), (&json!("ID_CARD"), &json!("ARG")));

    let again = server.open(started.href()).await;
    assert_eq!(again.status, 410);
    assert!(again.text().contains("This link was used already") && again.text().contains(DISCLAIMER));
}

#[tokio::test]
async fn pages_are_guarded_and_may_be_framed() {
    let server = server(options()).await;
    let started = server.start(&returning()).await;
    let page = server.open(started.href()).await;
    assert_eq!(
        page.header("content-security-policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors http: https:"
    );
    for (name, value) in [
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", ""),
    ] {
        assert_eq!(page.header(name), value, "{name}");
    }
    let script = server.open(&format!("{}/web/v4/frame.js", server.base)).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.text().contains("window.parent !== window"));
}

#[tokio::test]
async fn what_callers_give_is_escaped() {
    let server = server(options()).await;
    let name = r#"</script><script>alert("1")</script>"#;
    let wish = json!({ "extractionOverrides": { "firstName": name } }).to_string();
    let started = server.start(&with(returning(), "customerInternalReference", wish.into())).await;
    let page = server.open(started.href()).await;
    let html = page.text();
    assert_eq!(html.matches("<script").count(), 1, "{html}");
    assert!(html.contains("&#60;script&#62;alert"), "{html}");
    let told = message(&page).unwrap();
    assert!(told["customerInternalReference"].as_str().unwrap().contains("alert"), "{told}");
}

#[tokio::test]
async fn pictures_need_the_page_that_shows_them() {
    let server = server(options()).await;
    let (one, other) = (server.start(&returning()).await, server.start(&returning()).await);
    let mut shown = Vec::new();
    for started in [&one, &other] {
        let page = server.open(started.href()).await;
        let page = press(&server, &page, "", "", &[("country", "ARG"), ("document", "passport")]).await;
        shown.push(pictures(&page.text()).remove(0));
    }
    let proof = |path: &str| path.split('/').nth(2).unwrap().to_owned();
    let wrong = shown[0].replace(&proof(&shown[0]), &proof(&shown[1]));
    let open = async |path: &str| server.open(&format!("{}/web/v4/{path}", server.base)).await.status;
    assert_eq!((open(&shown[0]).await.as_u16(), open(&wrong).await.as_u16()), (200, 404));
    assert_eq!(open(&shown[0].replace("/front", "/side")).await, 404);
    server.finish(&one, "approved");
    assert_eq!(open(&shown[0]).await, 404, "nobody is there to see it");
}

#[tokio::test]
async fn what_cannot_be_read_is_shown_three_times_at_most() {
    let server = server(options()).await;
    let started = server.start(&returning()).await;
    let mut page = to_the_outcomes(&server, started.href(), "passport").await;
    for attempt in 2..=3 {
        page = press(&server, &page, "outcome", "unreadable", &[]).await;
        assert_eq!((page.status.as_u16(), heading(&page).as_str()), (422, "Photograph your document"));
        let html = page.text();
        assert!(html.contains("could not be read") && html.contains(&format!("{attempt} of 3")), "{html}");
        assert_eq!(server.status(&started).await, "INITIATED");
        while heading(&page) != "How shall this end?" {
            page = press(&server, &page, "use", "specimen", &[]).await;
        }
    }
    let done = press(&server, &page, "outcome", "unreadable", &[]).await;
    assert_eq!(heading(&done), "This did not work");
    assert_eq!(message(&done).unwrap()["payload"], json!({ "value": "error", "metainfo": { "code": 9835 } }));
    assert!(
        done.text().contains("/return/failed?") && done.text().contains("errorCode=9835"),
        "{}",
        done.text()
    );
    let details = server.details(&started).await;
    assert_eq!(details["decision"]["type"], "REJECTED");
    assert_eq!(details["capabilities"]["usability"][0]["decision"]["details"]["label"], "BLURRED");

    // A good one after a bad one is as good as any.
    let started = server.start(&returning()).await;
    let page = to_the_outcomes(&server, started.href(), "visa").await;
    let mut page = press(&server, &page, "outcome", "unreadable", &[]).await;
    page = press(&server, &page, "go", "outcome", &[]).await;
    press(&server, &page, "outcome", "approved", &[]).await;
    assert_eq!(server.details(&started).await["decision"]["type"], "PASSED");
}

#[tokio::test]
async fn netverify_has_the_same_journey_with_its_own_parameters() {
    use crate::netverify::{get, request, start};
    let server = server(options()).await;
    let mut body = request();
    body["workflowId"] = 201.into();
    body["successUrl"] = "http://127.0.0.1:9/ok?a=1".into();
    body["errorUrl"] = "http://127.0.0.1:9/no".into();
    let scan = start(&server, &body).await;
    let choose = server.open(scan.page.as_str()).await;
    let told = json!({
        "authorizationToken": scan.token(),
        "transactionReference": scan.id,
        "customerInternalReference": "onboarding-2024-000123",
        "eventType": 510,
        "dateTime": "2024-03-04T10:15:30.234Z",
        "payload": { "value": "loaded" },
    });
    assert_eq!(message(&choose), Some(told.clone()));
    let front = press(&server, &choose, "", "", &[("country", "URY"), ("document", "id-card")]).await;
    assert!(front.text().contains(r#"capture="environment""#), "only a camera will do: {}", front.text());
    let own = own_picture(image::ImageFormat::Png);
    let back = give(&server, &front, own.clone()).await;
    let face = press(&server, &back, "use", "specimen", &[]).await;
    assert!(face.text().contains(r#"capture="user""#), "{}", face.text());
    let outcomes = press(&server, &face, "use", "specimen", &[]).await;
    let again = press(&server, &outcomes, "outcome", "unreadable", &[]).await;
    assert!(alert(&again).contains("could not be read") && again.text().contains("2 of 3"));
    let back = give(&server, &again, own.clone()).await;
    let outcomes = press(&server, &back, "go", "outcome", &[]).await;
    let done = press(&server, &outcomes, "outcome", "approved", &[]).await;
    assert_eq!(message(&done), Some(with(told.clone(), "payload", json!({ "value": "success" }))));
    let html = done.text();
    let query = format!(
        "transactionReference={}&#38;transactionStatus=SUCCESS&#38;customerInternalReference=onboarding-2024-000123",
        scan.id
    );
    assert!(html.contains(&format!("http://127.0.0.1:9/ok?a=1&#38;{query}\"")), "{html}");
    let status = get(&server, &scan.path("")).await.json();
    assert_eq!(status["status"], "DONE", "{status}");
    let image = get(&server, &scan.path("/images/front")).await;
    assert_eq!((image.header("content-type"), image.bytes == own), ("image/png", true));

    let scan = start(&server, &body).await;
    let mut page = to_the_outcomes(&server, scan.page.as_str(), "passport").await;
    for _ in 0..3 {
        page = press(&server, &page, "outcome", "unreadable", &[]).await;
        if page.status == 422 {
            page = press(&server, &page, "go", "outcome", &[]).await;
        }
    }
    let error = message(&page).unwrap();
    assert_eq!(error["payload"], json!({ "value": "error", "metainfo": { "code": 9835 } }));
    assert!(page.text().contains("/no?transactionReference="), "{}", page.text());
    let data = get(&server, &scan.path("/data")).await.json();
    assert_eq!(data["document"]["status"], "ERROR_NOT_READABLE_ID", "{data}");

    let late = start(&server, &body).await;
    server.minutes(31);
    let page = server.open(late.page.as_str()).await;
    assert_eq!(
        (page.status.as_u16(), message(&page).unwrap()["payload"]["metainfo"]["code"].as_u64()),
        (410, Some(9200))
    );
}

#[tokio::test]
async fn customers_may_go_back() {
    let server = server(options()).await;
    let started = server.start(&returning()).await;
    let outcomes = to_the_outcomes(&server, started.href(), "passport").await;
    let choose = press(&server, &outcomes, "go", "choice", &[]).await;
    assert_eq!((choose.status.as_u16(), heading(&choose).as_str()), (200, "Which document do you have?"));
    let front = press(&server, &outcomes, "go", "pictures", &[]).await;
    assert_eq!(heading(&front), "Photograph your document");
    assert_eq!(heading(&press(&server, &front, "go", "outcome", &[]).await), "How shall this end?");
    assert_eq!(press(&server, &outcomes, "", "", &[]).await.status, 422, "a result has to be chosen");
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
    assert!(page.contains("Identity card, Uruguay") && !page.contains("Another document"), "{page}");
    assert!(page.contains("Step 1 of 4"), "{page}");
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
async fn what_the_reference_asks_for_is_the_first_button() {
    let server = server(options()).await;
    let started = server.start(&sample("kyx-mock-service-account-request")).await;
    let outcomes = to_the_outcomes(&server, started.href(), "passport").await;
    let page = outcomes.text();
    let first = r#"<button name="outcome" value="requested" class="main">As requested: MISMATCHING_DATAPOINTS</button>"#;
    assert!(page.contains(first), "{page}");
    assert_eq!(page.matches(r#"class="main""#).count(), 1, "{page}");
    let done = press(&server, &outcomes, "outcome", "requested", &[]).await.text();
    assert!(done.contains("<strong>MISMATCHING_DATAPOINTS</strong>"), "{done}");
}

#[tokio::test]
async fn selfies_need_no_document() {
    let server = server(options()).await;
    let started = server.start(&with(person(), "workflowDefinition", json!({ "key": 10016 }))).await;
    let face = server.open(started.href()).await;
    assert_eq!(heading(&face), "Take a picture of your face");
    assert!(face.text().contains("Step 1 of 2"), "{}", face.text());
    let page = press(&server, &face, "use", "specimen", &[]).await.text();
    assert!(page.contains(r#"value="not-live""#) && !page.contains(r#"value="selfie-mismatch""#), "{page}");
}

#[tokio::test]
async fn the_style_and_the_root_are_there() {
    let server = server(options()).await;
    let style = server.open(&format!("{}/web/v4/page.css", server.base)).await;
    assert_eq!((style.status.as_u16(), style.header("content-type")), (200, "text/css; charset=utf-8"));
    let root = server.open(&server.base).await;
    assert!(root.text().contains(DISCLAIMER));
}
