//! What can be said of conditions without a session: what holds whenever another one does, and what never holds.

use std::collections::BTreeMap;

use model::{
    Condition, Country, DataModel, Field, FieldId, FieldType, KeyPath, Operand, Operator, Pattern, Value,
};

/// How many comparisons one funnel's conditions are worth.
const MOST_COMPARISONS: usize = 100_000;

/// The values of one field for which a comparison holds.
#[derive(Debug, PartialEq, Eq)]
enum Test {
    /// Any value.
    Set,
    /// No value.
    Empty,
    /// One of these.
    OneOf(Vec<String>),
    /// None of these, or no value.
    NoneOf(Vec<String>),
    /// From the first to the second, both included.
    Range(Scale, i64, i64),
    /// Texts that have a form as a whole.
    Form(String),
}

/// What a range is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Number,
    /// Dates as numbers: 19900517.
    Date,
    /// Whole years.
    Age,
}

/// Compares conditions of one data model, within bounds.
pub(crate) struct Logic<'a> {
    model: Option<&'a DataModel>,
    left: usize,
    patterns: Patterns,
}

/// Regular expressions, each compiled once: conditions are compared in pairs.
#[derive(Default)]
struct Patterns(BTreeMap<String, Option<Pattern>>);

impl Patterns {
    /// Whether it is certain that all of these texts match, or that none does.
    fn tell(&mut self, pattern: &str, texts: &[String], they_match: bool) -> bool {
        let known = self.0.entry(pattern.to_owned()).or_insert_with(|| Pattern::new(pattern).ok());
        known.as_ref().is_some_and(|known| texts.iter().all(|text| known.matches(text) == they_match))
    }
}

impl<'a> Logic<'a> {
    pub(crate) fn new(model: Option<&'a DataModel>) -> Self {
        Self { model, left: MOST_COMPARISONS, patterns: Patterns::default() }
    }

    /// Whether nothing more is said, since so much was compared.
    pub(crate) fn is_tired(&self) -> bool {
        self.left == 0
    }

