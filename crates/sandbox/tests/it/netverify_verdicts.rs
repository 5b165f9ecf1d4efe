//! Netverify: every verdict that there is.

use reqwest::Method;
use sandbox::Finish;
use serde_json::{Map, Value, json};

use crate::netverify::{initiate, request, start};
use crate::netverify_results::{finish, state, told};
use crate::support::{Answer, options, sample, server, with};

const FRAUD: &str = "DENIED_FRAUD";
const UNREADABLE: &str = "ERROR_NOT_READABLE_ID";

/// The table of FACTS 3.9.
const REASONS: [(&str, &str, &str); 28] = [
    ("100", "MANIPULATED_DOCUMENT", FRAUD),
    ("105", "FRAUDSTER", FRAUD),
    ("106", "FAKE", FRAUD),
    ("107", "PHOTO_MISMATCH", FRAUD),
    ("108", "MRZ_CHECK_FAILED", FRAUD),
    ("109", "PUNCHED_DOCUMENT", FRAUD),
    ("110", "CHIP_DATA_MANIPULATED", FRAUD),
    ("111", "MISMATCH_PRINTED_BARCODE_DATA", FRAUD),
    ("112", "CHIP_MISSING", FRAUD),
    ("113", "MISMATCHING_DATA_REPEATED_FACE", FRAUD),
    ("114", "DIGITAL_MANIPULATION", FRAUD),
    ("115", "MISMATCH_HRZ_MRZ_DATA", FRAUD),
    ("116", "SUPERIMPOSED_TEXT", FRAUD),
    ("118", "MISMATCH_FRONT_BACK", FRAUD),
    ("102", "PHOTOCOPY_BLACK_WHITE", UNREADABLE),
    ("103", "PHOTOCOPY_COLOR", UNREADABLE),
    ("104", "DIGITAL_COPY", UNREADABLE),
    ("200", "NOT_READABLE_DOCUMENT", UNREADABLE),
    ("201", "NO_DOCUMENT", UNREADABLE),
    ("202", "SAMPLE_DOCUMENT", UNREADABLE),
    ("206", "MISSING_BACK", UNREADABLE),
    ("207", "WRONG_DOCUMENT_PAGE", UNREADABLE),
    ("209", "MISSING_SIGNATURE", UNREADABLE),
    ("210", "CAMERA_BLACK_WHITE", UNREADABLE),
    ("211", "DIFFERENT_PERSONS_SHOWN", UNREADABLE),
    ("213", "INVALID_WATERMARK", UNREADABLE),
    ("214", "MISSING_FRONT", UNREADABLE),
    ("300", "MANUAL_REJECTION", UNREADABLE),
];

#[tokio::test]
async fn every_reject_reason_can_be_had_in_three_ways() {
    let server = server(options()).await;
    for (code, description, status) in REASONS {
        let wish = json!({ "customerInternalReference": "mock", "decisionLabel": description }).to_string();
        for (reference, how) in [
            (
                request()["customerInternalReference"].clone(),
                Finish { reject_reason: Some(code.into()), ..Finish::default() },
            ),
            (
                request()["customerInternalReference"].clone(),
                Finish { label: Some(code.into()), ..Finish::default() },
            ),
            (wish.into(), Finish::default()),
        ] {
            let scan = start(&server, &with(request(), "customerInternalReference", reference)).await;
            finish(&server, &scan, &how);
            let document = told(&server, &scan, "/data/document").await;
            assert_eq!(document["status"], status, "{code}");
            assert_eq!(document.get("firstName"), None, "{code}: only good documents are read");
            let verification = told(&server, &scan, "/data/verification").await;
            assert_eq!(verification["mrzCheck"], "NOT_AVAILABLE");
            let reason = json!({ "rejectReasonCode": code, "rejectReasonDescription": description });
            assert_eq!(verification["rejectReason"], reason);
            assert_eq!(verification.get("identityVerification"), None, "{code}");
        }
    }
}

