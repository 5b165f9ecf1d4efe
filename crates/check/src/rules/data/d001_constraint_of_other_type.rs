use model::{Diagnostic, Field, FieldType, Fix, KeyPath, Level, ResourceName};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D001",
    title: "a constraint that is not made for the type",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for lengths and patterns of fields that are no text, for bounds of fields that are neither numbers \
               nor dates, for `scale` of what has no places after the point, and for `values` and `aliases` of fields \
               that are no `choice`.",
        why: "The constraint would have no effect: whoever wrote it relies on what nobody checks.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.age]
type = "integer"
max-length = 3
"#,
        )]),
        finding: Some(("field.age.max-length", "`max-length` is not made for fields of type `integer`")),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.age]
type = "integer"
"#,
        )]),
    },
    by: By::Check(run),
};

/// The constraints of a field that have no effect, and what each is made for.
pub(super) fn idle(field: &Field) -> impl Iterator<Item = (&'static str, &'static str)> {
    let kind = field.kind;
    let no_text = !kind.has_length();
    let no_order = !kind.is_number() && !kind.is_date();
    let texts = "texts have lengths and forms, such as `text`, `large-text`, `full-name`, `email`, `phone`";
    let ordered = "numbers and dates have bounds: `integer`, `decimal`, `currency`, `date`, `birth-date`";
    let choice = "`choice` is the type with values to choose from";
    let constraints = [
        ("min-length", field.min_length.is_some() && no_text, texts),
        ("max-length", field.max_length.is_some() && no_text, texts),
        ("pattern", field.pattern.is_some() && no_text, texts),
        ("min", field.min.is_some() && no_order, ordered),
        ("max", field.max.is_some() && no_order, ordered),
        (
            "scale",
            field.scale.is_some() && !kind.is_decimal(),
            "`decimal` and `currency` have places after the point",
        ),
        ("values", !field.values.is_empty() && kind != FieldType::Choice, choice),
        ("aliases", !field.aliases.is_empty() && kind != FieldType::Choice, choice),
        (
            "default",
            field.default.is_some() && kind == FieldType::Image,
            "a picture comes from a verification",
        ),
    ];
    constraints.into_iter().filter(|(_, is_idle, _)| *is_idle).map(|(key, _, what)| (key, what))
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (id, field) in context.data_model().into_iter().flat_map(|model| &model.fields) {
        for (key, what) in idle(field) {
            let path = KeyPath::of(["field", id.as_str(), key]);
            let message = format!("`{key}` is not made for fields of type `{}`", field.kind);
            let fix =
                Fix { title: format!("remove `{key}`"), certain: false, path: path.clone(), value: None };
            let finding = RULE.finding(&ResourceName::DataModel, path, message).at_key();
            found.push(finding.with_help(format!("remove it, or change the type; {what}")).with_fix(fix));
        }
    }
}
