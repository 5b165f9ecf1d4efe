use model::verification::{CaptureValue, RunStatus, Verdict};
use model::{CaptureField, Document};
use serde_json::{Value, json};

use crate::server::{ACCOUNT, REFERENCE, RUN, details, normalize};

#[tokio::test]
async fn a_result_is_read_whole() {
    let result = normalize(&details("passed")).await;
    assert_eq!(result.provider.as_str(), "jumio");
    assert_eq!((result.run.account_id.as_str(), result.run.run_id.as_str()), (ACCOUNT, RUN));
    assert_eq!(result.reference, REFERENCE);
    assert_eq!(result.status, RunStatus::Processed);
    assert_eq!(result.document, Some(Document::IdCard));
    assert_eq!(result.completed_at.unwrap().to_string(), "2024-03-04T10:17:21.421Z");
    let decision = result.decision.as_ref().unwrap();
    assert_eq!((decision.verdict, decision.label.as_str()), (Verdict::Passed, "PASSED"));

    let captured: Vec<String> =
        result.captured.0.iter().map(|(field, value)| format!("{field} = {value}")).collect();
    assert_eq!(
        captured,
        [
            "address.city = MONTEVIDEO",
            "address.country = URY",
            "address.formatted = CALLE FICTICIA 100, 11000 MONTEVIDEO, URY",
            "address.line1 = CALLE FICTICIA 100",
            "address.postal_code = 11000",
            "decision.label = PASSED",
            "decision.risk_score = 0",
            "decision.type = PASSED",
            "document.current_age = 33",
            "document.date_of_birth = 1990-05-17",
            "document.expiry_date = 2031-05-17",
            "document.first_name = ANA LUCIA",
            "document.full_name = ANA LUCIA EJEMPLO",
            "document.gender = F",
            "document.issuing_country = URY",
            "document.issuing_date = 2021-05-17",
            "document.last_name = EJEMPLO",
            "document.nationality = URY",
            "document.number = 12345678",
            "document.place_of_birth = MONTEVIDEO",
            "document.subtype = NATIONAL_ID",
            "document.type = ID_CARD",
            "face.liveness = OK",
            "face.predicted_age = 34",
            "face.similarity = MATCH",
            "run.account_id = 5d8f1f0e-7a3c-4b52-9c3e-2f6a9b7c4d10",
            "run.completed_at = 2024-03-04T10:17:21.421Z",
            "run.id = b7a4c1de-0f58-4e9b-8d27-61c3e5f2a904",
        ]
    );
    assert_eq!(result.captured.by_name("document.current_age"), Some(&CaptureValue::Integer(33)));
    assert!(matches!(result.captured.by_name("document.date_of_birth"), Some(CaptureValue::Date(_))));

    let images: Vec<String> =
        result.images.iter().map(|image| format!("{} {}", image.name, image.classifier)).collect();
    assert_eq!(
        images,
        [
            "front FRONT",
            "back BACK",
            "face FACE",
            "liveness-1 LIVENESS_1",
            "liveness-2 LIVENESS_2",
            "liveness-3 LIVENESS_3"
        ],
        "in order, and without the face map, which cannot be fetched"
    );
    let checks: Vec<String> = result
        .checks
        .iter()
        .map(|check| format!("{} {} {}", check.capability, check.category.as_deref().unwrap(), check.label))
        .collect();
    assert_eq!(
        checks,
        [
            "usability ID OK",
            "usability SELFIE OK",
            "usability FACEMAP OK",
            "imageChecks ID OK",
            "extraction ID OK",
            "dataChecks ID OK",
            "liveness SELFIE OK",
            "similarity ID MATCH",
        ]
    );
}

