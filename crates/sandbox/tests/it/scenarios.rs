use reqwest::Method;
use sandbox::{Finishes, Scenario, Scope};
use serde_json::{Value, json};

use crate::support::{Answer, Listener, Server, Started, options, person, server, with};

async fn switch_on(server: &Server, wish: Value) {
    let answer = server.control(Method::PUT, "scenario", Some(wish)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

/// Starts a run and lets the customer press through. Gives what was decided, and the label of the document's usability.
async fn attempt(server: &Server, request: &Value) -> (String, String) {
    let started = server.start(request).await;
    server.finish(&started, "requested");
    decided(server, &started).await
}

async fn decided(server: &Server, started: &Started) -> (String, String) {
    let details = server.details(started).await;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let usability = &details["capabilities"]["usability"][0]["decision"]["details"]["label"];
    (text(&details["decision"]["type"]), text(usability))
}

fn of(person: &str) -> Value {
    with(self::person(), "userReference", person.into())
}

fn result(decision: &str, label: &str) -> (String, String) {
    (decision.to_owned(), label.to_owned())
}

#[tokio::test]
async fn every_person_goes_through_the_results_from_the_first() {
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "blurred-twice-then-ok" })).await;
    let blurred = result("REJECTED", "BLURRED");
    assert_eq!(attempt(&server, &of("ana")).await, blurred);
    assert_eq!(attempt(&server, &of("ana")).await, blurred);
    assert_eq!(attempt(&server, &of("luis")).await, blurred, "another person begins anew");
    assert_eq!(attempt(&server, &of("ana")).await, result("PASSED", "OK"));
    assert_eq!(attempt(&server, &of("ana")).await, result("PASSED", "OK"), "the last one stays");
    let active = server.control(Method::GET, "scenario", None).await.json();
    let expected = json!({ "active": [{
        "name": "blurred-twice-then-ok", "scope": {}, "finishes": "by-customer", "given": 5,
    }] });
    assert_eq!(active, expected);

    assert_eq!(server.control(Method::DELETE, "scenario", None).await.json(), json!({ "cleared": 1 }));
    assert_eq!(attempt(&server, &of("luis")).await, result("PASSED", "OK"));
}

#[tokio::test]
async fn runs_of_one_account_are_attempts_of_one_person() {
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "blurred-twice-then-ok" })).await;
    let mut request = person();
    request.as_object_mut().unwrap().remove("userReference");
    let mut run = server.start(&request).await;
    for expected in ["BLURRED", "BLURRED", "OK"] {
        server.finish(&run, "requested");
        assert_eq!(decided(&server, &run).await.1, expected);
        let path = format!("/account/api/v1/accounts/{}", run.account);
        let again = Answer::of(server.request(Method::PUT, &path).json(&request)).await;
        run = Started::of(again.json());
    }
}

#[tokio::test]
async fn the_narrowest_scope_counts() {
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "fraud" })).await;
    switch_on(&server, json!({ "name": "never-readable", "scope": { "tenant": "sandbox-acme" } })).await;
    let narrow = json!({ "tenant": "sandbox-acme", "referencePrefix": "vip-" });
    switch_on(&server, json!({ "name": "first-time-ok", "scope": narrow })).await;
    let vip = with(person(), "customerInternalReference", "vip-1".into());
    assert_eq!(attempt(&server, &vip).await, result("PASSED", "OK"));
    assert_eq!(attempt(&server, &person()).await, result("REJECTED", "BLURRED"));
    let cleared = server.control(Method::DELETE, "scenario?tenant=sandbox-acme", None).await;
    assert_eq!(cleared.json(), json!({ "cleared": 1 }));
    let details = attempt(&server, &person()).await;
    assert_eq!(details, result("REJECTED", "OK"), "fraud is on for all others");
    assert_eq!(attempt(&server, &vip).await, result("PASSED", "OK"));
}

#[tokio::test]
async fn a_reference_that_asks_for_a_result_gets_that_one() {
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "fraud" })).await;
    let wish = json!({ "decisionLabel": "GLARE", "credentialWithDecision": "ID" }).to_string();
    let request = with(person(), "customerInternalReference", wish.into());
    assert_eq!(attempt(&server, &request).await, result("REJECTED", "GLARE"));
}

#[tokio::test]
async fn the_page_has_the_scenarios_result_and_any_other() {
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "never-readable" })).await;
    for (outcome, expected) in
        [("requested", result("REJECTED", "BLURRED")), ("approved", result("PASSED", "OK"))]
    {
        let started = server.start(&of("ana")).await;
        let token = started.token();
        let fields = [
            ("authorizationToken", token.as_str()),
            ("document", "passport"),
            ("country", "URY"),
            ("outcome", outcome),
        ];
        server.submit(&fields).await;
        assert_eq!(decided(&server, &started).await, expected, "the customer has the last word");
    }
}

