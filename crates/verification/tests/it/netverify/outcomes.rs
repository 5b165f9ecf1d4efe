use model::Document;
use serde_json::{Value, json};
use verification::{Accepts, Fetched, Outcome, outcome};

use super::{data, reason, refused, try_normalize};
use crate::outcomes::accepts;

fn id_cards() -> Accepts {
    accepts(&[Document::IdCard], Some("URY"))
}

async fn judge_by(workflow: &str, state: &str, data: &Value) -> Outcome {
    match try_normalize(workflow, state, data).await.unwrap() {
        Fetched::Final(result) => outcome(&result, &id_cards()),
        Fetched::Pending { status } => panic!("still {status}"),
    }
}

async fn judge(data: &Value) -> Outcome {
    judge_by("200", "DONE", data).await
}

#[tokio::test]
async fn every_status_has_its_outcome() {
    for (status, expected) in [
        ("APPROVED_VERIFIED", Outcome::Approved),
        ("DENIED_FRAUD", Outcome::Rejected),
        ("DENIED_UNSUPPORTED_ID_TYPE", Outcome::Unsupported),
        ("DENIED_UNSUPPORTED_ID_COUNTRY", Outcome::Unsupported),
        ("ERROR_NOT_READABLE_ID", Outcome::Unreadable),
        ("NO_ID_UPLOADED", Outcome::Expired),
        ("APPROVED", Outcome::Review),
        ("approved_verified", Outcome::Review),
        ("", Outcome::Review),
    ] {
        let mut with = data();
        with["document"]["status"] = json!(status);
        if status != "APPROVED_VERIFIED" {
            with["verification"] = json!({});
        }
        assert_eq!(judge(&with).await, expected, "{status}");
        assert_eq!(judge_by("100", "DONE", &with).await, expected, "100 {status}");
        // A transaction that failed has not been finished, whatever else is told of it.
        assert_eq!(judge_by("200", "FAILED", &with).await, Outcome::Expired, "FAILED {status}");
        assert_ne!(judge_by("200", "ARCHIVED", &with).await, Outcome::Approved, "ARCHIVED {status}");
    }
    for pointer in ["/document", "/document/status", "/verification"] {
        let mut without = data();
        *without.pointer_mut(pointer).unwrap() = Value::Null;
        let expected = if pointer == "/verification" { Outcome::Review } else { Outcome::Error };
        assert_eq!(judge(&without).await, expected, "{pointer}");
    }
    let mut archived = data();
    archived["transaction"]["status"] = json!("ARCHIVED");
    assert_eq!(judge_by("200", "ARCHIVED", &archived).await, Outcome::Error);
}

const FRAUD: &str = "DENIED_FRAUD";
const NOT_READABLE: &str = "ERROR_NOT_READABLE_ID";

/// Every reject reason, with the status that it comes with and what it leads to by the words of the domain.
const REASONS: &[(&str, &str, &str, Outcome)] = &[
    ("100", "MANIPULATED_DOCUMENT", FRAUD, Outcome::Rejected),
    ("105", "FRAUDSTER", FRAUD, Outcome::Rejected),
    ("106", "FAKE", FRAUD, Outcome::Rejected),
    ("107", "PHOTO_MISMATCH", FRAUD, Outcome::Rejected),
    ("108", "MRZ_CHECK_FAILED", FRAUD, Outcome::Rejected),
    ("109", "PUNCHED_DOCUMENT", FRAUD, Outcome::Rejected),
    ("110", "CHIP_DATA_MANIPULATED", FRAUD, Outcome::Rejected),
    ("111", "MISMATCH_PRINTED_BARCODE_DATA", FRAUD, Outcome::Rejected),
    ("112", "CHIP_MISSING", FRAUD, Outcome::Rejected),
    ("113", "MISMATCHING_DATA_REPEATED_FACE", FRAUD, Outcome::Rejected),
    ("114", "DIGITAL_MANIPULATION", FRAUD, Outcome::Rejected),
    ("115", "MISMATCH_HRZ_MRZ_DATA", FRAUD, Outcome::Rejected),
    ("116", "SUPERIMPOSED_TEXT", FRAUD, Outcome::Rejected),
    ("118", "MISMATCH_FRONT_BACK", FRAUD, Outcome::Rejected),
    ("102", "PHOTOCOPY_BLACK_WHITE", NOT_READABLE, Outcome::Rejected),
    ("103", "PHOTOCOPY_COLOR", NOT_READABLE, Outcome::Rejected),
    ("104", "DIGITAL_COPY", NOT_READABLE, Outcome::Rejected),
    ("200", "NOT_READABLE_DOCUMENT", NOT_READABLE, Outcome::Unreadable),
    ("201", "NO_DOCUMENT", NOT_READABLE, Outcome::Unreadable),
    ("202", "SAMPLE_DOCUMENT", NOT_READABLE, Outcome::Rejected),
    ("206", "MISSING_BACK", NOT_READABLE, Outcome::Unreadable),
    ("207", "WRONG_DOCUMENT_PAGE", NOT_READABLE, Outcome::Unreadable),
    ("209", "MISSING_SIGNATURE", NOT_READABLE, Outcome::Unreadable),
    ("210", "CAMERA_BLACK_WHITE", NOT_READABLE, Outcome::Unreadable),
    ("211", "DIFFERENT_PERSONS_SHOWN", NOT_READABLE, Outcome::Rejected),
    ("213", "INVALID_WATERMARK", NOT_READABLE, Outcome::Rejected),
    ("214", "MISSING_FRONT", NOT_READABLE, Outcome::Unreadable),
    ("300", "MANUAL_REJECTION", NOT_READABLE, Outcome::Rejected),
];

