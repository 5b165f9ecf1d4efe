//! `field import`.

use crate::support::Place;

const PEOPLE: &str = "First Name;Geburtsdatum;visits;plan;E-Mail;Straße;con\n\
                      Xenocrates;17.05.1990;3;gold;x@acme.example;Weg 1;a\n\
                      Ypatia;01.02.2000;4;basic;y@acme.example;Weg 2;b\n";

fn place() -> Place {
    let place = Place::new();
    let _ = place.ok(&["init", "acme"]);
    place.write("acme/people.csv", PEOPLE);
    place
}

#[test]
fn a_table_becomes_fields_without_its_values() {
    let place = place();
    let before = place.workspace_files();
    let unconfirmed = place.shell("campaignctl field import people.csv");
    assert_eq!(unconfirmed.code, 2, "{unconfirmed}");
    assert!(
        unconfirmed.stdout.contains("geburtsdatum") && unconfirmed.stderr.contains("--yes"),
        "{unconfirmed}"
    );
    let dry = place.shell("campaignctl field import people.csv --dry-run");
    assert!(dry.stdout.contains("+[field.geburtsdatum]"), "{dry}");
    assert_eq!(place.workspace_files(), before);
    let run = place.shell("campaignctl field import people.csv --yes -vv");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("`con` is left out"), "{run}");
    assert!(run.stderr.contains("DD.MM.YYYY"), "{run}");
    let model = place.read("acme/data-model.toml");
    assert!(model.contains("[field.first_name]") && model.contains("type = \"birth-date\""), "{model}");
    assert!(model.contains("type = \"email\"") && model.contains("type = \"integer\""), "{model}");
    for seen in [&model, &run.stdout, &run.stderr] {
        assert!(
            !seen.contains("Xenocrates") && !seen.contains("acme.example") && !seen.contains("1990"),
            "{seen}"
        );
    }
    let checked = place.shell("campaignctl validate");
    assert_eq!(checked.code, 0, "{checked}");
    let again = place.shell("campaignctl field import people.csv --yes");
    assert!(
        again.stderr.contains("is there already") && again.stderr.contains("nothing to change"),
        "{again}"
    );
}

#[test]
fn a_schema_becomes_fields_and_those_that_are_there_stay() {
    let place = place();
    let _ = place.shell("campaignctl field add first_name --type large-text --pii sensitive");
    place.write(
        "acme/person.schema.json",
        r##"{ "type": "object", "required": ["firstName"], "properties": {
            "firstName": { "type": "string" },
            "home": { "$ref": "#/$defs/home" },
            "plan": { "enum": ["gold", "basic"], "default": "gold" } },
          "$defs": { "home": { "type": "object", "properties": { "city": { "type": "string", "maxLength": 64 } } } } }"##,
    );
    let run = place.shell("campaignctl field import person.schema.json --yes");
    assert_eq!(run.code, 0, "{run}");
    let model = place.read("acme/data-model.toml");
    assert!(model.contains("type = \"large-text\"") && model.contains("[field.home_city]"), "{model}");
    assert!(model.contains("max-length = 64") && model.contains("default = \"gold\""), "{model}");
}

#[test]
fn some_fields_alone_and_from_standard_input() {
    let place = place();
    let run = place.shell("cat people.csv | campaignctl field import - --type csv --only visits,plan --yes");
    assert_eq!(run.code, 0, "{run}");
    let model = place.read("acme/data-model.toml");
    assert!(model.contains("[field.visits]") && !model.contains("geburtsdatum"), "{model}");
    let run = place.shell("campaignctl field import people.csv --except geburtsdatm --yes");
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("did you mean `geburtsdatum`"), "{run}");
}

#[test]
fn hostile_files_are_refused_and_nothing_changes() {
    let place = place();
    let columns = (0..10_000).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");
    let files: [(&str, Vec<u8>, &str); 8] = [
        ("deep.json", "{\"a\":".repeat(100_000).into_bytes(), "nested too deeply"),
        ("cycle.json", b"{\"$ref\": \"#\"}".to_vec(), "refers to itself"),
        ("half.json", b"{\"properties\": {".to_vec(), "not JSON"),
        ("list.json", b"[]".to_vec(), "no object with `properties`"),
        ("wide.csv", columns.into_bytes(), "10000 columns"),
        ("nul.csv", b"a,b\n\0,1\n".to_vec(), "NUL"),
        ("latin.csv", b"name\nJos\xe9\n".to_vec(), "not UTF-8"),
        ("empty.csv", Vec::new(), "no names"),
    ];
    for (name, bytes, _) in &files {
        std::fs::write(place.work().join("acme").join(name), bytes).unwrap();
    }
    let before = place.workspace_files();
    for (name, _, why) in &files {
        let run = place.shell(&format!("campaignctl field import {name} --yes"));
        assert_eq!(run.code, 2, "{name}: {run}");
        assert!(run.stderr.contains(why), "{name}: {run}");
    }
    for name in ["missing.csv", "campaigns", "/dev/zero"] {
        let run = place.shell(&format!("campaignctl field import {name} --yes"));
        assert_eq!(run.code, 2, "{name}: {run}");
    }
    assert_eq!(place.workspace_files(), before);
}
