use model::{Diagnostic, Field, FieldType, Fix, KeyPath, Level, ResourceName};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D001",
    title: "a constraint that is not made for the type",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for `min-length` and `max-length` of fields that are no text, and for `values` of fields that \
               are no `choice`.",
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

/// Whether lengths count for the values of a field.
pub(super) const fn has_length(field: &Field) -> bool {
    field.kind.is_text() || matches!(field.kind, FieldType::Email)
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (id, field) in context.data_model().into_iter().flat_map(|model| &model.fields) {
        let idle_length = !has_length(field);
        let texts = "texts have lengths: `text`, `large-text`, `full-name`, `email`";
        let constraints = [
            ("min-length", field.min_length.is_some() && idle_length, texts),
            ("max-length", field.max_length.is_some() && idle_length, texts),
            (
                "values",
                !field.values.is_empty() && field.kind != FieldType::Choice,
                "`choice` is the type with values to choose from",
            ),
        ];
        for (key, _, what) in constraints.into_iter().filter(|(_, is_idle, _)| *is_idle) {
            let path = KeyPath::of(["field", id.as_str(), key]);
            let message = format!("`{key}` is not made for fields of type `{}`", field.kind);
            let fix =
                Fix { title: format!("remove `{key}`"), certain: false, path: path.clone(), value: None };
            let finding = RULE.finding(&ResourceName::DataModel, path, message).at_key();
            found.push(finding.with_help(format!("remove it, or change the type; {what}")).with_fix(fix));
        }
    }
}