#[tokio::test]
async fn every_reject_reason_has_its_outcome() {
    for (code, word, status, expected) in REASONS {
        let number: u32 = code.parse().unwrap();
        for written in [json!(code), json!(number)] {
            let told = reason(&written, word, &Value::Null);
            assert_eq!(judge(&refused(status, &told)).await, *expected, "{code} {word}");
        }
        // Contradictions: fraud outranks quality, and what is approved for a reason not to be is not.
        let told = reason(&json!(code), word, &Value::Null);
        assert_eq!(judge(&refused(FRAUD, &told)).await, Outcome::Rejected, "{FRAUD} {code}");
        assert_ne!(judge(&refused("APPROVED_VERIFIED", &told)).await, Outcome::Approved, "approved {code}");
        assert_ne!(judge(&refused("NEW_STATUS", &told)).await, Outcome::Approved, "new {code}");
    }
}

#[tokio::test]
async fn every_detail_of_a_reject_reason_keeps_its_outcome() {
    let manipulated = ["1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008", "1009", "10011"];
    let unreadable = ["2001", "2002", "2003", "2004", "2005", "2006", "2007"];
    let many = |codes: &[&str]| {
        let details: Vec<Value> = codes.iter().map(|code| json!({ "detailsCode": code })).collect();
        json!(details)
    };
    for (code, status, details, expected) in [
        ("100", FRAUD, &manipulated[..], Outcome::Rejected),
        ("200", NOT_READABLE, &unreadable[..], Outcome::Unreadable),
    ] {
        for detail in details {
            let one = json!({ "detailsCode": detail });
            for written in [one.clone(), json!([one]), many(&["9999", detail]), many(details)] {
                let told = reason(&json!(code), "ANY", &written);
                assert_eq!(judge(&refused(status, &told)).await, expected, "{code} {written}");
            }
        }
    }
    // What is not known, or belongs elsewhere, changes nothing.
    for details in [many(&["9999"]), many(&["1001"]), json!("BLURRED"), json!([1, null]), json!({})] {
        let told = reason(&json!("200"), "NOT_READABLE_DOCUMENT", &details);
        assert_eq!(judge(&refused(NOT_READABLE, &told)).await, Outcome::Unreadable, "{details}");
        let told = reason(&json!("100"), "MANIPULATED_DOCUMENT", &many(&["2001"]));
        assert_eq!(judge(&refused(NOT_READABLE, &told)).await, Outcome::Rejected, "{details}");
    }
}

#[tokio::test]
async fn a_reject_reason_that_is_not_known_is_a_rejection() {
    let told = reason(&json!("999"), "BLURRED", &Value::Null);
    assert_eq!(judge(&refused(NOT_READABLE, &told)).await, Outcome::Rejected);
    assert_eq!(judge(&refused(FRAUD, &told)).await, Outcome::Rejected);
    assert_eq!(judge(&refused(FRAUD, &Value::Null)).await, Outcome::Rejected);
}

#[tokio::test]
async fn an_approved_document_is_not_an_approved_person() {
    let face = |similarity: Value, validity: Value, why: &str| {
        let mut with = data();
        with["verification"]["identityVerification"] =
            json!({ "similarity": similarity, "validity": validity, "reason": why });
        with
    };
    for (similarity, validity, expected) in [
        (json!("MATCH"), json!(true), Outcome::Approved),
        (json!("MATCH"), json!("true"), Outcome::Approved),
        (json!("MATCH"), json!("TRUE"), Outcome::Approved),
        (json!("MATCH"), json!(false), Outcome::Rejected),
        (json!("MATCH"), json!("false"), Outcome::Rejected),
        (json!("MATCH"), json!("FALSE"), Outcome::Rejected),
        (json!("NO_MATCH"), json!(true), Outcome::Rejected),
        (json!("NO_MATCH"), json!("false"), Outcome::Rejected),
        (json!("NOT_POSSIBLE"), json!(true), Outcome::Review),
        (json!("NOT_POSSIBLE"), json!(false), Outcome::Rejected),
        (json!("SIMILAR"), json!(true), Outcome::Review),
        (json!("MATCH"), json!("perhaps"), Outcome::Review),
        (json!("MATCH"), json!(1), Outcome::Review),
        (json!("MATCH"), json!(null), Outcome::Review),
        (json!(null), json!(true), Outcome::Review),
        (json!(null), json!(null), Outcome::Review),
    ] {
        for workflow in ["200", "201", "202", "100"] {
            let found = judge_by(workflow, "DONE", &face(similarity.clone(), validity.clone(), "")).await;
            assert_eq!(found, expected, "{workflow} {similarity} {validity}");
        }
    }
    for why in [
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
        "SOMETHING_NEW",
    ] {
        assert_eq!(judge(&face(json!("MATCH"), json!("false"), why)).await, Outcome::Rejected, "{why}");
    }
}

