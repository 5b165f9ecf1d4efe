use model::{Diagnostic, Level};

use super::mapped;
use super::source::{countries, documents};
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "M006",
    title: "a mapping from what is on none of the documents",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings whose source is on none of the documents that the step takes, or only on documents \
               of another country.",
        why: "The field stays empty for every customer.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.first_name = "document.visa_category"
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
            "step.identity.map.first_name",
            "`document.visa_category` is on none of the documents of `identity`",
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
    for one in mapped(context) {
        let (source, step) = (one.source, one.step);
        let path = one.path();
        let taken = one.settings.accepted_documents();
        if let Some(carrying) = documents(source)
            && !taken.is_empty()
            && !taken.iter().any(|document| carrying.contains(document))
        {
            let message = format!("`{source}` is on none of the documents of `{step}`");
            let help =
                format!("it is on {}: add it to `documents`, or take the mapping away", list(carrying));
            found.push(RULE.finding(&one.funnel.name, path, message).with_help(help));
        } else if let Some(issuing) = countries(source)
            && let Some(country) = one.settings.accepted_country()
            && !issuing.contains(&country.alpha3())
        {
            let message = format!("`{source}` is not on documents of {} (`{country}`)", country.name());
            let help = format!("it is on those of {}; take the mapping away", list(issuing));
            found.push(RULE.finding(&one.funnel.name, path, message).with_help(help));
        }
    }
}
