//! `validate` as build servers read it.

use std::path::Path;

use serde_json::Value;

use crate::support::{Place, Run};

const SETTINGS: &str = r#"workspace = "acme"
default-env = "local"

[env.local]
backend = "embedded"
sandbox = true

[env.production]
backend = "https://campaigns.example.com"
"#;

const PROVIDER: &str = r###"platform = "kyx"
datacenter = "eu"
workflow = "10011"
primary-color = "##0b5fff"
"###;

/// A campaign with a finding of each level, and of each way in which it can be mended.
const CAMPAIGN: &str = r#"entry = "welcome"

[step.welcome]
kind = "page"
titel = "Welcome: 100%, sure"
on.next = "identiy"

[step.identity]
kind = "jumio"
documents = ["passport", "ID_CARD"]
country = "URY"
on.otherwise = "done"

[step.done]
kind = "end"
result = "completed"

[step.spare]
kind = "end"
result = "declined"

[env.production.step.identity]
country = "AR"
"#;

/// A workspace in `acme` with findings.
pub(crate) fn faulty() -> Place {
    let place = Place::new();
    place.write("acme/campaignctl.toml", SETTINGS);
    place.write("acme/providers/jumio.toml", PROVIDER);
    place.write("acme/campaigns/onboarding.toml", CAMPAIGN);
    place
}

fn validate(place: &Place, format: &str) -> Run {
    let run = place.shell(&format!("campaignctl validate --format {format}"));
    assert_eq!(run.code, 3, "{run}");
    run
}

