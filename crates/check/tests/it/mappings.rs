//! M001 to M004.

use insta::assert_snapshot;
use model::{CaptureField, CaptureType, FieldType};

use crate::support::{campaign, found, identity, told, verification, without_hints, workspace};

#[test]
fn sources_that_do_not_exist() {
    assert_snapshot!(
        told(&verification(
            "map = { first_name = \"first_name\", last_name = { from = \"document.lastname\", transform = [\"trim\"] }, \
             birth_date = \"zebra\" }"
        )),
        @r"
    M001 error step.identity.map.birth_date: there is no capture field `zebra`
      help: a capture field is written like `document.first_name`
    M001 error step.identity.map.first_name: there is no capture field `first_name`
      help: did you mean `document.first_name`?
    M001 error step.identity.map.last_name.from: there is no capture field `document.lastname`
      help: did you mean `document.last_name`?
    "
    );
}

#[test]
fn targets_that_do_not_exist() {
    assert_snapshot!(
        told(&verification(
            "map = { firstname = \"document.first_name\", born = \"document.date_of_birth\", expiry = \
             \"document.expiry_date\", nation = \"document.nationality\", xyz = \"document.number\" }"
        )),
        @r"
    M002 error step.identity.map.born^: there is no field `born` in the data model
      help: add it: `campaignctl field add born --type birth-date`
    M002 error step.identity.map.expiry^: there is no field `expiry` in the data model
      help: add it: `campaignctl field add expiry --type date`
    M002 error step.identity.map.firstname^: there is no field `firstname` in the data model
      help: did you mean `first_name`?
    M002 error step.identity.map.nation^: there is no field `nation` in the data model
      help: add it: `campaignctl field add nation --type country`
    M002 error step.identity.map.xyz^: there is no field `xyz` in the data model
      help: add it: `campaignctl field add xyz --type text`
    "
    );
    // One that is filled already was not meant.
    let workspace =
        verification("map = { firstname = \"document.full_name\", first_name = \"document.first_name\" }");
    let [finding] = without_hints(&workspace).try_into().unwrap();
    assert!(!finding.help.unwrap().contains("`first_name`"));
}

#[test]
fn each_type_takes_what_it_can_hold() {
    let sources = |kind: FieldType| -> String {
        let model = {
            let values = if kind == FieldType::Choice { "values = [\"a\"]" } else { "" };
            format!("[field.x]\ntype = \"{kind}\"\npii = \"sensitive\"\n{values}")
        };
        let fits = |source: CaptureField| {
            let files = [
                ("data-model.toml", model.clone()),
                ("campaigns/onboarding.toml", identity(&format!("map.x = \"{source}\""))),
            ];
            let found = found(&workspace(&files));
            let at_source = |line: &String| line.contains(" error step.identity.map.x:");
            !found
                .iter()
                .any(|line| at_source(line) && (line.starts_with("M003") || line.starts_with("I001")))
        };
        let mut kinds: Vec<String> = CaptureField::all()
            .filter(|source| fits(*source))
            .map(|source| format!("{:?}", source.kind()))
            .collect();
        kinds.sort();
        kinds.dedup();
        if kinds.is_empty() { "nothing".to_owned() } else { kinds.join(" ") }
    };
    let table: Vec<String> =
        FieldType::ALL.into_iter().map(|kind| format!("{kind}: {}", sources(kind))).collect();
    assert_snapshot!(table.join("\n"), @r"
    text: Choice Country Date Decimal Instant Integer List Text
    large-text: Choice Country Date Decimal Instant Integer List Text
    full-name: Text
    address: Choice Country Date Decimal Instant Integer List Text
    integer: Integer
    decimal: Decimal Integer
    currency: Decimal Integer
    boolean: nothing
    date: Date
    birth-date: Date
    datetime: Instant
    email: nothing
    phone: nothing
    mobile-phone: nothing
    language: nothing
    choice: Choice Country Text
    country: Country
    composite: List Text
    file: Image
    image: Image
    password: nothing
    ");
}

#[test]
fn transforms_take_text() {
    let with = |source: CaptureField| {
        let map = format!("map.first_name = {{ from = \"{source}\", transform = [\"trim\", \"upper\"] }}");
        told(&verification(&map))
    };
    for source in CaptureField::all() {
        let is_text = matches!(
            source.kind(),
            CaptureType::Text | CaptureType::Choice | CaptureType::Country | CaptureType::List
        );
        assert_eq!(!with(source).contains("M003"), is_text, "{source}");
    }
    assert_snapshot!(with(CaptureField::from_name("document.date_of_birth").unwrap()), @r#"
    M003 error step.identity.map.first_name.transform[0]: `trim` takes text, and `document.date_of_birth` is a date
      help: take it away; or put `date:%d.%m.%Y` before it, which makes text of a date
    "#);
    assert_snapshot!(told(&verification("map.first_name = \"image.face\"")), @r"
    I001 error step.identity.map.first_name: `image.face` is a picture, and `first_name` of type `text` takes none
      help: make `first_name` a field of type `image`; to keep all pictures on the customer's file, write `save-images = true` in `[step.identity]`
    ");
    let long = "map.birth_date = { from = \"document.first_name\", transform = [\"trim\"] }";
    assert_snapshot!(told(&verification(long)), @r"
    M003 error step.identity.map.birth_date.from: `document.first_name` is text, which does not fit into `birth_date` of type `birth-date`
      help: map it into a field of type `text`, `large-text`, `full-name`, `address`, `choice`, `composite`
    ");
}

#[test]
fn a_page_asks_once() {
    let with = |second: &str| {
        found(&campaign(&format!(
            "entry = \"a\"\nstep.a = {{ kind = \"page\", on.next = \"done\", fields = [{{ field = \"first_name\" }}, {second}] }}\n\
             step.done = {{ kind = \"end\", result = \"completed\" }}"
        )))
        .len()
    };
    assert_eq!(with("{ field = \"first_name\" }"), 1);
    assert_eq!(with("{ field = \"first_name\", read-only = true }"), 0);
    assert_eq!(with("{ field = \"last_name\" }"), 0);
}
