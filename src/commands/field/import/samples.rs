//! Fields out of a CSV file: names from its first line, types from the values below.
//!
//! The values are looked at and forgotten. What is kept of them are the words of a choice, and these only where nothing
//! personal is in sight.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};
use model::{CaptureType, Country, Field, FieldType, Value};

use super::propose::{Described, MOST_FIELDS, Read, Separator, kind_by_name, label, pii};

/// How many rows are looked at.
const MOST_ROWS: usize = 1_000;

/// Characters that may stand between values, the usual one first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many different words make a choice at most.
const MOST_WORDS: usize = 8;

/// Of how many rows a choice can be told at least.
const LEAST_ROWS: usize = 10;

/// The longest word of a choice, in characters.
const LONGEST_WORD: usize = 40;

/// The fields that a file describes. `is_whole` says whether it ends where the text ends.
///
/// # Errors
/// Why it is none, as a phrase without anything of its values.
pub(super) fn read(text: &str, is_whole: bool, separator: Separator) -> Result<Described, String> {
    if text.contains('\0') {
        return Err("it has NUL characters, which no CSV file has".to_owned());
    }
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
    let names = reader.headers().map_err(|error| told(&error))?.clone();
    if names.iter().all(|name| name.trim().is_empty()) {
        return Err("its first line has no names".to_owned());
    }
    if names.len() > MOST_FIELDS {
        return Err(format!("it has {} columns, more than {MOST_FIELDS}", names.len()));
    }
    let mut rows = Vec::new();
    for row in reader.records().take(MOST_ROWS) {
        rows.push(row.map_err(|error| told(&error))?);
    }
    // Where the text was cut off, its last row may have been, too.
    if !is_whole && rows.len() < MOST_ROWS {
        rows.pop();
    }
    let (mut described, mut taken) = (Described::default(), BTreeMap::new());
    for (place, name) in names.iter().enumerate() {
        if name.trim().is_empty() {
            described.leave_out("", format!("column {} has no name", place + 1));
            continue;
        }
        let (field, notes) = column(name, &rows, place);
        described.add(&mut taken, separator, Read { name: name.trim().to_owned(), field, notes });
    }
    Ok(described)
}

/// What is between values: what stands most often in the first line, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let (mut counts, mut quoted) = ([0_usize; DELIMITERS.len()], false);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => {
                if let Some(place) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
                    counts[place] += 1;
                }
            }
            _ => {}
        }
    }
    let best = (0..DELIMITERS.len()).rev().max_by_key(|place| counts[*place]);
    best.map_or(b',', |place| DELIMITERS[place])
}

fn told(error: &csv::Error) -> String {
    match error.position() {
        Some(position) => format!("it is no CSV (line {})", position.line()),
        None => "it is no CSV".to_owned(),
    }
}

/// The field of a column.
fn column(name: &str, rows: &[StringRecord], place: usize) -> (Field, Vec<String>) {
    let values: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.get(place))
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .collect();
    let mut notes = Vec::new();
    let kind = kind(name, &values, &mut notes);
    let mut field = Field::new(kind);
    field.pii = pii(name, kind);
    field.label = label(name);
    if kind == FieldType::Text
        && field.pii.is_none()
        && let Some(words) = choice(&values)
    {
        notes.push(format!("the words are those of {} rows", values.len()));
        field.kind = FieldType::Choice;
        field.values = words;
    }
    (field, notes)
}

