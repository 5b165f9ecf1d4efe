use model::{Diagnostic, Level, StepSettings};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F015",
    title: "a page that asks for what nobody can type",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for pages that ask for a field of type `image`.",
        why: "Pictures come from identity verifications. A customer could not fill in the page, and could not go on where the field is required.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.portrait]
type = "image"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "portrait" }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
        finding: Some(("step.form.fields[0].field", "`portrait` is a picture, which nobody can type")),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.portrait]
type = "image"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "portrait", read-only = true }]
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
            for (place, asked) in page.fields.iter().enumerate().filter(|(_, asked)| !asked.read_only) {
                if model.fields.get(&asked.field).is_none_or(|field| field.kind.can_be_typed()) {
                    continue;
                }
                let path = at_step(id, &["fields"]).index(place).key("field");
                let message = format!("`{}` is a picture, which nobody can type", asked.field);
                found.push(
                    RULE.finding(&funnel.name, path, message)
                        .with_help("show it with `read-only = true`, or take it off the page"),
                );
            }
        }
    }
}
