use model::providers::jumio::workflow;
use model::{Diagnostic, KeyPath, Level};

use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "P004",
    title: "a workflow that customers cannot go through",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for an Id Workflow without web page or mobile kit (5, 20, 10005, 10006, 10008, 10010) while a \
               campaign verifies identities.",
        why: "Such workflows are for data that a server sends. Jumio gives no page to lead the customer to.",
        example: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "kyx"
datacenter = "eu"
workflow = "10005"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
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
            "workflow",
            "customers cannot go through workflow `10005` (Standalone CPF Validation (Brazil))",
        )),
        fix: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "kyx"
datacenter = "eu"
workflow = "10015"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
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
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let known = settings.workflow.as_deref().and_then(|key| workflow(settings.platform, key));
    let Some(workflow) = known.filter(|workflow| !workflow.for_customers) else { return };
    if context.verifications().next().is_none() {
        return;
    }
    let message = format!("customers cannot go through workflow `{}` ({})", workflow.key, workflow.name);
    found.push(
        RULE.finding(&name, KeyPath::of(["workflow"]), message)
            .with_help("`campaignctl provider workflows jumio` says what customers have to show for each"),
    );
}
