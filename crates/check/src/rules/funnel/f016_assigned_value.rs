use model::step::{AssignFrom, Assignment};
use model::transform::{Shape, chain};
use model::{DataModel, Diagnostic, Field, FieldId, FieldType, Level, StepSettings, Value};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::misfit::told;

pub(crate) static RULE: Rule = Rule {
    id: "F016",
    title: "an assigned value that does not fit",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for steps of kind `assign` that set a field to a value which the field refuses, or to the value of a field of which no value fits, and for transforms that get something else than they take.",
        why: "The field would stay as it is for every customer.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.visits]
type = "integer"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "mark"

[step.mark]
kind = "assign"
set.visits = "many"
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
        finding: Some((
            "step.mark.set.visits",
            "what `visits` of type `integer` is set to is not a whole number",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.visits]
type = "integer"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "mark"

[step.mark]
kind = "assign"
set.visits = 1
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.data_model() else { return };
    for funnel in context.funnels() {
        for (id, step) in &funnel.campaign.steps {
            let StepSettings::Assign(assign) = &step.settings else { continue };
            for (target, assignment) in &assign.set {
                let Some(field) = model.fields.get(target) else { continue };
                let path = at_step(id, &["set", target.as_str()]);
                if let Some((place, problem, help)) = misfit(model, assignment) {
                    let path = path.key("transform").index(place);
                    found.push(RULE.finding(&funnel.name, path, problem).with_help(help));
                    continue;
                }
                let Some((problem, help)) = problem(model, target, field, assignment) else { continue };
                found.push(RULE.finding(&funnel.name, path, problem).with_help(help));
            }
        }
    }
}

/// What the transforms of an assignment get; `None` where that is not known, or cannot be read.
fn start(model: &DataModel, assignment: &Assignment) -> Option<Shape> {
    match &assignment.from {
        AssignFrom::Field(from) => Shape::of_field(model.fields.get(from)?),
        AssignFrom::Value(_) | AssignFrom::Template(_) => Some(Shape::Text),
    }
}

/// The first transform that gets something else than it takes: its place, why, and what to do.
fn misfit(model: &DataModel, assignment: &Assignment) -> Option<(usize, String, &'static str)> {
    let (place, misfit) = chain(start(model, assignment)?, &assignment.transform).err()?;
    let before = match (place.checked_sub(1), &assignment.from) {
        (Some(before), _) => format!("what `{}` gives is", assignment.transform[before]),
        (None, AssignFrom::Field(from)) => format!("`{from}` is"),
        (None, _) => "what is written is".to_owned(),
    };
    let (problem, help) = told(&assignment.transform[place], misfit, &before);
    Some((place, problem, help))
}

/// Why no value of an assignment fits.
fn problem(
    model: &DataModel,
    target: &FieldId,
    field: &Field,
    assignment: &Assignment,
) -> Option<(String, &'static str)> {
    let kind = field.kind;
    match &assignment.from {
        AssignFrom::Value(value) if assignment.transform.is_empty() && apart_noun(kind).is_none() => {
            let error = Value::parse(field, &value.to_string()).err()?;
            let message = format!("what `{target}` of type `{kind}` is set to {error}");
            Some((message, "write a value that fits the field"))
        }
        AssignFrom::Field(_)
            if !assignment.transform.is_empty()
                && let Some(start) = start(model, assignment) =>
        {
            let end = chain(start, &assignment.transform).ok()?;
            (!may_become(kind, end)).then(|| {
                let message =
                    format!("`{target}` of type `{kind}` is set to {}, of which no value fits", end.noun());
                (message, "take other transforms, or a field of a type that fits")
            })
        }
        AssignFrom::Field(from) => {
            let other = model.fields.get(from)?;
            (!may_fit(kind, other.kind)).then(|| {
                let message = format!(
                    "`{target}` of type `{kind}` is set to `{from}` of type `{}`, of which no value fits",
                    other.kind
                );
                (message, "take a field of a type that fits")
            })
        }
        AssignFrom::Value(_) | AssignFrom::Template(_) => {
            let message = format!("`{target}` is {}, and no text is one", apart_noun(kind)?);
            Some((message, "take a field of another type"))
        }
    }
}

/// What a value is called that no text stands for.
const fn apart_noun(kind: FieldType) -> Option<&'static str> {
    match kind {
        FieldType::Image => Some("a picture"),
        FieldType::File => Some("a file"),
        FieldType::Password => Some("a password"),
        _ => None,
    }
}

/// Whether some value of one type can be one of another.
fn may_fit(to: FieldType, from: FieldType) -> bool {
    let loose = |kind: FieldType| kind.is_text() || kind == FieldType::Choice;
    match (to, from) {
        (FieldType::Password, _) | (_, FieldType::Password) => false,
        (FieldType::File, from) => from.is_kept_apart(),
        (FieldType::Image, from) => from == FieldType::Image,
        (to, FieldType::Image | FieldType::File) => to.is_text(),
        (to, from) if to == from || loose(to) || loose(from) => true,
        (to, from) if to.is_number() && from.is_number() => true,
        (to, from) if to.is_date() && from.is_date() => true,
        (FieldType::Phone | FieldType::MobilePhone, FieldType::Phone | FieldType::MobilePhone) => true,
        _ => false,
    }
}

/// Whether some value that transforms give can be one of a type.
fn may_become(to: FieldType, end: Shape) -> bool {
    match end {
        _ if apart_noun(to).is_some() => false,
        _ if to.is_text() || to == FieldType::Choice => true,
        Shape::Text | Shape::Choice | Shape::List => true,
        Shape::Integer | Shape::Decimal => to.is_number(),
        Shape::Boolean => to == FieldType::Boolean,
        Shape::Date => to.is_date(),
        Shape::Country => to == FieldType::Country,
        Shape::Instant => to == FieldType::Datetime,
        Shape::Image => false,
    }
}
