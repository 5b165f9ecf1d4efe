use model::providers::jumio::Platform;
use model::{Diagnostic, Fix, Level};

use super::settings;
use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "J005",
    title: "a camera or a status bar that has no effect",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for `camera` (Camera Position) and `status-bar` (Status Bar Style) while the platform is KYX.",
        why: "Both are settings of the mobile kits of Netverify. Those of KYX let the customer choose the camera \
              while scanning, and leave the status bar alone.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
camera = "back"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some(("step.identity.camera", "`camera` has no effect on the platform `kyx`")),
        fix: Example(&[(
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
        )]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if settings(context).is_none_or(|(_, settings)| settings.platform != Platform::Kyx) {
        return;
    }
    for (funnel, id, step) in context.verifications() {
        for (key, is_set) in [("camera", step.camera.is_some()), ("status-bar", step.status_bar.is_some())] {
            if !is_set {
                continue;
            }
            let path = at_step(id, &[key]);
            let fix =
                Fix { title: format!("remove `{key}`"), certain: false, path: path.clone(), value: None };
            let message = format!("`{key}` has no effect on the platform `kyx`");
            let help = "remove it, or write `allow = [\"J005\"]` if an app of yours goes by it";
            found.push(RULE.finding(&funnel.name, path, message).with_help(help).with_fix(fix));
        }
    }
}
