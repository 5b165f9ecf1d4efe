//! How transforms are written, and the page that tells what they do.

use std::path::Path;

use insta::assert_snapshot;
use model::transform::{Argument, Gives, Misfit, Shape, TABLE, Takes, chain, listed};
use model::{Mapping, Transform};
use serde_json::json;

fn read(text: &str) -> Result<Transform, String> {
    text.parse::<Transform>().map_err(|error| error.to_string())
}

fn all(texts: &[&str]) -> Vec<Transform> {
    texts.iter().map(|text| read(text).unwrap()).collect()
}

#[test]
fn what_is_written_is_read_and_written_again() {
    let examples = TABLE.iter().map(|about| about.example.written);
    let others = [
        "prefix:a\\:b",
        "suffix:\\\\",
        "join:",
        "replace:a:",
        "replace:\\::\\\\",
        "split:\\::99999",
        "mask:0",
        "date-from-parts:reject",
        "choice-map:=b:a=",
        "choice-map:a\\=b=c\\:d",
        "default:a=b",
    ];
    for text in examples.chain(others) {
        let transform = read(text).unwrap();
        assert_eq!(transform.to_string(), text);
        let json = serde_json::to_value(&transform).unwrap();
        assert_eq!(serde_json::from_value::<Transform>(json).unwrap(), transform, "{text}");
    }
    assert_eq!(read("prefix:a\\:b"), Ok(Transform::Prefix("a:b".to_owned())));
    assert_eq!(read("prefix:\\="), Ok(Transform::Prefix("=".to_owned())));
    // A table is one in files.
    let table = json!({ "choice-map": { "F": "female", "M": "male" } });
    let transform = read("choice-map:F=female:M=male").unwrap();
    assert_eq!(serde_json::to_value(&transform).unwrap(), table);
    assert_eq!(serde_json::from_value::<Transform>(table).unwrap(), transform);
}

