use model::{Diagnostic, Fix, Level};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "I003",
    title: "pictures that are kept for ever",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for steps with `save-images` whose `retention-days` is 0.",
        why: "Pictures of documents and faces are what thieves look for, and most laws want them gone when they have \
              served their purpose.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
save-images = true
retention-days = 0
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
        finding: Some(("step.identity.retention-days", "the pictures of `identity` are kept for ever")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
save-images = true
retention-days = 90
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
    for (funnel, id, settings) in context.verifications() {
        if !settings.save_images || settings.retention_days != 0 {
            continue;
        }
        let path = at_step(id, &["retention-days"]);
        let fix = Fix {
            title: "keep them for 365 days".to_owned(),
            certain: false,
            path: path.clone(),
            value: None,
        };
        let finding = RULE.finding(&funnel.name, path, format!("the pictures of `{id}` are kept for ever"));
        let help = "write how many days they are needed, or leave the key out: then they are kept for 365";
        found.push(finding.with_help(help).with_fix(fix));
    }
}