fn kind(name: &str, values: &[&str], notes: &mut Vec<String>) -> FieldType {
    let by_name = kind_by_name(name);
    if values.is_empty() {
        notes.push("no row has a value: its name alone tells the type".to_owned());
        return by_name.unwrap_or(FieldType::Text);
    }
    let all = |kind: FieldType| {
        let field = Field::new(kind);
        values.iter().all(|value| Value::parse(&field, value).is_ok())
    };
    let date = || if by_name == Some(FieldType::BirthDate) { FieldType::BirthDate } else { FieldType::Date };
    // A number that begins with 0, and one that is called so, is a text of digits.
    let counts = values.iter().all(|value| !has_leading_zero(value))
        && !matches!(by_name, Some(FieldType::Text | FieldType::Phone | FieldType::FullName));
    if all(FieldType::Boolean) {
        return FieldType::Boolean;
    }
    if all(FieldType::Integer) && counts {
        return FieldType::Integer;
    }
    if all(FieldType::Decimal) && counts {
        return FieldType::Decimal;
    }
    if all(FieldType::Date) {
        return date();
    }
    if values.iter().all(|value| value.contains(['T', 't'])) && all(FieldType::Datetime) {
        return FieldType::Datetime;
    }
    if let Some(form) = FORMS.into_iter().find(|form| values.iter().all(|value| form.fits(value))) {
        notes.push(format!("its values are written {}; here dates are YYYY-MM-DD", form.told));
        return date();
    }
    if all(FieldType::Email) {
        return FieldType::Email;
    }
    let is_phone = by_name == Some(FieldType::Phone) || values.iter().all(|value| value.starts_with('+'));
    if is_phone && all(FieldType::Phone) {
        return FieldType::Phone;
    }
    let says_country = check::meaning_of_name(name).is_some_and(|field| field.kind() == CaptureType::Country)
        || check::words_of_name(name)
            .iter()
            .any(|word| ["country", "pais", "land", "pays"].contains(&word.as_str()));
    if says_country && values.iter().all(|value| Country::understand(value).is_some()) {
        return FieldType::Country;
    }
    if values.iter().any(|value| value.contains('\n')) {
        return if by_name == Some(FieldType::Address) { FieldType::Address } else { FieldType::LargeText };
    }
    match by_name {
        Some(FieldType::FullName) => FieldType::FullName,
        Some(FieldType::Address) => FieldType::Address,
        // It is called so, and its values are not of that form.
        Some(other) if !other.is_text() => {
            notes.push(format!("its name says `{other}`, and not all values are of that form"));
            FieldType::Text
        }
        _ => FieldType::Text,
    }
}

fn has_leading_zero(value: &str) -> bool {
    let digits = value.trim_start_matches(['-', '+']);
    digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.") || value.starts_with('+')
}

/// The words of a column in which few come again and again.
fn choice(values: &[&str]) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for value in values {
        if value.chars().count() > LONGEST_WORD || value.chars().any(char::is_control) {
            return None;
        }
        if !words.iter().any(|word| word == value) {
            words.push((*value).to_owned());
        }
        if words.len() > MOST_WORDS {
            return None;
        }
    }
    let comes_again = values.len() >= LEAST_ROWS && words.len() >= 2 && words.len() * 3 <= values.len();
    comes_again.then_some(words)
}

/// A way to write dates that is not ours.
#[derive(Clone, Copy)]
struct Form {
    told: &'static str,
    between: char,
    /// Where year, month and day stand.
    order: [usize; 3],
}

const FORMS: [Form; 6] = [
    Form { told: "DD.MM.YYYY", between: '.', order: [2, 1, 0] },
    Form { told: "DD/MM/YYYY", between: '/', order: [2, 1, 0] },
    Form { told: "MM/DD/YYYY", between: '/', order: [2, 0, 1] },
    Form { told: "DD-MM-YYYY", between: '-', order: [2, 1, 0] },
    Form { told: "YYYY/MM/DD", between: '/', order: [0, 1, 2] },
    Form { told: "YYYY.MM.DD", between: '.', order: [0, 1, 2] },
];

