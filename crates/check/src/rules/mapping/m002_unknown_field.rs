use model::step::VerificationStep;
use model::transform::Shape;
use model::{Diagnostic, FieldId, Fix, Level, Mapping, StepId, suggest};
use serde_json::{Map, Value};

use crate::context::{Context, at_step, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::did_you_mean;

pub(crate) static RULE: Rule = Rule {
    id: "M002",
    title: "a mapping into a field that is not in the data model",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings whose target is no field of `data-model.toml`.",
        why: "Mappings fill fields, they do not make any. Such a campaign cannot be pushed.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.first_name]
type = "text"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.firstname = "document.first_name"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
            ),
        ]),
        finding: Some(("step.identity.map.firstname", "there is no field `firstname` in the data model")),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.first_name]
type = "text"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.first_name = "document.first_name"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
            ),
        ]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.data_model() else { return };
    for (funnel, id, settings) in context.verifications() {
        for (field, mapping) in &settings.map {
            if model.fields.contains_key(field) {
                continue;
            }
            let path = at_step(id, &["map", field.as_str()]);
            let message = format!("there is no field `{field}` in the data model");
            let finding = RULE.finding(&funnel.name, path, message).at_key();
            // A field that is filled already was not meant.
            let free = model.fields.keys().filter(|known| !settings.map.contains_key(*known));
            let near = suggest::nearest(field.as_str(), free.map(FieldId::as_str));
            found.push(if let Some(near) = near {
                finding.with_help(did_you_mean(near)).with_fix(renamed(id, settings, field, near))
            } else {
                let kind = fitting_type(mapping);
                finding.with_help(format!("add it: `campaignctl field add {field} --type {kind}`"))
            });
        }
    }
}

/// The type that a field would have for this mapping.
fn fitting_type(mapping: &Mapping) -> &'static str {
    let is_birth = mapping.source().is_some_and(|source| source.name() == "document.date_of_birth");
    match mapping.end() {
        Some(Ok(Shape::Date)) if is_birth => "birth-date",
        Some(Ok(Shape::Date)) => "date",
        Some(Ok(Shape::Integer)) => "integer",
        Some(Ok(Shape::Decimal)) => "decimal",
        Some(Ok(Shape::Boolean)) => "boolean",
        Some(Ok(Shape::Country)) => "country",
        _ => "text",
    }
}

/// The mappings with one target renamed.
fn renamed(id: &StepId, settings: &VerificationStep, wrong: &FieldId, right: &str) -> Fix {
    let table: Map<String, Value> = settings
        .map
        .iter()
        .map(|(field, mapping)| {
            let key = if field == wrong { right } else { field.as_str() };
            // A mapping is text and lists of text, for which serde_json has no error.
            (key.to_owned(), serde_json::to_value(mapping).unwrap_or_default())
        })
        .collect();
    guess(format!("write `{right}`"), at_step(id, &["map"]), table)
}