    /// Whether it is certain that the first holds whenever the second does.
    pub(crate) fn covers(&mut self, wide: &Condition, narrow: &Condition) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        if wide == narrow {
            return true;
        }
        match (wide, narrow) {
            (_, Condition::Any(any)) if !any.is_empty() => any.iter().all(|one| self.covers(wide, one)),
            (Condition::All(all), _) => all.iter().all(|one| self.covers(one, narrow)),
            (Condition::Not(wide), Condition::Not(narrow)) => self.covers(narrow, wide),
            (Condition::Field { field, .. }, Condition::Field { field: other, .. }) if field == other => {
                let (wide, narrow) = (self.test(wide), self.test(narrow));
                wide.zip(narrow).is_some_and(|(wide, narrow)| wide.contains(&narrow, &mut self.patterns))
            }
            (_, Condition::All(all)) if all.iter().any(|one| self.covers(wide, one)) => true,
            (Condition::Any(any), _) => any.iter().any(|one| self.covers(one, narrow)),
            _ => false,
        }
    }

    /// Whether it is certain that not both hold.
    pub(crate) fn exclude_each_other(&mut self, one: &Condition, other: &Condition) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        match (one, other) {
            (
                Condition::OutcomeOf { step, outcome },
                Condition::OutcomeOf { step: same, outcome: second },
            ) => step == same && outcome != second,
            (Condition::Field { field, .. }, Condition::Field { field: same, .. }) if field == same => self
                .test(one)
                .zip(self.test(other))
                .is_some_and(|(one, other)| one.is_apart_from(&other, &mut self.patterns)),
            (Condition::Not(inner), other) | (other, Condition::Not(inner)) => self.covers(inner, other),
            _ => false,
        }
    }

    /// Whether it is certain that a condition always holds.
    pub(crate) fn is_always(condition: &Condition) -> bool {
        match condition {
            Condition::Field { .. } | Condition::OutcomeOf { .. } => false,
            Condition::All(all) => all.iter().all(Self::is_always),
            Condition::Any(any) => any.iter().any(Self::is_always),
            Condition::Not(inner) => matches!(&**inner, Condition::Any(any) if any.is_empty()),
        }
    }

    /// The values for which a comparison holds, where that can be said.
    fn test(&self, condition: &Condition) -> Option<Test> {
        let Condition::Field { field, op, value } = condition else { return None };
        let settings = self.field(field);
        // Of several values one may be this and another that.
        if settings.is_some_and(|field| field.multiple) && !matches!(op, Operator::IsSet | Operator::IsEmpty)
        {
            return None;
        }
        let kind = settings.map(|field| field.kind);
        let range = |scale, from: Option<i64>, to: Option<i64>| {
            Test::Range(scale, from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX))
        };
        let keys = |value: &Operand| match value {
            Operand::List(list) => list.iter().map(|one| key(one, kind)).collect(),
            one => vec![key(one, kind)],
        };
        let is_list = matches!(value, Some(Operand::List(_)));
        let compared = value.as_ref().and_then(place);
        Some(match (op, value, compared) {
            (Operator::IsSet, ..) => Test::Set,
            (Operator::IsEmpty, ..) => Test::Empty,
            (Operator::Eq, Some(value), _) if !is_list => Test::OneOf(keys(value)),
            (Operator::Ne, Some(value), _) if !is_list => Test::NoneOf(keys(value)),
            (Operator::In, Some(value), _) => Test::OneOf(keys(value)),
            (Operator::NotIn, Some(value), _) => Test::NoneOf(keys(value)),
            (Operator::Lt | Operator::Before, _, Some((scale, place))) => {
                range(scale, None, Some(place.checked_sub(1)?))
            }
            (Operator::Le, _, Some((scale, place))) => range(scale, None, Some(place)),
            (Operator::Gt | Operator::After, _, Some((scale, place))) => {
                range(scale, Some(place.checked_add(1)?), None)
            }
            (Operator::Ge, _, Some((scale, place))) => range(scale, Some(place), None),
            (Operator::YoungerThan, _, Some((Scale::Number, years))) => {
                range(Scale::Age, None, Some(years.checked_sub(1)?))
            }
            (Operator::OlderThan, _, Some((Scale::Number, years))) => range(Scale::Age, Some(years), None),
            (Operator::Matches, Some(Operand::Text(pattern)), _) => Test::Form(pattern.clone()),
            _ => return None,
        })
    }

    fn field(&self, id: &FieldId) -> Option<&'a Field> {
        self.model?.fields.get(id)
    }
}

impl Test {
    /// Whether all values of the other are among these.
    fn contains(&self, other: &Self, patterns: &mut Patterns) -> bool {
        match (self, other) {
            (Self::Set, Self::Set | Self::OneOf(_) | Self::Range(..) | Self::Form(_))
            | (Self::Empty | Self::NoneOf(_), Self::Empty) => true,
            (Self::OneOf(wide), Self::OneOf(narrow)) => narrow.iter().all(|value| wide.contains(value)),
            (Self::NoneOf(wide), Self::NoneOf(narrow)) => wide.iter().all(|value| narrow.contains(value)),
            (Self::NoneOf(refused), Self::OneOf(values)) => {
                !values.iter().any(|value| refused.contains(value))
            }
            (Self::Range(scale, from, to), Self::Range(other, least, most)) => {
                scale == other && from <= least && most <= to
            }
            (Self::Range(scale, from, to), Self::OneOf(values)) => values
                .iter()
                .all(|value| on(*scale, value).is_some_and(|value| (from..=to).contains(&&value))),
            (Self::Form(pattern), Self::OneOf(values)) => patterns.tell(pattern, values, true),
            (Self::Form(wide), Self::Form(narrow)) => wide == narrow,
            _ => false,
        }
    }

