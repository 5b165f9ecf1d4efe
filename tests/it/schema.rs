//! `campaignctl schema`, and the project's own examples under its schemas.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Place, Run, project};

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
        "campaignctl funnel simulate --play welcome --play 'identity.approved document.first_name=Ana' --save onboarding",
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

const CAMPAIGN: &str = "acme/campaigns/onboarding.toml";

/// The files of the workspace that a person keeps in TOML, with their texts.
fn toml_files(place: &Place) -> Vec<(PathBuf, String)> {
    let files = place.workspace_files().into_iter();
    let toml = files.filter(|(path, _)| path.extension().is_some_and(|extension| extension == "toml"));
    toml.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn ok(place: &Place, line: &str) -> Run {
    let run = place.shell(line);
    assert_eq!(run.code, 0, "{line}\n{run}");
    run
}

fn does(place: &Place, line: &str) {
    let _ = ok(place, line);
}

/// As after `git clone`: what git leaves out is not there.
fn cloned(place: &Place) {
    std::fs::remove_dir_all(place.work().join("acme/.campaignctl")).unwrap();
}

#[test]
fn every_new_file_begins_with_the_way_to_its_schema() {
    let place = Place::with_campaign();
    does(&place, "campaignctl campaign clone onboarding second");
    let listed = listed(&place);
    let files = toml_files(&place);
    assert_eq!(files.len(), 5, "{files:?}");
    for (path, text) in files {
        let line = text.lines().next().unwrap();
        let way = line.strip_prefix("#:schema ").unwrap_or_else(|| panic!("{}: {line}", path.display()));
        assert!(text.starts_with(&format!("{line}\n\n")), "{text}");
        let kind = kind_of(&listed, path.strip_prefix(place.work().join("acme")).unwrap());
        let schema = std::fs::read_to_string(path.parent().unwrap().join(way)).unwrap();
        assert_eq!(schema, place.ok(&["schema", &kind]).stdout, "{}", path.display());
    }
    std::fs::remove_file(place.work().join("acme/data-model.toml")).unwrap();
    does(&place, "campaignctl field add age --type integer");
    assert_eq!(
        place.read("acme/data-model.toml"),
        "#:schema ./.campaignctl/cache/schemas/data-model.schema.json\n\n[field.age]\ntype = \"integer\"\n"
    );
}

#[test]
fn schemas_come_back_with_an_edit_or_by_request_and_not_by_reading() {
    let place = Place::with_campaign();
    let cache = place.work().join("acme/.campaignctl");
    let schema = cache.join("cache/schemas/campaign.schema.json");
    cloned(&place);
    for reads in ["validate", "fmt --check", "funnel show", "field list", "schema campaign", "fmt --dry-run"]
    {
        let _ = place.shell(&format!("campaignctl {reads}"));
        assert!(!schema.exists(), "{reads}");
    }
    let run = ok(&place, "campaignctl field edit first_name --label First");
    assert!(schema.is_file() && !run.stderr.contains("schemas"), "{run}");
    cloned(&place);
    let run = ok(&place, "campaignctl -v field edit first_name --label Name");
    assert!(run.stderr.contains("schemas for editors into .campaignctl/cache/schemas"), "{run}");
    cloned(&place);
    let run = ok(&place, "campaignctl schema --install");
    assert!(schema.is_file() && run.stderr.contains("campaign.schema.json"), "{run}");

    // Those of another version are replaced, and what is there is not written again.
    let old = |name: &str| cache.join("cache/schemas").join(name);
    let version = format!("version-{}", env!("CARGO_PKG_VERSION"));
    std::fs::rename(old(&version), old("version-0.0.1")).unwrap();
    std::fs::write(&schema, "{}").unwrap();
    does(&place, "campaignctl field edit first_name --label First");
    assert_eq!(std::fs::read_to_string(&schema).unwrap(), place.ok(&["schema", "campaign"]).stdout);
    assert!(old(&version).is_file() && !old("version-0.0.1").exists());
    std::fs::write(&schema, "{}").unwrap();
    does(&place, "campaignctl field edit first_name --label Name");
    assert_eq!(std::fs::read_to_string(&schema).unwrap(), "{}");
}

#[test]
fn schemas_are_not_written_where_a_link_leads() {
    let place = Place::with_campaign();
    cloned(&place);
    std::fs::create_dir_all(place.work().join("elsewhere")).unwrap();
    std::fs::create_dir_all(place.work().join("acme/.campaignctl")).unwrap();
    std::os::unix::fs::symlink("../../elsewhere", place.work().join("acme/.campaignctl/cache")).unwrap();
    let run = place.shell("campaignctl schema --install");
    assert!(run.code == 1 && run.stderr.contains(".campaignctl/cache is a link"), "{run}");
    let run = ok(&place, "campaignctl field edit first_name --label First");
    assert!(run.stderr.contains("cannot be written: .campaignctl/cache is a link"), "{run}");
    assert_eq!(std::fs::read_dir(place.work().join("elsewhere")).unwrap().count(), 0);
    assert!(place.read("acme/data-model.toml").contains("First"));
}

#[test]
fn files_without_the_line_get_it_when_it_is_wanted_only() {
    let place = Place::with_campaign();
    let windows = "# Ours.\r\n[field.first_name]\r\ntype = \"text\"\r\npii = \"personal\"\r\n";
    for (path, text) in toml_files(&place) {
        let (_, rest) = text.split_once("\n\n").unwrap();
        std::fs::write(path, rest).unwrap();
    }
    place.write("acme/data-model.toml", windows);
    does(&place, "campaignctl fmt campaign/onboarding");
    does(&place, "campaignctl field edit first_name --label First");
    does(&place, "campaignctl funnel edit-step identity --country ARG");
    assert!(toml_files(&place).iter().all(|(_, text)| !text.contains("#:schema")));

    let before = toml_files(&place);
    let dry = ok(&place, "campaignctl schema --add-lines --dry-run");
    assert!(dry.stdout.contains("+#:schema ../.campaignctl/cache/schemas/campaign.schema.json\n"), "{dry}");
    assert_eq!(toml_files(&place), before);
    let run = ok(&place, "campaignctl schema --add-lines");
    assert!(run.stderr.contains("onboarding names its schema now"), "{run}");
    for ((path, before), (_, after)) in before.iter().zip(toml_files(&place)) {
        let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
        let (line, rest) = after.split_once(end).unwrap();
        assert!(
            line.starts_with("#:schema .") && path.parent().unwrap().join(&line[9..]).is_file(),
            "{line}"
        );
        assert_eq!(rest.strip_prefix(end).unwrap(), before, "{}", path.display());
    }
    let again = ok(&place, "campaignctl schema --add-lines");
    assert!(again.stderr.contains("nothing to change"), "{again}");
    let both = place.shell("campaignctl schema campaign --install");
    assert_eq!(both.code, 2, "{both}");
}

#[test]
fn the_line_stays_first_whatever_is_edited() {
    let place = Place::with_campaign();
    let line = "#:schema ../.campaignctl/cache/schemas/campaign.schema.json\n";
    // As a person may write it: right above the first key.
    let text = place.read(CAMPAIGN).replacen(&format!("{line}\n"), line, 1);
    place.write(CAMPAIGN, &text);
    does(&place, "campaignctl campaign edit onboarding --unset title");
    assert!(place.read(CAMPAIGN).starts_with(line), "{}", place.read(CAMPAIGN));
    does(&place, "campaignctl fmt");
    assert!(place.read(CAMPAIGN).starts_with(line), "{}", place.read(CAMPAIGN));
    let model = "#:schema ./.campaignctl/cache/schemas/data-model.schema.json\n";
    place.write("acme/data-model.toml", &format!("{model}# Whole years.\n[field.age]\ntype = \"integer\"\n"));
    does(&place, "campaignctl field add name --type text");
    does(&place, "campaignctl field remove age");
    let left = place.read("acme/data-model.toml");
    assert_eq!(left, format!("{model}\n[field.name]\ntype = \"text\"\n"));
}
