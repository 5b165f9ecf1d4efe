use model::{Diagnostic, Level};

use super::mapped;
use super::source::pii;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::data::d006_looks_personal;

pub(crate) static RULE: Rule = Rule {
    id: "M014",
    title: "what is personal in a field that is not",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings of what tells about a person into fields whose `pii` says less: names, dates of \
               birth, numbers and addresses are `personal`, religion and disability are `sensitive`.",
        why: "What is personal is masked in logs, tables and differences by the `pii` of its field.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.church]
type = "text"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["id-card"]
country = "URY"
map.church = "document.religion"
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
            "step.identity.map.church",
            "`document.religion` is sensitive, and the `pii` of `church` is `personal`",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.church]
type = "text"
pii = "sensitive"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["id-card"]
country = "URY"
map.church = "document.religion"
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
    for one in mapped(context) {
        let (Some(field), Some(model)) = (one.field, context.data_model()) else { continue };
        let (source, target, pii) = (one.source, one.target, pii(one.source));
        // A field whose name tells as much is told already.
        if pii <= field.pii || d006_looks_personal::is_told(model, target) {
            continue;
        }
        let path = one.path();
        let message = format!("`{source}` is {pii}, and the `pii` of `{target}` is `{}`", field.pii);
        let help = format!("write `pii = \"{pii}\"` in `[field.{target}]`");
        found.push(RULE.finding(&one.funnel.name, path, message).with_help(help));
    }
}
