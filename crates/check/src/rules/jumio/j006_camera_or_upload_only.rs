use model::providers::jumio::{Platform, workflow};
use model::{Diagnostic, Fix, KeyPath, Level};

use super::settings;
use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "J006",
    title: "a workflow for cameras only, or for uploads only",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for the Netverify workflows 101 and 201 (camera only) while a campaign verifies identities, and \
               for `camera` (Camera Position) with 102 and 202 (upload only).",
        why: "A customer at a desktop computer without a camera cannot go on with the first. With the others no \
              camera is used, whatever the step says.",
        example: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "netverify"
datacenter = "eu"
workflow = "201"
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
            "customers without a camera cannot go through workflow `201` (ID and Identity, camera only)",
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

const CAMERA_ONLY: [(&str, &str); 2] = [("101", "100"), ("201", "200")];
const UPLOAD_ONLY: [&str; 2] = ["102", "202"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let key = settings.workflow.as_deref().filter(|_| settings.platform == Platform::Netverify);
    let Some(known) = key.and_then(|key| workflow(settings.platform, key)) else { return };
    let either = CAMERA_ONLY.into_iter().find(|(camera, _)| *camera == known.key);
    if let Some((_, either)) = either.filter(|_| context.verifications().next().is_some()) {
        let message =
            format!("customers without a camera cannot go through workflow `{}` ({})", known.key, known.name);
        let help = format!("`{either}` takes uploads as well; for apps only, write `allow = [\"J006\"]`");
        found.push(RULE.finding(&name, KeyPath::of(["workflow"]), message).with_help(help));
    }
    if !UPLOAD_ONLY.contains(&known.key) {
        return;
    }
    for (funnel, id, _) in context.verifications().filter(|(_, _, step)| step.camera.is_some()) {
        let path = at_step(id, &["camera"]);
        let fix =
            Fix { title: "remove `camera`".to_owned(), certain: false, path: path.clone(), value: None };
        let message = format!("workflow `{}` takes uploads only: `camera` has no effect", known.key);
        let finding = RULE.finding(&funnel.name, path, message);
        found.push(finding.with_help("remove it, or take a workflow with camera").with_fix(fix));
    }
}
