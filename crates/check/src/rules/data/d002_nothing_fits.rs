use model::{Diagnostic, Field, FieldType, KeyPath, Level, ResourceName, Value, ValueError};

use super::d001_constraint_of_other_type::idle;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D002",
    title: "constraints that nothing fits",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for fields whose least length or value is above the greatest, for bounds that are none, for defaults that the field itself refuses, for a \
               default where values are `unique`, and for values that are kept for no day at all.",
        why: "No value fits, or none is kept: the field can never be filled in, or never gets its default.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.code]
type = "text"
min-length = 10
max-length = 5
"#,
        )]),
        finding: Some((
            "field.code.min-length",
            "`min-length` is 10, above the `max-length` of 5: no text fits",
        )),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.code]
type = "text"
min-length = 5
max-length = 10
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (id, field) in context.data_model().into_iter().flat_map(|model| &model.fields) {
        let mut tell = |key: &str, message: String, help: String| {
            let path = KeyPath::of(["field", id.as_str(), key]);
            found.push(RULE.finding(&ResourceName::DataModel, path, message).with_help(help));
        };
        // Where a constraint does not count at all, that is what has to be told.
        let counts = |key: &str| idle(field).iter().all(|idle| idle.key != key);
        if let Some((min, max)) = field.min_length.zip(field.max_length)
            && min > max
            && counts("min-length")
        {
            tell(
                "min-length",
                format!("`min-length` is {min}, above the `max-length` of {max}: no text fits"),
                format!("write `min-length = {max}` and `max-length = {min}` if they were mixed up"),
            );
        }
        let bounds = [("min", &field.min), ("max", &field.max)];
        let mut ranks = Vec::new();
        for (key, bound) in bounds.into_iter().filter(|(key, _)| counts(key)) {
            match bound.as_ref().map(|bound| bound.rank(field.kind)) {
                None => {}
                Some(Some(rank)) => ranks.push(rank),
                Some(None) if field.kind.is_date() => tell(
                    key,
                    format!("`{key}` is no date"),
                    "write a date, `\"2020-01-31\"`, or `\"today\"`, or a time from today: `\"-18y\"`"
                        .to_owned(),
                ),
                Some(None) => tell(
                    key,
                    format!("`{key}` is no number"),
                    "write a number: `18`, or in quotes: `\"0.50\"`".to_owned(),
                ),
            }
        }
        if let ([min, max], Some(least), Some(greatest)) = (ranks.as_slice(), &field.min, &field.max)
            && min > max
        {
            tell(
                "min",
                format!("`min` is {least}, above the `max` of {greatest}: no value fits"),
                "mind which is the least and which the greatest".to_owned(),
            );
        }
        if let Some(error) = refused(field).filter(|_| counts("default")) {
            let help = "write a default that fits, or take it away".to_owned();
            tell("default", format!("the default of `{id}` {error}"), help);
        } else if field.default.is_some() && field.unique && counts("default") && counts("unique") {
            tell(
                "default",
                format!(
                    "the default of `{id}` is the value of one customer only: `unique` refuses it for all others"
                ),
                "take the default away, or `unique`".to_owned(),
            );
        }
        if field.retention_days == Some(0) {
            tell(
                "retention-days",
                format!("a value of `{id}` is kept for no day"),
                "write how many days it is needed, or leave the key out: then it is kept".to_owned(),
            );
        }
    }
}

/// Why a field refuses its own default.
fn refused(field: &Field) -> Option<ValueError> {
    let default = field.default.as_deref()?;
    // A choice without values is told as such.
    if field.kind == FieldType::Choice && field.values.is_empty() {
        return None;
    }
    Value::parse(field, default).err()
}
