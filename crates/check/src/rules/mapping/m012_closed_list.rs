use model::{CaptureType, Country, Diagnostic, Field, FieldType, Level, Transform};

use super::{Mapped, mapped, source_path};
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "M012",
    title: "a mapping into a list that lacks what may come",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings of countries and of the gender into a `choice` without all of their values \
               (countries come as alpha-3 codes, the gender as `M`, `F` or `X`), and of countries into texts that \
               are too short for an alpha-3 code.",
        why: "A word that is not on the list cannot be written, and then nothing is: the customer, whose document was \
              good, ends by `error`.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.sex]
type = "choice"
values = ["M", "F"]
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.sex = "document.gender"
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
            "step.identity.map.sex",
            "`document.gender` may be `X`, which is not among the values of `sex`",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.sex]
type = "choice"
values = ["M", "F", "X"]
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.sex = "document.gender"
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

const GENDERS: [&str; 3] = ["M", "F", "X"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for one in mapped(context) {
        let Some(field) = one.field else { continue };
        let finding = match field.kind {
            FieldType::Choice if !field.values.is_empty() => missing(&one, field),
            _ if is_too_short(&one, field) => Some(too_short(&one)),
            _ => None,
        };
        found.extend(finding);
    }
}

/// Whether the field is a text that no alpha-3 code fits into.
pub(super) fn is_too_short(one: &Mapped<'_, '_>, field: &Field) -> bool {
    one.source.kind() == CaptureType::Country
        && field.kind.is_text()
        && field.max_length.is_some_and(|length| length < 3)
}

fn too_short(one: &Mapped<'_, '_>) -> Diagnostic {
    let path = source_path(one.step, one.target, one.mapping);
    let message =
        format!("`{}` is an alpha-3 code, and `{}` takes less than 3 characters", one.source, one.target);
    RULE.finding(&one.funnel.name, path, message)
        .with_help("map it into a field of type `country`, or allow for 3 characters")
}

/// Whether a choice takes a word, by itself or by an alias.
fn knows(field: &Field, word: &str) -> bool {
    let is_value = |word: &str| field.values.iter().any(|value| value == word);
    is_value(word) || field.aliases.get(word).is_some_and(|meant| is_value(meant))
}

fn missing(one: &Mapped<'_, '_>, field: &Field) -> Option<Diagnostic> {
    let words: Vec<&str> = match (one.source.kind(), one.source.name()) {
        (CaptureType::Country, "document.issuing_country") => match one.settings.accepted_country() {
            Some(country) => vec![country.alpha3()],
            None => Country::all().map(Country::alpha3).collect(),
        },
        (CaptureType::Country, _) => Country::all().map(Country::alpha3).collect(),
        (_, "document.gender") => GENDERS.to_vec(),
        _ => return None,
    };
    let written = words.iter().map(|word| transformed(&one.mapping.transform, word));
    let missing: Vec<String> = written.filter(|word| !knows(field, word)).collect();
    let first = missing.first()?;
    let more = match missing.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let are = if missing.len() == 1 { "is" } else { "are" };
    let (source, target) = (one.source, one.target);
    let message =
        format!("`{source}` may be `{first}`{more}, which {are} not among the values of `{target}`");
    let help = if one.source.kind() == CaptureType::Country {
        format!("make `{target}` a field of type `country`, which takes all of them in every spelling")
    } else {
        format!("add what is missing to the values of `{target}`")
    };
    Some(RULE.finding(&one.funnel.name, source_path(one.step, target, one.mapping), message).with_help(help))
}

/// What becomes of a word of Latin capitals.
fn transformed(transforms: &[Transform], word: &str) -> String {
    transforms.iter().fold(word.to_owned(), |word, transform| match transform {
        Transform::Trim | Transform::CollapseSpaces => word,
        Transform::Upper => word.to_ascii_uppercase(),
        Transform::Lower => word.to_ascii_lowercase(),
        Transform::TitleCase => {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        }
    })
}
