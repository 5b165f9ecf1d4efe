use model::{Diagnostic, Level, Outcome};

use super::f008_idle_loop::is_automatic;
use crate::context::{Context, at_step, guess};
use crate::graph::{Funnel, components, shortest};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F007",
    title: "a loop without a bound",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for steps that a session may go round for ever: a loop in which no step has `max-visits` and none \
               is an identity verification (whose `max-attempts` bounds it), or a loop that is taken up again by the \
               very outcome `exhausted` which should end it.",
        why: "A customer who is sent back again and again gives up, and a form that never ends is an invitation to \
              robots. A step that was entered as often as it may be ends by `exhausted`, which has to lead out.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
on.next = "clerk"

[step.clerk]
kind = "review"
on.approved = "done"
on.otherwise = "welcome"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some(("step.clerk.on.otherwise", "the loop `welcome` -> `clerk` -> `welcome` has no bound")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
max-visits = 3
on.next = "clerk"
on.exhausted = "declined"

[step.clerk]
kind = "review"
on.approved = "done"
on.otherwise = "welcome"

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
        // A step with a bound is left by `exhausted` only, in the long run.
        let edges: Vec<Vec<usize>> = funnel
            .nodes()
            .iter()
            .map(|node| {
                let lasting = |outcome: &Outcome| !node.is_bounded() || *outcome == Outcome::EXHAUSTED;
                node.ways.iter().filter(|way| lasting(&way.outcome)).filter_map(|way| way.to).collect()
            })
            .collect();
        // Where there is no way out at all, that is what has to be told.
        let escaping = funnel.escaping();
        for ring in components(&edges) {
            let goes_round = ring.len() > 1 || edges[ring[0]].contains(&ring[0]);
            // Where nobody acts, no bound would help.
            let is_idle = ring.iter().all(|member| is_automatic(&funnel.nodes()[*member]));
            if goes_round && escaping[ring[0]] && !is_idle {
                found.extend(unbounded(context, funnel, &edges, &ring));
            }
        }
    }
}

fn unbounded(
    context: &Context<'_>,
    funnel: &Funnel<'_>,
    edges: &[Vec<usize>],
    ring: &[usize],
) -> Option<Diagnostic> {
    let nodes = funnel.nodes();
    // The loop is told as it is closed: by the `exhausted` that does not end it, or by the first way back to its first step.
    let bounded = ring.iter().copied().find(|member| nodes[*member].is_bounded());
    let head = match bounded {
        Some(bounded) => *edges[bounded].iter().find(|target| ring.binary_search(target).is_ok())?,
        None => ring[0],
    };
    let last = bounded.or_else(|| ring.iter().copied().find(|member| edges[*member].contains(&head)))?;
    let way = nodes[last].ways.iter().find(|way| match bounded {
        Some(_) => way.outcome == Outcome::EXHAUSTED,
        None => way.to == Some(head),
    })?;
    let loop_ = funnel.round(&shortest(edges, ring, head, last));
    let (first, path) = (nodes[head].id, nodes[last].path(way));
    if bounded.is_some() {
        let id = nodes[last].id;
        let message = format!("`{id}.exhausted` should end the loop {loop_}, and takes it up again");
        let command = format!("campaignctl funnel connect{} {id}.exhausted STEP", context.flag(funnel));
        let help = format!("lead it out of the loop: `{command}`");
        return Some(RULE.finding(&funnel.name, path, message).with_help(help));
    }
    let help = format!(
        "write `max-visits = 3` in `[step.{first}]`, and lead `{first}.exhausted` out of the loop: it is how the step \
         ends when it was entered so often"
    );
    let fix = guess("write `max-visits = 3`", at_step(first, &["max-visits"]), 3);
    Some(
        RULE.finding(&funnel.name, path, format!("the loop {loop_} has no bound"))
            .with_help(help)
            .with_fix(fix),
    )
}
