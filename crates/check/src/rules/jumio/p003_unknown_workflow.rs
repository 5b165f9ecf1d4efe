use model::providers::jumio::{nearest_workflow, workflow};
use model::{Diagnostic, KeyPath, Level};

use super::p002_workflow_of_other_platform::{misshapen, of_other_platform};
use super::settings;
use crate::context::{Context, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "P003",
    title: "a workflow that is not publicly known",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for an Id Workflow that is none of those that Jumio describes publicly.",
        why: "It may be a slip, which makes every verification fail. It may as well be a workflow of your own account, \
              made in Jumio's Workflow Designer: then `allow` it.",
        example: Example(&[(
            "providers/jumio.toml",
            r#"platform = "kyx"
datacenter = "eu"
workflow = "10101"
"#,
        )]),
        finding: Some(("workflow", "workflow `10101` is none of those that are publicly known")),
        fix: Example(&[(
            "providers/jumio.toml",
            r#"platform = "kyx"
datacenter = "eu"
workflow = "10101"
allow = ["P003"]
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let Some(key) = settings.workflow.as_deref() else { return };
    let is_told = of_other_platform(settings).is_some() || misshapen(settings).is_some();
    if workflow(settings.platform, key).is_some() || is_told {
        return;
    }
    let path = KeyPath::of(["workflow"]);
    let message = format!("workflow `{}` is none of those that are publicly known", shown(key));
    let finding = RULE.finding(&name, path.clone(), message);
    let own = "for a workflow of your own account, write `allow = [\"P003\"]`";
    found.push(match nearest_workflow(settings.platform, key) {
        Some(near) => finding
            .with_help(format!("did you mean `{}` ({})? {own}", near.key, near.name))
            .with_fix(guess(format!("write `{}`", near.key), path, near.key)),
        None => finding.with_help(format!("`campaignctl provider workflows jumio` lists them; {own}")),
    });
}
