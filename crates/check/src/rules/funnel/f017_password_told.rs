use model::step::{AssignFrom, StepSettings};
use model::{DataModel, Diagnostic, FieldId, FieldType, KeyPath, Level, Step, StepId, placeholders};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F017",
    title: "a password where others could read it",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for fields of type `password` that a webhook sends, and for `{{field}}` of one in the text of a page or in the `template` of an assignment.",
        why: "Of a password only a hash is kept, and it is shown to nobody: the text would have a gap, and the other system would get nothing.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.secret]
type = "password"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "secret" }]
on.next = "account"

[step.account]
kind = "webhook"
endpoint = "accounts"
send = ["secret"]
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
        finding: Some(("step.account.send[0]", "`secret` is a password, which is told to nobody")),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.secret]
type = "password"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "secret" }]
on.next = "account"

[step.account]
kind = "webhook"
endpoint = "accounts"
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
            for (path, field) in told(id, step).into_iter().filter(|(_, field)| is_password(model, field)) {
                let message = format!("`{field}` is a password, which is told to nobody");
                let finding = RULE.finding(&funnel.name, path, message);
                found.push(finding.with_help(
                    "take it away; whether the customer chose one is asked by a decision, with `is-set`",
                ));
            }
        }
    }
}

fn is_password(model: &DataModel, field: &FieldId) -> bool {
    model.fields.get(field).is_some_and(|field| field.kind == FieldType::Password)
}

/// The fields whose values a step tells, each with the place where it does.
fn told(id: &StepId, step: &Step) -> Vec<(KeyPath, FieldId)> {
    let in_text = |path: &KeyPath, text: &str| -> Vec<_> {
        placeholders::ids(text).map(|field| (path.clone(), field)).collect()
    };
    match &step.settings {
        StepSettings::Page(page) => {
            let texts = [("title", &page.title), ("body", &page.body)];
            let texts =
                texts.into_iter().filter_map(|(key, text)| Some((at_step(id, &[key]), text.as_deref()?)));
            texts.flat_map(|(path, text)| in_text(&path, text)).collect()
        }
        StepSettings::Assign(assign) => {
            let templates = assign.set.iter().filter_map(|(target, assignment)| match &assignment.from {
                AssignFrom::Template(text) => {
                    Some((at_step(id, &["set", target.as_str(), "template"]), text))
                }
                AssignFrom::Value(_) | AssignFrom::Field(_) => None,
            });
            templates.flat_map(|(path, text)| in_text(&path, text)).collect()
        }
        StepSettings::Webhook(webhook) => {
            let place =
                |(place, field): (usize, &FieldId)| (at_step(id, &["send"]).index(place), field.clone());
            webhook.send.iter().enumerate().map(place).collect()
        }
        StepSettings::Verification(_)
        | StepSettings::Decision(_)
        | StepSettings::Review(_)
        | StepSettings::End(_) => Vec::new(),
    }
}
