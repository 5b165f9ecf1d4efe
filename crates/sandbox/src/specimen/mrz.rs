//! The lines at the bottom of a document that machines read (ICAO Doc 9303), with their check digits.

use serde_json::{Map, Value};

/// The forms of machine-readable zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Three lines of 30 characters on the back of a card.
    Td1,
    /// Two lines of 36 characters on the front of a larger card.
    Td2,
    /// Two lines of 44 characters in a passport.
    Td3,
    /// Two lines of 36 characters on a visa.
    MrvB,
}

/// Where the lines are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Front,
    Back,
}

/// Countries whose identity cards have their lines on the front.
const ON_THE_FRONT: [&str; 1] = ["ROU"];

/// The lines of a document, and where they are; none on driving licences. `data` is what is read from it, with members as in
/// `extraction[].data`.
pub(crate) fn lines(data: &Map<String, Value>) -> Option<(Side, Vec<String>)> {
    let text = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default();
    let issuer = text("issuingCountry");
    let form = match text("type") {
        "PASSPORT" => Form::Td3,
        "VISA" => Form::MrvB,
        "ID_CARD" if ON_THE_FRONT.contains(&issuer) => Form::Td2,
        "ID_CARD" => Form::Td1,
        _ => return None,
    };
    let zone = Zone {
        issuer: code(issuer),
        nationality: code(data.get("nationality").and_then(Value::as_str).unwrap_or(issuer)),
        name: |width| name(text("lastName"), text("firstName"), width),
        number: fill(text("documentNumber"), 9),
        born: date(text("dateOfBirth")),
        expires: date(text("expiryDate")),
        sex: match text("gender") {
            "M" => 'M',
            "F" => 'F',
            _ => '<',
        },
        optional: text("personalNumber"),
    };
    let side = if form == Form::Td1 { Side::Back } else { Side::Front };
    Some((side, zone.lines(form)))
}

struct Zone<'a, N> {
    issuer: String,
    nationality: String,
    name: N,
    number: String,
    born: String,
    expires: String,
    sex: char,
    optional: &'a str,
}

impl<N: Fn(usize) -> String> Zone<'_, N> {
    fn lines(&self, form: Form) -> Vec<String> {
        let Self { issuer, nationality, name, number, born, expires, sex, optional } = self;
        let (number, born, expires) = (checked(number), checked(born), checked(expires));
        match form {
            Form::Td1 => {
                let first = format!("I<{issuer}{number}{}", fill(optional, 15));
                let rest = fill("", 11);
                let all = check_digit(&format!("{}{born}{expires}{rest}", &first[5..]));
                vec![first, format!("{born}{sex}{expires}{nationality}{rest}{all}"), name(30)]
            }
            Form::Td2 => {
                let rest = fill(optional, 7);
                let all = check_digit(&format!("{number}{born}{expires}{rest}"));
                let second = format!("{number}{nationality}{born}{sex}{expires}{rest}{all}");
                vec![format!("I<{issuer}{}", name(31)), second]
            }
            Form::Td3 => {
                let rest = fill(optional, 14);
                // Nothing in there may have no digit.
                let rest = if optional.is_empty() { format!("{rest}<") } else { checked(&rest) };
                let all = check_digit(&format!("{number}{born}{expires}{rest}"));
                let second = format!("{number}{nationality}{born}{sex}{expires}{rest}{all}");
                vec![format!("P<{issuer}{}", name(39)), second]
            }
            Form::MrvB => {
                let second = format!("{number}{nationality}{born}{sex}{expires}{}", fill(optional, 8));
                vec![format!("V<{issuer}{}", name(31)), second]
            }
        }
    }
}

/// The only characters that there are: letters, digits, and `<` for everything else.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match letter.to_ascii_uppercase() {
            known @ ('A'..='Z' | '0'..='9') => plain.push(known),
            'Ä' | 'ä' | 'Æ' | 'æ' => plain.push_str("AE"),
            'Ö' | 'ö' | 'Œ' | 'œ' => plain.push_str("OE"),
            'Ü' | 'ü' => plain.push_str("UE"),
            'ß' => plain.push_str("SS"),
            'Å' | 'å' => plain.push_str("AA"),
            'Á' | 'À' | 'Â' | 'Ã' | 'á' | 'à' | 'â' | 'ã' => plain.push('A'),
            'É' | 'È' | 'Ê' | 'Ë' | 'é' | 'è' | 'ê' | 'ë' => plain.push('E'),
            'Í' | 'Ì' | 'Î' | 'Ï' | 'í' | 'ì' | 'î' | 'ï' => plain.push('I'),
            'Ó' | 'Ò' | 'Ô' | 'Õ' | 'ó' | 'ò' | 'ô' | 'õ' => plain.push('O'),
            'Ú' | 'Ù' | 'Û' | 'ú' | 'ù' | 'û' => plain.push('U'),
            'Ñ' | 'ñ' => plain.push('N'),
            'Ç' | 'ç' => plain.push('C'),
            '\'' | '’' => {}
            _ => plain.push('<'),
        }
    }
    plain
}

