//! What is known about capture fields beyond their types.

use model::{CaptureField, CaptureType, Country, Document, Mapping, Pii, Transform};

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
fn longest_captured(source: CaptureField) -> Option<u32> {
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

/// How many characters the text may have that a mapping gives, or each of a list; `None` for what is no text, or may be of
/// any length.
pub(super) fn longest(mapping: &Mapping) -> Option<u32> {
    let each: Option<Vec<u32>> = mapping.sources()?.into_iter().map(longest_captured).collect();
    mapping.transform.iter().fold(each, after)?.into_iter().max()
}

/// How many characters there may be after a transform: in a text, or in each of a list.
fn after(before: Option<Vec<u32>>, transform: &Transform) -> Option<Vec<u32>> {
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let each =
        |change: &dyn Fn(u32) -> u32| before.clone().map(|each| each.into_iter().map(change).collect());
    match transform {
        Transform::Truncate(most) => Some(match before {
            Some(each) => each.into_iter().map(|long| long.min(*most)).collect(),
            None => vec![*most],
        }),
        Transform::Prefix(text) | Transform::Suffix(text) => each(&|long| long.saturating_add(length(text))),
        Transform::Replace { from, to } => {
            let (from, to) = (length(from).max(1), length(to));
            each(&|long| if to <= from { long } else { long.saturating_mul(to) / from })
        }
        Transform::Hash => Some(vec![64]),
        Transform::ChoiceMap(words) => {
            let most = words.values().map(|word| length(word)).max().unwrap_or_default();
            each(&|long| long.max(most))
        }
        Transform::Default(text) => each(&|long| long.max(length(text))),
        Transform::Join(separator) => {
            let each = before?;
            let between = u32::try_from(each.len().saturating_sub(1)).ok()?.saturating_mul(length(separator));
            Some(vec![each.into_iter().fold(between, u32::saturating_add)])
        }
        Transform::CountryAlpha2 => Some(vec![2]),
        Transform::CountryAlpha3 => Some(vec![3]),
        Transform::CountryName => Some(vec![Country::all().map(|country| length(country.name())).max()?]),
        // They make no text longer. What becomes of a letter or two in capitals is not counted.
        Transform::Trim
        | Transform::CollapseSpaces
        | Transform::Upper
        | Transform::Lower
        | Transform::TitleCase
        | Transform::StripAccents
        | Transform::DigitsOnly
        | Transform::AlnumOnly
        | Transform::Mask(_)
        | Transform::Split { .. }
        | Transform::JsonGet(_) => before,
        // What comes of dates, and numbers, is as long as it is.
        Transform::ToInteger
        | Transform::ToDecimal
        | Transform::ToBoolean { .. }
        | Transform::Date(_)
        | Transform::DateFromParts(_)
        | Transform::Year
        | Transform::Age
        | Transform::IsAfterToday => None,
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
