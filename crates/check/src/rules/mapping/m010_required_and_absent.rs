use model::{Diagnostic, Document, FieldId, Level};

use super::{Mapped, mapped, source};
use crate::context::Context;
use crate::graph::Funnel;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "M010",
    title: "a required field from what some documents lack",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings into fields with `required = true` and no default, from what only some of the step's documents carry, or only documents of some countries, where no other step of the funnel fills the field.",
        why: "A customer with another of the documents ends in `error` although the provider approved: what was asked for is not there.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.home_city]
type = "text"
required = true
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
map.home_city = "address.city"
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
            "step.identity.map.home_city",
            "`home_city` is required, and `address.city` is not on every document of `identity`",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.home_city]
type = "text"
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
map.home_city = "address.city"
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
    for one in mapped(context).filter(Mapped::is_first) {
        let Some(field) = one.field.filter(|field| field.required && field.default.is_none()) else {
            continue;
        };
        let Some(sources) = one.mapping.sources().filter(|_| !one.mapping.has_default()) else { continue };
        let taken = one.settings.accepted_documents();
        let carries = |document: &Document| {
            sources
                .iter()
                .any(|from| source::documents(*from).is_none_or(|carrying| carrying.contains(document)))
        };
        // What is on none of the documents is told by another rule.
        if taken.is_empty() || !taken.iter().any(carries) {
            continue;
        }
        let lacks_country = sources.iter().all(|from| source::countries(*from).is_some())
            && one.settings.accepted_country().is_none();
        if taken.iter().all(carries) && !lacks_country
            || is_filled_elsewhere(one.funnel, one.step, one.target)
        {
            continue;
        }
        let (target, step) = (one.target, one.step);
        let not = if one.is_alone() { "is not" } else { "are together not" };
        let names = list(&sources);
        let message = format!("`{target}` is required, and {names} {not} on every document of `{step}`");
        let lacking = taken.iter().filter(|document| !carries(document));
        let help = if lacks_country {
            "choose the country whose documents have it, ask for it on a page, or do not require it"
                .to_owned()
        } else {
            format!(
                "it is not on {}: ask for it on a page, give `{target}` ({}) a default, or do not require it",
                list(lacking),
                field.kind
            )
        };
        found.push(RULE.finding(&one.funnel.name, one.path(), message).with_help(help));
    }
}

fn is_filled_elsewhere(funnel: &Funnel<'_>, step: &model::StepId, field: &FieldId) -> bool {
    funnel.nodes().iter().any(|node| node.id != step && node.fills().contains(&field))
}
