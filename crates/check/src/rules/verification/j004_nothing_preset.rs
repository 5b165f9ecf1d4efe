use model::{Diagnostic, Level};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "J004",
    title: "a verification for which nothing can be preset",
    level: Level::Hint,
    configurable: true,
    docs: Docs {
        what: "Looks for identity verification steps with several documents, or without a country, where the workflow \
               asks for a document.",
        why: "With one document of one country the provider's web page asks nothing and begins at once. Otherwise \
              customers choose first, which is one more page on which they may give up.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
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
        finding: Some(("step.identity", "customers choose the country of their document themselves")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
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
    for (funnel, id, settings) in context.verifications() {
        let workflow = context.provider(&settings.provider).and_then(model::ProviderSettings::known_workflow);
        // What is misspelt or missing is told by J001 and J002.
        let are_known = settings.accepted_documents().len() == settings.documents.len();
        if !workflow.is_some_and(model::providers::Workflow::asks_for_document)
            || !are_known
            || settings.documents.is_empty()
        {
            continue;
        }
        let finding = if settings.documents.len() > 1 {
            let message = "customers choose their document themselves: several are offered";
            RULE.finding(&funnel.name, at_step(id, &["documents"]), message)
        } else if settings.country.is_none() {
            let message = "customers choose the country of their document themselves";
            RULE.finding(&funnel.name, at_step(id, &[]), message).at_key()
        } else {
            continue;
        };
        found
            .push(finding.with_help("with one document and a `country`, the provider's page begins at once"));
    }
}
