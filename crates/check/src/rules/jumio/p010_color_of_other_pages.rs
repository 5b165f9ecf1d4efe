use model::color::Color;
use model::{Diagnostic, KeyPath, Level};

use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "P010",
    title: "a Primary Color that Jumio's own pages do not take",
    level: Level::Hint,
    configurable: true,
    docs: Docs {
        what: "Looks for a `primary-color` while a campaign verifies identities.",
        why: "The pages of the campaign and the apps take the colour. Jumio's own pages, to which customers are led in \
              between, keep the colours of the customer portal: no request of Jumio's has a place for one.",
        example: Example(&[
            (
                "providers/jumio.toml",
                r##"platform = "kyx"
datacenter = "eu"
workflow = "10011"
primary-color = "#0B5FFF"
"##,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
            ),
        ]),
        finding: Some(("primary-color", "Jumio's own pages keep the colours of the customer portal")),
        fix: Example(&[
            (
                "providers/jumio.toml",
                r##"platform = "kyx"
datacenter = "eu"
workflow = "10011"
primary-color = "#0B5FFF"
allow = ["P010"]
"##,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
            ),
        ]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let Some(color) = settings.primary_color.as_deref().and_then(Color::parse) else { return };
    if context.verifications().next().is_none() {
        return;
    }
    let message = "Jumio's own pages keep the colours of the customer portal";
    let help =
        format!("set {color} there as well, under `Customize client`, then write `allow = [\"P010\"]`");
    found.push(RULE.finding(&name, KeyPath::of(["primary-color"]), message).with_help(help));
}
