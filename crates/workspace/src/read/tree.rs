//! TOML text as a tree of plain values. Several syntax errors come back from one run.

use std::ops::Range;

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

/// What is wrong with the syntax, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxFault {
    /// What.
    pub(crate) message: String,
    /// The bytes of the text.
    pub(crate) range: Range<usize>,
}

/// A value that TOML has and files of a workspace have no use for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OddValue {
    /// Where.
    pub(crate) path: model::KeyPath,
    /// What is wrong with it.
    pub(crate) message: &'static str,
}

/// Parses a text. Of the faults of one line only the first counts: later ones are often its echo.
pub(crate) fn parse(text: &str) -> (toml::Spanned<DeTable<'_>>, Vec<SyntaxFault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<SyntaxFault> = Vec::new();
    let mut lines = Vec::new();
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let range = range.start.min(text.len())..range.end.min(text.len());
        let line = text[..text.floor_char_boundary(range.start)].matches('\n').count();
        if lines.contains(&line) {
            continue;
        }
        lines.push(line);
        let message = error.message().trim().replace('\n', ", ");
        faults.push(SyntaxFault { message, range });
    }
    faults.sort_by_key(|fault| fault.range.start);
    (table, faults)
}

/// The values of a table, in the order of the text. Odd values are left out and told.
pub(crate) fn values(table: &DeTable<'_>, odd: &mut Vec<OddValue>) -> Map<String, Value> {
    object(table, &model::KeyPath::root(), odd)
}

fn object(table: &DeTable<'_>, at: &model::KeyPath, odd: &mut Vec<OddValue>) -> Map<String, Value> {
    let mut members = Map::new();
    for (key, value) in table {
        let key = key.get_ref();
        let path = at.clone().key(key.as_ref());
        if let Some(value) = value_of(value.get_ref(), &path, odd) {
            members.insert(key.clone().into_owned(), value);
        }
    }
    members
}

fn value_of(value: &DeValue<'_>, at: &model::KeyPath, odd: &mut Vec<OddValue>) -> Option<Value> {
    let mut tell = |message| {
        odd.push(OddValue { path: at.clone(), message });
        None
    };
    Some(match value {
        // Line ends belong to the file, not to what it says.
        DeValue::String(text) => Value::String(text.replace("\r\n", "\n")),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            match i64::from_str_radix(&digits, number.radix()) {
                Ok(number) => number.into(),
                Err(_) => return tell("this number is too large"),
            }
        }
        DeValue::Float(_) => return tell("numbers with a decimal point are written as text, in quotes"),
        DeValue::Datetime(_) => return tell("dates and times are written as text, in quotes"),
        DeValue::Array(items) => {
            let items = items.iter().enumerate();
            let values = items.map(|(index, item)| value_of(item.get_ref(), &at.clone().index(index), odd));
            Value::Array(values.collect::<Option<_>>()?)
        }
        DeValue::Table(table) => Value::Object(object(table, at, odd)),
    })
}
