//! Conditions of decisions.

use std::cmp::Ordering;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::{Condition, Country, Operand, Operator, Pattern, Value};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::State;

/// What conditions speak of.
pub(crate) struct Facts<'a> {
    /// The session.
    pub(crate) state: &'a State,
    /// The date, in UTC.
    pub(crate) today: Date,
}

impl Facts<'_> {
    /// Whether a condition holds. An operator or operand that does not fit the value's type makes it false, but `ne` and
    /// `not-in` true: they are nothing but the opposite of `eq` and `in`.
    pub(crate) fn hold(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Field { field, op, value } => {
                self.compares(self.state.values.get(field), *op, value.as_ref())
            }
            Condition::OutcomeOf { step, outcome } => self.state.outcome_of(step) == Some(outcome),
            Condition::All(all) => all.iter().all(|condition| self.hold(condition)),
            Condition::Any(any) => any.iter().any(|condition| self.hold(condition)),
            Condition::Not(not) => !self.hold(not),
        }
    }

    fn compares(&self, value: Option<&Value>, op: Operator, operand: Option<&Operand>) -> bool {
        let items = value.map_or(&[][..], Value::items);
        // Of a field with several values it is enough that one of them is so.
        let is = |test: &dyn Fn(&Value, &Operand) -> bool| {
            operand.is_some_and(|operand| items.iter().any(|item| test(item, operand)))
        };
        let order =
            |test: fn(Ordering) -> bool| is(&|value, operand| self.order(value, operand).is_some_and(test));
        let date_order = |test: fn(Ordering) -> bool| {
            is(&|value, operand| {
                matches!(value, Value::Date(_) | Value::Instant(_))
                    && self.order(value, operand).is_some_and(test)
            })
        };
        let age = |test: fn(i64, i64) -> bool| {
            is(&|value, operand| {
                self.age(value).zip(whole(operand)).is_some_and(|(age, years)| test(age, years))
            })
        };
        match op {
            Operator::IsSet => value.is_some(),
            Operator::IsEmpty => value.is_none(),
            Operator::Eq => is(&|value, operand| self.equal(value, operand)),
            Operator::Ne => !is(&|value, operand| self.equal(value, operand)),
            Operator::In => is(&|value, operand| self.is_one_of(value, operand)),
            Operator::NotIn => !is(&|value, operand| self.is_one_of(value, operand)),
            Operator::Lt => order(Ordering::is_lt),
            Operator::Le => order(Ordering::is_le),
            Operator::Gt => order(Ordering::is_gt),
            Operator::Ge => order(Ordering::is_ge),
            Operator::Before => date_order(Ordering::is_lt),
            Operator::After => date_order(Ordering::is_gt),
            Operator::YoungerThan => age(|age, years| age < years),
            Operator::OlderThan => age(|age, years| age >= years),
            Operator::Matches => operand.is_some_and(|pattern| matches(items, pattern)),
            // Read as a condition of its own.
            Operator::OutcomeOf => false,
        }
    }

    fn equal(&self, value: &Value, operand: &Operand) -> bool {
        match (value, operand) {
            (Value::Text(text), Operand::Text(other)) => text.chars().eq(other.trim().nfc()),
            (Value::Boolean(truth), Operand::Boolean(other)) => truth == other,
            (Value::Boolean(truth), Operand::Text(other)) => *other == Value::Boolean(*truth).to_string(),
            (Value::Country(country), Operand::Text(other)) => Country::understand(other) == Some(*country),
            _ => self.order(value, operand).is_some_and(Ordering::is_eq),
        }
    }

    fn is_one_of(&self, value: &Value, operand: &Operand) -> bool {
        match operand {
            Operand::List(list) => list.iter().any(|one| self.equal(value, one)),
            one => self.equal(value, one),
        }
    }

    /// How numbers, dates and points in time compare; other values have no order.
    fn order(&self, value: &Value, operand: &Operand) -> Option<Ordering> {
        match (value, operand) {
            (Value::Integer(number), operand) => Some(Decimal::from(*number).cmp(&exact(operand)?)),
            (Value::Decimal(number), operand) => Some(number.cmp(&exact(operand)?)),
            (Value::Instant(instant), Operand::Text(other)) => {
                let other = if other == "today" {
                    TimeZone::UTC.to_timestamp(self.today.at(0, 0, 0, 0)).ok()?
                } else {
                    other.parse().ok()?
                };
                Some(instant.cmp(&other))
            }
            (Value::Date(date), Operand::Text(other)) => {
                let other = if other == "today" { self.today } else { other.parse().ok()? };
                Some(date.cmp(&other))
            }
            _ => None,
        }
    }

    /// Whole years since a date; less than none before it. Who was born on 29 February is a year older on 1 March in years
    /// that have no such day.
    fn age(&self, value: &Value) -> Option<i64> {
        let Value::Date(born) = value else { return None };
        let day = |date: Date| (date.month(), date.day());
        let to_come = day(self.today) < day(*born);
        Some(i64::from(self.today.year()) - i64::from(born.year()) - i64::from(to_come))
    }
}

