//! Collecting what was read, whatever the members are called.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jumio::wire::{Members, said};
use model::CaptureField;
use model::verification::{CaptureValue, Captured, Check, Verdict};
use serde_json::Value;

/// Where a capture field comes from: the names of the member, the usual one first, and the field.
pub(super) type Source = (&'static [&'static str], &'static str);

/// The texts of a document that both platforms call the same (FACTS 3.9, 3.10, 4.9).
const DOCUMENT: &[Source] = &[
    (&["lastNameAtBirth"], "document.last_name_at_birth"),
    (&["gender"], "document.gender"),
    (&["nationality"], "document.nationality"),
    (&["citizenship"], "document.citizenship"),
    (&["placeOfBirth"], "document.place_of_birth"),
    (&["personalNumber"], "document.personal_number"),
    (&["issuingAuthority"], "document.issuing_authority"),
    (&["issuingPlace"], "document.issuing_place"),
    (&["visaCategory"], "document.visa_category"),
    (&["numberOfEntries"], "document.number_of_entries"),
    (&["durationOfStay"], "document.duration_of_stay"),
    (&["passportNumber"], "document.passport_number"),
    (&["residentPermitType"], "document.resident_permit_type"),
    (&["residentPermitRemarks"], "document.resident_permit_remarks"),
    (&["curp"], "document.curp"),
    (&["cpf"], "document.cpf"),
    (&["rgNumber"], "document.rg_number"),
    (&["dni"], "document.dni"),
    (&["pesel"], "document.pesel"),
    (&["taxNumber"], "document.tax_number"),
    (&["voterIdNumber"], "document.voter_id_number"),
    (&["registrationNumber"], "document.registration_number"),
    (&["issuingNumber"], "document.issuing_number"),
    (&["personalIdentificationNumber"], "document.personal_identification_number"),
    (&["documentIdentificationNumber"], "document.document_identification_number"),
    (&["mothersName"], "document.mothers_name"),
    (&["fathersName"], "document.fathers_name"),
    (&["maritalStatus"], "document.marital_status"),
    (&["religion"], "document.religion"),
    (&["disability"], "document.disability"),
    (&["remarks"], "document.remarks"),
];

/// The members of an address, which both platforms call the same.
const ADDRESS: &[Source] = &[
    (&["line1"], "address.line1"),
    (&["line2"], "address.line2"),
    (&["line3"], "address.line3"),
    (&["line4"], "address.line4"),
    (&["line5"], "address.line5"),
    (&["city"], "address.city"),
    (&["postalCode"], "address.postal_code"),
    (&["subdivision"], "address.subdivision"),
    (&["country"], "address.country"),
    (&["formattedAddress"], "address.formatted"),
];

/// Collects what says something.
#[derive(Default)]
pub(super) struct Collected(BTreeMap<CaptureField, CaptureValue>);

impl Collected {
    pub(super) fn put(&mut self, field: &str, value: Option<CaptureValue>) {
        if let (Some(field), Some(value)) = (CaptureField::from_name(field), value) {
            self.0.insert(field, value);
        }
    }

    pub(super) fn text(&mut self, field: &str, text: Option<String>) {
        self.put(field, text.map(CaptureValue::Text));
    }

    /// Texts that are captured as they are.
    fn texts(&mut self, data: &Members, sources: &[Source]) {
        for (names, field) in sources {
            self.text(field, names.iter().find_map(|name| data.text(name)));
        }
    }

    /// The texts of a document: `own` are those that the platform calls as it alone does.
    pub(super) fn document(&mut self, data: &Members, own: &[Source]) {
        self.texts(data, DOCUMENT);
        self.texts(data, own);
    }

    /// First and last name together, once both are there.
    pub(super) fn full_name(&mut self) {
        let parts = ["document.first_name", "document.last_name"];
        let names: Vec<String> = parts
            .iter()
            .filter_map(|name| CaptureField::from_name(name).and_then(|field| self.0.get(&field)))
            .map(ToString::to_string)
            .collect();
        self.text("document.full_name", (!names.is_empty()).then(|| names.join(" ")));
    }

    pub(super) fn address(&mut self, address: Option<Members>) {
        if let Some(address) = address {
            self.texts(&address, ADDRESS);
        }
    }

    /// The categories of a driving licence: texts, or objects that name one.
    pub(super) fn licence_categories(&mut self, data: &Members) {
        let value = match data.0.get("dlCategories") {
            // A form holds them as JSON in a text.
            Some(Value::String(text)) => serde_json::from_str(text).ok().filter(Value::is_array),
            other => other.cloned(),
        };
        let items = match value {
            Some(Value::Array(items)) => items.iter().filter_map(category).collect(),
            _ => data.list("dlCategories"),
        };
        self.put("document.dl_categories", (!items.is_empty()).then_some(CaptureValue::List(items)));
    }

    /// What a part was found to be, where it was looked at.
    pub(super) fn labels(&mut self, checks: &[Check], parts: &[(&str, &str)]) {
        for (capability, field) in parts {
            let label = checks.iter().find(|check| check.capability == *capability);
            self.text(field, label.map(|check| check.label.clone()).filter(|label| !label.is_empty()));
        }
    }

    pub(super) fn finish(self) -> Captured {
        Captured(self.0)
    }
}

fn category(item: &Value) -> Option<String> {
    match item {
        Value::Object(members) => Members(members.clone()).text("category"),
        Value::String(text) => said(text).map(str::to_owned),
        _ => None,
    }
}

/// A complete date.
pub(super) fn whole_date(text: &str) -> Option<CaptureValue> {
    text.parse::<Date>().ok().map(CaptureValue::Date)
}

/// A date from its parts. Some documents lack a day or a month: then what is there, as text (`1990-05`, `1990`).
pub(super) fn date_of_parts(parts: &Members) -> Option<CaptureValue> {
    let part = |name: &str, width: usize| {
        let number = parts.integer(name).filter(|number| *number > 0)?;
        Some(format!("{number:0width$}"))
    };
    let year = part("year", 4)?;
    let text = match (part("month", 2), part("day", 2)) {
        (Some(month), Some(day)) => return whole_date(&format!("{year}-{month}-{day}")),
        (Some(month), None) => format!("{year}-{month}"),
        (None, _) => year,
    };
    Some(CaptureValue::Text(text))
}

/// The check that explains why not all is well: a rejection before a warning before what could not be judged.
pub(super) fn reason(checks: &[Check]) -> Option<&Check> {
    let first = |verdict| {
        checks.iter().find(|check| check.verdict == verdict && check.label != "PRECONDITION_NOT_FULFILLED")
    };
    first(Verdict::Rejected)
        .or_else(|| first(Verdict::Warning))
        .or_else(|| first(Verdict::NotExecuted))
        .filter(|check| !check.label.is_empty())
}
