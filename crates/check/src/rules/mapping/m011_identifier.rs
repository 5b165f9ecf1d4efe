use model::{Diagnostic, Level};

use super::{Mapped, mapped};
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "M011",
    title: "a mapping into the identifier",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings into the field with `identifier = true`.",
        why: "What tells customers apart should neither change nor tell anything about them. Numbers of documents do both: the next document has another one.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.customer_code]
type = "text"
identifier = true
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.customer_code = "document.number"
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
        finding: Some((
            "step.identity.map.customer_code",
            "`customer_code` is the identifier, and every verification writes it again",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.document]
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
country = "URY"
map.document = "document.number"
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
    let into_identifier =
        |one: &Mapped<'_, '_>| one.field.is_some_and(|field| field.identifier) && one.is_first();
    for one in mapped(context).filter(into_identifier) {
        let message = format!("`{}` is the identifier, and every verification writes it again", one.target);
        let path = one.path();
        found.push(RULE.finding(&one.funnel.name, path, message).with_help("map it into a field of its own"));
    }
}