/// Snapshots stand in a file of their name.
fn snapshot(name: &str, text: &str) {
    let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let text = text.replace(&version, "\"semanticVersion\": \"(version)\"");
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let run = validate(&faulty(), "sarif");
    let log: serde_sarif::sarif::Sarif = serde_json::from_str(&run.stdout).unwrap();
    let results = log.runs[0].results.as_ref().unwrap();
    let rules = log.runs[0].tool.driver.rules.as_ref().unwrap();
    for result in results {
        let rule = &rules[usize::try_from(result.rule_index.unwrap()).unwrap()];
        assert_eq!(Some(&rule.id), result.rule_id.as_ref());
    }
    // The pages of the rules are in the reference already.
    let mut log = run.json();
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        let page = rule["help"].take();
        assert_eq!(page["text"], page["markdown"]);
        assert!(page["text"].as_str().unwrap().starts_with(&format!("# {}", rule["id"].as_str().unwrap())));
    }
    snapshot("validate.sarif", &serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn a_fix_in_sarif_is_the_change_that_validate_makes() {
    let place = faulty();
    let log = validate(&place, "sarif").json();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let certain = results.iter().flat_map(|result| result["fixes"].as_array().into_iter().flatten());
    let certain = certain.filter(|fix| fix["properties"]["certain"] == true);
    // From the end, so that what is before keeps its place.
    let mut changes: Vec<(String, u64, u64, u64, String)> = certain
        .map(|fix| {
            let change = &fix["artifactChanges"][0];
            let replacement = &change["replacements"][0];
            let region = &replacement["deletedRegion"];
            let number = |name: &str| region[name].as_u64().unwrap();
            assert_eq!(number("startLine"), number("endLine"));
            let text = replacement["insertedContent"]["text"].as_str().unwrap().to_owned();
            let file = change["artifactLocation"]["uri"].as_str().unwrap().to_owned();
            (file, number("startLine"), number("startColumn"), number("endColumn"), text)
        })
        .collect();
    changes.sort();
    assert!(changes.len() >= 4, "{changes:?}");
    let mut wanted = std::collections::BTreeMap::new();
    for (file, line, start, end, text) in changes.into_iter().rev() {
        let whole = wanted.entry(file.clone()).or_insert_with(|| place.read(&format!("acme/{file}")));
        let mut lines: Vec<String> = whole.split_inclusive('\n').map(str::to_owned).collect();
        let place = |column: u64| usize::try_from(column - 1).unwrap();
        lines[place(line)].replace_range(place(start)..place(end), &text);
        *whole = lines.concat();
    }
    let run = place.shell("campaignctl validate --fix");
    for (file, text) in wanted {
        assert_eq!(place.read(&format!("acme/{file}")), text, "{run}");
    }
}

#[test]
fn github_gets_a_line_for_each_finding() {
    snapshot("validate.github", &validate(&faulty(), "github").stdout);
}

#[test]
fn gitlab_gets_a_report() {
    snapshot("validate.gitlab", &validate(&faulty(), "gitlab").stdout);
}

#[test]
fn what_is_said_beside_the_result_goes_to_stderr() {
    let place = faulty();
    for format in ["sarif", "github", "gitlab"] {
        let run = validate(&place, format);
        assert!(run.stderr.starts_with("3 resources checked in 2 environments: "), "{run}");
    }
}

/// The workspace is read once for all environments that are alike; they are told all the same.
#[test]
fn a_finding_names_every_environment_where_it_shows() {
    let place = Place::new();
    let plain = ["local", "staging", "live"].map(|env| format!("[env.{env}]\nbackend = \"embedded\"\n"));
    let settings =
        "workspace = \"acme\"\ndefault-env = \"local\"\n[env.production]\nbackend = \"embedded\"\n";
    place.write("acme/campaignctl.toml", &format!("{settings}{}", plain.join("")));
    place.write(
        "acme/campaigns/onboarding.toml",
        "entry = \"welcome\"\n[step.welcome]\nkind = \"page\"\nallow-dismiss = true\non.next = \"done\"\n\
         [step.done]\nkind = \"end\"\nresult = \"completed\"\n\
         [env.production.step.welcome]\nallow-dismiss = false\n",
    );
    let told = |line: &str| {
        let json = place.shell(line).json();
        let mut environments = json["environments"].as_array().unwrap().clone();
        environments.sort_by_key(ToString::to_string);
        let finding = json["findings"][0].clone();
        assert_eq!(json["findings"].as_array().unwrap().len(), 1, "{json}");
        assert_eq!(finding["code"], "F004");
        (Value::Array(environments), finding["environments"].clone())
    };
    let all = serde_json::json!(["live", "local", "production", "staging"]);
    let some = serde_json::json!(["local", "live", "staging"]);
    assert_eq!(told("campaignctl validate --format json"), (all.clone(), some));
    // Begun with the one that differs.
    let some = serde_json::json!(["live", "local", "staging"]);
    place.write(
        "acme/campaignctl.toml",
        &format!("{}{}", settings.replace("= \"local\"", "= \"production\""), plain.join("")),
    );
    assert_eq!(told("campaignctl validate --format json"), (all, some));
}

#[test]
fn a_workspace_without_findings_gives_an_empty_result() {
    let place = faulty();
    place.write(
        "acme/campaigns/onboarding.toml",
        "entry = \"done\"\n[step.done]\nkind = \"end\"\nresult = \"completed\"\n",
    );
    place.write("acme/providers/jumio.toml", &PROVIDER.replace("##0b5fff", "#0B5FFF"));
    let clean = |format: &str| {
        let run = place.shell(&format!("campaignctl validate --format {format}"));
        assert_eq!(run.code, 0, "{run}");
        run
    };
    assert_eq!(clean("github").stdout, "");
    assert_eq!(clean("gitlab").json(), serde_json::json!([]));
    let log = clean("sarif").json();
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}

fn fingerprints(report: &Value) -> Vec<&str> {
    report.as_array().unwrap().iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect()
}

#[test]
fn a_fingerprint_stays_while_lines_move_and_no_two_are_the_same() {
    let place = faulty();
    let before = validate(&place, "gitlab").json();
    let prints = fingerprints(&before);
    let different: std::collections::BTreeSet<_> = prints.iter().collect();
    assert_eq!(different.len(), prints.len(), "{prints:?}");

    place.write(
        "acme/campaigns/onboarding.toml",
        &format!("# A note.\n\n{}", CAMPAIGN.replace("\"AR\"", "\"BR\"")),
    );
    let after = validate(&place, "gitlab").json();
    assert_eq!(fingerprints(&after), prints);
    assert_ne!(after, before);

    place.write("acme/campaigns/onboarding.toml", &CAMPAIGN.replace("\"AR\"", "\"ARG\""));
    let mended = validate(&place, "gitlab").json();
    let left = fingerprints(&mended);
    assert!(left.len() < prints.len());
    assert!(left.iter().all(|print| prints.contains(print)));
}

#[test]
fn faults_of_the_syntax_with_the_same_words_are_several() {
    let place = faulty();
    place.write("acme/campaigns/onboarding.toml", "entry =\n[step.a]\nkind =\n");
    let report = validate(&place, "gitlab").json();
    let report: Vec<&Value> = report
        .as_array()
        .unwrap()
        .iter()
        .filter(|issue| issue["location"]["path"] == "campaigns/onboarding.toml")
        .collect();
    let [first, second] = report[..] else { panic!("{report:#?}") };
    assert_eq!(first["description"], second["description"]);
    assert_ne!(first["fingerprint"], second["fingerprint"]);
    assert_ne!(first["location"]["lines"], second["location"]["lines"]);
}

/// Characters that end lines or commands somewhere, or move a terminal's cursor.
const HOSTILE: &str = r#"entry = "welcome"

[step.welcome]
kind = "page"
"a\r\n::error file=x::b\u001b[2J\u2028\u202e%0A" = 1
on.next = "done"

[step.done]
kind = "end"
result = "completed"
country = "x,y::z"
"#;

#[test]
fn nothing_in_a_file_breaks_a_line_or_reaches_a_terminal() {
    let place = faulty();
    place.write("acme/campaigns/onboarding.toml", HOSTILE);
    place.write("acme/providers/jumio.toml", "\"::warning::\\n\\u009b\" = 1\n");
    let obeyed = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202e}');

    let count = validate(&place, "json").json()["findings"].as_array().unwrap().len();
    let run = validate(&place, "github");
    assert_eq!(run.stdout.lines().count(), count, "{run}");
    for line in run.stdout.lines() {
        assert!(line.starts_with("::error ") || line.starts_with("::warning "), "{line}");
        assert!(!line.contains(obeyed), "{line}");
        let (properties, message) = line.trim_start_matches(':').split_once("::").unwrap();
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        let (_, properties) = properties.split_once(' ').unwrap();
        for property in properties.split(',') {
            assert!(known.contains(&property.split_once('=').unwrap().0), "{line}");
        }
        assert!(!message.is_empty());
    }
    assert!(run.stdout.contains("%250A"), "{run}");
    assert!(run.stdout.contains("%0A::error file=x::b\\u{1b}[2J"), "{run}");
    assert!(!run.stderr.contains("::"), "{run}");

    for format in ["sarif", "gitlab"] {
        let mut texts = Vec::new();
        texts_of(&validate(&place, format).json(), &mut texts);
        let wrong: Vec<_> = texts.iter().filter(|text| text.replace('\n', "").contains(obeyed)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

fn texts_of(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts_of(item, texts)),
        Value::Object(members) => members.values().for_each(|member| texts_of(member, texts)),
        _ => {}
    }
}

#[test]
fn files_count_from_the_top_of_the_repository() {
    let place = faulty();
    std::fs::create_dir(place.work().join(".git")).unwrap();
    std::fs::rename(place.work().join("acme"), place.work().join("año 1,b")).unwrap();
    let run = |format: &str| place.run(&["-C", "año 1,b", "validate", "--format", format]);
    assert!(run("github").stdout.contains("file=año 1%2Cb/campaigns/onboarding.toml,"), "{}", run("github"));
    let path = |value: &Value| value.as_str().unwrap().to_owned();
    let issue = &run("gitlab").json()[0];
    assert!(Path::new(&path(&issue["location"]["path"])).starts_with("año 1,b"), "{issue}");
    let place = &run("sarif").json()["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert!(path(&place["artifactLocation"]["uri"]).starts_with("a%C3%B1o%201%2Cb/"), "{place}");
}

#[test]
fn a_secret_in_a_file_is_in_no_result() {
    let place = faulty();
    place.write("acme/campaigns/onboarding.toml", &format!("password = \"s3cret-of-ana\"\n{CAMPAIGN}"));
    for format in ["human", "json", "sarif", "github", "gitlab"] {
        let run = validate(&place, format);
        assert!(run.stdout.contains("W004"), "{run}");
        let shown = run.stdout.contains("s3cret-of-ana");
        // For people the line is shown where it is.
        assert_eq!(shown, format == "human", "{run}");
    }
}

#[test]
fn other_commands_refuse_what_only_validate_writes() {
    let place = faulty();
    for command in ["status", "funnel show", "explain F004", "push", "completions bash"] {
        for format in ["sarif", "github", "gitlab"] {
            let run = place.shell(&format!("campaignctl {command} --format {format}"));
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command}\n{run}");
            let wanted = format!("does not write the format `{format}`");
            assert!(run.stderr.contains(&wanted) && run.stderr.contains("human, json"), "{run}");
        }
    }
    let run = place.shell("campaignctl validate --format sarif2");
    assert_eq!(run.code, 2, "{run}");
}
