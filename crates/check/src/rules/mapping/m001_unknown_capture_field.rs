use model::{CaptureField, Diagnostic, Level};

use super::source_path;
use crate::context::{Context, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{did_you_mean, shown};

pub(crate) static RULE: Rule = Rule {
    id: "M001",
    title: "a mapping from a capture field that does not exist",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings whose source is not a capture field, such as `document.first_name`.",
        why: "Nothing would ever be written into the field. Such a campaign cannot be pushed.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.first_name = "document.frist_name"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some(("step.identity.map.first_name", "there is no capture field `document.frist_name`")),
        fix: Example(&[(
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
        )]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (funnel, id, settings) in context.verifications() {
        for (field, mapping) in &settings.map {
            for (place, name) in mapping.from.names().iter().enumerate() {
                if CaptureField::from_name(name).is_some() {
                    continue;
                }
                let path = source_path(id, field, mapping, place);
                let message = format!("there is no capture field `{}`", shown(name));
                let finding = RULE.finding(&funnel.name, path.clone(), message);
                found.push(match CaptureField::nearest(name) {
                    Some(near) => finding.with_help(did_you_mean(near)).with_fix(guess(
                        format!("write `{near}`"),
                        path,
                        near.name(),
                    )),
                    None => finding.with_help("a capture field is written like `document.first_name`"),
                });
            }
        }
    }
}