/// Every capture field but pictures can be filled, each from its own member.
#[tokio::test]
async fn every_capture_field_has_a_source() {
    let mut full = details("watchlist-alert");
    let passed = details("passed");
    for name in ["extraction", "similarity", "liveness", "usability"] {
        full["capabilities"][name] = passed["capabilities"][name].clone();
    }
    full["credentials"] = json!([
        { "id": "c", "category": "ID", "clientIp": "203.0.113.9",
          "parts": [{ "classifier": "FRONT", "captureType": "CAMERA" }] }
    ]);
    let data = full.pointer_mut("/capabilities/extraction/0/data").unwrap();
    for member in [
        "lastNameAtBirth",
        "citizenship",
        "personalNumber",
        "state",
        "issuingAuthority",
        "issuingPlace",
        "optionalMrzField1",
        "optionalMrzField2",
        "visaCategory",
        "numberOfEntries",
        "durationOfStay",
        "passportNumber",
        "residentPermitType",
        "residentPermitRemarks",
        "curp",
        "cpf",
        "rgNumber",
        "dni",
        "pesel",
        "taxNumber",
        "voterIdNumber",
        "registrationNumber",
        "issuingNumber",
        "personalIdentificationNumber",
        "documentIdentificationNumber",
        "mothersName",
        "fathersName",
        "maritalStatus",
        "religion",
        "disability",
        "remarks",
    ] {
        data[member] = json!(format!("the {member}"));
    }
    data["dlCategories"] = json!(["A", { "category": "B", "issueDate": "2020-01-01" }, "N/A"]);
    for line in ["line2", "line3", "line4", "line5", "subdivision"] {
        data["address"][line] = json!(format!("the {line}"));
    }
    let result = normalize(&full).await;
    for field in CaptureField::all().filter(|field| field.kind() != model::CaptureType::Image) {
        assert!(result.captured.get(field).is_some(), "{field}");
    }
    let text = |name: &str| result.captured.by_name(name).unwrap().to_string();
    assert_eq!(text("document.mothers_name"), "the mothersName");
    assert_eq!(text("document.personal_identification_number"), "the personalIdentificationNumber");
    assert_eq!(text("address.subdivision"), "the subdivision");
    assert_eq!(text("document.dl_categories"), "A, B");
    assert_eq!(text("decision.watchlist"), "ALERT");
    assert_eq!(text("decision.reject_code"), "ALERT");
    assert_eq!(text("decision.reject_reason"), "watchlistScreening: ALERT");
    assert_eq!(text("decision.risk_score"), "50");
    assert_eq!(text("run.client_ip"), "203.0.113.9");
    assert_eq!(text("run.channel"), "CAMERA");
}

#[tokio::test]
async fn the_entry_about_the_document_is_read_wherever_it_stands() {
    let mut details = details("passed");
    let other = json!({
        "id": "e", "credentials": [{ "id": "d", "category": "DOCUMENT" }],
        "decision": { "type": "PASSED", "details": { "label": "OK" } },
        "data": { "type": "UB", "firstName": "SOMEBODY", "lastName": "ELSE" }
    });
    details["capabilities"]["extraction"].as_array_mut().unwrap().insert(0, other);
    let result = normalize(&details).await;
    assert_eq!(result.captured.by_name("document.first_name").unwrap().to_string(), "ANA LUCIA");
    assert_eq!(result.document, Some(Document::IdCard));

    details["capabilities"]["extraction"].as_array_mut().unwrap().truncate(1);
    let result = normalize(&details).await;
    assert_eq!(result.captured.by_name("document.first_name"), None, "another document's name is nobody's");
}

