use model::providers::jumio::{JumioSettings, Platform, Workflow, workflow};
use model::{Diagnostic, KeyPath, Level};

use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "P002",
    title: "a workflow that the platform cannot have",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for an Id Workflow that is known from Jumio's other platform (`200` is one of Netverify, `10011` one \
               of KYX), and on Netverify for one that is no number of up to three digits.",
        why: "The platforms are different APIs with different workflows: no verification could begin.",
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
    let Some(stray) = of_other_platform(settings) else {
        if let Some(key) = misshapen(settings) {
            let message = format!(
                "workflow `{}` is no number of up to three digits, as those of Netverify are",
                shown(key)
            );
            let help = "take one of `campaignctl provider workflows jumio --platform netverify`";
            found.push(RULE.finding(&name, KeyPath::of(["workflow"]), message).with_help(help));
        }
        return;
    };
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

/// The workflow that is set, where the platform's requests have no place for it.
pub(super) fn misshapen(settings: &JumioSettings) -> Option<&str> {
    let key = settings.workflow.as_deref().filter(|_| settings.platform == Platform::Netverify)?;
    let fits = (1..=3).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit());
    (!fits && of_other_platform(settings).is_none()).then_some(key)
}
