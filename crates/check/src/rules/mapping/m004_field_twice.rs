use std::collections::BTreeMap;

use model::step::StepSettings;
use model::{Diagnostic, Fix, Level};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "M004",
    title: "one field twice in a step",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for pages that ask for a field twice. Two mappings into one field need no rule: a key that is \
               written twice is no TOML, and told as W001.",
        why: "Both answers would be written into the same field, and which one stays is chance.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "names"

[step.names]
kind = "page"
fields = [{ field = "first_name" }, { field = "last_name" }, { field = "first_name" }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some(("step.names.fields[2].field", "the step `names` asks for `first_name` twice")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "names"

[step.names]
kind = "page"
fields = [{ field = "first_name" }, { field = "last_name" }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funnel in context.funnels() {
        for (id, step) in &funnel.campaign.steps {
            let StepSettings::Page(page) = &step.settings else { continue };
            let mut seen = BTreeMap::new();
            // What is only shown may be shown again.
            for (place, asked) in page.fields.iter().enumerate().filter(|(_, asked)| !asked.read_only) {
                let Some(first) = seen.insert(&asked.field, place) else { continue };
                let path = at_step(id, &["fields"]).index(place);
                let fix =
                    Fix { title: "remove it".to_owned(), certain: false, path: path.clone(), value: None };
                let message = format!("the step `{id}` asks for `{}` twice", asked.field);
                let help = format!("it is asked for in place {} already; remove one of the two", first + 1);
                found.push(
                    RULE.finding(&funnel.name, path.key("field"), message).with_help(help).with_fix(fix),
                );
            }
        }
    }
}
