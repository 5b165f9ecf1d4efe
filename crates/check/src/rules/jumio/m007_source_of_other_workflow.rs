use model::providers::jumio::{Platform, Workflow};
use model::{CaptureField, Diagnostic, Level};

use super::{m009_source_of_other_platform, p005_former_workflow::successor};
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::mapping::mapped;

pub(crate) static RULE: Rule = Rule {
    id: "M007",
    title: "a mapping from what the workflow does not bring",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings from the document while the workflow reads none (6, 9, 16, 10014, 10016, 10025) or \
               stores it only (1, 10031), from the face while it takes no selfie (100 to 102, 1, 2, 10015, 10031), \
               from the overall decision while it gives none (version 3), and from the watchlist while it screens \
               nobody.",
        why: "The field stays empty for every customer.",
        example: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "kyx"
datacenter = "eu"
workflow = "10031"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
map.first_name = "document.first_name"
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
        finding: Some((
            "step.identity.map.first_name",
            "workflow `10031` stores documents and does not read `document.first_name`",
        )),
        fix: Example(&[
            (
                "providers/jumio.toml",
                r#"platform = "kyx"
datacenter = "eu"
workflow = "10015"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
map.first_name = "document.first_name"
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

/// The workflows that look the customer up in lists.
const SCREENING: [&str; 3] = ["10013", "32", "10010"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for one in mapped(context) {
        let provider = context.provider(&one.settings.provider);
        let Some(workflow) = provider.and_then(model::ProviderSettings::known_workflow) else { continue };
        // What the whole platform lacks is told as such.
        if m009_source_of_other_platform::is_missing(workflow.platform, one.source) {
            continue;
        }
        let Some(why) = lack(workflow, one.source) else { continue };
        let message = format!("workflow `{}` {why} `{}`", workflow.key, one.source);
        let help = "take a workflow that does, or take the mapping away; `campaignctl provider workflows jumio` tells \
                    what each takes";
        let path = one.path();
        found.push(RULE.finding(&one.funnel.name, path, message).with_help(help));
    }
}

/// Why a workflow does not bring a source, as the words before the source.
fn lack(workflow: &Workflow, source: CaptureField) -> Option<&'static str> {
    let name = source.name();
    let is_of = |group: &str| name.starts_with(group);
    if is_of("document.") || is_of("address.") {
        if !workflow.asks_for_document() {
            return Some("asks for no identity document, and has no");
        }
        return workflow.captures.contains("not verified").then_some("stores documents and does not read");
    }
    if is_of("face.") {
        return (!workflow.is_biometric()).then_some("takes no selfie, and has no");
    }
    if name == "decision.watchlist" {
        return (!SCREENING.contains(&workflow.key) && workflow.platform == Platform::Kyx)
            .then_some("looks nobody up in watchlists, and has no");
    }
    let is_decision = matches!(name, "decision.type" | "decision.label" | "decision.risk_score");
    (is_decision && successor(workflow.platform, workflow.key).is_some())
        .then_some("gives no overall decision, and has no")
}
