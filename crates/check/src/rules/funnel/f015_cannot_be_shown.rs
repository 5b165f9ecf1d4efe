use model::{Diagnostic, Level, StepSettings};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F015",
    title: "a page that shows what cannot be shown",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for pages that only show (`read-only`) a field of type `password`, `file` or `image`.",
        why: "Of a password only the hash is kept, and files are kept apart from the record: the customer would see an empty line.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.contract]
type = "file"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "contract", read-only = true }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
        finding: Some((
            "step.form.fields[0].read-only",
            "`contract` is of type `file`, of which a page can show nothing",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.contract]
type = "file"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "contract" }]
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
            let StepSettings::Page(page) = &step.settings else { continue };
            for (place, asked) in page.fields.iter().enumerate().filter(|(_, asked)| asked.read_only) {
                let Some(field) = model.fields.get(&asked.field) else { continue };
                if field.kind.is_told() {
                    continue;
                }
                let path = at_step(id, &["fields"]).index(place).key("read-only");
                let message = format!(
                    "`{}` is of type `{}`, of which a page can show nothing",
                    asked.field, field.kind
                );
                found.push(
                    RULE.finding(&funnel.name, path, message)
                        .with_help("ask for it, without `read-only`, or take it off the page"),
                );
            }
        }
    }
}
