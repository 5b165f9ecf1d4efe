use model::{Diagnostic, KeyPath, Level, suggest};

use crate::context::{Context, guess};
use crate::graph::Funnel;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::did_you_mean;

pub(crate) static RULE: Rule = Rule {
    id: "F001",
    title: "a funnel without entry or without end",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for the step where sessions begin (`entry`), and for at least one step of kind `end`.",
        why: "Without an entry no customer can start; without an end no customer ever arrives.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"[step.welcome]
kind = "page"
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some(("entry", "the funnel has no entry: sessions cannot begin")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
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
        if funnel.nodes().is_empty() {
            let flag = context.flag(funnel);
            found
                .push(RULE.finding(&funnel.name, KeyPath::of(["step"]), "the funnel has no steps").with_help(
                format!(
                    "add the first one: `campaignctl funnel add-step page{flag} --id welcome --title Welcome`"
                ),
            ));
            continue;
        }
        found.extend(entry(funnel));
        if !funnel.has_end() {
            found.push(end(context, funnel));
        }
    }
}

fn entry(funnel: &Funnel<'_>) -> Option<Diagnostic> {
    if funnel.entry().is_some() {
        return None;
    }
    let path = KeyPath::of(["entry"]);
    let Some(written) = &funnel.campaign.entry else {
        let finding =
            RULE.finding(&funnel.name, path.clone(), "the funnel has no entry: sessions cannot begin");
        let first = first_step(funnel);
        return Some(
            finding
                .with_help(format!(
                    "say where they begin: write `entry = \"{first}\"` above the first `[step]`"
                ))
                .with_fix(guess(format!("begin with `{first}`"), path, first)),
        );
    };
    let message = format!("there is no step `{written}`: sessions cannot begin");
    let finding = RULE.finding(&funnel.name, path.clone(), message);
    let steps = funnel.campaign.steps.keys().map(model::StepId::as_str);
    Some(match suggest::nearest(written.as_str(), steps) {
        Some(near) => {
            finding.with_help(did_you_mean(near)).with_fix(guess(format!("begin with `{near}`"), path, near))
        }
        None => finding.with_help(format!("name one of the steps: `entry = \"{}\"`", first_step(funnel))),
    })
}

/// The step that a funnel without entry most likely begins with: the first one that no connection leads to.
fn first_step<'a>(funnel: &'a Funnel<'_>) -> &'a str {
    let mut is_target = vec![false; funnel.nodes().len()];
    for node in funnel.nodes() {
        node.targets()
            .filter(|target| funnel.nodes()[*target].id != node.id)
            .for_each(|target| is_target[target] = true);
    }
    let candidates = || funnel.nodes().iter().enumerate().filter(|(_, node)| !node.step.is_end());
    let first = candidates().find(|(number, _)| !is_target[*number]).or_else(|| candidates().next());
    first
        .map(|(_, node)| node.id)
        .or_else(|| funnel.campaign.steps.keys().next())
        .map_or("", |id| id.as_str())
}

fn end(context: &Context<'_>, funnel: &Funnel<'_>) -> Diagnostic {
    let open = funnel.nodes().iter().find_map(|node| {
        node.ways.iter().find(|way| way.key.is_none()).map(|way| format!("{}.{}", node.id, way.outcome))
    });
    let (after, flag) = (open.as_deref().unwrap_or("STEP.OUTCOME"), context.flag(funnel));
    RULE.finding(&funnel.name, KeyPath::of(["step"]), "the funnel has no end").with_help(format!(
        "add one: `campaignctl funnel add-step end{flag} --id done --after {after} --result completed`"
    ))
}
