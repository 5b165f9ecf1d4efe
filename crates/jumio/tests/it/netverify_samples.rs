use std::path::Path;

use jumio::netverify::{
    Callback, IdentityCallback, Images, InitiateRequest, RejectReason, ScanData, ScanState, Similarity,
    VerificationStatus, WorkflowId,
};
use serde_json::json;

fn sample(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)).unwrap()
}

fn identity(name: &str) -> IdentityCallback {
    match Callback::from_form(sample(name).trim_end().as_bytes()) {
        Callback::Identity(identity) => *identity,
        Callback::Other(fields) => panic!("{name}: {fields:?}"),
    }
}

#[test]
fn a_request_says_what_the_sample_says() {
    let read: InitiateRequest = serde_json::from_str(&sample("netverify-initiate-request.json")).unwrap();
    assert_eq!(read.workflow_id, Some(WorkflowId::IDENTITY));
    assert_eq!(read.token_lifetime_in_minutes, Some(30));
    assert!(read.other.is_empty());
    let with_face: Vec<u32> =
        WorkflowId::ALL.into_iter().filter(|id| id.compares_faces()).map(|id| id.0).collect();
    assert_eq!(with_face, [200, 201, 202]);
}

#[test]
fn an_approved_callback_tells_of_the_person_and_the_face() {
    let approved = identity("netverify-callback-approved.form.txt");
    assert_eq!(approved.verification_status, VerificationStatus::ApprovedVerified);
    let face = approved.identity_verification.unwrap().read().unwrap();
    assert_eq!((face.similarity.as_ref(), face.is_valid()), (Some(&Similarity::Match), Some(true)));
    assert_eq!(approved.fields.text("idFirstName").as_deref(), Some("ANA LUCIA"));
    assert_eq!(approved.fields.text("personalNumber"), None, "N/A says nothing");
    let address = approved.fields.object("idAddress").unwrap();
    assert_eq!(address.text("line1").as_deref(), Some("CALLE FICTICIA 100"));
    assert_eq!(approved.fields.object("dateOfBirthParts").unwrap().text("month").as_deref(), Some("05"));
    assert_eq!(approved.liveness_images.unwrap().read().unwrap().len(), 3);
    for date in [approved.transaction_date, approved.callback_date, approved.first_attempt_date] {
        assert!(date.unwrap().instant().is_some());
    }
}

#[test]
fn reject_details_are_one_or_many() {
    let words = |reason: &RejectReason| -> Vec<String> {
        reason.details().into_iter().filter_map(|detail| detail.details_description).collect()
    };
    let one = identity("netverify-callback-not-readable.form.txt").reject_reason.unwrap().read().unwrap();
    assert_eq!((one.reject_reason_code.as_str(), words(&one)), ("200", vec!["BLURRED".to_owned()]));
    let many = identity("netverify-callback-denied-fraud.form.txt").reject_reason.unwrap().read().unwrap();
    assert_eq!(many.reject_reason_description.as_deref(), Some("MANIPULATED_DOCUMENT"));
    assert_eq!(words(&many), ["PHOTO", "DOB"]);
    let numbers: RejectReason = serde_json::from_value(json!({
        "rejectReasonCode": 100, "rejectReasonDetails": [{"detailsCode": 1001}, "odd"]
    }))
    .unwrap();
    assert_eq!((numbers.reject_reason_code.as_str(), numbers.details().len()), ("100", 1));
    assert_eq!(numbers.details()[0].details_code, "1001");
    let none: RejectReason = serde_json::from_value(json!({ "rejectReasonCode": "300" })).unwrap();
    assert!(none.details().is_empty());
}

#[test]
fn validity_comes_in_many_spellings() {
    for (written, expected) in [
        (json!(true), Some(true)),
        (json!("true"), Some(true)),
        (json!("TRUE"), Some(true)),
        (json!(false), Some(false)),
        (json!("false"), Some(false)),
        (json!("N/A"), None),
        (json!(null), None),
        (json!(7), None),
    ] {
        let face: jumio::netverify::IdentityVerification =
            serde_json::from_value(json!({ "similarity": "NO_MATCH", "validity": written })).unwrap();
        assert_eq!(face.is_valid(), expected, "{written}");
        assert_eq!(face.similarity, Some(Similarity::NoMatch));
    }
}

#[test]
fn what_is_new_or_odd_spoils_nothing() {
    let odd = json!({
        "scanReference": "s", "timestamp": "some day", "novelty": 1,
        "document": { "status": "DENIED_BY_WEATHER", "type": "LIBRARY_CARD", "aura": "green" },
        "transaction": { "status": "PAUSED", "source": "REDIRECT-UPLOAD" },
        "verification": { "mrzCheck": "PERHAPS", "identityVerification": { "similarity": "TWINS", "mood": {} } }
    });
    let data: ScanData = serde_json::from_value(odd.clone()).unwrap();
    assert_eq!(serde_json::to_value(&data).unwrap(), odd);
    assert_eq!(data.transaction.as_ref().unwrap().status, Some(ScanState::Other("PAUSED".to_owned())));
    assert_eq!(data.transaction.unwrap().source().as_deref(), Some("REDIRECT_UPLOAD"));
    let status = data.document.unwrap().status.unwrap();
    assert_eq!(status, VerificationStatus::Other("DENIED_BY_WEATHER".to_owned()));
}

#[test]
fn images_may_be_one_without_a_list() {
    let images: Images = serde_json::from_value(json!({
        "images": { "classifier": "front", "href": "https://x.test/images/front" },
        "livenessImages": ["https://x.test/liveness/10", "https://x.test/liveness/9", "odd", 7]
    }))
    .unwrap();
    assert_eq!(images.classifiers(), ["front"]);
    assert_eq!(images.liveness_numbers(), [9, 10]);
    let none: Images = serde_json::from_value(json!({})).unwrap();
    assert!(none.classifiers().is_empty() && none.liveness_numbers().is_empty());
}

#[test]
fn a_form_that_is_no_identity_keeps_its_fields() {
    for body in ["callBackType=NETVERIFYID&x=1", "callBackType=NEW&x=1", "x=1", "x=0&x=1"] {
        let Callback::Other(fields) = Callback::from_form(body.as_bytes()) else { panic!("{body}") };
        assert_eq!(fields.text("x").as_deref(), Some("1"), "{body}");
    }
    assert_eq!(Callback::from_form(b""), Callback::Other(jumio::wire::Members::default()));
}
