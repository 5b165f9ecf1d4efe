use model::{CaptureType, Diagnostic, Level};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::mapping::source_path;

pub(crate) static RULE: Rule = Rule {
    id: "I001",
    title: "a picture for a field that takes none",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings of pictures into fields that are neither of type `image` nor of type `file`.",
        why: "A text field cannot hold a picture: nothing would be written.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.portrait]
type = "text"
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
map.portrait = "image.front"
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
            "step.identity.map.portrait",
            "`image.front` is a picture, and `portrait` of type `text` takes none",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.portrait]
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
map.portrait = "image.front"
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
    let Some(model) = context.data_model() else { return };
    for (funnel, step, settings) in context.verifications() {
        for (target, mapping) in &settings.map {
            let source = mapping.source().filter(|source| source.kind() == CaptureType::Image);
            let (Some(source), Some(field)) = (source, model.fields.get(target)) else { continue };
            if field.kind.is_kept_apart() {
                continue;
            }
            let message =
                format!("`{source}` is a picture, and `{target}` of type `{}` takes none", field.kind);
            let help = format!(
                "make `{target}` a field of type `image`; to keep all pictures on the customer's file, write \
                 `save-images = true` in `[step.{step}]`"
            );
            let path = source_path(step, target, mapping, 0);
            found.push(RULE.finding(&funnel.name, path, message).with_help(help));
        }
    }
}
