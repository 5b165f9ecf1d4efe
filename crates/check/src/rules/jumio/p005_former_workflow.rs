use model::providers::jumio::{Platform, workflow};
use model::{Diagnostic, KeyPath, Level};

use super::settings;
use crate::context::{Context, guess};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "P005",
    title: "a workflow of the former version",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for an Id Workflow of version 3 (1, 2, 3, 6, 9, 16, 32), and names its successor.",
        why: "Such workflows give no overall decision, so that one is made here from what each part says. Jumio makes \
              no new ones.",
        example: Example(&[(
            "providers/jumio.toml",
            r#"platform = "kyx"
datacenter = "eu"
workflow = "2"
"#,
        )]),
        finding: Some(("workflow", "workflow `2` is of version 3, which gives no overall decision")),
        fix: Example(&[(
            "providers/jumio.toml",
            r#"platform = "kyx"
datacenter = "eu"
workflow = "10015"
"#,
        )]),
    },
    by: By::Check(run),
};

/// The workflows of version 3 for customers, each with its successor.
const SUCCESSORS: [(&str, &str); 7] = [
    ("1", "10031"),
    ("2", "10015"),
    ("3", "10011"),
    ("6", "10016"),
    ("9", "10014"),
    ("16", "10071"),
    ("32", "10013"),
];

/// The workflow that came after one of version 3.
pub(super) fn successor(platform: Platform, key: &str) -> Option<&'static str> {
    let (_, successor) = SUCCESSORS.into_iter().find(|(former, _)| *former == key)?;
    (platform == Platform::Kyx).then_some(successor)
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let Some(key) = settings.workflow.as_deref() else { return };
    let Some(next) = successor(settings.platform, key).and_then(|next| workflow(settings.platform, next))
    else {
        return;
    };
    let path = KeyPath::of(["workflow"]);
    let message = format!("workflow `{key}` is of version 3, which gives no overall decision");
    let help =
        format!("its successor is `{}` ({}), which has to be activated on the account", next.key, next.name);
    let fix = guess(format!("write `{}`", next.key), path.clone(), next.key);
    found.push(RULE.finding(&name, path, message).with_help(help).with_fix(fix));
}
