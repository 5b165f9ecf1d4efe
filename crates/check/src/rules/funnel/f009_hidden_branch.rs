use model::{Diagnostic, Level};

use crate::conditions::Logic;
use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F009",
    title: "a branch that an earlier one hides",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for branches of a decision whose condition can only hold where that of an earlier branch holds \
               too. (A decision whose `otherwise` leads nowhere is told by F004.)",
        why: "The first branch that holds is taken: a hidden one never is, and what it was written for does not \
              happen.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "birth_date" }]
on.next = "decide"

[step.decide]
kind = "decision"
on.minor = "declined"
on.child = "declined"
on.otherwise = "done"

[[step.decide.branch]]
outcome = "minor"
when = { field = "birth_date", op = "younger-than", value = 18 }

[[step.decide.branch]]
outcome = "child"
when = { field = "birth_date", op = "younger-than", value = 12 }

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some((
            "step.decide.branch[1].when",
            "the branch `child` is never taken: `minor` before it holds whenever it does",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "birth_date" }]
on.next = "decide"

[step.decide]
kind = "decision"
on.minor = "declined"
on.child = "declined"
on.otherwise = "done"

[[step.decide.branch]]
outcome = "child"
when = { field = "birth_date", op = "younger-than", value = 12 }

[[step.decide.branch]]
outcome = "minor"
when = { field = "birth_date", op = "younger-than", value = 18 }

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
        let mut logic = Logic::new(context.data_model());
        for (id, decision) in funnel.decisions() {
            for (place, branch) in decision.branches.iter().enumerate() {
                if logic.is_tired() {
                    break;
                }
                let earlier = &decision.branches[..place];
                let hides = earlier.iter().find(|earlier| {
                    Logic::is_always(&earlier.when) || logic.covers(&earlier.when, &branch.when)
                });
                let Some(hides) = hides else { continue };
                let message = format!(
                    "the branch `{}` is never taken: `{}` before it holds whenever it does",
                    branch.outcome, hides.outcome
                );
                let path = at_step(id, &["branch"]).index(place).key("when");
                let help = "put the narrower branch first, or take one of the two away";
                found.push(RULE.finding(&funnel.name, path, message).with_help(help));
            }
        }
    }
}
