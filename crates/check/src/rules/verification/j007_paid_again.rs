use std::collections::BTreeSet;

use model::{Diagnostic, Level};

use crate::context::{Context, at_step};
use crate::graph::{Funnel, components};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "J007",
    title: "verifications that are paid for again and again",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for `max-attempts` above 5 of an identity verification that is come to again in a loop, and for \
               two identity verifications on one path.",
        why: "The provider bills each attempt, whoever causes it.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
max-attempts = 20
on.approved = "done"
on.unreadable = "identity"
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
            "step.identity.max-attempts",
            "`identity` may be tried 20 times in a session, and each attempt is paid for",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
max-attempts = 5
on.approved = "done"
on.unreadable = "identity"
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

/// How many attempts are thought to be meant.
const MOST_ATTEMPTS: u32 = 5;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funnel in context.funnels() {
        attempts(funnel, found);
        twice(funnel, found);
    }
}

fn attempts(funnel: &Funnel<'_>, found: &mut Vec<Diagnostic>) {
    let edges: Vec<Vec<usize>> = funnel.nodes().iter().map(|node| node.targets().collect()).collect();
    for ring in components(&edges) {
        let goes_round = ring.len() > 1 || edges[ring[0]].contains(&ring[0]);
        for node in ring.into_iter().filter(|_| goes_round).map(|member| &funnel.nodes()[member]) {
            let Some(settings) = node.step.verification() else { continue };
            if settings.max_attempts <= MOST_ATTEMPTS {
                continue;
            }
            let message = format!(
                "`{}` may be tried {} times in a session, and each attempt is paid for",
                node.id, settings.max_attempts
            );
            let finding = RULE.finding(&funnel.name, at_step(node.id, &["max-attempts"]), message);
            found.push(finding.with_help(format!(
                "write {MOST_ATTEMPTS} or less, and lead `{}.exhausted` to a review or an end",
                node.id
            )));
        }
    }
}

/// Tells verifications that come after another one, each once.
fn twice(funnel: &Funnel<'_>, found: &mut Vec<Diagnostic>) {
    let reached = funnel.reached();
    let verifications: Vec<usize> = (0..funnel.nodes().len())
        .filter(|number| reached[*number] && funnel.nodes()[*number].step.verification().is_some())
        .collect();
    let mut told = BTreeSet::new();
    for (place, first) in verifications.iter().enumerate() {
        let later = || verifications[place + 1..].iter().copied();
        if later().all(|second| told.contains(&second)) {
            return;
        }
        let Some(search) = funnel.search([*first], |_, _| true) else { return };
        for second in later().filter(|second| search.reaches(*second)) {
            if told.insert(second) {
                let id = funnel.nodes()[second].id;
                let message =
                    format!("two verifications are paid for on the path {}", search.told(funnel, second));
                found.push(RULE.finding(&funnel.name, at_step(id, &[]), message).at_key().with_help(format!(
                    "lead the path back to `{}`, which counts its attempts, or write `allow = [\"J007\"]` if both are \
                     meant",
                    funnel.nodes()[*first].id
                )));
            }
        }
    }
}
