use model::{
    Condition, Country, Diagnostic, Field, FieldId, FieldType, KeyPath, Level, Operand, Operator, Pattern,
    Value,
};

use crate::conditions::atoms;
use crate::context::{Context, at_step, guess};
use crate::graph::Funnel;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{list, shown};

pub(crate) static RULE: Rule = Rule {
    id: "F010",
    title: "a comparison that does not fit the field",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for conditions whose operator is not made for the type of the field (`lt` for text), and for \
               values that are none of that type (a country that does not exist, a date that is none).",
        why: "Such a comparison never holds (and `ne` and `not-in` always do), so that the decision takes a branch \
              that nobody meant.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "birth_date" }]
on.next = "decide"

[step.decide]
kind = "decision"
on.minor = "declined"
on.otherwise = "done"

[[step.decide.branch]]
outcome = "minor"
when = { field = "birth_date", op = "lt", value = 18 }

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some((
            "step.decide.branch[0].when.value",
            "`birth_date` of type `birth-date` is compared with `18`, which is not a date such as 1990-05-17",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "birth_date" }]
on.next = "decide"

[step.decide]
kind = "decision"
on.minor = "declined"
on.otherwise = "done"

[[step.decide.branch]]
outcome = "minor"
when = { field = "birth_date", op = "younger-than", value = 18 }

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.data_model() else { return };
    for funnel in context.funnels() {
        for (id, decision) in funnel.decisions() {
            for (place, branch) in decision.branches.iter().enumerate() {
                let path = at_step(id, &["branch"]).index(place).key("when");
                atoms(path, &branch.when, &mut |path, condition| {
                    let Condition::Field { field: id, op, value } = condition else { return };
                    let Some(field) = model.fields.get(id) else { return };
                    if is_made_for(*op, field.kind) {
                        if let Some(value) = value {
                            operand(funnel, &path.key("value"), (id, field), *op, value, found);
                        }
                    } else {
                        found.push(operator(funnel, path, id, field, *op));
                    }
                });
            }
        }
    }
}

/// Whether an operator can compare values of a type.
pub(super) fn is_made_for(op: Operator, kind: FieldType) -> bool {
    match op {
        Operator::Eq | Operator::Ne | Operator::In | Operator::NotIn => kind.is_told(),
        Operator::Matches => {
            kind.can_be_read()
                && (kind.has_length()
                    || matches!(kind, FieldType::Choice | FieldType::Language | FieldType::Composite))
        }
        Operator::IsSet | Operator::IsEmpty => true,
        Operator::Lt | Operator::Le | Operator::Gt | Operator::Ge => {
            kind.is_number() || kind.is_date() || kind == FieldType::Datetime
        }
        Operator::Before | Operator::After => kind.is_date() || kind == FieldType::Datetime,
        Operator::YoungerThan | Operator::OlderThan => kind.is_date(),
        Operator::OutcomeOf => false,
    }
}

const OPERATORS: [Operator; 15] = [
    Operator::Eq,
    Operator::Ne,
    Operator::In,
    Operator::NotIn,
    Operator::Matches,
    Operator::IsSet,
    Operator::IsEmpty,
    Operator::Lt,
    Operator::Le,
    Operator::Gt,
    Operator::Ge,
    Operator::Before,
    Operator::After,
    Operator::YoungerThan,
    Operator::OlderThan,
];

fn name(op: Operator) -> String {
    let json = serde_json::to_value(op).expect("an operator is written as its name");
    json.as_str().unwrap_or_default().to_owned()
}

fn operator(funnel: &Funnel<'_>, path: KeyPath, id: &FieldId, field: &Field, op: Operator) -> Diagnostic {
    let kind = field.kind;
    let message = format!("`{}` does not compare fields of type `{kind}`, of which `{id}` is one", name(op));
    let fitting = OPERATORS.into_iter().filter(|op| is_made_for(*op, kind)).map(name);
    RULE.finding(&funnel.name, path.key("op"), message)
        .with_help(format!("for `{kind}` there are {}", list(fitting)))
}

/// Tells what is written as value and is none of the field's type.
fn operand(
    funnel: &Funnel<'_>,
    path: &KeyPath,
    (id, field): (&FieldId, &Field),
    op: Operator,
    value: &Operand,
    found: &mut Vec<Diagnostic>,
) {
    if let (Operand::List(list), Operator::In | Operator::NotIn) = (value, op) {
        for (place, one) in list.iter().enumerate() {
            found.extend(single(funnel, path.clone().index(place), id, field, op, one));
        }
    } else {
        found.extend(single(funnel, path.clone(), id, field, op, value));
    }
}

