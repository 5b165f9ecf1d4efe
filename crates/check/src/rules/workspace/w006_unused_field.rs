use std::collections::BTreeSet;

use model::step::{Assignment, StepSettings};
use model::{Diagnostic, FieldId, KeyPath, Level, ResourceName, Step, placeholders};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "W006",
    title: "a field that nothing refers to",
    level: Level::Hint,
    configurable: true,
    docs: Docs {
        what: "Looks for fields that no page asks for or shows, no verification fills and no condition reads, in any \
               campaign.",
        why: "It may be left over, or a step may be missing that fills it. What is not needed about a person is \
              better not kept.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.first_name]
type = "text"
pii = "personal"

[field.nickname]
type = "text"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "first_name" }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
        finding: Some(("field.nickname", "nothing refers to the field `nickname`")),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.first_name]
type = "text"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "first_name" }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.data_model() else { return };
    // What cannot be read may refer to it; before there is a step, all is still to come.
    let steps = || context.funnels().flat_map(|funnel| funnel.campaign.steps.values());
    if !context.is_whole() || steps().next().is_none() {
        return;
    }
    let mut named = BTreeSet::new();
    for step in steps() {
        refer(step, &mut named);
    }
    for id in model.fields.keys().filter(|id| !named.contains(*id)) {
        let message = format!("nothing refers to the field `{id}`");
        let help = format!("use it in a step, or remove it: `campaignctl field remove {id}`");
        let path = KeyPath::of(["field", id.as_str()]);
        found.push(RULE.finding(&ResourceName::DataModel, path, message).at_key().with_help(help));
    }
}

/// Notes the fields that a step names.
fn refer(step: &Step, named: &mut BTreeSet<FieldId>) {
    match &step.settings {
        StepSettings::Page(page) => {
            named.extend(page.fields.iter().map(|asked| asked.field.clone()));
            named.extend(page.title.iter().chain(&page.body).flat_map(|text| placeholders::ids(text)));
        }
        StepSettings::Verification(settings) => {
            named.extend(settings.map.keys().cloned());
            named.extend(settings.consent_country_field());
        }
        StepSettings::Decision(decision) => {
            named.extend(decision.branches.iter().flat_map(|branch| branch.when.fields()).cloned());
        }
        StepSettings::Assign(assign) => {
            named.extend(assign.set.keys().cloned());
            named.extend(assign.set.values().flat_map(Assignment::fields));
        }
        StepSettings::Webhook(webhook) => {
            named.extend(webhook.send.iter().chain(webhook.receive.keys()).cloned());
        }
        StepSettings::End(_) | StepSettings::Review(_) => {}
    }
}
