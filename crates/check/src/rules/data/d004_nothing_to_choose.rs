use std::collections::BTreeSet;

use model::{Diagnostic, FieldType, Fix, KeyPath, Level, ResourceName};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "D004",
    title: "a choice without values, or with one twice",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for fields of type `choice` whose `values` are missing, and for values that are written twice, \
               white space at their ends aside, and for `aliases` of what is no value.",
        why: "A choice without values can never be filled in; a value that is there twice is offered twice.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.color]
type = "choice"
values = ["red", "green", "red"]
"#,
        )]),
        finding: Some(("field.color.values[2]", "the value `red` is written twice")),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.color]
type = "choice"
values = ["red", "green"]
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let fields = context.data_model().into_iter().flat_map(|model| &model.fields);
    for (id, field) in fields.filter(|(_, field)| field.kind == FieldType::Choice) {
        let path = KeyPath::of(["field", id.as_str()]);
        if field.values.is_empty() {
            let message = format!("the field `{id}` has no values to choose from");
            let finding = RULE.finding(&ResourceName::DataModel, path.clone().key("type"), message);
            found.push(finding.with_help("write them: `values = [\"one\", \"other\"]`"));
        }
        let mut seen = BTreeSet::new();
        for (place, value) in field.values.iter().enumerate() {
            if seen.insert(value.trim()) {
                continue;
            }
            let path = path.clone().key("values").index(place);
            let fix = Fix { title: "remove it".to_owned(), certain: false, path: path.clone(), value: None };
            let message = format!("the value `{}` is written twice", shown(value.trim()));
            let finding = RULE.finding(&ResourceName::DataModel, path, message);
            found.push(finding.with_help("remove one of the two").with_fix(fix));
        }
        for (alias, meant) in field.aliases.iter().filter(|(_, meant)| !field.values.contains(meant)) {
            let path = path.clone().key("aliases").key(alias.as_str());
            let message = format!("`{}` is not among the values of `{id}`", shown(meant));
            let finding = RULE.finding(&ResourceName::DataModel, path, message);
            found.push(finding.with_help("an alias is another spelling of one of the values"));
        }
    }
}
