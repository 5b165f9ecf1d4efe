//! `campaignctl schema`, and the project's own examples under its schemas.

use std::path::Path;

use serde_json::Value;

use crate::support::{Place, project};

fn schema(place: &Place, kind: &str) -> jsonschema::Validator {
    jsonschema::validator_for(&place.ok(&["schema", kind]).json()).unwrap()
}

fn faults(schema: &jsonschema::Validator, text: &str) -> Vec<String> {
    let value: Value = toml::from_str(text).unwrap();
    schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The kinds and the files they are for, as the program lists them.
fn listed(place: &Place) -> Vec<(String, String)> {
    let told = place.ok(&["schema", "--format", "json"]).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    told["schemas"].as_array().unwrap().iter().map(|it| (text(&it["kind"]), text(&it["files"]))).collect()
}

/// The kind of a file of the workspace.
fn kind_of(listed: &[(String, String)], file: &Path) -> String {
    let file = file.to_str().unwrap();
    let fits = |files: &str| match files.split_once('*') {
        Some((before, after)) => file.starts_with(before) && file.ends_with(after),
        None => file == files,
    };
    listed.iter().find(|(_, files)| fits(files)).unwrap_or_else(|| panic!("{file} has no schema")).0.clone()
}

#[test]
fn every_file_of_the_tour_and_the_example_of_settings_fit_their_schemas() {
    let place = Place::with_campaign();
    let lines = [
        "campaignctl env add production https://campaigns.example.com --protected",
        "campaignctl provider set jumio --env production --workflow 10013 --settings-only",
        "campaignctl funnel edit-step identity --env production --country ARG",
    ];
    for line in lines {
        let run = place.shell(line);
        assert_eq!(run.code, 0, "{line}\n{run}");
    }
    let listed = listed(&place);
    let mut seen = Vec::new();
    for (path, bytes) in place.workspace_files() {
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let kind = kind_of(&listed, path.strip_prefix(place.work().join("acme")).unwrap());
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(faults(&schema(&place, &kind), &text), Vec::<String>::new(), "{}", path.display());
        seen.push(kind);
    }
    seen.sort();
    let mut kinds: Vec<String> = listed.into_iter().map(|(kind, _)| kind).collect();
    kinds.sort();
    assert_eq!(seen, kinds, "the tour has a file of every kind");

    let example = std::fs::read_to_string(project().join("config.example.toml")).unwrap();
    assert_eq!(faults(&schema(&place, "workspace"), &example), Vec::<String>::new());
}

#[test]
fn a_schema_points_at_what_is_wrong() {
    let place = Place::new();
    let campaign = "[step.identity]\nkind = \"jumio\"\ndocuments = [\"pasport\"]\non.aproved = \"done\"\ntitle = \"x\"\n";
    let mut places: Vec<String> = faults(&schema(&place, "campaign"), campaign)
        .into_iter()
        .map(|fault| fault.split(':').next().unwrap().to_owned())
        .collect();
    places.sort();
    places.dedup();
    assert_eq!(places, ["/step/identity", "/step/identity/documents/0", "/step/identity/on"]);
}

#[test]
fn kinds_are_listed_and_a_wrong_one_is_wrong_usage() {
    let place = Place::new();
    let table = place.ok(&["schema"]).stdout;
    assert!(table.contains("providers/jumio.toml") && table.contains("campaigns/*.toml"), "{table}");
    let run = place.run(&["schema", "campain"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    assert!(run.stderr.contains("campaign"), "{run}");
    // The same schema in every format, and the one that the repository has.
    let text = place.ok(&["schema", "campaign"]).stdout;
    assert_eq!(place.ok(&["schema", "campaign", "--format", "json"]).stdout, text);
    let committed = std::fs::read_to_string(project().join("schemas/campaign.schema.json")).unwrap();
    assert_eq!(committed, text);
}
