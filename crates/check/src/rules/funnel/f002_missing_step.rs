use model::{Diagnostic, Level, StepId, suggest};

use crate::context::{Context, at_step, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::did_you_mean;

pub(crate) static RULE: Rule = Rule {
    id: "F002",
    title: "a connection to a step that does not exist",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for connections (`on.OUTCOME = \"STEP\"`) whose step is not in the campaign.",
        why: "A session that takes the connection would have nowhere to go. Such a campaign cannot be pushed.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
on.next = "doen"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some(("step.welcome.on.next", "there is no step `doen`")),
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
        let steps = &funnel.campaign.steps;
        for connection in funnel.campaign.connections() {
            // An end leads nowhere anyway, which is told as such.
            if steps.contains_key(connection.to) || steps[connection.from].is_end() {
                continue;
            }
            let (from, outcome, to) = (connection.from, connection.outcome, connection.to);
            let path = at_step(from, &["on", outcome.as_str()]);
            let finding = RULE.finding(&funnel.name, path.clone(), format!("there is no step `{to}`"));
            let near = suggest::nearest(to.as_str(), steps.keys().map(StepId::as_str));
            found.push(match near {
                Some(near) => finding.with_help(did_you_mean(near)).with_fix(guess(
                    format!("lead it to `{near}`"),
                    path,
                    near,
                )),
                None => finding.with_help(format!(
                    "lead it to a step that there is: `campaignctl funnel connect{} {from}.{outcome} STEP`",
                    context.flag(funnel)
                )),
            });
        }
    }
}