#[tokio::test]
async fn what_says_nothing_is_absent_and_dates_may_be_incomplete() {
    let read = async |change: Value| {
        let mut details = details("passed");
        let data = details.pointer_mut("/capabilities/extraction/0/data").unwrap().as_object_mut().unwrap();
        data.extend(change.as_object().unwrap().clone());
        normalize(&details).await.captured
    };
    let nothing = read(json!({
        "firstName": "N/A", "gender": "", "nationality": null, "currentAge": "N/A",
        "dateOfBirth": "N/A", "dateOfBirthParts": {}, "address": "N/A"
    }))
    .await;
    for name in [
        "document.first_name",
        "document.gender",
        "document.nationality",
        "document.current_age",
        "document.date_of_birth",
        "address.city",
    ] {
        assert_eq!(nothing.by_name(name), None, "{name}");
    }
    assert_eq!(nothing.by_name("document.full_name").unwrap().to_string(), "EJEMPLO");

    let text = |text: &str| Some(CaptureValue::Text(text.to_owned()));
    let date = |text: &str| Some(CaptureValue::Date(text.parse().unwrap()));
    for (date_of_birth, parts, expected) in [
        (json!("1990-05-17"), json!({}), date("1990-05-17")),
        (json!(null), json!({ "year": "1990", "month": "05", "day": "17" }), date("1990-05-17")),
        (json!("1990-05-00"), json!({ "year": "1990", "month": "05" }), text("1990-05")),
        (json!("1990-00-00"), json!({ "year": "1990", "month": "00", "day": "00" }), text("1990")),
        (json!("N/A"), json!({ "year": 1990 }), text("1990")),
        (json!("1990"), json!({ "year": "1990", "day": "17" }), text("1990")),
        (json!("1990-02-30"), json!({ "year": "1990", "month": "02", "day": "30" }), None),
        (json!("N/A"), json!({ "month": "05" }), None),
    ] {
        let captured = read(json!({ "dateOfBirth": date_of_birth, "dateOfBirthParts": parts })).await;
        assert_eq!(captured.by_name("document.date_of_birth"), expected.as_ref(), "{date_of_birth} {parts}");
    }
}

#[tokio::test]
async fn a_rejection_names_its_reason() {
    for (name, code, reason) in [
        ("rejected-bad-quality", "BLURRED", "usability: BLURRED"),
        ("rejected-digital-copy", "DIGITAL_COPY", "imageChecks: DIGITAL_COPY"),
        ("rejected-no-match", "NO_MATCH", "similarity: NO_MATCH"),
        ("unsupported-document", "UNSUPPORTED_DOCUMENT_TYPE", "usability: UNSUPPORTED_DOCUMENT_TYPE"),
        ("token-expired", "NOT_UPLOADED", "usability: NOT_UPLOADED"),
    ] {
        let captured = normalize(&details(name)).await.captured;
        assert_eq!(captured.by_name("decision.reject_code").unwrap().to_string(), code, "{name}");
        assert_eq!(captured.by_name("decision.reject_reason").unwrap().to_string(), reason, "{name}");
    }
    assert_eq!(normalize(&details("passed")).await.captured.by_name("decision.reject_code"), None);
}

#[tokio::test]
async fn pictures_of_one_kind_have_names_of_their_own() {
    let mut details = details("passed");
    let href = "https://retrieval.amer-1.jumio.ai/x";
    details["credentials"] = json!([
        { "id": "one", "category": "ID", "parts": [
            { "classifier": "FRONT", "href": href }, { "classifier": "BACK" }] },
        { "id": "two", "category": "ID", "label": "second", "parts": [{ "classifier": "FRONT", "href": href }] },
        { "id": "data", "category": "DATA", "parts": [{ "classifier": "PREPARED_DATA", "href": href }] },
        { "id": "map", "category": "FACEMAP", "parts": [
            { "classifier": "LIVENESS_10", "href": href }, { "classifier": "LIVENESS_9", "href": href }] }
    ]);
    let images: Vec<String> = normalize(&details)
        .await
        .images
        .iter()
        .map(|image| format!("{} {} {}", image.name, image.credential_id, image.classifier))
        .collect();
    assert_eq!(
        images,
        ["front one FRONT", "liveness-9 map LIVENESS_9", "liveness-10 map LIVENESS_10", "front-2 two FRONT"]
    );
}
