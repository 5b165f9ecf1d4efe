use model::providers::jumio::Platform;
use model::{CaptureField, Diagnostic, Level};

use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::mapping::mapped;

pub(crate) static RULE: Rule = Rule {
    id: "M009",
    title: "a mapping from what the platform does not have",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings, on the platform Netverify, from what KYX alone brings: the risk score, the label \
               of the decision, the age, and some numbers.",
        why: "The field stays empty for every customer.",
        example: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "netverify"
datacenter = "eu"
workflow = "200"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
map.first_name = "decision.risk_score"
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
            "step.identity.map.first_name",
            "there is no `decision.risk_score` on the platform `netverify`",
        )),
        fix: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "netverify"
datacenter = "eu"
workflow = "200"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
map.first_name = "document.first_name"
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
    by: By::Funnel(run),
};

/// What Netverify does not bring.
const KYX_ONLY: [&str; 6] = [
    "decision.label",
    "decision.risk_score",
    "document.current_age",
    "document.dni",
    "document.pesel",
    "face.predicted_age",
];

/// Whether no workflow of a platform brings a source.
pub(super) fn is_missing(platform: Platform, source: CaptureField) -> bool {
    platform == Platform::Netverify && KYX_ONLY.contains(&source.name())
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((_, settings)) = settings(context) else { return };
    for one in mapped(context).filter(|one| is_missing(settings.platform, one.source)) {
        let path = one.path();
        let message =
            format!("there is no `{}` on the platform `{}`", one.source, settings.platform.as_str());
        let help = "take the mapping away; `kyx` is the platform that has it";
        found.push(RULE.finding(&one.funnel.name, path, message).with_help(help));
    }
}