#[test]
fn what_is_wrong_is_told_with_the_remedy() {
    let wrong = [
        "shout",
        "truncte:5",
        "truncate",
        "truncate:",
        "truncate:0",
        "truncate:1e3",
        "truncate:1:2",
        "prefix:",
        "prefix:a:b",
        "prefix:a\\b",
        "replace:a",
        "replace::b",
        "split: :0",
        "hash:sha1",
        "to-boolean:J:J",
        "date:%Q",
        "date:%H\\:%M",
        "date-from-parts:last",
        "is-after:yesterday",
        "country-name:es",
        "choice-map",
        "choice-map:M",
        "choice-map:M=a:M=b",
    ];
    let told: Vec<String> = wrong.iter().map(|text| read(text).unwrap_err()).collect();
    assert_snapshot!(told.join("\n"), @r"
    there is no transform `shout`
    there is no transform `truncte`; did you mean `truncate`?
    the transform `truncate` needs a number from 1 to 99999: write it like `truncate:3`
    the transform `truncate` needs a number from 1 to 99999: write it like `truncate:3`
    the transform `truncate` needs a number from 1 to 99999: write it like `truncate:3`
    the transform `truncate` needs a number from 1 to 99999: write it like `truncate:3`
    the transform `truncate` has a colon too many (in a text, a colon is `\:`): write it like `truncate:3`
    the transform `prefix` needs a text: write it like `prefix:UY-`
    the transform `prefix` has a colon too many (in a text, a colon is `\:`): write it like `prefix:UY-`
    the transform `prefix` has a backslash that stands for nothing (a backslash is `\\`): write it like `prefix:UY-`
    the transform `replace` needs A and B, with a colon between: write it like `replace:,:.`
    the transform `replace` needs a text for A: write it like `replace:,:.`
    the transform `split` needs a number from 1 to 99999 for N: write it like `split: :1`
    the transform `hash` stands alone: write it like `hash`
    the transform `to-boolean` needs two words that differ: write it like `to-boolean:J:N`
    the transform `date` has a format by which not every date can be written (strftime formatting failed: %Q failed: requires IANA time zone identifier or time zone offset, but neither were present): write it like `date:%d.%m.%Y`
    the transform `date` has a format by which not every date can be written (strftime formatting failed: %H failed: requires time to format): write it like `date:%d.%m.%Y`
    the transform `date-from-parts` needs `reject` or `first`: write it like `date-from-parts:first`
    the transform `is-after` needs `today`: write it like `is-after:today`
    the transform `country-name` knows names in English only: write it like `country-name:en`
    the transform `choice-map` needs words, each with another for it behind an equals sign: write it like `choice-map:F=female:M=male`
    the transform `choice-map` needs words, each with another for it behind an equals sign: write it like `choice-map:F=female:M=male`
    the transform `choice-map` has a word twice: write it like `choice-map:F=female:M=male`
    ");
}

#[test]
fn commas_divide_transforms_and_not_texts() {
    for (text, expected) in [
        ("trim", &["trim"][..]),
        ("trim,title-case", &["trim", "title-case"]),
        ("trim, truncate:5 ,upper", &["trim", "truncate:5 ", "upper"]),
        ("join:, ", &["join:, "]),
        ("replace:,:.", &["replace:,:."]),
        ("join:, ,upper", &["join:, ", "upper"]),
        ("prefix:a\\,upper", &["prefix:a,upper"]),
        ("prefix:\\\\,upper", &["prefix:\\\\", "upper"]),
        ("prefix:\\\\\\,upper", &["prefix:\\\\,upper"]),
    ] {
        let all: Result<Vec<Transform>, _> = expected.iter().map(|one| one.parse()).collect();
        assert_eq!(listed(text), all, "{text}");
    }
    assert_eq!(
        listed("trim,uper").unwrap_err().to_string(),
        "there is no transform `uper`; did you mean `upper`?"
    );
}

#[test]
fn each_gets_what_it_takes() {
    let end = |start, transforms: &[&str]| chain(start, &all(transforms));
    assert_eq!(end(Shape::Text, &[]), Ok(Shape::Text));
    assert_eq!(end(Shape::Choice, &["trim"]), Ok(Shape::Text));
    assert_eq!(end(Shape::List, &["trim", "upper"]), Ok(Shape::List));
    assert_eq!(end(Shape::List, &["trim", "join: "]), Ok(Shape::Text));
    assert_eq!(
        end(Shape::Date, &["default:1990-01-01", "date-from-parts:first", "year"]),
        Ok(Shape::Integer)
    );
    assert_eq!(end(Shape::Country, &["country-alpha2", "country-name:en"]), Ok(Shape::Text));
    assert_eq!(end(Shape::Decimal, &["to-integer", "to-decimal"]), Ok(Shape::Decimal));
    let input = |takes, gets| Misfit::Input { takes, gets };
    assert_eq!(end(Shape::Date, &["year", "upper"]), Err((1, input(Takes::Text, Shape::Integer))));
    assert_eq!(end(Shape::Text, &["join: "]), Err((0, input(Takes::List, Shape::Text))));
    assert_eq!(end(Shape::List, &["to-integer"]), Err((0, input(Takes::TextOrNumber, Shape::List))));
    assert_eq!(end(Shape::Image, &["default:x"]), Err((0, input(Takes::Anything, Shape::Image))));
    for (shape, fits, fits_not) in [
        (Shape::Integer, "default:0", "default:none"),
        (Shape::Decimal, "default:0.5", "default:1,5"),
        (Shape::Boolean, "default:no", "default:N"),
        (Shape::Date, "default:1990-01-31", "default:1990-01"),
        (Shape::Country, "default:Uruguay", "default:Atlantis"),
        (Shape::Instant, "default:2026-05-17T10\\:00\\:00Z", "default:2026-05-17"),
    ] {
        assert_eq!(end(shape, &[fits]), Ok(shape));
        assert_eq!(end(shape, &[fits_not]), Err((0, Misfit::Default { gets: shape })), "{fits_not}");
    }
}

#[test]
fn a_mapping_has_one_source_or_several() {
    let read = |json| serde_json::from_value::<Mapping>(json);
    for json in [
        json!("document.first_name"),
        json!({ "from": "document.first_name", "transform": ["trim"] }),
        json!({ "from": ["document.first_name", "document.last_name"] }),
        json!({ "from": ["document.first_name", "document.last_name"], "transform": ["join: "] }),
    ] {
        let mapping = read(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&mapping).unwrap(), json);
    }
    let alone = read(json!({ "from": ["document.first_name"] })).unwrap();
    assert_eq!(alone, Mapping::plain("document.first_name"));
    assert_eq!(alone.start(), Some(Shape::Text));
    let error = read(json!({ "from": [] })).unwrap_err().to_string();
    assert_eq!(error, "a mapping has at least one capture field");
    let joined = read(json!({ "from": ["run.id", "document.gender"], "transform": ["join:-"] })).unwrap();
    assert_eq!((joined.start(), joined.end()), (Some(Shape::List), Some(Ok(Shape::Text))));
    assert_eq!(read(json!({ "from": ["run.id", "run.id2"] })).unwrap().end(), None);
}

/// `docs/TRANSFORMS.md`.
fn page() -> String {
    let mut page = include_str!("transforms.md").to_owned();
    let code = |text: &str| format!("`{text}`").replace('|', "\\|");
    page.push_str("\n| transform | takes | gives | it does | example |\n|---|---|---|---|---|\n");
    for about in TABLE {
        let gives = match about.gives {
            Gives::Same => "the same",
            Gives::Shape(shape) => shape.noun(),
        };
        let gets: Vec<String> = about.example.gets.iter().map(|text| code(text)).collect();
        let gets = if gets.is_empty() { "nothing".to_owned() } else { gets.join(" and ") };
        let example = format!("{}: {gets} → {}", code(about.example.written), code(about.example.gives));
        let row = [
            code(&about.form()),
            about.takes.noun().to_owned(),
            gives.to_owned(),
            about.what.to_owned(),
            example,
        ];
        page.extend(["| ", &row.join(" | "), " |\n"]);
    }
    page
}

#[test]
fn the_reference_page_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/TRANSFORMS.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "docs/TRANSFORMS.md is not what the table says; `UPDATE=1 cargo test -p campaignctl-model reference_page` writes it anew"
    );
}

#[test]
fn the_table_has_each_transform_once_and_its_example() {
    for about in TABLE {
        assert_eq!(TABLE.iter().filter(|other| other.name == about.name).count(), 1, "{}", about.name);
        let example = read(about.example.written).unwrap();
        assert_eq!(example.about().name, about.name);
        assert!(about.what.ends_with('.'), "{}", about.name);
        assert!(about.arguments.iter().all(|argument| !argument.placeholder().is_empty()));
    }
    assert!(TABLE.iter().any(|about| about.arguments == [Argument::Pairs]));
}
