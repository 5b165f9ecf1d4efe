use model::{Diagnostic, KeyPath, Level, ResourceName};

use super::d001_constraint_of_other_type::has_length;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D002",
    title: "a least length above the greatest",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for fields whose `min-length` is above their `max-length`.",
        why: "No text fits: the field can never be filled in.",
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
        let Some((min, max)) = field.min_length.zip(field.max_length) else { continue };
        // Where lengths do not count at all, that is what has to be told.
        if min <= max || !has_length(field) {
            continue;
        }
        let path = KeyPath::of(["field", id.as_str(), "min-length"]);
        let message = format!("`min-length` is {min}, above the `max-length` of {max}: no text fits");
        let help = format!("write `min-length = {max}` and `max-length = {min}` if they were mixed up");
        found.push(RULE.finding(&ResourceName::DataModel, path, message).with_help(help));
    }
}