#[tokio::test]
async fn a_visit_is_enough_where_the_scenario_finishes_by_itself() {
    let mut listener = Listener::new(200).await;
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "copy-then-ok", "finishes": "at-visit" })).await;
    let mut request = with(of("ana"), "callbackUrl", listener.url.clone().into());
    request["web"] =
        json!({ "successUrl": "http://127.0.0.1:1/done", "errorUrl": "http://127.0.0.1:1/failed" });
    let started = server.start(&request).await;
    assert_eq!(server.status(&started).await, "INITIATED");
    let back = server.open(started.href()).await.location();
    assert_eq!(back.path(), "/done");
    assert_eq!(listener.next_status().await, "PROCESSED");
    assert_eq!(decided(&server, &started).await.0, "REJECTED");
    assert_eq!(server.open(started.href()).await.status, 410, "a link is good for one visit");
}

#[tokio::test]
async fn nobody_is_needed_where_the_scenario_finishes_at_once() {
    let mut listener = Listener::new(200).await;
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "expired", "finishes": "at-once" })).await;
    let started = server.start(&with(of("ana"), "callbackUrl", listener.url.clone().into())).await;
    assert_eq!(listener.next_status().await, "SESSION_EXPIRED");
    let timeline = server.timeline(&started).await;
    let plan = ("scenario".to_owned(), "expired, attempt 1: expired".to_owned(), None);
    assert_eq!(timeline[1], plan);
}

#[tokio::test]
async fn a_result_that_the_workflow_does_not_know_is_told_and_left_out() {
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "watchlist-alert" })).await;
    let started = server.start(&person()).await;
    let timeline = server.timeline(&started).await;
    assert!(timeline[1].1.starts_with("watchlist-alert, attempt 1: ALERT: not possible, "), "{timeline:?}");
    server.finish(&started, "requested");
    assert_eq!(decided(&server, &started).await.0, "PASSED");
    let screened = server.start(&with(person(), "workflowDefinition", json!({ "key": 10013 }))).await;
    server.finish(&screened, "requested");
    let details = server.details(&screened).await;
    let screening = &details["capabilities"]["watchlistScreening"][0]["decision"];
    assert_eq!(*screening, json!({ "type": "WARNING", "details": { "label": "ALERT" } }));
}

#[tokio::test]
async fn scenarios_are_sent_and_listed() {
    let server = server(options()).await;
    let own = json!({
        "name": "ana-then-nothing",
        "description": "One result for the whole tenant",
        "finishes": "by-customer",
        "attempts": "of-tenant",
        "afterwards": "nothing",
        "results": [
            { "document": "passport", "country": "ARG", "label": "GLARE", "credential": "ID",
              "extraction": { "firstName": "ANA" } },
        ],
    });
    let sent = server.control(Method::POST, "scenarios", Some(own.clone())).await;
    assert_eq!((sent.status.as_u16(), sent.json()), (201, own.clone()));
    assert_eq!(server.control(Method::GET, "scenarios/ana-then-nothing", None).await.json(), own);
    let list = server.control(Method::GET, "scenarios", None).await.json();
    assert_eq!(list["scenarios"][0]["name"], "ana-then-nothing");
    assert_eq!(list["scenarios"].as_array().unwrap().len(), 1 + sandbox::built_in().len());
    switch_on(&server, json!({ "name": "ana-then-nothing" })).await;
    let started = server.start(&of("ana")).await;
    server.finish(&started, "requested");
    assert_eq!(decided(&server, &started).await, result("REJECTED", "GLARE"));
    assert_eq!(attempt(&server, &of("luis")).await, result("PASSED", "OK"), "the tenant's attempts are over");

    for (wish, status, what) in [
        (json!({ "name": "x", "results": [{ "label": "SHINY" }] }), 400, "results[0].label: \"SHINY\""),
        (json!({ "name": "x", "results": [] }), 400, "results: must have"),
        (json!({ "name": "x" }), 422, "missing field `results`"),
        (json!({ "name": "x", "results": [{ "outcom": "approved" }] }), 422, "unknown field `outcom`"),
    ] {
        let answer = server.control(Method::POST, "scenarios", Some(wish.clone())).await;
        assert_eq!(answer.status, status, "{wish}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(what), "{wish}: {}", answer.text());
    }
    let unknown = server.control(Method::PUT, "scenario", Some(json!({ "name": "none" }))).await;
    assert_eq!(
        (unknown.status.as_u16(), &unknown.json()["detail"]),
        (404, &json!("there is no scenario \"none\""))
    );
}

#[tokio::test]
async fn what_is_read_and_shown_is_the_scenarios() {
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "document-expired", "finishes": "at-once" })).await;
    let details = server.details(&server.start(&person()).await).await;
    assert_eq!(details["decision"]["type"], "PASSED");
    assert_eq!(details["capabilities"]["extraction"][0]["data"]["expiryDate"], "2019-06-30");
    let visa =
        Scenario::from_json(r#"{ "name": "visa", "results": [{ "document": "visa", "country": "CHN" }] }"#);
    server.sandbox.add_scenario(visa.unwrap()).unwrap();
    server.sandbox.set_scenario("visa", Scope::default(), Some(Finishes::AtOnce)).unwrap();
    let details = server.details(&server.start(&person()).await).await;
    let data = &details["capabilities"]["extraction"][0]["data"];
    assert_eq!((&data["type"], &data["issuingCountry"]), (&json!("VISA"), &json!("CHN")));
}

