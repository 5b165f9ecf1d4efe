use model::{Diagnostic, Field, FieldType, Fix, KeyPath, Level, ResourceName};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D001",
    title: "a constraint that is not made for the type",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for what fields of a type cannot have: lengths and patterns of what is no text, bounds of what is neither number nor date, `scale` of \
               what has no places after the point, `values` and `aliases` of what is no `choice`, `code` of what is no `country`, `parts` and `delimiter` of \
               what is no `composite`, `media-types` and `max-bytes` of what is no file, and for `default`, `multiple`, `unique` and `identifier` where the \
               type has no such values. Of a field with several values none is the one that is `unique` or an `identifier`.",
        why: "The constraint would have no effect: whoever wrote it relies on what nobody checks.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.age]
type = "integer"
max-length = 3
"#,
        )]),
        finding: Some(("field.age.max-length", "`max-length` is not made for fields of type `integer`")),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.age]
type = "integer"
"#,
        )]),
    },
    by: By::Check(run),
};

/// A constraint of a field that has no effect.
pub(super) struct Idle {
    /// The constraint's key.
    pub(super) key: &'static str,
    /// The fields that it is not made for.
    fields: String,
    /// What can be done, and what the constraint is made for.
    help: String,
}

impl Idle {
    fn by_type(kind: FieldType, key: &'static str, made_for: &str) -> Self {
        let help = format!("remove it, or change the type; {made_for}");
        Self { key, fields: format!("of type `{kind}`"), help }
    }
}

/// The constraints of a field that have no effect.
pub(super) fn idle(field: &Field) -> Vec<Idle> {
    let by_type = by_type(field).into_iter().filter(|(_, is_idle, _)| *is_idle);
    let mut idle: Vec<Idle> =
        by_type.map(|(key, _, made_for)| Idle::by_type(field.kind, key, made_for)).collect();
    if field.multiple && field.kind.can_be_many() {
        for (key, is_there) in [("unique", field.unique), ("identifier", field.identifier)] {
            if is_there && idle.iter().all(|idle| idle.key != key) {
                let help = "remove it, or `multiple`: what tells customers apart is one value".to_owned();
                idle.push(Idle { key, fields: "with `multiple`".to_owned(), help });
            }
        }
    }
    idle
}

/// What depends on the type: the key, whether it is there in vain, and what it is made for.
fn by_type(field: &Field) -> [(&'static str, bool, &'static str); 17] {
    let kind = field.kind;
    let no_text = !kind.has_length();
    let no_order = !kind.is_number() && !kind.is_date();
    let (no_choice, no_composite) = (kind != FieldType::Choice, kind != FieldType::Composite);
    let (no_file, no_value) = (!kind.is_kept_apart(), !kind.is_told());
    let no_single = no_value || kind == FieldType::Boolean;
    let texts = "texts have lengths and forms, such as `text`, `large-text`, `full-name`, `email`, `phone`";
    let ordered = "numbers and dates have bounds: `integer`, `decimal`, `currency`, `date`, `birth-date`";
    let choice = "`choice` is the type with values to choose from";
    let composite = "`composite` is the type with several parts";
    let files = "`file` and `image` are the types of files";
    let apart =
        "customers are told apart by short texts, numbers and dates, such as `text`, `email`, `mobile-phone`";
    let default = match kind {
        FieldType::Password => "a password is one that the customer chooses",
        FieldType::File => "a file is one that the customer uploads",
        _ => "a picture comes from a verification, or from the customer",
    };
    [
        ("min-length", field.min_length.is_some() && no_text, texts),
        ("max-length", field.max_length.is_some() && no_text, texts),
        ("pattern", field.pattern.is_some() && no_text, texts),
        ("min", field.min.is_some() && no_order, ordered),
        ("max", field.max.is_some() && no_order, ordered),
        (
            "scale",
            field.scale.is_some() && !kind.is_decimal(),
            "`decimal` and `currency` have places after the point",
        ),
        ("values", !field.values.is_empty() && no_choice, choice),
        ("aliases", !field.aliases.is_empty() && no_choice, choice),
        (
            "code",
            !field.code.is_alpha3() && kind != FieldType::Country,
            "`country` is the type of what has a country's code",
        ),
        ("parts", !field.parts.is_empty() && no_composite, composite),
        ("delimiter", field.delimiter.is_some() && no_composite, composite),
        ("media-types", !field.media_types.is_empty() && no_file, files),
        ("max-bytes", field.max_bytes.is_some() && no_file, files),
        ("default", field.default.is_some() && no_value, default),
        (
            "multiple",
            field.multiple && !kind.can_be_many(),
            "several values stand on a line each, which takes a type whose values have no lines and parts of their own",
        ),
        ("unique", field.unique && (no_single || kind == FieldType::LargeText), apart),
        ("identifier", field.identifier && no_single, apart),
    ]
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (id, field) in context.data_model().into_iter().flat_map(|model| &model.fields) {
        for Idle { key, fields, help } in idle(field) {
            let path = KeyPath::of(["field", id.as_str(), key]);
            let message = format!("`{key}` is not made for fields {fields}");
            let fix =
                Fix { title: format!("remove `{key}`"), certain: false, path: path.clone(), value: None };
            let finding = RULE.finding(&ResourceName::DataModel, path, message).at_key();
            found.push(finding.with_help(help).with_fix(fix));
        }
    }
}
