use model::{CaptureType, Diagnostic, Document, Level};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::mapping::source_path;

pub(crate) static RULE: Rule = Rule {
    id: "I002",
    title: "a picture that is never taken",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings of pictures of the face where the workflow takes none, and of the back of a document where passports are the only ones.",
        why: "The field stays empty for every customer.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.back_side]
type = "image"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.back_side = "image.back"
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
            "step.identity.map.back_side",
            "`identity` takes passports only, which have no back side to photograph",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.back_side]
type = "image"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport", "id-card"]
country = "URY"
map.back_side = "image.back"
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

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (funnel, step, settings) in context.verifications() {
        let provider = context.provider(&settings.provider);
        let workflow = provider.and_then(model::ProviderSettings::known_workflow);
        for (target, mapping) in &settings.map {
            let Some(source) = mapping.source().filter(|source| source.kind() == CaptureType::Image) else {
                continue;
            };
            let documents = settings.accepted_documents();
            let is_of_face = matches!(source.name(), "image.face" | "image.liveness");
            let (message, help) = match workflow {
                Some(workflow) if is_of_face && !workflow.is_biometric() => (
                    format!("workflow `{}` takes no selfie, and has no `{source}`", workflow.key),
                    "take a workflow with a selfie, or take the mapping away",
                ),
                _ if source.name() == "image.back" && documents == [Document::Passport] => (
                    format!("`{step}` takes passports only, which have no back side to photograph"),
                    "add another document, or take the mapping away",
                ),
                _ => continue,
            };
            let path = source_path(step, target, mapping, 0);
            found.push(RULE.finding(&funnel.name, path, message).with_help(help));
        }
    }
}
