use model::{Diagnostic, Level, Outcome};

use crate::context::{Context, at_step};
use crate::graph::{Funnel, components};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F005",
    title: "a step that cannot be reached",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for steps to which no way leads from the entry. Of several that hang together the first is told. \
               Nothing is said while a connection on the way is missing or broken.",
        why: "No customer will ever see the step: most often a connection was forgotten, or leads past it.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
on.next = "done"

[step.terms]
kind = "page"
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some(("step.terms", "the step `terms` cannot be reached from the entry `welcome`")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
on.next = "terms"

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
        let Some(entry) = funnel.entry() else { continue };
        let nodes = funnel.nodes();
        let reached = funnel.reached();
        if nodes.iter().zip(reached).any(|(node, reached)| *reached && node.broken) {
            continue;
        }
        for first in firsts(funnel, reached) {
            let id = nodes[first].id;
            let message = format!("the step `{id}` cannot be reached from the entry `{}`", nodes[entry].id);
            let help = idle_otherwise(funnel, first).unwrap_or_else(|| {
                format!(
                    "lead a way to it: `campaignctl funnel connect{} STEP.OUTCOME {id}`, or remove `[step.{id}]`",
                    context.flag(funnel)
                )
            });
            found.push(RULE.finding(&funnel.name, at_step(id, &[]), message).at_key().with_help(help));
        }
    }
}

/// Of the steps that are not reached, those that no other of them leads to; of a ring of steps the first.
fn firsts(funnel: &Funnel<'_>, reached: &[bool]) -> Vec<usize> {
    let outside = |target: &usize| !reached[*target];
    let edges: Vec<Vec<usize>> =
        funnel.nodes().iter().map(|node| node.targets().filter(outside).collect()).collect();
    let components = components(&edges);
    let mut of = vec![0; edges.len()];
    for (number, members) in components.iter().enumerate() {
        for member in members {
            of[*member] = number;
        }
    }
    let mut follows = vec![false; components.len()];
    for (node, targets) in edges.iter().enumerate() {
        targets
            .iter()
            .filter(|target| of[**target] != of[node] && !reached[node])
            .for_each(|target| follows[of[*target]] = true);
    }
    let firsts = components.iter().enumerate().filter(|(number, _)| !follows[*number]);
    firsts.filter_map(|(_, members)| members.first().copied()).filter(|first| !reached[*first]).collect()
}

/// What to say where an `otherwise` leads to the step, which stands for no outcome.
fn idle_otherwise(funnel: &Funnel<'_>, step: usize) -> Option<String> {
    let idle = funnel.nodes().iter().find(|node| {
        node.step.on.get(Outcome::OTHERWISE) == Some(funnel.nodes()[step].id)
            && node.ways.iter().all(|way| way.key.is_none_or(|key| *key != Outcome::OTHERWISE))
    })?;
    Some(format!(
        "`{from}.otherwise` leads here, but every outcome of `{from}` has a connection of its own",
        from = idle.id
    ))
}