/// Exactly `width` characters.
fn fill(text: &str, width: usize) -> String {
    let mut text = plain(text);
    text.truncate(width);
    format!("{text:<<width$}")
}

/// A country: Germany's code has one letter.
fn code(alpha3: &str) -> String {
    fill(if alpha3 == "DEU" { "D" } else { alpha3 }, 3)
}

/// Names in `width` characters. Where they are too long, given names are cut off.
fn name(last: &str, first: &str, width: usize) -> String {
    fill(&format!("{last}<<{first}"), width)
}

/// `1990-05-17` as `900517`; unknown for anything else.
fn date(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 8 && text.len() == 10 { digits[2..].to_owned() } else { fill("", 6) }
}

fn checked(field: &str) -> String {
    format!("{field}{}", check_digit(field))
}

/// Weights 7, 3, 1; letters count from ten; the rest of ten.
fn check_digit(field: &str) -> u32 {
    let value = |letter: char| letter.to_digit(36).unwrap_or(0);
    field
        .chars()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(letter, weight)| value(letter) * weight)
        .sum::<u32>()
        % 10
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(kind: &str, issuer: &str, more: &Value) -> Option<(Side, Vec<String>)> {
        let mut data = json!({
            "type": kind,
            "issuingCountry": issuer,
            "nationality": "UTO",
            "lastName": "ERIKSSON",
            "firstName": "ANNA MARIA",
            "documentNumber": "L898902C3",
            "dateOfBirth": "1974-08-12",
            "expiryDate": "2012-04-15",
            "gender": "F",
        });
        let members = data.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        lines(members)
    }

    #[test]
    fn the_specimens_of_the_standard() {
        // ICAO Doc 9303, parts 4 to 7, appendices.
        assert_eq!(
            of("PASSPORT", "UTO", &json!({ "personalNumber": "ZE184226B" })),
            Some((
                Side::Front,
                vec![
                    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<".to_owned(),
                    "L898902C36UTO7408122F1204159ZE184226B<<<<<10".to_owned(),
                ]
            ))
        );
        assert_eq!(
            of("ID_CARD", "UTO", &json!({ "documentNumber": "D23145890" })),
            Some((
                Side::Back,
                vec![
                    "I<UTOD231458907<<<<<<<<<<<<<<<".to_owned(),
                    "7408122F1204159UTO<<<<<<<<<<<6".to_owned(),
                    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<".to_owned(),
                ]
            ))
        );
        assert_eq!(
            of("ID_CARD", "ROU", &json!({ "documentNumber": "D23145890" })).unwrap().1[1],
            "D231458907UTO7408122F1204159<<<<<<<6"
        );
        assert_eq!(
            of("VISA", "UTO", &json!({})).unwrap().1,
            ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L898902C36UTO7408122F1204159<<<<<<<<"]
        );
        assert_eq!(of("DRIVING_LICENSE", "UTO", &json!({})), None);
    }

    #[test]
    fn whatever_is_on_it_the_lines_have_their_length() {
        let names = json!({
            "lastName": "MÜLLER-D'ÁVILA Y DE LA SANTÍSIMA TRINIDAD",
            "firstName": "ŁUKASZ 北京",
            "documentNumber": "AB-123 456 789 012",
            "dateOfBirth": "soon",
            "gender": "X",
            "nationality": "DEU",
        });
        for (kind, issuer, length) in
            [("PASSPORT", "DEU", 44), ("ID_CARD", "DEU", 30), ("ID_CARD", "ROU", 36), ("VISA", "DEU", 36)]
        {
            for line in of(kind, issuer, &names).unwrap().1 {
                assert_eq!(line.len(), length, "{line}");
                assert!(
                    line.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'<'),
                    "{line}"
                );
            }
        }
        let first = &of("PASSPORT", "DEU", &names).unwrap().1[0];
        assert!(first.starts_with("P<D<<MUELLER<DAVILA<Y"), "{first}");
    }
}