#[tokio::test]
async fn details_are_one_or_many() {
    let server = server(options()).await;
    let reason = async |reason: &str, details: &[&str]| {
        let scan = start(&server, &request()).await;
        let reject_details = details.iter().map(|detail| (*detail).to_owned()).collect();
        finish(
            &server,
            &scan,
            &Finish { reject_reason: Some(reason.into()), reject_details, ..Finish::default() },
        );
        told(&server, &scan, "/data/verification").await["rejectReason"].take()
    };
    let many = reason("200", &["BLURRED", "2006"]).await;
    assert_eq!(many, sample("netverify-data-verification-rejected")["rejectReason"]);
    let one = reason("100", &["10011"]).await["rejectReasonDetails"].take();
    assert_eq!(one, json!({ "detailsCode": "10011", "detailsDescription": "PLACE_OF_BIRTH" }));
    for (code, first, count) in [("100", 1001, 9), ("200", 2001, 7)] {
        for detail in first..first + count {
            let told = reason(code, &[&detail.to_string()]).await["rejectReasonDetails"].take();
            assert_eq!(told["detailsCode"], detail.to_string());
        }
    }

    let scan = start(&server, &request()).await;
    for (wish, message) in [
        (json!({ "rejectReason": "101" }), "no reject reason is called \"101\""),
        (
            json!({ "rejectReason": "200", "rejectDetails": ["1001"] }),
            "reject reason 200 has no detail \"1001\"",
        ),
        (json!({ "rejectDetails": ["1001"] }), "details of a reject reason go with one"),
        (json!({ "label": "SHINY" }), "\"SHINY\" is no label of workflow 200 and this credential"),
        (json!({ "label": "NO_MATCH", "outcome": "approved" }), "either an outcome or a label, not both"),
        (
            json!({ "label": "108", "credential": "SELFIE" }),
            "\"108\" is no label of workflow 200 and this credential",
        ),
        (json!({ "credential": "ID" }), "a credential goes with a label"),
        (json!({ "outcome": "fine" }), "no outcome is called \"fine\""),
        (json!({ "document": "book" }), "no document is called \"book\""),
        (json!({ "country": "UY" }), "no country has the alpha-3 code \"UY\""),
    ] {
        let path = format!("/sandbox/transactions/{}/finish", scan.id);
        let answer = Answer::of(server.request(Method::POST, &path).json(&wish)).await;
        assert_eq!((answer.status.as_u16(), answer.json()["detail"].as_str()), (400, Some(message)));
    }
    assert_eq!(state(&server, &scan).await, "PENDING");
}

#[tokio::test]
async fn a_good_document_says_nothing_of_the_face() {
    let server = server(options()).await;
    let face = async |workflow: u16, label: &str, credential: Option<&str>| {
        let scan = start(&server, &with(request(), "workflowId", workflow.into())).await;
        let how = Finish {
            label: Some(label.into()),
            credential: credential.map(str::to_owned),
            ..Finish::default()
        };
        finish(&server, &scan, &how);
        assert_eq!(told(&server, &scan, "/data/document").await["status"], "APPROVED_VERIFIED", "{label}");
        told(&server, &scan, "/data/verification").await.get("identityVerification").cloned()
    };
    for similarity in ["MATCH", "NO_MATCH", "NOT_POSSIBLE"] {
        let told = face(201, similarity, None).await;
        assert_eq!(told, Some(json!({ "similarity": similarity, "validity": "true" })));
    }
    for reason in [
        "SELFIE_CROPPED_FROM_ID",
        "ENTIRE_ID_USED_AS_SELFIE",
        "MULTIPLE_PEOPLE",
        "SELFIE_IS_SCREEN_PAPER_VIDEO",
        "SELFIE_MANIPULATED",
        "AGE_DIFFERENCE_TOO_BIG",
        "NO_FACE_PRESENT",
        "FACE_NOT_FULLY_VISIBLE",
        "BAD_QUALITY",
        "BLACK_AND_WHITE",
        "LIVENESS_FAILED",
    ] {
        let told = face(202, reason, Some("SELFIE")).await;
        assert_eq!(told, Some(json!({ "similarity": "MATCH", "validity": "false", "reason": reason })));
    }
    assert_eq!(
        face(100, "APPROVED_VERIFIED", None).await,
        None,
        "without a selfie there is no face to speak of"
    );
    let without = start(&server, &with(request(), "workflowId", 101.into())).await;
    let wish = Finish::outcome("selfie-mismatch");
    let error = server.sandbox.finish(without.id, &wish).unwrap_err();
    assert_eq!(error.to_string(), "workflow 101 knows no outcome \"selfie-mismatch\"");
}

