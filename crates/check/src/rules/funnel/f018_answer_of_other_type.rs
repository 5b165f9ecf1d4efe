use model::{Diagnostic, Level, StepSettings};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F018",
    title: "a webhook's answer into what no answer can bring",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for webhooks that `receive` a value into a field of type `file`, `image` or `password`.",
        why: "An answer brings texts, numbers, yes and no. Files are uploaded or taken, and passwords are chosen by the customer: the field would stay empty.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.offer]
type = "file"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "ask"

[step.ask]
kind = "webhook"
endpoint = "offers"
receive.offer = "offer.document"
on.ok = "done"
on.failed = "declined"

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
            "step.ask.receive.offer",
            "`offer` is of type `file`, which no answer of another system brings",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.offer]
type = "text"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "ask"

[step.ask]
kind = "webhook"
endpoint = "offers"
receive.offer = "offer.document"
on.ok = "done"
on.failed = "declined"

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
    let Some(model) = context.data_model() else { return };
    for funnel in context.funnels() {
        for (id, step) in &funnel.campaign.steps {
            let StepSettings::Webhook(webhook) = &step.settings else { continue };
            for target in webhook.receive.keys() {
                let Some(field) = model.fields.get(target) else { continue };
                if field.kind.is_told() {
                    continue;
                }
                let path = at_step(id, &["receive", target.as_str()]);
                let message = format!(
                    "`{target}` is of type `{}`, which no answer of another system brings",
                    field.kind
                );
                let help = "take it away, or receive it into a field of another type: an address is a `text`";
                found.push(RULE.finding(&funnel.name, path, message).at_key().with_help(help));
            }
        }
    }
}