impl Form {
    fn fits(self, value: &str) -> bool {
        let parts: Vec<&str> = value.split(self.between).collect();
        let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() != 3 || !parts.iter().all(digits) || parts[self.order[0]].len() != 4 {
            return false;
        }
        let [year, month, day] = self.order.map(|place| parts[place]);
        let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else { return false };
        jiff::civil::Date::new(year, month, day).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(String, FieldType, Vec<String>)> {
        let described = read(text, true, Separator::Underscore).unwrap();
        described.fields.into_iter().map(|one| (one.id.to_string(), one.field.kind, one.notes)).collect()
    }

    #[test]
    fn values_tell_types() {
        use FieldType as T;
        let table = [
            ("visits", "3,-4", T::Integer),
            ("price", "3.50,4", T::Decimal),
            ("agreed", "yes,no", T::Boolean),
            ("since", "2020-01-31,2021-12-01", T::Date),
            ("birth_date", "1990-05-17", T::BirthDate),
            ("Geburtsdatum", "17.05.1990,1.2.2000", T::BirthDate),
            ("joined", "12/31/2020,01/02/2021", T::Date),
            ("seen", "2020-01-31T10:00:00Z", T::Datetime),
            ("contact", "a@acme.example,b@acme.example", T::Email),
            ("Telefon", "030 1234567,+49 30 7654321", T::Phone),
            ("postal_code", "11000,12000", T::Text),
            ("code", "007,123", T::Text),
            ("country", "URY,de,Brazil", T::Country),
            ("country_name", "URY,Atlantis", T::Text),
            ("state", "CA,DE", T::Text),
            ("full_name", "Ana Ejemplo", T::FullName),
            ("comment", "\"two\nlines\"", T::LargeText),
            ("mixed", "1,a", T::Text),
            ("nothing", "", T::Text),
            ("email", "", T::Email),
        ];
        for (name, values, kind) in table {
            let rows = values.split(',').collect::<Vec<_>>().join("\n");
            let fields = fields(&format!("{name}\n{rows}\n"));
            assert_eq!(fields.first().map(|(_, kind, _)| *kind), Some(kind), "{name}: {fields:?}");
        }
    }

    #[test]
    fn few_words_are_a_choice_unless_they_are_personal() {
        let rows = |name: &str| format!("{name}\n{}", "gold\nbasic\nbasic\n".repeat(5));
        let described = read(&rows("plan"), true, Separator::Underscore).unwrap();
        let one = &described.fields[0];
        assert_eq!(
            (one.field.kind, one.field.values.join(" ")),
            (FieldType::Choice, "gold basic".to_owned())
        );
        assert_eq!(one.notes, ["the words are those of 15 rows"]);
        for name in ["religion", "first_name", "gender"] {
            let described = read(&rows(name), true, Separator::Underscore).unwrap();
            assert_eq!(described.fields[0].field.kind, FieldType::Text, "{name}");
            assert!(!format!("{described:?}").contains("basic"), "{name}");
        }
        // Four rows are too few to know all words.
        assert_eq!(fields("plan\na\nb\na\nb\n")[0].1, FieldType::Text);
    }

    #[test]
    fn what_is_between_values_is_found_out() {
        for between in [",", ";", "\t", "|"] {
            let text = format!("\"a,b;c\"{between}first_name{between}visits\nx{between}Ana{between}3\n");
            let ids: Vec<String> = fields(&text).into_iter().map(|(id, ..)| id).collect();
            assert_eq!(ids, ["a_b_c", "first_name", "visits"], "{between:?}");
        }
    }

    #[test]
    fn a_row_that_was_cut_off_does_not_count() {
        let kind = |whole| {
            read("day\n2020-01-31\n2020-0", whole, Separator::Underscore).unwrap().fields[0].field.kind
        };
        assert_eq!((kind(false), kind(true)), (FieldType::Date, FieldType::Text));
    }

    #[test]
    fn what_is_no_table_is_told_without_its_values() {
        let why = |text: &str| read(text, true, Separator::Underscore).map(|_| ()).unwrap_err();
        assert_eq!(why("a,b\n\0,1\n"), "it has NUL characters, which no CSV file has");
        assert_eq!(why(""), "its first line has no names");
        assert_eq!(why(",,\n1,2,3\n"), "its first line has no names");
        let columns = (0..10_000).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");
        assert_eq!(why(&columns), "it has 10000 columns, more than 1000");
        let described = read("a,,a,姓名\n", true, Separator::Underscore).unwrap();
        let left: Vec<_> = described.left_out.iter().map(|(name, why)| format!("{name}: {why}")).collect();
        assert_eq!(
            left,
            [
                ": column 2 has no name",
                "a: it would be called `a`, as `a` is",
                "姓名: its name has no word of the letters a-z to make an id of",
            ]
        );
    }
}