#[tokio::test]
async fn doubts_leave_the_verdict_as_it_is() {
    let server = server(options()).await;
    for (workflow, how, check) in [
        (
            200,
            Finish { label: Some("ALERT".into()), ..Finish::default() },
            "/watchlistScreening/searchResults",
        ),
        (
            201,
            Finish { label: Some("REPEATED_FACE".into()), ..Finish::default() },
            "/faceSearchFindings/findings/0",
        ),
        (100, Finish::outcome("review"), "/faceSearchFindings/findings/0"),
    ] {
        let scan = start(&server, &with(request(), "workflowId", workflow.into())).await;
        finish(&server, &scan, &how);
        let data = told(&server, &scan, "/data").await;
        assert_eq!(data["document"]["status"], "APPROVED_VERIFIED");
        let checks = &data["verification"]["additionalChecks"];
        assert!(checks.pointer(check).is_some(), "{workflow}: {checks}");
    }
}

#[tokio::test]
async fn extracted_data_are_the_specimen_s_but_for_what_is_wanted() {
    let server = server(options()).await;
    let document = async |finish: Finish| {
        let scan = start(&server, &request()).await;
        self::finish(&server, &scan, &finish);
        told(&server, &scan, "/data/document").await
    };
    let extraction = |value: Value| -> Map<String, Value> { value.as_object().unwrap().clone() };
    // By the names of either platform.
    for names in [
        json!({ "firstName": "JUAN", "dateOfBirth": "2000-01-02", "documentNumber": "7", "curp": "X", "address": null }),
        json!({ "firstName": "JUAN", "dob": "2000-01-02", "number": "7", "curp": "X", "address": null }),
    ] {
        let told = document(Finish { extraction: extraction(names), ..Finish::default() }).await;
        for (name, value) in [("firstName", "JUAN"), ("dob", "2000-01-02"), ("number", "7"), ("curp", "X")] {
            assert_eq!(told[name], value, "{name}");
        }
        assert_eq!(told["dateOfBirthParts"]["year"], "2000");
        assert_eq!((told.get("address"), told.get("currentAge")), (None, None));
    }
    let german = document(Finish { country: Some("DEU".into()), ..Finish::default() }).await;
    assert_eq!((german["issuingCountry"].as_str(), german.get("number")), (Some("DEU"), None), "masked");
    for (kind, country, status, told_kind) in [
        ("visa", "URY", "DENIED_UNSUPPORTED_ID_TYPE", "VISA"),
        ("visa", "USA", "APPROVED_VERIFIED", "VISA"),
        ("driving-license", "URY", "APPROVED_VERIFIED", "DRIVING_LICENSE"),
    ] {
        let finish =
            Finish { document: Some(kind.into()), country: Some(country.into()), ..Finish::default() };
        let told = document(finish).await;
        assert_eq!((told["status"].as_str(), told["type"].as_str()), (Some(status), Some(told_kind)));
    }
    let unsupported = document(Finish::outcome("unsupported")).await;
    assert_eq!(unsupported["type"], "UNSUPPORTED");
}

#[tokio::test]
async fn the_reference_may_ask_for_a_result() {
    let server = server(options()).await;
    let wish = json!({
        "customerInternalReference": "mock-0001",
        "decisionLabel": "BAD_QUALITY",
        "credentialWithDecision": "SELFIE",
        "extractionOverrides": { "idType": "PASSPORT", "firstName": "JUAN" },
    });
    let scan = start(&server, &with(request(), "customerInternalReference", wish.to_string().into())).await;
    finish(&server, &scan, &Finish::outcome("requested"));
    let data = told(&server, &scan, "/data").await;
    assert_eq!(data["document"]["type"], "PASSPORT");
    assert_eq!(data["document"]["firstName"], "JUAN");
    assert_eq!(data["verification"]["identityVerification"]["reason"], "BAD_QUALITY");
    assert_eq!(data["transaction"]["merchantScanReference"], wish.to_string());

    let wrong = json!({ "decisionLabel": "SHINY" }).to_string();
    let answer = initiate(&server, &with(request(), "customerInternalReference", wrong.into())).await;
    assert_eq!(answer.status, 400, "{}", answer.text());
}
