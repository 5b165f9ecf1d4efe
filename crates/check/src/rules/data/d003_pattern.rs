use model::{Diagnostic, KeyPath, Level, Pattern, ResourceName};

use super::d001_constraint_of_other_type::idle;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D003",
    title: "a pattern that is none",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for fields whose `pattern` cannot be compiled. Patterns are regular expressions without look-around and back references, so that checking a text takes time in proportion to its length.",
        why: "Nobody could tell which values fit.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.plate]
type = "text"
pattern = "[A-Z{3}"
"#,
        )]),
        finding: Some((
            "field.plate.pattern",
            "the pattern of `plate` is no regular expression: unclosed character class",
        )),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.plate]
type = "text"
pattern = "[A-Z]{3}"
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (id, field) in context.data_model().into_iter().flat_map(|model| &model.fields) {
        let Some(Err(error)) = field.pattern.as_deref().map(Pattern::new) else { continue };
        if idle(field).iter().any(|idle| idle.key == "pattern") {
            continue;
        }
        let path = KeyPath::of(["field", id.as_str(), "pattern"]);
        let message = format!("the pattern of `{id}` is no regular expression: {error}");
        found.push(RULE.finding(&ResourceName::DataModel, path, message).with_help(
            "write a regular expression for the whole text, such as `[A-Z]{3} [0-9]{4}`; in TOML, single quotes keep \
             backslashes as they are",
        ));
    }
}
