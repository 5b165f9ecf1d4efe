use model::verification::{CaptureValue, RunStatus, Verdict};
use model::{CaptureField, CaptureType, Document};
use serde_json::{Value, json};

use super::{data, normalize, reason, refused};
use crate::server::REFERENCE;

#[tokio::test]
async fn a_result_is_read_whole() {
    let result = normalize("200", &data()).await;
    assert_eq!(result.provider.as_str(), "jumio");
    assert_eq!((result.run.account_id.as_str(), result.run.run_id.as_str()), (super::SCAN, super::SCAN));
    assert_eq!(result.reference, REFERENCE);
    assert_eq!(result.status, RunStatus::Processed);
    assert_eq!(result.document, Some(Document::IdCard));
    assert_eq!(result.completed_at.unwrap().to_string(), "2024-03-04T10:18:12.663Z");
    let decision = result.decision.as_ref().unwrap();
    assert_eq!((decision.verdict, decision.label.as_str()), (Verdict::Passed, "APPROVED_VERIFIED"));
    assert_eq!(decision.risk_score, None);

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
            "decision.type = APPROVED_VERIFIED",
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
            "document.subtype = NATIONAL_ID",
            "document.type = ID_CARD",
            "face.liveness = OK",
            "face.similarity = MATCH",
            "run.account_id = 8a6e4c7b-21d5-4f0e-9b3a-5c7d9e1f2a34",
            "run.channel = WEB_CAM",
            "run.client_ip = 203.0.113.25",
            "run.completed_at = 2024-03-04T10:18:12.663Z",
            "run.id = 8a6e4c7b-21d5-4f0e-9b3a-5c7d9e1f2a34",
        ]
    );
    assert!(matches!(result.captured.by_name("document.date_of_birth"), Some(CaptureValue::Date(_))));

    let images: Vec<String> =
        result.images.iter().map(|image| format!("{} {}", image.name, image.classifier)).collect();
    assert_eq!(
        images,
        [
            "front front",
            "back back",
            "face face",
            "liveness-1 liveness-1",
            "liveness-2 liveness-2",
            "liveness-3 liveness-3"
        ],
        "in order, whatever the order of the answer"
    );
    let checks: Vec<String> = result
        .checks
        .iter()
        .map(|check| format!("{} {} {}", check.capability, check.category.as_deref().unwrap(), check.label))
        .collect();
    assert_eq!(
        checks,
        ["usability ID OK", "mrzCheck ID OK", "liveness SELFIE OK", "similarity SELFIE MATCH"]
    );
}

/// The capture fields that this platform lacks; the rule M009 tells whoever maps them.
const LACKING: [&str; 4] =
    ["decision.label", "decision.risk_score", "document.current_age", "face.predicted_age"];

/// Every capture field but pictures can be filled, each from its own member, by the names of both ways to a result.
#[tokio::test]
async fn every_capture_field_has_a_source() {
    let plain = [
        ("lastNameAtBirth", "document.last_name_at_birth"),
        ("citizenship", "document.citizenship"),
        ("placeOfBirth", "document.place_of_birth"),
        ("personalNumber", "document.personal_number"),
        ("issuingAuthority", "document.issuing_authority"),
        ("issuingPlace", "document.issuing_place"),
        ("optionalData1", "document.mrz_optional_1"),
        ("optionalData2", "document.mrz_optional_2"),
        ("visaCategory", "document.visa_category"),
        ("numberOfEntries", "document.number_of_entries"),
        ("durationOfStay", "document.duration_of_stay"),
        ("passportNumber", "document.passport_number"),
        ("residentPermitType", "document.resident_permit_type"),
        ("residentPermitRemarks", "document.resident_permit_remarks"),
        ("curp", "document.curp"),
        ("cpf", "document.cpf"),
        ("rgNumber", "document.rg_number"),
        ("dni", "document.dni"),
        ("pesel", "document.pesel"),
        ("taxNumber", "document.tax_number"),
        ("voterIdNumber", "document.voter_id_number"),
        ("registrationNumber", "document.registration_number"),
        ("issuingNumber", "document.issuing_number"),
        ("personalIdentificationNumber", "document.personal_identification_number"),
        ("documentIdentificationNumber", "document.document_identification_number"),
        ("mothersName", "document.mothers_name"),
        ("fathersName", "document.fathers_name"),
        ("maritalStatus", "document.marital_status"),
        ("religion", "document.religion"),
        ("disability", "document.disability"),
        ("remarks", "document.remarks"),
    ];
    let fetched =
        [("firstName", "document.first_name"), ("number", "document.number"), ("usState", "document.state")];
    let called = [
        ("idFirstName", "document.first_name"),
        ("idNumber", "document.number"),
        ("idUsState", "document.state"),
    ];
    for own in [fetched, called] {
        let mut full = data();
        full["verification"]["additionalChecks"] =
            json!({ "watchlistScreening": { "searchStatus": "DONE", "searchResults": 1 } });
        let document = full["document"].as_object_mut().unwrap();
        document.remove("firstName");
        document.remove("number");
        for (member, _) in plain.iter().chain(&own) {
            document.insert((*member).to_owned(), json!(format!("the {member}")));
        }
        document.insert("dlCategories".to_owned(), json!([{ "category": "B" }, "A", "N/A"]));
        for line in ["line2", "line3", "line4", "line5", "subdivision"] {
            document["address"][line] = json!(format!("the {line}"));
        }
        let result = normalize("200", &full).await;
        for field in CaptureField::all().filter(|field| field.kind() != CaptureType::Image) {
            assert_eq!(result.captured.get(field).is_none(), LACKING.contains(&field.name()), "{field}");
        }
        let text = |name: &str| result.captured.by_name(name).unwrap().to_string();
        for (member, field) in plain.iter().chain(&own) {
            assert_eq!(text(field), format!("the {member}"));
        }
        assert_eq!(text("document.dl_categories"), "B, A");
        assert_eq!(text("address.subdivision"), "the subdivision");
        assert_eq!(text("decision.watchlist"), "ALERT");
        assert_eq!(text("decision.reject_reason"), "watchlistScreening: ALERT");
    }
}

