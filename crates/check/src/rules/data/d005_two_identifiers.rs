use model::{Diagnostic, Fix, KeyPath, Level, ResourceName};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D005",
    title: "more than one identifier",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for data models in which several fields are the identifier.",
        why: "An identifier tells customers apart. With two of them, nobody knows which one does when they disagree.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.customer_code]
type = "text"
identifier = true

[field.member_code]
type = "text"
identifier = true
"#,
        )]),
        finding: Some(("field.member_code.identifier", "`customer_code` is the identifier already")),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.customer_code]
type = "text"
identifier = true

[field.member_code]
type = "text"
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.data_model() else { return };
    let mut identifiers = model.fields.iter().filter(|(_, field)| field.identifier).map(|(id, _)| id);
    let Some(first) = identifiers.next() else { return };
    for other in identifiers {
        let path = KeyPath::of(["field", other.as_str(), "identifier"]);
        let fix = Fix { title: "remove it".to_owned(), certain: false, path: path.clone(), value: None };
        let finding =
            RULE.finding(&ResourceName::DataModel, path, format!("`{first}` is the identifier already"));
        found.push(finding.with_help("let one of the two be the identifier").with_fix(fix));
    }
}
