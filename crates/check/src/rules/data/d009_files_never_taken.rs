use std::collections::BTreeSet;

use model::{
    Diagnostic, Field, FieldId, FieldType, Fix, KeyPath, Level, MAX_BYTES, MediaType, ResourceName, suggest,
};

use crate::context::{Context, certain};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{did_you_mean, list, shown};

pub(crate) static RULE: Rule = Rule {
    id: "D009",
    title: "files that are never taken",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for fields of type `file` and `image` whose `media-types` name what is no media type that is known, or none of the type's, or one twice, \
               and whose `max-bytes` is zero or more than any file may have (20 MiB).",
        why: "Files are known by their contents, whatever their sender says. Customers would be asked for a file that is refused every time.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.contract]
type = "file"
media-types = ["application/pfd"]
"#,
        )]),
        finding: Some(("field.contract.media-types[0]", "there is no media type `application/pfd` here")),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.contract]
type = "file"
media-types = ["application/pdf"]
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let fields = context.data_model().into_iter().flat_map(|model| &model.fields);
    for (id, field) in fields.filter(|(_, field)| field.kind.is_kept_apart()) {
        let mut seen = BTreeSet::new();
        for (place, name) in field.media_types.iter().enumerate() {
            let path = KeyPath::of(["field", id.as_str(), "media-types"]).index(place);
            found.extend(media_type(id, field, &path, name, seen.insert(name)));
        }
        found.extend(max_bytes(id, field));
    }
}

fn media_type(id: &FieldId, field: &Field, path: &KeyPath, name: &str, is_first: bool) -> Option<Diagnostic> {
    let kind = field.kind;
    let is_taken = |media: &MediaType| kind == FieldType::File || media.is_picture();
    let finding = |message: String| RULE.finding(&ResourceName::DataModel, path.clone(), message);
    let remove = Fix { title: "remove it".to_owned(), certain: false, path: path.clone(), value: None };
    let taken = || list(MediaType::ALL.into_iter().filter(is_taken));
    match MediaType::from_name(name) {
        None => {
            let finding = finding(format!("there is no media type `{}` here", shown(name)));
            Some(match meant(name).filter(is_taken) {
                Some(near) if field.media_types.iter().any(|other| other == near.as_str()) => {
                    finding.with_help(format!("`{near}` is there already")).with_fix(remove)
                }
                Some(near) => {
                    finding.with_help(did_you_mean(near)).with_fix(certain(path.clone(), near.as_str()))
                }
                None => finding.with_help(format!("a field of type `{kind}` takes {}", taken())),
            })
        }
        Some(media) if !is_taken(&media) => {
            let message = format!("`{media}` is no picture, and `{id}` is of type `image`");
            let help = format!("an image is one of {}; `file` takes documents too", taken());
            Some(finding(message).with_help(help).with_fix(remove))
        }
        Some(media) => (!is_first).then(|| {
            let message = format!("the media type `{media}` is written twice");
            finding(message).with_help("remove one of the two").with_fix(remove)
        }),
    }
}

/// The media type that was meant: by a slip of the pen, or by what file names end with. All picture types look alike, so
/// that a name which is merely near may be that of another one.
fn meant(name: &str) -> Option<MediaType> {
    let name = name.trim().trim_start_matches('.').to_ascii_lowercase();
    if name == "jpg" {
        return Some(MediaType::Jpeg);
    }
    let of_ending = MediaType::ALL.into_iter().find(|media| media.as_str().ends_with(&format!("/{name}")));
    of_ending.or_else(|| {
        suggest::slip(&name, MediaType::ALL.map(MediaType::as_str)).and_then(MediaType::from_name)
    })
}

fn max_bytes(id: &FieldId, field: &Field) -> Option<Diagnostic> {
    let most = field.max_bytes?;
    let message = match most {
        0 => format!("no file fits into `{id}`: its `max-bytes` is 0"),
        most if most > MAX_BYTES => {
            format!("`{id}` is to take {most} bytes, and no file may have more than {MAX_BYTES}")
        }
        _ => return None,
    };
    let path = KeyPath::of(["field", id.as_str(), "max-bytes"]);
    let fix = Fix {
        title: "take the greatest size there is".to_owned(),
        certain: false,
        path: path.clone(),
        value: None,
    };
    let help =
        format!("write a number of bytes up to {MAX_BYTES}, or leave the key out: then that is the limit");
    Some(RULE.finding(&ResourceName::DataModel, path, message).with_help(help).with_fix(fix))
}
