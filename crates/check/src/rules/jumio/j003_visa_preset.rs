use model::providers::jumio::Platform;
use model::{Diagnostic, Document, Level};

use super::settings;
use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "J003",
    title: "a visa that Netverify is to preset",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for steps whose only document is a visa of one country, while the platform is Netverify.",
        why: "One document of one country is preset on the provider's web page, and Netverify's pages know no preset \
              for visas: the step accepts what its customers are not offered.",
        example: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "netverify"
datacenter = "eu"
workflow = "200"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["visa"]
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
        finding: Some(("step.identity.documents[0]", "the web pages of Netverify cannot begin with a visa")),
        fix: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "netverify"
datacenter = "eu"
workflow = "200"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport", "visa"]
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
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if settings(context).is_none_or(|(_, settings)| settings.platform != Platform::Netverify) {
        return;
    }
    for (funnel, id, step) in context.verifications() {
        if step.documents == [Document::Visa.as_str()] && step.accepted_country().is_some() {
            let path = at_step(id, &["documents"]).index(0);
            found.push(
                RULE.finding(&funnel.name, path, "the web pages of Netverify cannot begin with a visa")
                    .with_help(
                        "offer another document besides, or leave `country` out: then nothing is preset",
                    ),
            );
        }
    }
}
