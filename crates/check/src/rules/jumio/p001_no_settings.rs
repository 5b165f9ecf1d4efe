use model::{Diagnostic, KeyPath, Level};

use super::settings;
use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "P001",
    title: "no provider settings, no data centre or no workflow",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for campaigns that verify identities while the provider has no settings, and for settings \
               without `datacenter` or `workflow`. Once for each campaign, at its first verification.",
        why: "Without them no verification can begin: the data centre says where the account is, the Id Workflow what \
              the customer has to show.",
        example: Example(&[(
            "providers/jumio.toml",
            r#"platform = "kyx"
workflow = "10011"
"#,
        )]),
        finding: Some(("datacenter", "no data centre is set")),
        fix: Example(&[(
            "providers/jumio.toml",
            r#"platform = "kyx"
datacenter = "eu"
workflow = "10011"
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funnel in context.funnels() {
        let first = funnel.nodes().iter().find_map(|node| Some((node.id, node.step.verification()?)));
        let Some((id, verification)) = first else { continue };
        let name = &verification.provider;
        // A campaign that names its provider itself is told that there is none of this name.
        let is_told = funnel.campaign.provider.as_ref().is_some_and(|name| context.lacks_provider(name));
        if context.lacks_provider(name) && !is_told {
            let message = format!("there are no settings of the provider `{name}`");
            found.push(
                RULE.finding(&funnel.name, at_step(id, &["kind"]), message)
                    .with_help(format!("choose it: `campaignctl provider set {name}`")),
            );
        }
    }
    let Some((name, settings)) = settings(context) else { return };
    if settings.datacenter.is_none() {
        found.push(RULE.finding(&name, KeyPath::of(["datacenter"]), "no data centre is set").with_help(
            "say where the account is: `campaignctl provider set jumio --datacenter us|eu|sg`; \
                 the customer portal's address tells",
        ));
    }
    if settings.workflow.is_none() {
        found.push(RULE.finding(&name, KeyPath::of(["workflow"]), "no Id Workflow is set").with_help(
            "choose one: `campaignctl provider set jumio --workflow KEY`; `campaignctl provider workflows jumio` lists them",
        ));
    }
}
