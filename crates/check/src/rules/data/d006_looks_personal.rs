use model::{DataModel, Diagnostic, Field, FieldId, KeyPath, Level, ResourceName};

use crate::context::{Context, guess};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D006",
    title: "a name that looks personal, and nothing says so",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for fields whose names speak of a person (`birth_date`, `passport`, `document_number`, \
               `first_name`, `email`, …) and whose `pii` is not set. Passwords are shown to nobody anyway.",
        why: "What is personal is masked in logs, tables and differences. Without `pii` it is shown to everybody who \
              can look there.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.passport_number]
type = "text"
"#,
        )]),
        finding: Some((
            "field.passport_number",
            "the name of `passport_number` looks personal, and `pii` is `none`",
        )),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.passport_number]
type = "text"
pii = "personal"
"#,
        )]),
    },
    by: By::Check(run),
};

/// Words that speak of a person by themselves.
const WORDS: [&str; 17] = [
    "birth",
    "birthdate",
    "birthday",
    "birthplace",
    "born",
    "dob",
    "email",
    "firstname",
    "fullname",
    "lastname",
    "mobile",
    "passport",
    "phone",
    "ssn",
    "surname",
    "telephone",
    "iban",
];

/// Words that do so together.
const PAIRS: [(&str, &str); 11] = [
    ("document", "number"),
    ("e", "mail"),
    ("family", "name"),
    ("first", "name"),
    ("full", "name"),
    ("given", "name"),
    ("id", "number"),
    ("last", "name"),
    ("national", "id"),
    ("personal", "number"),
    ("tax", "number"),
];

/// Whether a field is told here.
pub(in crate::rules) fn is_told(model: &DataModel, id: &FieldId) -> bool {
    let is_shown = |field: &Field| field.kind.can_be_read() && field.pii.is_none();
    model.fields.get(id).is_some_and(is_shown) && looks_personal(id.as_str())
}

/// Whether the words of a name, with `_` or `-` between, speak of a person.
pub(crate) fn looks_personal(name: &str) -> bool {
    let words: Vec<&str> = name.split(['-', '_']).collect();
    words.iter().any(|word| WORDS.contains(word))
        || words.windows(2).any(|pair| PAIRS.iter().any(|(first, second)| pair == [*first, *second]))
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.data_model() else { return };
    for id in model.fields.keys().filter(|id| is_told(model, id)) {
        let path = KeyPath::of(["field", id.as_str()]);
        let fix = guess("write `pii = \"personal\"`", path.clone().key("pii"), "personal");
        let message = format!("the name of `{id}` looks personal, and `pii` is `none`");
        let finding = RULE.finding(&ResourceName::DataModel, path, message).at_key();
        found.push(
            finding
                .with_help("write `pii = \"personal\"`, or `allow = [\"D006\"]` where it is not")
                .with_fix(fix),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::looks_personal;

    #[test]
    fn words_count_and_parts_of_words_do_not() {
        for name in ["birth_date", "date-of-birth", "passport", "document_number", "home_phone", "first-name"]
        {
            assert!(looks_personal(name), "{name}");
        }
        for name in ["number", "document_type", "rebirthed", "name_of_shop", "phones", "number_document"] {
            assert!(!looks_personal(name), "{name}");
        }
    }
}
