use model::step::{AssignFrom, Assignment};
use model::{DataModel, Diagnostic, Field, FieldId, FieldType, Level, StepSettings, Value};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F016",
    title: "an assigned value that does not fit",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for steps of kind `assign` that set a field to a value which the field refuses, or to the value of a field of which no value fits.",
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
                let Some((problem, help)) = problem(model, target, field, assignment) else { continue };
                let path = at_step(id, &["set", target.as_str()]);
                found.push(RULE.finding(&funnel.name, path, problem).with_help(help));
            }
        }
    }
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
        AssignFrom::Value(value) if assignment.transform.is_empty() => {
            let error = Value::parse(field, &value.to_string()).err()?;
            let message = format!("what `{target}` of type `{kind}` is set to {error}");
            Some((message, "write a value that fits the field"))
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
            let message = format!("`{target}` is a picture, and no text is one");
            (kind == FieldType::Image).then_some((message, "take a field of another type"))
        }
    }
}

/// Whether some value of one type can be one of another.
fn may_fit(to: FieldType, from: FieldType) -> bool {
    let loose = |kind: FieldType| kind.is_text() || kind == FieldType::Choice;
    match (to, from) {
        (FieldType::Image, from) => from == FieldType::Image,
        (to, FieldType::Image) => to.is_text(),
        (to, from) if to == from || loose(to) || loose(from) => true,
        (to, from) if to.is_number() && from.is_number() => true,
        (to, from) if to.is_date() && from.is_date() => true,
        (FieldType::Phone | FieldType::MobilePhone, FieldType::Phone | FieldType::MobilePhone) => true,
        _ => false,
    }
}
