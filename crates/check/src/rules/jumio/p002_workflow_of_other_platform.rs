use model::providers::jumio::{JumioSettings, Platform, Workflow, workflow};
use model::{Diagnostic, KeyPath, Level};

use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "P002",
    title: "a workflow of the other platform",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for an Id Workflow that is known from Jumio's other platform: `200` is one of Netverify, `10011` one \
               of KYX.",
        why: "The platforms are different APIs with different workflows: every verification would be refused.",
        example: Example(&[(
            "providers/jumio.toml",
            r#"platform = "kyx"
datacenter = "eu"
workflow = "200"
"#,
        )]),
        finding: Some(("workflow", "workflow `200` belongs to the platform `netverify`, not to `kyx`")),
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
    let Some((name, settings)) = settings(context) else { return };
    let Some(stray) = of_other_platform(settings) else { return };
    let message = format!(
        "workflow `{}` belongs to the platform `{}`, not to `{}`",
        stray.key,
        stray.platform.as_str(),
        settings.platform.as_str()
    );
    found.push(
        RULE.finding(&name, KeyPath::of(["workflow"]), message)
            .with_help("`campaignctl provider workflows jumio` lists the workflows of each platform"),
    );
}

/// The workflow that is set, where it is known from the other platform only.
pub(super) fn of_other_platform(settings: &JumioSettings) -> Option<&'static Workflow> {
    let key = settings.workflow.as_deref()?;
    if workflow(settings.platform, key).is_some() {
        return None;
    }
    Platform::ALL.into_iter().find_map(|platform| workflow(platform, key))
}
