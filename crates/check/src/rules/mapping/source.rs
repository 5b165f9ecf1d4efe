//! What is known about capture fields beyond their types.

use model::{CaptureField, CaptureType, Document, Pii};

use Document::{DrivingLicense, IdCard, Passport, Visa};

/// The documents that carry a capture field; `None` when any may.
pub(super) fn documents(source: CaptureField) -> Option<&'static [Document]> {
    Some(match source.name() {
        "document.last_name_at_birth"
        | "document.curp"
        | "document.dni"
        | "document.pesel"
        | "document.voter_id_number"
        | "document.marital_status"
        | "document.religion"
        | "document.disability" => &[IdCard],
        "document.gender" | "document.nationality" | "document.personal_number" => &[Passport, IdCard],
        "document.mrz_optional_1" | "document.mrz_optional_2" => &[Passport, IdCard, Visa],
        "document.state" => &[IdCard, DrivingLicense],
        "document.dl_categories" => &[DrivingLicense],
        "document.visa_category"
        | "document.number_of_entries"
        | "document.duration_of_stay"
        | "document.passport_number" => &[Visa],
        "document.resident_permit_type" | "document.resident_permit_remarks" => &[IdCard, Visa],
        name if name.starts_with("address.") => &[IdCard, DrivingLicense],
        _ => return None,
    })
}

/// The countries whose documents carry a capture field, as alpha-3 codes; `None` when any may.
pub(super) fn countries(source: CaptureField) -> Option<&'static [&'static str]> {
    Some(match source.name() {
        "document.curp" => &["MEX"],
        "document.cpf" | "document.rg_number" => &["BRA"],
        "document.pesel" => &["POL"],
        _ => return None,
    })
}

/// How many characters a captured text may have; `None` for what is no text.
pub(super) fn longest(source: CaptureField) -> Option<u32> {
    match source.kind() {
        CaptureType::Country => Some(3),
        CaptureType::Text => Some(match source.name() {
            "document.personal_number" => 14,
            "document.issuing_authority" | "document.issuing_place" => 50,
            "address.city" => 64,
            "address.postal_code" => 15,
            name if name.starts_with("address.line") || name == "address.subdivision" => 100,
            _ => 200,
        }),
        CaptureType::Choice if source.name() == "document.gender" => Some(1),
        CaptureType::Choice
        | CaptureType::Date
        | CaptureType::Integer
        | CaptureType::Decimal
        | CaptureType::List
        | CaptureType::Image
        | CaptureType::Instant => None,
    }
}

/// How personal the values of a capture field are.
pub(crate) fn pii(source: CaptureField) -> Pii {
    match source.name() {
        "document.religion" | "document.disability" => Pii::Sensitive,
        // They tell about the document, not about the person.
        "document.type"
        | "document.subtype"
        | "document.issuing_country"
        | "document.issuing_authority"
        | "document.issuing_place"
        | "document.issuing_date"
        | "document.expiry_date"
        | "document.state"
        | "document.dl_categories"
        | "document.visa_category"
        | "document.number_of_entries"
        | "document.duration_of_stay"
        | "document.resident_permit_type"
        | "address.country" => Pii::None,
        "face.predicted_age" | "run.client_ip" => Pii::Personal,
        name if name.starts_with("document.") || name.starts_with("address.") => Pii::Personal,
        _ => Pii::None,
    }
}
