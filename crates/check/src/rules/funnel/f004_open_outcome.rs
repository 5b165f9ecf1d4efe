use model::{Diagnostic, Level, Outcome};

use super::f003_unknown_outcome::meant;
use crate::context::{Context, at_step};
use crate::graph::Node;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "F004",
    title: "an outcome that leads nowhere",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for outcomes of a step that have no connection, where the step has no `otherwise` either. All of \
               them are told at once, at the step.",
        why: "A customer whose step ends so would be stuck. An identity verification has nine outcomes, of which few \
              show up while one tries it out. The campaign can be pushed as an unfinished draft, but not published.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "clerk"

[step.clerk]
kind = "review"
on.approved = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some((
            "step.clerk",
            "the step `clerk` can end by `rejected`, `overdue`, which lead nowhere",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "clerk"

[step.clerk]
kind = "review"
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
        for node in funnel.nodes() {
            let open = open(node);
            let Some(first) = open.first() else { continue };
            let id = node.id;
            let lead = if open.len() == 1 { "leads" } else { "lead" };
            let message = format!("the step `{id}` can end by {}, which {lead} nowhere", list(&open));
            let command = format!("campaignctl funnel connect{} {id}", context.flag(funnel));
            let help = match open.as_slice() {
                // Where `otherwise` itself is open, there is nothing else to say.
                [_] if **first == Outcome::OTHERWISE => format!("connect it: `{command}.{first} STEP`"),
                [_] => format!("connect it: `{command}.{first} STEP`, or give the step `on.otherwise`"),
                _ => format!(
                    "connect them all at once: `{command}.otherwise STEP`, or each by itself: `{command}.{first} STEP`"
                ),
            };
            found.push(RULE.finding(&funnel.name, at_step(id, &[]), message).at_key().with_help(help));
        }
    }
}

/// The outcomes without connection, but for those that a misspelt connection was meant for.
fn open<'a>(node: &'a Node<'_>) -> Vec<&'a Outcome> {
    let outcomes = node.step.outcomes();
    let misspelt = node.step.on.keys().filter(|key| **key != Outcome::OTHERWISE && !outcomes.contains(key));
    let meant: Vec<Outcome> = misspelt.filter_map(|key| meant(node.step, key)).collect();
    if meant.iter().any(|outcome| *outcome == Outcome::OTHERWISE) {
        return Vec::new();
    }
    let open = node.ways.iter().filter(|way| way.key.is_none()).map(|way| &way.outcome);
    open.filter(|outcome| !meant.contains(outcome)).collect()
}
