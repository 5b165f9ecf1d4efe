use std::collections::BTreeSet;

use model::{Diagnostic, FieldId, KeyPath, Level, StepSettings};

use crate::context::{Context, at_step};
use crate::graph::{Funnel, Node};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "M005",
    title: "a mapped field that a later step writes again",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for fields that an identity verification fills, and that a page or another verification on the \
               same path writes again.",
        why: "What was read from a document is replaced by what somebody typed, and the record does not tell by \
              itself that it was.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.first_name = "document.first_name"
on.approved = "names"
on.otherwise = "declined"

[step.names]
kind = "page"
fields = [{ field = "first_name" }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some((
            "step.names.fields[0].field",
            "`first_name` is written again on the path `identity.approved` -> `names`",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.first_name = "document.first_name"
on.approved = "names"
on.otherwise = "declined"

[step.names]
kind = "page"
fields = [{ field = "first_name", read-only = true }]
on.next = "done"

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
        let mut told: BTreeSet<(usize, &FieldId)> = BTreeSet::new();
        let reached = funnel.reached();
        for (first, node) in funnel.nodes().iter().enumerate() {
            let Some(settings) = node.step.verification().filter(|settings| !settings.map.is_empty()) else {
                continue;
            };
            if !reached[first] {
                continue;
            }
            // Only a way on which the fields were written counts.
            let search = funnel
                .search([first], |from, way| from.id != node.id || settings.write_on.contains(&way.outcome));
            let Some(search) = search else { break };
            for (second, later) in funnel.nodes().iter().enumerate() {
                // In a loop of two verifications, each comes after the other.
                let is_after = second > first || later.step.verification().is_none();
                if second == first || !search.reaches(second) || !is_after {
                    continue;
                }
                for (field, path) in writes(later) {
                    if settings.map.contains_key(field) && told.insert((second, field)) {
                        found.push(again(funnel, field, path, &search.told(funnel, second)));
                    }
                }
            }
        }
    }
}

fn again(funnel: &Funnel<'_>, field: &FieldId, path: KeyPath, along: &str) -> Diagnostic {
    let message = format!("`{field}` is written again on the path {along}");
    RULE.finding(&funnel.name, path, message).with_help(
        "on a page, show it with `read-only = true`; or take a field of its own for one of the two",
    )
}

/// The fields that a step writes, each with its place.
fn writes<'a>(node: &Node<'a>) -> Vec<(&'a FieldId, KeyPath)> {
    match &node.step.settings {
        StepSettings::Page(page) => {
            let asked = page.fields.iter().enumerate().filter(|(_, asked)| !asked.read_only);
            let path = |place: usize| at_step(node.id, &["fields"]).index(place).key("field");
            asked.map(|(place, asked)| (&asked.field, path(place))).collect()
        }
        StepSettings::Verification(settings) => {
            let path = |field: &FieldId| at_step(node.id, &["map", field.as_str()]);
            settings.map.keys().map(|field| (field, path(field))).collect()
        }
        // To set a field to something else is what such a step is for.
        StepSettings::Assign(_)
        | StepSettings::Webhook(_)
        | StepSettings::Decision(_)
        | StepSettings::Review(_)
        | StepSettings::End(_) => Vec::new(),
    }
}
