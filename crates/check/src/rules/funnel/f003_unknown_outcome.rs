use model::step::StepSettings;
use model::{Diagnostic, Fix, Level, Outcome, Step, StepId, suggest};
use serde_json::{Map, Value};

use crate::context::{Context, at_step, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{did_you_mean, list};

pub(crate) static RULE: Rule = Rule {
    id: "F003",
    title: "an outcome that the step does not have",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for connections and entries of `write-on` whose outcome the step cannot end by. A page ends by \
               `next` (and `dismissed` with `allow-dismiss`), an identity verification by `approved`, `review`, \
               `unreadable`, `unsupported`, `rejected`, `expired`, `error`, `timeout` and `exhausted`, a decision by \
               the outcomes of its branches and `otherwise`, a review by `approved`, `rejected` and `overdue`; a step \
               with `max-visits` may end by `exhausted`.",
        why: "The connection would never be taken, and the outcome that was meant goes astray. Such a campaign cannot \
              be pushed.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "clerk"

[step.clerk]
kind = "review"
on.aproved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some(("step.clerk.on.aproved", "the step `clerk` has no outcome `aproved`")),
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
        for (id, step) in &funnel.campaign.steps {
            let outcomes = step.outcomes();
            for wrong in step.on.keys().filter(|key| !has(step, &outcomes, key)) {
                let path = at_step(id, &["on", wrong.as_str()]);
                let finding = if step.is_end() {
                    let message = format!("the step `{id}` ends the session: nothing comes after it");
                    let remove = Fix {
                        title: "remove the connection".to_owned(),
                        certain: false,
                        path: path.clone(),
                        value: None,
                    };
                    RULE.finding(&funnel.name, path, message)
                        .with_help(format!(
                            "remove it: `campaignctl funnel disconnect{} {id}.{wrong}`",
                            context.flag(funnel)
                        ))
                        .with_fix(remove)
                } else {
                    let finding = RULE.finding(&funnel.name, path, message(id, wrong));
                    let fix = meant(step, wrong).and_then(|near| renamed(id, step, wrong, near.as_str()));
                    explained(finding, id, step, wrong, fix)
                };
                found.push(finding.at_key());
            }
            let write_on = step.verification().map_or(&[][..], |settings| &settings.write_on);
            for (place, wrong) in write_on.iter().enumerate() {
                if !outcomes.contains(wrong) {
                    let path = at_step(id, &["write-on"]).index(place);
                    let finding = RULE.finding(&funnel.name, path.clone(), message(id, wrong));
                    let fix =
                        meant(step, wrong).map(|near| guess(format!("write `{near}`"), path, near.as_str()));
                    found.push(explained(finding, id, step, wrong, fix));
                }
            }
        }
    }
}

fn message(id: &StepId, wrong: &Outcome) -> String {
    format!("the step `{id}` has no outcome `{wrong}`")
}

/// Whether a connection may have this key.
fn has(step: &Step, outcomes: &[Outcome], key: &Outcome) -> bool {
    !step.is_end() && (*key == Outcome::OTHERWISE || outcomes.contains(key))
}

/// The outcome that was probably meant by one that the step does not have.
pub(super) fn meant(step: &Step, wrong: &Outcome) -> Option<Outcome> {
    let outcomes = step.outcomes();
    let names = outcomes.iter().map(Outcome::as_str);
    let near = suggest::nearest(wrong.as_str(), names.chain([Outcome::OTHERWISE]))?;
    Outcome::new(near).ok()
}

/// The finding with what to do: another spelling, or the setting by which the step would have the outcome.
fn explained(finding: Diagnostic, id: &StepId, step: &Step, wrong: &Outcome, fix: Option<Fix>) -> Diagnostic {
    let setting = match &step.settings {
        StepSettings::Page(_) if *wrong == "dismissed" => Some(("allow-dismiss", Value::from(true))),
        _ if *wrong == Outcome::EXHAUSTED => Some(("max-visits", Value::from(3))),
        _ => None,
    };
    if let Some((key, value)) = setting {
        let title = format!("write `{key} = {value}`");
        return finding
            .with_help(format!("write `{key} = {value}` in `[step.{id}]`, so that it can end so"))
            .with_fix(guess(title, at_step(id, &[key]), value));
    }
    match meant(step, wrong) {
        Some(near) => {
            let finding = finding.with_help(did_you_mean(near));
            fix.into_iter().fold(finding, Diagnostic::with_fix)
        }
        None => finding.with_help(format!("it can end by {}", list(step.outcomes()))),
    }
}

/// The connections with one renamed; `None` where that name is taken.
fn renamed(id: &StepId, step: &Step, wrong: &Outcome, right: &str) -> Option<Fix> {
    if step.on.contains_key(right) {
        return None;
    }
    let table: Map<String, Value> = step
        .on
        .iter()
        .map(|(key, target)| {
            let key = if key == wrong { right } else { key.as_str() };
            (key.to_owned(), target.as_str().into())
        })
        .collect();
    Some(guess(format!("write `{right}`"), at_step(id, &["on"]), table))
}
