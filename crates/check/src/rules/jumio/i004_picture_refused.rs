use model::providers::jumio::{LARGEST_PICTURE, NAME};
use model::{CaptureType, Diagnostic, Level, MediaType};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::mapping::source_path;
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "I004",
    title: "a field that may refuse the picture",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings of pictures into fields whose `media-types` lack JPEG or PNG, or whose `max-bytes` is less than a picture may have (15 MiB).",
        why: "In which of the two formats the provider keeps a picture, and how large that is, depends on the customer's camera. Some customers' pictures would \
              not be such as the field is said to hold.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.portrait]
type = "image"
media-types = ["image/jpeg"]
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
            "`image.front` may be of `image/png`, which `portrait` refuses",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.portrait]
type = "image"
media-types = ["image/jpeg", "image/png"]
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
        if settings.provider.as_str() != NAME {
            continue;
        }
        for (target, mapping) in &settings.map {
            let source = mapping.source().filter(|source| source.kind() == CaptureType::Image);
            let (Some(source), Some(field)) = (source, model.fields.get(target)) else { continue };
            // What takes no picture at all is told by a rule of its own.
            if !field.kind.is_kept_apart() {
                continue;
            }
            let path = source_path(step, target, mapping, 0);
            let refused: Vec<_> =
                [MediaType::Jpeg, MediaType::Png].into_iter().filter(|media| !field.takes(*media)).collect();
            if !refused.is_empty() {
                let message = format!("`{source}` may be of {}, which `{target}` refuses", list(&refused));
                let help = format!("add it to `media-types` in `[field.{target}]`, or leave the key out");
                found.push(RULE.finding(&funnel.name, path.clone(), message).with_help(help));
            }
            if field.largest() < LARGEST_PICTURE {
                let message = format!(
                    "`{source}` may have {LARGEST_PICTURE} bytes, of which `{target}` takes {}",
                    field.largest()
                );
                let help = format!(
                    "allow for them: `max-bytes = {LARGEST_PICTURE}` in `[field.{target}]`, or leave the key out"
                );
                found.push(RULE.finding(&funnel.name, path, message).with_help(help));
            }
        }
    }
}
