use model::providers::jumio::{Platform, workflow};
use model::{Diagnostic, KeyPath, Level};

use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "P009",
    title: "a workflow that needs an earlier verification",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for an Id Workflow that compares the customer with an earlier verification (9, 16, 10014, 10025) \
               while a campaign verifies identities.",
        why: "All campaigns of a workspace use one workflow, so that none of them makes the verification to compare \
              with: new customers end by `error`.",
        example: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "kyx"
datacenter = "eu"
workflow = "10014"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
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
            "workflow `10014` compares with an earlier verification, and no campaign makes one",
        )),
        fix: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "kyx"
datacenter = "eu"
workflow = "10011"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
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

const COMPARING: [&str; 4] = ["9", "16", "10014", "10025"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let known = settings.workflow.as_deref().and_then(|key| workflow(settings.platform, key));
    let compares = known.filter(|known| known.platform == Platform::Kyx && COMPARING.contains(&known.key));
    let Some(workflow) = compares.filter(|_| context.verifications().next().is_some()) else { return };
    let message = format!(
        "workflow `{}` compares with an earlier verification, and no campaign makes one",
        workflow.key
    );
    found.push(RULE.finding(&name, KeyPath::of(["workflow"]), message).with_help(
        "take one that asks for a document, such as `10011`; where your customers were verified elsewhere, write \
         `allow = [\"P009\"]`",
    ));
}
