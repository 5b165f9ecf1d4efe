use model::{Diagnostic, Fix, Level};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "M015",
    title: "mappings that are written without an approval",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for outcomes other than `approved` in `write-on`.",
        why: "What was read from a document that was not accepted becomes the customer's data. Results that a person \
              looks at need no such entry: they wait, and are written when the review approves.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.first_name = "document.first_name"
write-on = ["approved", "rejected"]
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
            "step.identity.write-on[1]",
            "mappings are written although `identity` ended by `rejected`",
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
    for (funnel, id, settings) in context.verifications() {
        let Some((_, step)) = funnel.campaign.steps.get_key_value(id) else { continue };
        let outcomes = step.outcomes();
        for (place, outcome) in settings.write_on.iter().enumerate() {
            // An outcome that the step does not have is told by F003.
            if *outcome == "approved" || !outcomes.contains(outcome) {
                continue;
            }
            let path = at_step(id, &["write-on"]).index(place);
            let fix = Fix { title: "remove it".to_owned(), certain: false, path: path.clone(), value: None };
            let message = format!("mappings are written although `{id}` ended by `{outcome}`");
            let help = "remove it: what a review approves is written then, without being listed here";
            found.push(RULE.finding(&funnel.name, path, message).with_help(help).with_fix(fix));
        }
    }
}
