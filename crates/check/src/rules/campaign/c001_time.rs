use model::{Diagnostic, KeyPath, Level};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "C001",
    title: "a campaign that is never open",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for campaigns whose `starts` or `ends` is no point in time with an offset from UTC, or that end before they start. The backend looks for those that have ended, too, before it publishes one.",
        why: "Nobody could ever begin, or nobody knows when.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"starts = "2026-12-01T09:00:00-03:00"
ends = "2026-11-01T09:00:00-03:00"
entry = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: Some(("ends", "the campaign ends before it starts")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"starts = "2026-12-01T09:00:00-03:00"
ends = "2027-01-31T09:00:00-03:00"
entry = "done"

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
        let campaign = funnel.campaign;
        let (starts, ends) = (campaign.starts_at(), campaign.ends_at());
        for (key, written, read) in [("starts", &campaign.starts, starts), ("ends", &campaign.ends, ends)] {
            if written.is_some() && read.is_none() {
                let message = format!("`{key}` is no point in time");
                found.push(RULE.finding(&funnel.name, KeyPath::of([key]), message).with_help(
                    "write date, time and the offset from UTC: `2026-12-01T09:00:00-03:00`, or `Z` for UTC itself",
                ));
            }
        }
        if let Some((starts, ends)) = starts.zip(ends)
            && ends <= starts
        {
            let finding =
                RULE.finding(&funnel.name, KeyPath::of(["ends"]), "the campaign ends before it starts");
            found.push(finding.with_help("write a later `ends`, or take one of the two away"));
        }
    }
}
