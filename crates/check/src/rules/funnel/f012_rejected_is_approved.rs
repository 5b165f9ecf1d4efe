use std::collections::{BTreeMap, BTreeSet};

use model::{Diagnostic, Level, Outcome, StepId, StepSettings};

use crate::context::Context;
use crate::graph::{Funnel, Node};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "F012",
    title: "a failed verification that leads on like a passed one",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for `rejected`, `expired` and `error` of an identity verification that lead to the same step as \
               `approved`, or come to a conversion without another verification that passed and without a person who \
               approved. Decisions that ask how the verification ended are followed.",
        why: "Whoever shows a forged document would get what was to be had by a good one only.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
on.approved = "done"
on.error = "sorry"
on.otherwise = "declined"

[step.sorry]
kind = "page"
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
            "step.identity.on.error",
            "`error` of `identity` leads to a conversion: `identity.error` -> `sorry.next` -> `done`",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
on.approved = "done"
on.error = "clerk"
on.otherwise = "declined"

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

const FAILED: [&str; 3] = ["rejected", "expired", "error"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funnel in context.funnels() {
        let conditions = funnel.decisions().flat_map(|(_, decision)| &decision.branches);
        let asked: BTreeSet<&StepId> = conditions.flat_map(|branch| branch.when.steps()).collect();
        for (number, node) in funnel.nodes().iter().enumerate() {
            if node.step.verification().is_some() {
                found.extend(passes(funnel, number, node, asked.contains(node.id)));
            }
        }
    }
}

/// What is to be said about a verification: once for each connection, with all outcomes that take it.
fn passes(funnel: &Funnel<'_>, number: usize, node: &Node<'_>, is_asked: bool) -> Vec<Diagnostic> {
    let approved = node.ways.iter().find(|way| way.outcome == "approved").and_then(|way| way.to);
    let mut by_key: BTreeMap<&Outcome, (Vec<&Outcome>, String)> = BTreeMap::new();
    for (way_number, way) in node.ways.iter().enumerate() {
        let (Some(key), Some(to)) = (way.key, way.to) else { continue };
        if !FAILED.contains(&way.outcome.as_str()) {
            continue;
        }
        let same = approved == Some(to) && !is_asked && decides_nothing(&funnel.nodes()[to]);
        let where_to = match conversion(funnel, number, way_number) {
            Some(path) => format!("to a conversion: {path}"),
            None if same => format!("where `approved` leads, to `{}`", funnel.nodes()[to].id),
            None => continue,
        };
        by_key.entry(key).or_insert_with(|| (Vec::new(), where_to)).0.push(&way.outcome);
    }
    let mut found = Vec::new();
    for (outcomes, where_to) in by_key.into_values() {
        let Some(way) = node.ways.iter().find(|way| way.outcome == *outcomes[0]) else { continue };
        let leads = if outcomes.len() == 1 { "leads" } else { "lead" };
        let message = format!("{} of `{}` {leads} {where_to}", list(&outcomes), node.id);
        found.push(
            RULE.finding(&funnel.name, node.path(way), message)
                .with_help("lead it to a review, to another attempt, or to an end that is no conversion"),
        );
    }
    found
}

/// Whether the customer goes on from the step however the verification ended.
fn decides_nothing(node: &Node<'_>) -> bool {
    matches!(node.step.settings, StepSettings::Page(_) | StepSettings::End(_))
}

/// A path by a way to a conversion on which nobody approved of the customer.
fn conversion(funnel: &Funnel<'_>, number: usize, way: usize) -> Option<String> {
    let node = &funnel.nodes()[number];
    let ended = BTreeMap::from([(node.id, &node.ways[way].outcome)]);
    let search = funnel.search_from(number, way, |from, way| {
        let approves =
            from.step.verification().is_some() || matches!(from.step.settings, StepSettings::Review(_));
        // What comes after the verification was tried again is another matter.
        from.id != node.id && !(approves && way.outcome == "approved") && from.may_take(way, &ended)
    })?;
    let is_conversion = |node: &Node<'_>| match &node.step.settings {
        StepSettings::End(end) => end.is_conversion(),
        _ => false,
    };
    let ends = funnel.nodes().iter().enumerate().filter(|(_, node)| is_conversion(node));
    let reached = ends.map(|(number, _)| number).find(|end| search.reaches(*end))?;
    Some(search.told(funnel, reached))
}