#[tokio::test]
async fn what_stands_as_json_in_a_text_is_read() {
    let mut form = data();
    let document = form["document"].as_object_mut().unwrap();
    document.remove("address");
    document.insert("idAddress".to_owned(), json!(r#"{"city":"SALTO","country":"URY"}"#));
    document.insert("dlCategories".to_owned(), json!(r#"[{"category":"B"},{"category":"C1"}]"#));
    document.insert("dateOfBirthParts".to_owned(), json!(r#"{"year":"1990","month":"05"}"#));
    let captured = normalize("200", &form).await.captured;
    let text = |name: &str| captured.by_name(name).unwrap().to_string();
    assert_eq!(text("address.city"), "SALTO");
    assert_eq!(text("document.dl_categories"), "B, C1");
    assert_eq!(text("document.date_of_birth"), "1990-05");
}

#[tokio::test]
async fn what_says_nothing_is_absent_and_dates_may_be_incomplete() {
    let read = async |change: Value| {
        let mut changed = data();
        let document = changed["document"].as_object_mut().unwrap();
        document.extend(change.as_object().unwrap().clone());
        normalize("200", &changed).await.captured
    };
    let nothing = read(json!({
        "firstName": "N/A", "gender": "", "nationality": null, "type": "N/A", "dob": "N/A", "dateOfBirthParts": {},
        "address": "N/A", "personalNumber": "N/A"
    }))
    .await;
    for name in [
        "document.first_name",
        "document.gender",
        "document.nationality",
        "document.type",
        "document.date_of_birth",
        "document.personal_number",
        "address.city",
    ] {
        assert_eq!(nothing.by_name(name), None, "{name}");
    }
    assert_eq!(nothing.by_name("document.full_name").unwrap().to_string(), "EJEMPLO");

    let text = |text: &str| Some(CaptureValue::Text(text.to_owned()));
    let date = |text: &str| Some(CaptureValue::Date(text.parse().unwrap()));
    for (dob, parts, printed, expected) in [
        (json!("1990-05-17"), json!(null), json!(null), date("1990-05-17")),
        (json!("1990-05-17"), json!({}), json!(null), date("1990-05-17")),
        (json!(null), json!({ "year": "1990", "month": "05", "day": "17" }), json!(null), date("1990-05-17")),
        // Filled up: the parts, or what is printed, tell so.
        (json!("1990-01-01"), json!({ "year": "1990" }), json!(null), text("1990")),
        (json!("1990-05-01"), json!({ "year": "1990", "month": "05" }), json!(null), text("1990-05")),
        (json!("1990-01-01"), json!(null), json!("1990//"), text("1990")),
        (json!("1990-05-01"), json!(null), json!("1990/05/"), text("1990-05")),
        (json!("1990-05-17"), json!(null), json!("1990/05/17"), date("1990-05-17")),
        (json!("1990-05-17"), json!(null), json!("17 MAY"), date("1990-05-17")),
        (json!("N/A"), json!({ "month": "05" }), json!("//"), None),
        (json!("1990-02-30"), json!({ "year": "1990", "month": "02", "day": "30" }), json!(null), None),
    ] {
        let captured = read(json!({ "dob": dob, "dateOfBirthParts": parts, "originDob": printed })).await;
        let found = captured.by_name("document.date_of_birth");
        assert_eq!(found, expected.as_ref(), "{dob} {parts} {printed}");
    }
}

#[tokio::test]
async fn a_rejection_names_its_reason() {
    let one = json!({ "detailsCode": "2001", "detailsDescription": "BLURRED" });
    let two = json!([one, { "detailsCode": 2006 }]);
    for (details, words) in [
        (Value::Null, "NOT_READABLE_DOCUMENT"),
        (one, "NOT_READABLE_DOCUMENT: BLURRED"),
        (two, "NOT_READABLE_DOCUMENT: BLURRED, 2006"),
    ] {
        let told = reason(&json!("200"), "NOT_READABLE_DOCUMENT", &details);
        let captured = normalize("200", &refused("ERROR_NOT_READABLE_ID", &told)).await.captured;
        let text = |name: &str| captured.by_name(name).unwrap().to_string();
        assert_eq!(
            (text("decision.reject_code").as_str(), text("decision.reject_reason").as_str()),
            ("200", words)
        );
        assert_eq!(text("decision.type"), "ERROR_NOT_READABLE_ID");
        assert_eq!(captured.by_name("face.similarity"), None, "the face is told of with approved documents");
    }
    let mut stranger = data();
    stranger["verification"]["identityVerification"]["similarity"] = json!("NO_MATCH");
    let captured = normalize("200", &stranger).await.captured;
    assert_eq!(captured.by_name("decision.reject_code").unwrap().to_string(), "NO_MATCH");
    assert_eq!(captured.by_name("decision.reject_reason").unwrap().to_string(), "similarity: NO_MATCH");
}
