//! Documents of a person who does not exist, as they are read.

use jiff::civil::date;
use model::step::VerificationStep;
use model::verification::{CaptureValue, Captured};
use model::{CaptureField, Document};

/// The names of the documents.
pub(super) fn names() -> Vec<&'static str> {
    Document::ALL.iter().map(|document| document.as_str()).collect()
}

/// What is read from a document of this name; it is from the country that the step asks for.
pub(super) fn captured(name: &str, settings: &VerificationStep) -> Captured {
    let country = settings.accepted_country().map_or("URY", |country| country.alpha3());
    let mut captured = Captured::default();
    let mut set = |field: &str, value: CaptureValue| {
        captured.0.extend(CaptureField::from_name(field).map(|field| (field, value)));
    };
    let text = |text: &str| CaptureValue::Text(text.to_owned());
    let kind = name.replace('-', "_").to_uppercase();
    set("document.type", text(&kind));
    for (field, value) in [
        ("document.first_name", "ANA LUCIA"),
        ("document.last_name", "EJEMPLO"),
        ("document.full_name", "ANA LUCIA EJEMPLO"),
        ("document.number", if name == "passport" { "A1234567" } else { "12345678" }),
        ("document.issuing_country", country),
        ("document.place_of_birth", "MONTEVIDEO"),
        ("decision.type", "passed"),
        ("decision.label", "PASSED"),
        ("decision.risk_score", "10"),
        ("run.channel", "WEB"),
    ] {
        set(field, text(value));
    }
    set("document.date_of_birth", CaptureValue::Date(date(1990, 5, 17)));
    set("document.issuing_date", CaptureValue::Date(date(2024, 5, 17)));
    set("document.expiry_date", CaptureValue::Date(date(2034, 5, 17)));
    set("document.current_age", CaptureValue::Integer(34));
    if matches!(name, "passport" | "id-card") {
        set("document.gender", text("F"));
        set("document.nationality", text(country));
        set("document.personal_number", text("1234567-8"));
    }
    if name == "driving-license" {
        set("document.dl_categories", CaptureValue::List(vec!["A".to_owned(), "B".to_owned()]));
    }
    if name == "visa" {
        set("document.visa_category", text("TOURIST"));
        set("document.passport_number", text("A1234567"));
    }
    if matches!(name, "id-card" | "driving-license") {
        for (field, value) in [
            ("address.line1", "CALLE FICTICIA 100"),
            ("address.city", "MONTEVIDEO"),
            ("address.postal_code", "11000"),
            ("address.country", country),
            ("address.formatted", "CALLE FICTICIA 100\n11000 MONTEVIDEO"),
        ] {
            set(field, text(value));
        }
    }
    captured
}