    /// Whether they have no value in common.
    fn is_apart_from(&self, other: &Self, patterns: &mut Patterns) -> bool {
        match (self, other) {
            (Self::Empty, Self::Set | Self::OneOf(_) | Self::Range(..) | Self::Form(_))
            | (Self::Set | Self::OneOf(_) | Self::Range(..) | Self::Form(_), Self::Empty) => true,
            (Self::OneOf(one), Self::OneOf(other)) => !one.iter().any(|value| other.contains(value)),
            (Self::OneOf(values), Self::NoneOf(refused)) | (Self::NoneOf(refused), Self::OneOf(values)) => {
                values.iter().all(|value| refused.contains(value))
            }
            (Self::Range(scale, from, to), Self::Range(other, least, most)) => {
                scale == other && (to < least || most < from)
            }
            (Self::Range(scale, from, to), Self::OneOf(values))
            | (Self::OneOf(values), Self::Range(scale, from, to)) => values
                .iter()
                .all(|value| on(*scale, value).is_some_and(|value| !(from..=to).contains(&&value))),
            (Self::Form(pattern), Self::OneOf(values)) | (Self::OneOf(values), Self::Form(pattern)) => {
                patterns.tell(pattern, values, false)
            }
            _ => false,
        }
    }
}

/// Where an operand stands among numbers or dates.
fn place(operand: &Operand) -> Option<(Scale, i64)> {
    match operand {
        Operand::Integer(number) => Some((Scale::Number, *number)),
        Operand::Text(text) => match date(text) {
            Some(date) => Some((Scale::Date, date)),
            None => Some((Scale::Number, text.trim().parse().ok()?)),
        },
        Operand::Boolean(_) | Operand::List(_) => None,
    }
}

fn on(scale: Scale, value: &str) -> Option<i64> {
    match scale {
        Scale::Number => value.parse().ok(),
        Scale::Date => date(value),
        Scale::Age => None,
    }
}

fn date(text: &str) -> Option<i64> {
    Value::parse(&Field::new(FieldType::Date), text).ok()?;
    text.trim().replace('-', "").parse().ok()
}

/// An operand as text, so that the same value has the same text.
fn key(operand: &Operand, kind: Option<FieldType>) -> String {
    match (operand, kind) {
        (Operand::Text(text), Some(FieldType::Country)) => {
            Country::understand(text).map_or_else(|| text.clone(), |country| country.alpha3().to_owned())
        }
        (Operand::Boolean(truth), _) => if *truth { "yes" } else { "no" }.to_owned(),
        (Operand::Text(text), _) => text.trim().to_owned(),
        (Operand::Integer(number), _) => number.to_string(),
        (Operand::List(list), _) => list.iter().map(|one| key(one, kind)).collect::<Vec<_>>().join(", "),
    }
}

/// Visits the comparisons of a condition, each with its path.
pub(crate) fn atoms<'a>(
    path: KeyPath,
    condition: &'a Condition,
    visit: &mut dyn FnMut(KeyPath, &'a Condition),
) {
    match condition {
        Condition::Field { .. } | Condition::OutcomeOf { .. } => visit(path, condition),
        Condition::All(list) | Condition::Any(list) => {
            let key = if matches!(condition, Condition::All(_)) { "all" } else { "any" };
            for (place, condition) in list.iter().enumerate() {
                atoms(path.clone().key(key).index(place), condition, visit);
            }
        }
        Condition::Not(inner) => atoms(path.key("not"), inner, visit),
    }
}

#[cfg(test)]
mod tests {
    use model::DataModel;
    use serde_json::{Value as Json, json};

    use super::*;

    fn compare(one: &Json, other: &Json) -> (bool, bool) {
        let model: DataModel = serde_json::from_value(json!({ "field": {
            "home": { "type": "country" }, "born": { "type": "birth-date" }, "number": { "type": "integer" },
            "news": { "type": "boolean" }, "name": { "type": "text" }, "names": { "type": "text", "multiple": true },
        }}))
        .unwrap();
        let read = |json: &Json| -> Condition { serde_json::from_value(json.clone()).unwrap() };
        let (one, other) = (read(one), read(other));
        let mut logic = Logic::new(Some(&model));
        (logic.covers(&one, &other), logic.exclude_each_other(&one, &other))
    }

    fn field(field: &str, op: &str, value: impl Into<Json>) -> Json {
        let value = value.into();
        json!({ "field": field, "op": op, "value": value })
    }