fn single(
    funnel: &Funnel<'_>,
    path: KeyPath,
    id: &FieldId,
    field: &Field,
    op: Operator,
    value: &Operand,
) -> Option<Diagnostic> {
    let (noun, help) = expected(op, field.kind);
    if fits(op, field, value) {
        return None;
    }
    let written = match value {
        Operand::Text(text) => shown(text),
        Operand::Integer(number) => number.to_string(),
        Operand::Boolean(truth) => truth.to_string(),
        Operand::List(_) => "a list".to_owned(),
    };
    let message =
        format!("`{id}` of type `{}` is compared with `{written}`, which is not {noun}", field.kind);
    let finding = RULE.finding(&funnel.name, path.clone(), message);
    let near = match value {
        Operand::Text(text) if field.kind == FieldType::Country => Country::nearest(text),
        _ => None,
    };
    Some(match near {
        Some(near) => finding.with_help(format!("did you mean `{near}` ({})?", near.name())).with_fix(guess(
            format!("write `{near}`"),
            path,
            near.alpha3(),
        )),
        None => finding.with_help(help),
    })
}

/// What a value to compare with has to be, and how it is written.
fn expected(op: Operator, kind: FieldType) -> (&'static str, &'static str) {
    match (op, kind) {
        (Operator::YoungerThan | Operator::OlderThan, _) => {
            ("a number of years", "write whole years: `value = 18`")
        }
        (Operator::Matches, _) => (
            "a regular expression",
            "write one that the whole text has to match, in single quotes: `value = '[0-9]{4}'`",
        ),
        (_, FieldType::Integer) => ("a whole number", "write a number: `value = 18`"),
        (_, FieldType::Decimal | FieldType::Currency) => {
            ("a number", "write a number: `value = 18`, or in quotes: `value = \"9.90\"`")
        }
        (_, FieldType::Datetime) => (
            "a date and time such as 2030-05-17T10:30:00Z",
            "write a point in time, `\"2030-05-17T10:30:00Z\"`, or `\"today\"`",
        ),
        (_, FieldType::Boolean) => ("yes or no", "write `value = true` or `value = false`"),
        (_, kind) if kind.is_date() => (
            "a date such as 1990-05-17",
            "write a date, `\"1990-05-17\"`, or `\"today\"`; ages are compared by `younger-than` and `older-than`",
        ),
        (_, FieldType::Country) => ("a country", "write the alpha-3 code of a country: `value = \"URY\"`"),
        _ => ("text", "write text in quotes, or a list of texts with `in`"),
    }
}

/// Whether values of the field can be what is written.
fn fits(op: Operator, field: &Field, value: &Operand) -> bool {
    let is_number = |value: &Operand| match value {
        Operand::Integer(_) => true,
        Operand::Text(text) => text.trim().parse::<i64>().is_ok(),
        Operand::Boolean(_) | Operand::List(_) => false,
    };
    match (op, field.kind, value) {
        (Operator::YoungerThan | Operator::OlderThan, ..) | (_, FieldType::Integer, _) => is_number(value),
        (Operator::Matches, _, value) => {
            matches!(value, Operand::Text(text) if Pattern::new(text).is_ok())
        }
        (_, FieldType::Boolean, Operand::Boolean(_)) => true,
        (_, FieldType::Boolean, Operand::Text(text)) => text == "yes" || text == "no",
        (_, kind, Operand::Integer(_)) if kind.is_decimal() => true,
        (_, kind, Operand::Text(text)) if kind.is_decimal() => {
            Value::parse(&Field::new(FieldType::Decimal), text).is_ok()
        }
        (_, kind, Operand::Text(text)) if kind.is_date() || kind == FieldType::Datetime => {
            text == "today" || Value::parse(&Field::new(kind), text).is_ok()
        }
        (_, FieldType::Country, Operand::Text(text)) => Country::understand(text).is_some(),
        (_, FieldType::Boolean | FieldType::Country, _) => false,
        (_, kind, _) if kind.is_decimal() || kind.is_date() || kind == FieldType::Datetime => false,
        (_, _, value) => matches!(value, Operand::Text(_)),
    }
}
