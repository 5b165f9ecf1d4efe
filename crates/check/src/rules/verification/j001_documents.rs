use model::{Diagnostic, Document, Level, suggest};

use crate::context::{Context, at_step, certain, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{did_you_mean, list, shown};

pub(crate) static RULE: Rule = Rule {
    id: "J001",
    title: "no documents, or a document that does not exist",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for identity verification steps whose `documents` is empty or missing (unless the workflow asks \
               for no document), and for entries that are none of `passport`, `id-card`, `driving-license` and `visa`. \
               The spellings of identity verification APIs and mobile kits (`ID_CARD`, `DRIVER_LICENSE`, …) are \
               understood and mended by `validate --fix`.",
        why: "A document that is not on the list is refused, so that a misspelt one turns customers away.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport", "ID_CARD"]
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
        finding: Some(("step.identity.documents[1]", "there is no document `ID_CARD`")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport", "id-card"]
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
    for (funnel, id, settings) in context.verifications() {
        let path = at_step(id, &["documents"]);
        // A workflow that is not known may do without a document, but seldom does.
        let workflow = context.provider(&settings.provider).and_then(model::ProviderSettings::known_workflow);
        if settings.documents.is_empty() && workflow.is_none_or(model::providers::Workflow::asks_for_document)
        {
            found.push(
                RULE.finding(
                    &funnel.name,
                    path.clone(),
                    format!("no documents are chosen for the step `{id}`"),
                )
                .with_help(format!("choose some of {}: `documents = [\"passport\"]`", list(Document::ALL))),
            );
        }
        for (place, written) in settings.documents.iter().enumerate() {
            if Document::from_name(written).is_some() {
                continue;
            }
            let path = path.clone().index(place);
            let message = format!("there is no document `{}`", shown(written));
            let finding = RULE.finding(&funnel.name, path.clone(), message);
            let near = suggest::nearest(written, Document::ALL.map(Document::as_str));
            found.push(if let Some(document) = Document::understand(written) {
                finding.with_help(format!("write `{document}`")).with_fix(certain(path, document.as_str()))
            } else if let Some(near) = near {
                finding.with_help(did_you_mean(near)).with_fix(guess(format!("write `{near}`"), path, near))
            } else {
                finding.with_help(format!("there are {}", list(Document::ALL)))
            });
        }
    }
}
