//! The person on every document, and what is read from it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::Country;
use serde_json::{Map, Value, json};

/// The document that is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// As the API spells it.
    pub(crate) kind: &'a str,
    pub(crate) country: Country,
    /// When.
    pub(crate) at: Timestamp,
}

/// `extraction[].data` of a document (FACTS 4.9): the specimen's, with members replaced; `null` takes one out. `idType` is
/// the Mock Service's name for `type`.
pub(crate) fn data(shown: &Shown<'_>, overrides: &Map<String, Value>) -> Map<String, Value> {
    let today = TimeZone::UTC.to_datetime(shown.at).date();
    let country = shown.country.alpha3();
    let mut data = Map::new();
    let mut set = |name: &str, value: Value| data.insert(name.to_owned(), value);
    set("issuingCountry", country.into());
    set("type", shown.kind.into());
    match shown.kind {
        "ID_CARD" => set("subType", "NATIONAL_ID".into()),
        "DRIVING_LICENSE" => set("subType", "REGULAR_DRIVING_LICENSE".into()),
        _ => None,
    };
    set("firstName", "ANA LUCIA".into());
    set("lastName", "EJEMPLO".into());
    set("dateOfBirth", "1990-05-17".into());
    // Never out of date, whenever it is shown.
    set("expiryDate", format!("{:04}-05-17", today.year().saturating_add(7)).into());
    set("issuingDate", format!("{:04}-05-17", today.year().saturating_sub(3)).into());
    set("documentNumber", if shown.kind == "PASSPORT" { "A1234567" } else { "12345678" }.into());
    set("gender", "F".into());
    set("nationality", country.into());
    set("placeOfBirth", "MONTEVIDEO".into());
    set(
        "address",
        json!({
            "line1": "CALLE FICTICIA 100",
            "city": "MONTEVIDEO",
            "postalCode": "11000",
            "country": country,
            "formattedAddress": format!("CALLE FICTICIA 100, 11000 MONTEVIDEO, {country}"),
        }),
    );
    for (name, value) in overrides {
        let name = if name == "idType" { "type" } else { name };
        data.insert(name.to_owned(), value.clone());
    }
    derive(&mut data, overrides, today);
    data.retain(|_, value| !value.is_null());
    data
}

/// What follows from the dates, unless it was replaced itself.
fn derive(data: &mut Map<String, Value>, overrides: &Map<String, Value>, today: Date) {
    let read = |data: &Map<String, Value>, name: &str| {
        data.get(name).and_then(Value::as_str).and_then(|text| text.parse::<Date>().ok())
    };
    let mut derived = Vec::new();
    if let Some(born) = read(data, "dateOfBirth") {
        let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
        let age = today.year() - born.year() - i16::from(!had_birthday);
        // Documented as a number, and sent as a text.
        derived.push(("currentAge", Value::from(age.to_string())));
    }
    for (whole, parts) in [
        ("dateOfBirth", "dateOfBirthParts"),
        ("expiryDate", "expiryDateParts"),
        ("issuingDate", "issuingDateParts"),
    ] {
        if let Some(date) = read(data, whole) {
            let value = json!({
                "year": format!("{:04}", date.year()),
                "month": format!("{:02}", date.month()),
                "day": format!("{:02}", date.day()),
            });
            derived.push((parts, value));
        }
    }
    for (name, value) in derived {
        if !overrides.contains_key(name) {
            data.insert(name.to_owned(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: &str) -> Shown<'_> {
        let at = "2024-03-04T10:17:02Z".parse().unwrap();
        Shown { kind, country: Country::from_alpha3("URY").unwrap(), at }
    }

    #[test]
    fn ages_are_texts_and_follow_the_birthday() {
        let data = data(&shown("ID_CARD"), &Map::new());
        assert_eq!(data["currentAge"], "33");
        let later = Shown { at: "2024-05-17T00:00:00Z".parse().unwrap(), ..shown("ID_CARD") };
        assert_eq!(super::data(&later, &Map::new())["currentAge"], "34");
    }

    #[test]
    fn overrides_replace_take_out_and_carry_on() {
        let overrides = json!({
            "firstName": "JUAN",
            "idType": "PASSPORT",
            "dateOfBirth": "2000-01-02",
            "address": null,
            "curp": "X",
        });
        let data = data(&shown("ID_CARD"), overrides.as_object().unwrap());
        assert_eq!(data["firstName"], "JUAN");
        assert_eq!(data["type"], "PASSPORT");
        assert_eq!(data["dateOfBirthParts"], json!({ "year": "2000", "month": "01", "day": "02" }));
        assert_eq!(data["currentAge"], "24");
        assert_eq!(data["curp"], "X");
        assert!(!data.contains_key("address") && !data.contains_key("idType"));
    }
}