#[tokio::test]
async fn a_face_that_is_not_told_of_counts_only_where_none_was_asked_for() {
    let mut without = data();
    without["verification"].as_object_mut().unwrap().remove("identityVerification");
    for workflow in ["100", "101", "102"] {
        assert_eq!(judge_by(workflow, "DONE", &without).await, Outcome::Approved, "{workflow}");
    }
    for workflow in ["200", "201", "202", "203", "own"] {
        assert_eq!(judge_by(workflow, "DONE", &without).await, Outcome::Review, "{workflow}");
    }
}

#[tokio::test]
async fn what_is_checked_besides_is_never_worse_for_a_person_than_a_look() {
    for (checks, expected) in [
        (json!({}), Outcome::Approved),
        (json!({ "addressValidation": null }), Outcome::Approved),
        (json!({ "addressValidation": { "searchResults": "POSITIVE_RESULT" } }), Outcome::Approved),
        (json!({ "addressValidation": { "searchResults": "PARTIAL_RESULT" } }), Outcome::Review),
        (json!({ "proofOfResidency": { "searchResults": "NEGATIVE_RESULT" } }), Outcome::Review),
        (
            json!({ "proofOfResidency": { "searchResults": "CHECK_NOT_DONE", "searchResponse": "NOT_ENOUGH_DATA" } }),
            Outcome::Review,
        ),
        (
            json!({ "proofOfResidency": { "searchResults": "CHECK_NOT_DONE", "searchResponse": "TECHNICAL_ERROR" } }),
            Outcome::Error,
        ),
        (json!({ "watchlistScreening": { "searchStatus": "DONE", "searchResults": 0 } }), Outcome::Approved),
        (
            json!({ "watchlistScreening": { "searchStatus": "SUCCESS", "searchResults": "0" } }),
            Outcome::Approved,
        ),
        (json!({ "watchlistScreening": { "searchStatus": "DONE", "searchResults": 2 } }), Outcome::Review),
        (json!({ "watchlistScreening": { "searchStatus": "NOT_DONE" } }), Outcome::Review),
        (json!({ "watchlistScreening": { "searchStatus": "ERROR", "searchResults": 0 } }), Outcome::Review),
        (json!({ "faceSearchFindings": { "status": "DONE" } }), Outcome::Approved),
        (json!({ "faceSearchFindings": { "status": "DONE", "findings": [] } }), Outcome::Approved),
        (json!({ "faceSearchFindings": { "status": "DONE", "findings": "a-transaction" } }), Outcome::Review),
        (json!({ "faceSearchFindings": { "status": "DONE", "findings": ["a", "b"] } }), Outcome::Review),
        (json!({ "faceSearchFindings": { "status": "PENDING" } }), Outcome::Review),
        (json!({ "personalNumberValidation": { "searchResults": "NEGATIVE_RESULT" } }), Outcome::Review),
        (json!({ "telepathy": { "result": "POSITIVE" } }), Outcome::Review),
        (json!({ "telepathy": true }), Outcome::Review),
    ] {
        let mut with = data();
        with["verification"]["additionalChecks"] = checks.clone();
        assert_eq!(judge(&with).await, expected, "{checks}");
    }
    for (mrz, expected) in
        [("OK", Outcome::Approved), ("NOT_AVAILABLE", Outcome::Approved), ("BAD", Outcome::Review)]
    {
        let mut with = data();
        with["verification"]["mrzCheck"] = json!(mrz);
        assert_eq!(judge(&with).await, expected, "{mrz}");
    }
}

#[tokio::test]
async fn a_document_that_is_not_accepted_is_unsupported() {
    let Fetched::Final(passed) = try_normalize("200", "DONE", &data()).await.unwrap() else { panic!("over") };
    for (accepts, expected) in [
        (Accepts::default(), Outcome::Approved),
        (accepts(&[Document::Passport, Document::IdCard], Some("URY")), Outcome::Approved),
        (accepts(&[Document::Passport], None), Outcome::Unsupported),
        (accepts(&[], Some("ARG")), Outcome::Unsupported),
    ] {
        assert_eq!(outcome(&passed, &accepts), expected, "{accepts:?}");
    }
    for (kind, expected) in [
        (json!("UNSUPPORTED"), Outcome::Unsupported),
        (json!("VISA"), Outcome::Unsupported),
        (json!("N/A"), Outcome::Review),
        (Value::Null, Outcome::Review),
    ] {
        let mut shown = data();
        shown["document"]["type"] = kind.clone();
        assert_eq!(judge(&shown).await, expected, "{kind}");
    }
}