/// Capabilities with the workflow and the credential by which they are reached here, and all their labels (FACTS 4.9).
const LABELS: &[(&str, &str, &str, &str)] = &[
    (
        "usability",
        "10011",
        "ID",
        "TECHNICAL_ERROR NOT_UPLOADED UNSUPPORTED_COUNTRY UNSUPPORTED_DOCUMENT_TYPE BLACK_WHITE MISSING_SIGNATURE \
         MISSING_PAGE NOT_A_DOCUMENT BAD_QUALITY BAD_QUALITY_IMAGE BLURRED GLARE PART_OF_DOCUMENT_MISSING \
         PART_OF_DOCUMENT_HIDDEN DAMAGED_DOCUMENT MISSING_MANDATORY_DATAPOINTS DOCUMENT_CONTENT_NOT_SUPPORTED \
         DIGITAL_COPY PHOTOCOPY",
    ),
    ("usability", "10011", "SELFIE", "LIVENESS_UNDETERMINED BLACK_WHITE TECHNICAL_ERROR"),
    ("extraction", "10011", "ID", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR"),
    (
        "imageChecks",
        "10011",
        "ID",
        "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR DIFFERENT_PERSON REPEATED_FACE GHOST_IMAGE_QUALITY_INSUFFICIENT \
         FAILED DIGITAL_COPY WATERMARK MANIPULATED_DOCUMENT MANIPULATED_DOCUMENT_PHOTO \
         MANIPULATED_DOCUMENT_DOCUMENT_NUMBER MANIPULATED_DOCUMENT_EXPIRY MANIPULATED_DOCUMENT_DOB \
         MANIPULATED_DOCUMENT_NAME MANIPULATED_DOCUMENT_ADDRESS MANIPULATED_DOCUMENT_SECURITY_CHECKS \
         MANIPULATED_DOCUMENT_SIGNATURE MANIPULATED_DOCUMENT_PERSONAL_NUMBER MANIPULATED_DOCUMENT_PLACE_OF_BIRTH \
         MANIPULATED_DOCUMENT_GENDER MANIPULATED_DOCUMENT_ISSUING_DATE OTHER_REJECTION GHOST_IMAGE_DIFFERENT PUNCHED \
         SAMPLE FAKE CHIP_MISSING DIGITAL_MANIPULATION MISMATCH_FRONT_BACK LOOKUPS_HIGH_RISK_FACE",
    ),
    (
        "dataChecks",
        "10011",
        "ID",
        "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR DOCUMENT_EXPIRY_WITHIN_CONFIGURED_LIMIT \
         ID_DATA_MISMATCH_LOW_CONFIDENCE ID_DATA_INVALID UNREADABLE_DATASOURCE LOOKUPS_MEDIUM_RISK_SAME_DOCUMENT_NUMBER \
         LOOKUPS_MEDIUM_RISK_IP_ADDRESS LOOKUPS_MEDIUM_RISK_DEVICE HIGH_FRAUD_RISK NFC_CERTIFICATE \
         MISMATCHING_DATAPOINTS MRZ_CHECKSUM MISMATCHING_DATA_REPEATED_FACE MISMATCH_HRZ_MRZ_DATA CUSTOMER_FEEDBACK \
         ID_DATA_MISMATCH LOOKUPS_HIGH_RISK_SAME_DATA LOOKUPS_HIGH_RISK_SAME_FACE_MISMATCHING_DATA \
         LOOKUPS_HIGH_RISK_DEVICE LOOKUPS_HIGH_RISK_IP_ADDRESS MISMATCH_FRONT_BACK SUPERIMPOSED_TEXT",
    ),
    (
        "liveness",
        "10011",
        "FACEMAP",
        "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR AGE_DIFFERENCE BAD_QUALITY LIVENESS_UNDETERMINED \
         ID_USED_AS_SELFIE MULTIPLE_PEOPLE DIGITAL_COPY PHOTOCOPY MANIPULATED NO_FACE_PRESENT FACE_NOT_FULLY_VISIBLE \
         BLACK_WHITE",
    ),
    ("similarity", "10011", "SELFIE", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR NOT_POSSIBLE NO_MATCH"),
    ("authentication", "10014", "FACEMAP", "PRECONDITION_NOT_FULFILLED TECHNICAL_ERROR FAILED"),
    (
        "watchlistScreening",
        "10013",
        "ID",
        "NOT_ENOUGH_DATA VALIDATION_FAILED INVALID_MERCHANT_SETTINGS TECHNICAL_ERROR EXTRACTION_NOT_DONE \
         NO_VALID_ID_CREDENTIAL PRECONDITION_NOT_FULFILLED ALERT",
    ),
    (
        "addressValidation",
        "10013",
        "ID",
        "NOT_ENOUGH_DATA TECHNICAL_ERROR UNSUPPORTED_COUNTRY PRECONDITION_NOT_FULFILLED ALERT DENY",
    ),
    (
        "proofOfResidency",
        "10013",
        "ID",
        "NOT_ENOUGH_DATA TECHNICAL_ERROR UNSUPPORTED_COUNTRY PRECONDITION_NOT_FULFILLED ALERT DENY",
    ),
    (
        "drivingLicenseVerification",
        "10013",
        "ID",
        "TECHNICAL_ERROR UNSUPPORTED_COUNTRY UNSUPPORTED_STATE PRECONDITION_NOT_FULFILLED VALIDATION_FAILED ALERT DENY",
    ),
    (
        "braCpfValidation",
        "10005",
        "DATA",
        "NOT_ENOUGH_DATA TECHNICAL_ERROR INVALID_MERCHANT_SETTINGS VALIDATION_FAILED PRECONDITION_NOT_FULFILLED \
         UNSUPPORTED_COUNTRY DENY",
    ),
    (
        "biometricVerification",
        "10006",
        "SELFIE",
        "LOW_RISK MEDIUM_RISK HIGH_RISK TECHNICAL_ERROR PERMISSION_DENIED BAD_REQUEST PRECONDITION_NOT_FULFILLED",
    ),
];

#[tokio::test]
async fn every_documented_label_is_reached_where_it_belongs() {
    let server = server(options()).await;
    for (capability, key, credential, labels) in LABELS {
        for label in labels.split_whitespace() {
            let started = server.start(&with(person(), "workflowDefinition", json!({ "key": key }))).await;
            let wish = json!({
                "document": "driving-license",
                "country": "USA",
                "label": label,
                "credential": credential,
                "capability": capability,
            });
            let path = format!("transactions/{}/finish", started.run);
            let answer = server.control(Method::POST, &path, Some(wish)).await;
            assert_eq!(answer.status, 200, "{capability} {label}: {}", answer.text());
            let details = server.details(&started).await;
            let entries = details["capabilities"][capability].as_array().unwrap();
            let is_there = entries.iter().any(|entry| {
                let of = entry["credentials"].as_array().unwrap();
                entry["decision"]["details"]["label"] == *label
                    && of.iter().any(|of| of["category"] == *credential)
            });
            assert!(is_there, "{capability} {label}: {}", details["capabilities"]);
        }
    }
}

#[tokio::test]
async fn both_platforms_go_through_the_same_scenarios() {
    let server = server(options()).await;
    switch_on(&server, json!({ "name": "blurred-twice-then-ok", "finishes": "at-once" })).await;
    let request =
        json!({ "customerInternalReference": "onboarding-1", "userReference": "ana", "workflowId": 200 });
    let mut told = Vec::new();
    for _ in 0..3 {
        let post = server.request(Method::POST, "/netverify/api/v4/initiate");
        let made = Answer::of(post.header("accept", "application/json").json(&request)).await;
        assert_eq!(made.status, 200, "{}", made.text());
        let id = made.json()["transactionReference"].as_str().unwrap().to_owned();
        let get = server.request(Method::GET, &format!("/netverify/api/netverify/v2/scans/{id}/data"));
        let data = Answer::of(get.header("accept", "application/json")).await.json();
        let detail = &data["verification"]["rejectReason"]["rejectReasonDetails"];
        told.push((data["document"]["status"].clone(), detail.to_string().contains("BLURRED")));
    }
    let blurred = (json!("ERROR_NOT_READABLE_ID"), true);
    assert_eq!(told, [blurred.clone(), blurred, (json!("APPROVED_VERIFIED"), false)]);
    let ids: Vec<_> = server.sandbox.transactions().into_iter().map(|one| one.run_id).collect();
    let timeline = serde_json::to_value(server.sandbox.timeline(ids[1])).unwrap();
    assert_eq!(timeline[1]["what"], "blurred-twice-then-ok, attempt 2: unreadable");
}
