use model::{CaptureType, Country, Diagnostic, Field, FieldType, Fix, Level, Transform};
use serde_json::json;

use super::source::longest;
use super::{Mapped, mapped};
use crate::context::{Context, at_step, guess};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "M012",
    title: "a mapping into a list that lacks what may come",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings of countries and of the gender into a `choice` without all of their values \
               after the transforms (countries come as alpha-3 codes, the gender as `M`, `F` or `X`), and of countries into texts that \
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
    for one in mapped(context).filter(Mapped::is_alone) {
        let Some(field) = one.field else { continue };
        let finding = match field.kind {
            FieldType::Choice if !field.values.is_empty() => missing(&one, field),
            _ if is_too_short(&one, field) => Some(too_short(&one, field)),
            _ => None,
        };
        found.extend(finding);
    }
}

/// Whether the field is a text that no alpha-3 code fits into, where such a code is what comes.
pub(super) fn is_too_short(one: &Mapped<'_, '_>, field: &Field) -> bool {
    one.source.kind() == CaptureType::Country
        && longest(one.mapping) == Some(3)
        && field.kind.is_text()
        && field.max_length.is_some_and(|length| length < 3)
}

fn too_short(one: &Mapped<'_, '_>, field: &Field) -> Diagnostic {
    let message =
        format!("`{}` is an alpha-3 code, and `{}` takes less than 3 characters", one.source, one.target);
    let finding = RULE.finding(&one.funnel.name, one.path(), message);
    if field.max_length == Some(2) && one.mapping.transform.is_empty() {
        return finding
            .with_help(format!("write {ALPHA2}, or map it into a field of type `country`"))
            .with_fix(two_letters(one));
    }
    finding.with_help("map it into a field of type `country`, or allow for 3 characters")
}

const ALPHA2: &str = "`transform = [\"country-alpha2\"]`";

/// The mapping with a transform into two letters.
fn two_letters(one: &Mapped<'_, '_>) -> Fix {
    let table = json!({ "from": one.source.name(), "transform": ["country-alpha2"] });
    guess("write the two letters of the country", at_step(one.step, &["map", one.target.as_str()]), table)
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
    let after = |transforms: &[Transform]| -> Vec<_> {
        words.iter().map(|word| (*word, funnel::word(transforms, word))).collect()
    };
    let missing_after = |transforms: &[Transform]| -> Vec<String> {
        let written = after(transforms).into_iter().filter_map(|(_, written)| written.ok().flatten());
        written.filter(|word| !knows(field, word)).collect()
    };
    let transforms = &one.mapping.transform;
    // What is no word for any of them is told by another rule.
    let fits = one.mapping.end().is_some_and(|end| end.is_ok());
    if let Some((word, Err(why))) =
        after(transforms).into_iter().find(|(_, written)| written.is_err()).filter(|_| fits)
    {
        let message = format!("`{}` may be `{word}`, and {why}", one.source);
        let help = "take that transform away";
        return Some(RULE.finding(&one.funnel.name, one.path(), message).with_help(help));
    }
    let missing = missing_after(transforms);
    let first = missing.first()?;
    let more = match missing.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let are = if missing.len() == 1 { "is" } else { "are" };
    let (source, target) = (one.source, one.target);
    let comes = if transforms.is_empty() { "may be" } else { "may come to" };
    let message =
        format!("`{source}` {comes} `{first}`{more}, which {are} not among the values of `{target}`");
    let finding = RULE.finding(&one.funnel.name, one.path(), message);
    if one.source.kind() != CaptureType::Country {
        let help = format!(
            "add what is missing to the values of `{target}`, or give another word for it with the transform `choice-map`"
        );
        return Some(finding.with_help(help));
    }
    if transforms.is_empty() && missing_after(&[Transform::CountryAlpha2]).is_empty() {
        return Some(finding.with_help(format!("write {ALPHA2}")).with_fix(two_letters(one)));
    }
    Some(finding.with_help(format!(
        "make `{target}` a field of type `country`, which takes all of them in every spelling"
    )))
}
