use model::{Diagnostic, Level, StepSettings};

use crate::context::{Context, at_step};
use crate::graph::{Node, components, shortest};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F008",
    title: "a loop in which nobody acts",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for decisions that lead to each other in a loop.",
        why: "Nothing changes while nobody acts: the session would go round until it is stopped, with or without \
              `max-visits`.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "decide"

[step.decide]
kind = "decision"
on.unknown = "done"
on.otherwise = "again"

[[step.decide.branch]]
outcome = "unknown"
when = { field = "first_name", op = "is-empty" }

[step.again]
kind = "decision"
on.otherwise = "decide"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some(("step.again.on.otherwise", "nobody acts in the loop `decide` -> `again` -> `decide`")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "decide"

[step.decide]
kind = "decision"
on.unknown = "done"
on.otherwise = "form"

[[step.decide.branch]]
outcome = "unknown"
when = { field = "first_name", op = "is-empty" }

[step.form]
kind = "page"
max-visits = 3
fields = [{ field = "first_name" }]
on.next = "decide"
on.exhausted = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
    },
    by: By::Funnel(run),
};

/// Whether the step is left at once.
pub(super) fn is_automatic(node: &Node<'_>) -> bool {
    matches!(node.step.settings, StepSettings::Decision(_))
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funnel in context.funnels() {
        let nodes = funnel.nodes();
        let edges: Vec<Vec<usize>> = nodes
            .iter()
            .map(|node| {
                let idle = |to: &usize| is_automatic(node) && is_automatic(&nodes[*to]);
                node.targets().filter(idle).collect()
            })
            .collect();
        // Where there is no way out at all, that is what has to be told.
        let escaping = funnel.escaping();
        for ring in components(&edges) {
            let head = ring[0];
            let Some(last) = ring.iter().copied().find(|member| edges[*member].contains(&head)) else {
                continue;
            };
            let Some(way) = nodes[last].ways.iter().find(|way| way.to == Some(head)) else { continue };
            if !escaping[head] {
                continue;
            }
            let loop_ = funnel.round(&shortest(&edges, &ring, head, last));
            let help = format!(
                "lead `{}.{}` to a step where the customer or a person of the company acts, or out of the loop",
                nodes[last].id, way.outcome
            );
            let path = at_step(nodes[last].id, &["on", way.key.unwrap_or(&way.outcome).as_str()]);
            found.push(
                RULE.finding(&funnel.name, path, format!("nobody acts in the loop {loop_}")).with_help(help),
            );
        }
    }
}
