use model::{Diagnostic, Level};

use crate::context::{Context, at_step};
use crate::graph::components;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "F006",
    title: "a step from which no end can be reached",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for steps that a customer can come to and from which no way leads to an `end`. Where the steps \
               go round, they are told together, at the first.",
        why: "A customer who comes there never arrives, and the session stays open for ever.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
allow-dismiss = true
on.next = "terms"
on.dismissed = "done"

[step.terms]
kind = "page"
on.next = "terms"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some(("step.terms", "no end can be reached from `terms`")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
allow-dismiss = true
on.next = "terms"
on.dismissed = "done"

[step.terms]
kind = "page"
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
        let nodes = funnel.nodes();
        let Some(end) = nodes.iter().find(|node| node.step.is_end()) else { continue };
        let (reached, escaping) = (funnel.reached(), funnel.escaping());
        let edges: Vec<Vec<usize>> = nodes.iter().map(|node| node.targets().collect()).collect();
        for ring in components(&edges) {
            let is_trap = ring.iter().all(|member| reached[*member] && !escaping[*member]);
            // Steps that only lead into a ring from outside follow from it.
            let leads_on =
                ring.iter().flat_map(|member| &edges[*member]).any(|to| ring.binary_search(to).is_err());
            if !is_trap || leads_on {
                continue;
            }
            let ids = ring.iter().map(|member| nodes[*member].id);
            let message = format!("no end can be reached from {}", list(ids));
            let (first, way) = (nodes[ring[0]].id, &nodes[ring[0]].ways[0]);
            let help = format!(
                "lead one of the outcomes out, for example: `campaignctl funnel connect{} {first}.{} {}`",
                context.flag(funnel),
                way.outcome,
                end.id
            );
            found.push(RULE.finding(&funnel.name, at_step(first, &[]), message).at_key().with_help(help));
        }
    }
}
