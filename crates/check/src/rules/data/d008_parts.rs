use std::collections::BTreeSet;

use model::{Diagnostic, FieldType, Fix, KeyPath, Level, ResourceName};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "D008",
    title: "parts that cannot be told apart",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for fields of type `composite` whose `parts` are missing, for parts without a name and names that are there twice, white space at their \
               ends aside, and for a `delimiter` that is empty or stands in a part's name.",
        why: "Nobody could say which part of a value is which, or the field could never be filled in.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.plate]
type = "composite"
parts = ["letters", "number", "letters"]
delimiter = "-"
"#,
        )]),
        finding: Some(("field.plate.parts[2]", "the part `letters` is written twice")),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.plate]
type = "composite"
parts = ["letters", "number", "region"]
delimiter = "-"
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let fields = context.data_model().into_iter().flat_map(|model| &model.fields);
    for (id, field) in fields.filter(|(_, field)| field.kind == FieldType::Composite) {
        let path = KeyPath::of(["field", id.as_str()]);
        let finding = |path: KeyPath, message: String| RULE.finding(&ResourceName::DataModel, path, message);
        if field.parts.is_empty() {
            let message = format!("the field `{id}` has no parts");
            let help = "name them, in their order: `parts = [\"one\", \"other\"]`";
            found.push(finding(path.clone().key("type"), message).with_help(help));
        }
        let delimiter = field.delimiter.as_deref();
        if delimiter.is_some_and(|delimiter| delimiter.trim().is_empty()) {
            let path = path.clone().key("delimiter");
            let fix = Fix {
                title: "write values as JSON".to_owned(),
                certain: false,
                path: path.clone(),
                value: None,
            };
            let help = "write what stands between the parts, or leave the key out: then values are JSON";
            let message = format!("nothing stands between the parts of `{id}`");
            found.push(finding(path, message).with_help(help).with_fix(fix));
        }
        let mut seen = BTreeSet::new();
        for (place, part) in field.parts.iter().enumerate() {
            let path = path.clone().key("parts").index(place);
            let fix = Fix { title: "remove it".to_owned(), certain: false, path: path.clone(), value: None };
            let name = part.trim();
            if name.is_empty() {
                let message = format!("a part of `{id}` has no name");
                found.push(finding(path, message).with_help("name it, or remove it").with_fix(fix));
            } else if !seen.insert(name) {
                let message = format!("the part `{}` is written twice", shown(name));
                found
                    .push(finding(path, message).with_help("give one of the two another name").with_fix(fix));
            } else if let Some(delimiter) = delimiter.filter(|text| !text.is_empty() && part.contains(text)) {
                let message =
                    format!("the part `{}` has the delimiter `{}` in it", shown(name), shown(delimiter));
                found.push(finding(path, message).with_help("take another name, or another delimiter"));
            }
        }
    }
}
