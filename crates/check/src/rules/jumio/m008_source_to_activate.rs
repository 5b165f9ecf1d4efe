use model::providers::jumio::Platform;
use model::{Diagnostic, Level};

use super::m009_source_of_other_platform::is_missing;
use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::mapping::mapped;

pub(crate) static RULE: Rule = Rule {
    id: "M008",
    title: "a mapping from what has to be activated",
    level: Level::Hint,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings, on the platform Netverify, from what is given to accounts only that Jumio has \
               activated it for.",
        why: "Until then the field stays empty, and nothing else tells why.",
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
documents = ["passport"]
country = "URY"
map.first_name = "document.place_of_birth"
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
            "`document.place_of_birth` has to be activated on the account",
        )),
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

/// The fields that every account of Netverify gets; the others of a document have to be activated.
const ALWAYS: [&str; 14] = [
    "document.first_name",
    "document.last_name",
    "document.full_name",
    "document.date_of_birth",
    "document.expiry_date",
    "document.issuing_country",
    "document.type",
    "document.subtype",
    "document.number",
    "document.personal_number",
    "document.state",
    "document.mrz_optional_1",
    "document.mrz_optional_2",
    "document.dni",
];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if settings(context).is_none_or(|(_, settings)| settings.platform != Platform::Netverify) {
        return;
    }
    for one in mapped(context) {
        let name = one.source.name();
        let is_read = name.starts_with("document.") || name.starts_with("address.");
        if !is_read || ALWAYS.contains(&name) || is_missing(Platform::Netverify, one.source) {
            continue;
        }
        let path = one.path();
        let message = format!("`{name}` has to be activated on the account");
        let help = "ask Jumio's support for it; once it is there, write `allow = [\"M008\"]`";
        found.push(RULE.finding(&one.funnel.name, path, message).with_help(help));
    }
}
