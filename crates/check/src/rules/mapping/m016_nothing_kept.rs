use model::{Diagnostic, Level};

use crate::context::{Context, at_step};
use crate::graph::Funnel;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "M016",
    title: "a document that is read and not kept",
    level: Level::Hint,
    configurable: true,
    docs: Docs {
        what: "Looks for identity verifications whose workflow reads a document, while neither they nor another one \
               on their path map anything of it.",
        why: "Personal data are captured, and nobody has any use of them: either a mapping was forgotten, or a \
              workflow that reads less would do.",
        example: Example(&[(
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
        finding: Some((
            "step.identity",
            "nothing is kept of what is read from the document on the path `identity`",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
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
        )]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funnel in context.funnels() {
        let mapping: Vec<usize> = (0..funnel.nodes().len())
            .filter(|number| {
                funnel.nodes()[*number].step.verification().is_some_and(|settings| !settings.map.is_empty())
            })
            .collect();
        found.extend(kept_nowhere(context, funnel, &mapping).into_iter().flatten());
    }
}

/// What is to be said about a funnel; nothing when it is too large to look.
fn kept_nowhere(context: &Context<'_>, funnel: &Funnel<'_>, mapping: &[usize]) -> Option<Vec<Diagnostic>> {
    let entry = funnel.search(funnel.entry(), |_, _| true)?;
    let after = funnel.search(mapping.iter().copied(), |_, _| true)?;
    let mut found = Vec::new();
    for (number, node) in funnel.nodes().iter().enumerate() {
        let Some(settings) = node.step.verification() else { continue };
        let workflow = context.provider(&settings.provider).and_then(model::ProviderSettings::known_workflow);
        let reads = workflow.is_some_and(|workflow| {
            workflow.asks_for_document() && !workflow.captures.contains("not verified")
        });
        if !reads || !entry.reaches(number) || after.reaches(number) {
            continue;
        }
        let later = funnel.search([number], |_, _| true)?;
        if mapping.iter().any(|other| later.reaches(*other)) {
            continue;
        }
        let id = node.id;
        let path = entry.told(funnel, number);
        let message = format!("nothing is kept of what is read from the document on the path {path}");
        let help = format!(
            "map what is needed: `campaignctl mapping add{} {id} FIELD=document.first_name`; where nothing is, write \
             `allow = [\"M016\"]`",
            context.flag(funnel)
        );
        found.push(RULE.finding(&funnel.name, at_step(id, &[]), message).at_key().with_help(help));
    }
    Some(found)
}
