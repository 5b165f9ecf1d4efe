use model::{CaptureType, DataModel, Diagnostic, FieldId, FieldType, Level, Mapping, ResourceName, StepId};

use super::source_path;
use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "M003",
    title: "a mapping whose value does not fit",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings whose value, after the transforms, is not of the target's type: a name into a date, a \
               picture into a text (`save-images` keeps pictures), and for transforms of what is not text.",
        why: "All mappings of a step are written together or not at all: one that cannot be written stops the customer \
              after the verification has been paid for.",
        example: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.birth_date = "document.first_name"
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
            (
                "data-model.toml",
                r#"[field.birth_date]
type = "birth-date"
pii = "personal"
"#,
            ),
        ]),
        finding: Some((
            "step.identity.map.birth_date",
            "`document.first_name` is text, which does not fit into `birth_date` of type `birth-date`",
        )),
        fix: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.birth_date = "document.date_of_birth"
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
            (
                "data-model.toml",
                r#"[field.birth_date]
type = "birth-date"
pii = "personal"
"#,
            ),
        ]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (funnel, id, settings) in context.verifications() {
        for (field, mapping) in &settings.map {
            let finding = transforms(&funnel.name, id, field, mapping)
                .or_else(|| target(&funnel.name, context.data_model()?, id, field, mapping));
            found.extend(finding);
        }
    }
}

/// The finding about the first transform, where it gets what is not text.
fn transforms(funnel: &ResourceName, id: &StepId, field: &FieldId, mapping: &Mapping) -> Option<Diagnostic> {
    let (source, first) = (mapping.source()?, mapping.transform.first()?);
    if is_text(source.kind()) {
        return None;
    }
    let path = at_step(id, &["map", field.as_str(), "transform"]).index(0);
    let message = format!("`{first}` takes text, and `{source}` is {}", source.kind().noun());
    Some(RULE.finding(funnel, path, message).with_help(format!("write `{field} = \"{source}\"`")))
}

/// The finding about a target that does not take the value.
fn target(
    funnel: &ResourceName,
    model: &DataModel,
    id: &StepId,
    field: &FieldId,
    mapping: &Mapping,
) -> Option<Diagnostic> {
    let (source, settings) = (mapping.source()?, model.fields.get(field)?);
    let kind = source.kind();
    // Pictures have a rule of their own.
    if takes(settings.kind, kind) || kind == CaptureType::Image {
        return None;
    }
    let message = format!(
        "`{source}` is {}, which does not fit into `{field}` of type `{}`",
        kind.noun(),
        settings.kind
    );
    let finding = RULE.finding(funnel, source_path(id, field, mapping), message);
    let fitting = FieldType::ALL.into_iter().filter(|field| takes(*field, kind));
    Some(finding.with_help(format!("map it into a field of type {}", list(fitting))))
}

/// Whether a captured value is text for transforms. A list is one as its members with commas between.
const fn is_text(kind: CaptureType) -> bool {
    match kind {
        CaptureType::Text | CaptureType::Choice | CaptureType::Country | CaptureType::List => true,
        CaptureType::Date
        | CaptureType::Integer
        | CaptureType::Decimal
        | CaptureType::Image
        | CaptureType::Instant => false,
    }
}

/// Whether a field takes a captured value. Transforms make text of text and change nothing about it; whether a word is one
/// of a `choice` is another matter.
const fn takes(field: FieldType, kind: CaptureType) -> bool {
    match field {
        FieldType::Text | FieldType::LargeText | FieldType::Address => !matches!(kind, CaptureType::Image),
        FieldType::FullName => matches!(kind, CaptureType::Text),
        FieldType::Integer => matches!(kind, CaptureType::Integer),
        FieldType::Decimal | FieldType::Currency => {
            matches!(kind, CaptureType::Integer | CaptureType::Decimal)
        }
        FieldType::Date | FieldType::BirthDate => matches!(kind, CaptureType::Date),
        FieldType::Datetime => matches!(kind, CaptureType::Instant),
        FieldType::Choice => matches!(kind, CaptureType::Text | CaptureType::Choice | CaptureType::Country),
        FieldType::Country => matches!(kind, CaptureType::Country),
        FieldType::Image => matches!(kind, CaptureType::Image),
        FieldType::Boolean
        | FieldType::Email
        | FieldType::Phone
        | FieldType::MobilePhone
        | FieldType::Language => false,
    }
}