/// A pattern that is none is told by a rule, and matches nothing.
fn matches(items: &[Value], operand: &Operand) -> bool {
    let Operand::Text(pattern) = operand else { return false };
    let fits = |pattern: &Pattern, item: &Value| matches!(item, Value::Text(text) if pattern.matches(text));
    Pattern::new(pattern).is_ok_and(|pattern| items.iter().any(|item| fits(&pattern, item)))
}

fn exact(operand: &Operand) -> Option<Decimal> {
    match operand {
        Operand::Integer(number) => Some(Decimal::from(*number)),
        Operand::Text(text) => Decimal::from_str_exact(text.trim()).ok(),
        Operand::Boolean(_) | Operand::List(_) => None,
    }
}

fn whole(operand: &Operand) -> Option<i64> {
    match operand {
        Operand::Integer(number) => Some(*number),
        Operand::Text(text) => text.trim().parse().ok(),
        Operand::Boolean(_) | Operand::List(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::{FieldId, Outcome, StepId};
    use serde_json::{Value as Json, json};

    use super::*;

    fn state() -> State {
        let mut state = State::new(StepId::new("here").unwrap());
        let values = [
            ("name", Value::Text("An\u{e1}".to_owned())),
            ("number", Value::Integer(18)),
            ("price", Value::Decimal("9.90".parse().unwrap())),
            ("called", Value::Instant("2026-07-01T08:00:00Z".parse().unwrap())),
            ("news", Value::Boolean(true)),
            ("born", Value::Date(date(2008, 2, 29))),
            ("home", Value::Country(Country::from_alpha3("URY").unwrap())),
            ("marks", Value::List(vec![Value::Integer(3), Value::Integer(7)])),
        ];
        state.values = values.map(|(field, value)| (FieldId::new(field).unwrap(), value)).into();
        state.outcomes.insert(StepId::new("identity").unwrap(), Outcome::new("review").unwrap());
        state
    }

    fn holds(condition: &Json, today: Date) -> bool {
        let condition = serde_json::from_value(condition.clone()).unwrap();
        Facts { state: &state(), today }.hold(&condition)
    }

    #[test]
    fn values_are_compared_by_their_type() {
        let field = |field: &str, op: &str, value: Json| json!({ "field": field, "op": op, "value": value });
        let true_ones = [
            field("name", "eq", json!(" Ana\u{301} ")),
            field("name", "ne", json!("Eva")),
            field("name", "ne", json!(1)),
            field("name", "in", json!(["Eva", "Aná"])),
            field("name", "not-in", json!(["Eva"])),
            field("number", "eq", json!(18)),
            field("number", "eq", json!("18")),
            field("number", "lt", json!(19)),
            field("number", "le", json!(18)),
            field("number", "gt", json!(-1)),
            field("number", "ge", json!(18)),
            field("number", "in", json!([1, 18])),
            field("price", "eq", json!("9.9")),
            field("price", "lt", json!(10)),
            field("price", "in", json!(["1", "9.900"])),
            field("called", "after", json!("today")),
            field("called", "before", json!("2026-07-01T10:00:00+00:00")),
            field("news", "eq", json!(true)),
            field("news", "eq", json!("yes")),
            field("news", "ne", json!(false)),
            field("born", "eq", json!("2008-02-29")),
            field("born", "before", json!("today")),
            field("born", "after", json!("2008-02-28")),
            field("born", "le", json!("2008-02-29")),
            field("home", "eq", json!("URY")),
            field("home", "in", json!(["ARG", "UY"])),
            field("name", "matches", json!("An.")),
            field("marks", "eq", json!(7)),
            field("marks", "in", json!([1, 3])),
            field("marks", "ne", json!(4)),
            field("marks", "lt", json!(4)),
            field("marks", "gt", json!(6)),
            json!({ "field": "marks", "op": "is-set" }),
            field("nothing", "ne", json!("x")),
            field("nothing", "not-in", json!(["x"])),
            json!({ "field": "name", "op": "is-set" }),
            json!({ "field": "nothing", "op": "is-empty" }),
            json!({ "step": "identity", "op": "outcome-of", "value": "review" }),
            json!({ "all": [] }),
            json!({ "not": { "any": [] } }),
            json!({ "any": [{ "field": "nothing", "op": "is-set" }, { "field": "name", "op": "is-set" }] }),
        ];
        for condition in &true_ones {
            assert!(holds(condition, date(2026, 7, 1)), "{condition}");
            assert!(!holds(&json!({ "not": condition }), date(2026, 7, 1)), "not {condition}");
        }
        let false_ones = [
            field("name", "eq", json!("ana")),
            field("name", "lt", json!("Zoe")),
            field("name", "before", json!("today")),
            field("name", "younger-than", json!(200)),
            field("name", "eq", json!(["Aná"])),
            field("name", "matches", json!("An")),
            field("name", "matches", json!("An(")),
            field("number", "matches", json!("18")),
            field("nothing", "matches", json!(".*")),
            field("marks", "eq", json!(4)),
            field("marks", "ne", json!(3)),
            field("marks", "not-in", json!([3, 4])),
            field("marks", "gt", json!(7)),
            field("number", "lt", json!(18)),
            field("number", "gt", json!("many")),
            field("number", "before", json!("2026-01-01")),
            field("number", "older-than", json!(1)),
            field("price", "gt", json!("9.90")),
            field("price", "before", json!("today")),
            field("called", "lt", json!("2026-07-01")),
            field("news", "eq", json!("no")),
            field("news", "eq", json!(1)),
            field("born", "after", json!("today")),
            field("born", "before", json!("yesterday")),
            field("born", "younger-than", json!("many")),
            field("home", "eq", json!("Atlantis")),
            field("home", "lt", json!("URZ")),
            field("nothing", "eq", json!("x")),
            field("nothing", "in", json!(["x"])),
            field("nothing", "younger-than", json!(18)),
            field("nothing", "older-than", json!(18)),
            json!({ "field": "nothing", "op": "is-set" }),
            json!({ "field": "name", "op": "is-empty" }),
            json!({ "step": "identity", "op": "outcome-of", "value": "approved" }),
            json!({ "step": "other", "op": "outcome-of", "value": "approved" }),
            json!({ "all": [{ "field": "name", "op": "is-set" }, { "field": "name", "op": "is-empty" }] }),
        ];
        for condition in &false_ones {
            assert!(!holds(condition, date(2026, 7, 1)), "{condition}");
        }
    }

    #[test]
    fn ages_count_whole_years() {
        let table = [
            (date(2026, 2, 28), 17),
            (date(2026, 3, 1), 18),
            (date(2028, 2, 28), 19),
            (date(2028, 2, 29), 20),
            (date(2008, 2, 29), 0),
            (date(2008, 2, 28), -1),
        ];
        for (today, age) in table {
            for years in -2..22 {
                let younger = json!({ "field": "born", "op": "younger-than", "value": years });
                let older = json!({ "field": "born", "op": "older-than", "value": years });
                assert_eq!(holds(&younger, today), age < years, "{today} {years}");
                assert_eq!(holds(&older, today), age >= years, "{today} {years}");
            }
        }
    }
}
