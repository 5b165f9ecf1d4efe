use model::{Diagnostic, Level};

use super::cases;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "T003",
    title: "a case that expects nothing",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for cases of funnel tests that have no `expect`, or one without anything in it.",
        why: "Such a case fails only where what is played cannot happen; wherever the funnel leads, it passes.",
        example: Example(&[(
            "tests/onboarding.toml",
            r#"campaign = "onboarding"

[case.straight_on]
title = "Nothing is asked for"
"#,
        )]),
        finding: Some(("case.straight_on", "the case `straight_on` expects nothing")),
        fix: Example(&[(
            "tests/onboarding.toml",
            r#"campaign = "onboarding"

[case.straight_on]
title = "Nothing is asked for"

[case.straight_on.expect]
end = "done"
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (name, test) in context.tests() {
        for ((path, case), id) in
            cases(test).zip(test.cases.keys()).filter(|((_, case), _)| case.expect.is_empty())
        {
            let message = format!("the case `{id}` expects nothing");
            let help = match case.play.last().and_then(|play| play.at.as_ref()) {
                Some(_) => format!(
                    "say where it leads: `[case.{id}.expect]` with `end`, `result`, `at`, `path` or `fields`"
                ),
                None => format!("say where the session stands: `[case.{id}.expect]` with `at` or `end`"),
            };
            found.push(RULE.finding(&name, path, message).at_key().with_help(help));
        }
    }
}