    #[test]
    fn what_is_certain_of_two_conditions() {
        let set = json!({ "field": "name", "op": "is-set" });
        let empty = json!({ "field": "name", "op": "is-empty" });
        let named = field("name", "eq", json!("Ana"));
        let approved = json!({ "step": "identity", "op": "outcome-of", "value": "approved" });
        let review = json!({ "step": "identity", "op": "outcome-of", "value": "review" });
        let short = field("name", "matches", json!("[A-Z]..?"));
        let (set_again, empty_again, named_again) = (set.clone(), empty.clone(), named.clone());
        let table = [
            (set.clone(), named.clone(), (true, false)),
            (named.clone(), set.clone(), (false, false)),
            (set.clone(), empty.clone(), (false, true)),
            (empty.clone(), named.clone(), (false, true)),
            (field("name", "ne", json!("Eva")), empty, (true, false)),
            (field("name", "ne", json!("Eva")), named.clone(), (true, false)),
            (field("name", "ne", json!("Ana")), named.clone(), (false, true)),
            (field("name", "in", json!(["Ana", "Eva"])), named.clone(), (true, false)),
            (field("name", "eq", json!("Eva")), named.clone(), (false, true)),
            (field("number", "lt", json!(5)), field("number", "le", json!(4)), (true, false)),
            (field("number", "lt", json!(5)), field("number", "lt", json!(6)), (false, false)),
            (field("number", "lt", json!(5)), field("number", "ge", json!(5)), (false, true)),
            (field("number", "lt", json!(5)), field("number", "eq", json!("3")), (true, false)),
            (field("number", "gt", json!(5)), field("number", "eq", json!(3)), (false, true)),
            (
                field("born", "younger-than", json!(21)),
                field("born", "younger-than", json!(18)),
                (true, false),
            ),
            (field("born", "older-than", json!(18)), field("born", "younger-than", json!(18)), (false, true)),
            (
                field("born", "older-than", json!(18)),
                field("born", "younger-than", json!(19)),
                (false, false),
            ),
            (
                field("born", "before", json!("2001-01-01")),
                field("born", "before", json!("2000-01-01")),
                (true, false),
            ),
            (
                field("born", "before", json!("today")),
                field("born", "before", json!("2000-01-01")),
                (false, false),
            ),
            (field("home", "eq", json!("UY")), field("home", "eq", json!("URY")), (true, false)),
            (field("news", "eq", json!(true)), field("news", "eq", json!("yes")), (true, false)),
            (field("news", "eq", json!(true)), field("news", "eq", json!(false)), (false, true)),
            (approved.clone(), review.clone(), (false, true)),
            (json!({ "all": [] }), review.clone(), (true, false)),
            (json!({ "any": [approved, review] }), json!({ "all": [set, review] }), (true, false)),
            (json!({ "not": named }), named.clone(), (false, true)),
            (set_again, short.clone(), (true, false)),
            (empty_again, short.clone(), (false, true)),
            (short.clone(), named.clone(), (true, false)),
            (short.clone(), field("name", "in", json!(["Ana", "Maria"])), (false, false)),
            (short.clone(), field("name", "eq", json!("Maria")), (false, true)),
            (short.clone(), field("name", "ne", json!("Ana")), (false, false)),
            (field("name", "matches", json!("...")), short, (false, false)),
            (field("name", "matches", json!("a)(b")), named_again, (false, false)),
            // One of several values may be the one, and another the other.
            (field("names", "eq", json!("Ana")), field("names", "eq", json!("Eva")), (false, false)),
            (field("names", "ne", json!("Ana")), field("names", "eq", json!("Eva")), (false, false)),
            (
                json!({ "field": "names", "op": "is-set" }),
                json!({ "field": "names", "op": "is-empty" }),
                (false, true),
            ),
        ];
        for (one, other, expected) in table {
            assert_eq!(compare(&one, &other), expected, "{one} {other}");
        }
    }

    #[test]
    fn deep_conditions_are_given_up() {
        let mut deep = json!({ "field": "name", "op": "is-set" });
        for level in 0..60 {
            let key = if level % 2 == 0 { "all" } else { "any" };
            deep = json!({ key: [deep.clone(), { "field": "name", "op": "is-empty" }] });
        }
        let other = json!({ "all": [field("number", "eq", json!(1)), deep] });
        compare(&deep, &other);
    }
}
