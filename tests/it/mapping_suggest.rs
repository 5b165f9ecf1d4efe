//! `mapping suggest` and `mapping try`.

use std::process::Stdio;

use rexpect::session::spawn_command;

use crate::support::{PROGRAM, Place};

/// The tour's workspace with fields that no mapping fills yet.
fn place() -> Place {
    let place = Place::with_campaign();
    for line in [
        "campaignctl field add fecha_vencimiento --type date",
        "campaignctl field add nationality --type country --pii personal",
        "campaignctl field add passport_number --type text --pii personal",
        "campaignctl field add colour --type text",
    ] {
        let run = place.shell(line);
        assert_eq!(run.code, 0, "{line}\n{run}");
    }
    place
}

#[test]
fn without_a_person_proposals_are_shown_and_nothing_changes() {
    let place = place();
    let before = place.workspace_files();
    let run = place.shell("campaignctl mapping suggest identity");
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.stdout.contains("fecha_vencimiento") && run.stdout.contains("Spanish for date of expiry"),
        "{run}"
    );
    assert!(!run.stdout.contains("colour"), "{run}");
    let command = "campaignctl mapping add identity nationality=document.nationality";
    assert!(run.stderr.contains(command), "{run}");
    assert_eq!(place.workspace_files(), before);
    // The command that is told does it.
    assert_eq!(place.shell(command).code, 0);
    assert!(place.read("acme/campaigns/onboarding.toml").contains("document.nationality"));
}

#[test]
fn yes_adds_the_certain_ones_and_a_dry_run_shows_them() {
    let place = place();
    let before = place.workspace_files();
    let dry = place.shell("campaignctl mapping suggest --dry-run");
    assert_eq!(dry.code, 0, "{dry}");
    assert!(dry.stdout.contains('+') && dry.stdout.contains("document.expiry_date"), "{dry}");
    assert!(!dry.stdout.contains("document.number"), "{dry}");
    assert_eq!(place.workspace_files(), before);
    let run = place.shell("campaignctl mapping suggest --yes");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("1 proposal left out"), "{run}");
    let mapped = place.shell("campaignctl mapping list identity --format json").json();
    let from: Vec<&str> =
        mapped["mappings"].as_array().unwrap().iter().map(|one| one["from"].as_str().unwrap()).collect();
    assert!(from.contains(&"document.expiry_date") && from.contains(&"document.nationality"), "{mapped:#}");
    assert!(!from.contains(&"document.number"), "{mapped:#}");
    let checked = place.shell("campaignctl validate");
    assert_eq!(checked.code, 0, "{checked}");
    let again = place.shell("campaignctl mapping suggest --yes");
    assert!(again.stderr.contains("nothing to change"), "{again}");
}

#[test]
fn json_tells_everything_about_a_proposal() {
    let place = place();
    let told = place.shell("campaignctl mapping suggest identity --format json").json();
    let one =
        told["proposals"].as_array().unwrap().iter().find(|one| one["field"] == "passport_number").unwrap();
    assert_eq!(one["from"], "document.number", "{told:#}");
    assert_eq!(one["certain"], false, "{told:#}");
    assert_eq!(
        one["command"], "campaignctl mapping add identity passport_number=document.number",
        "{told:#}"
    );
    assert!(!one["notes"].as_array().unwrap().is_empty(), "{told:#}");
}

#[test]
fn steps_that_verify_nothing_are_refused() {
    let place = place();
    for (step, why) in [("done", "done"), ("identiy", "did you mean `identity`")] {
        let run = place.shell(&format!("campaignctl mapping suggest {step}"));
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(why), "{run}");
    }
}

#[test]
fn on_a_terminal_the_certain_ones_are_marked_and_enter_adds_them() {
    let place = place();
    let mut command = place.command(PROGRAM);
    command
        .current_dir(place.work().join("acme"))
        .args(["mapping", "suggest"])
        .env("TERM", "xterm")
        .env("NO_COLOR", "1");
    command.stdin(Stdio::inherit());
    let mut terminal = spawn_command(command, Some(60_000)).unwrap();
    terminal.exp_string("Mappings to add").unwrap();
    terminal.exp_string("passport_number").unwrap();
    terminal.send("\r").unwrap();
    terminal.flush().unwrap();
    terminal.exp_eof().unwrap();
    let campaign = place.read("acme/campaigns/onboarding.toml");
    assert!(campaign.contains("document.expiry_date") && !campaign.contains("document.number"), "{campaign}");
}

#[test]
fn a_trial_shows_what_each_transform_did_and_writes_nothing() {
    let place = place();
    let _ =
        place.shell("campaignctl mapping add identity first_name=document.first_name --transform title-case");
    let before = place.workspace_files();
    let run = place
        .shell("campaignctl mapping try identity --sample id-card --set 'document.first_name=MARIA JOSE'");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("MARIA JOSE -> title-case: Maria Jose"), "{run}");
    assert_eq!(place.workspace_files(), before);
    let json = place.shell("campaignctl mapping try identity --format json").json();
    let first = json["fields"].as_array().unwrap().iter().find(|one| one["field"] == "first_name").unwrap();
    assert_eq!(first["value"], "Ana Lucia", "{json:#}");
    assert_eq!(first["after"], serde_json::json!(["Ana Lucia"]), "{json:#}");
}

#[test]
fn what_does_not_fit_is_told_by_its_field() {
    let place = place();
    let _ = place.shell("campaignctl field edit first_name --max-length 3");
    let _ = place.shell("campaignctl mapping add identity first_name=document.first_name");
    place.write(
        "acme/captured.json",
        "{\"document.first_name\": \"Anastasia\", \"document.date_of_birth\": \"1990-05-17\"}",
    );
    let run = place.shell("campaignctl mapping try identity --result captured.json");
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("error: what was read has more than 3 characters"), "{run}");
    assert!(run.stderr.contains("1 value does not fit"), "{run}");
    for (arguments, why) in [
        ("--set document.date_of_birth=Montevideo", "is a date such as"),
        ("--set document.frist_name=Ana", "did you mean `document.first_name`"),
        ("--result missing.json", "is no result"),
        ("--result campaigns/onboarding.toml", "it is not JSON"),
    ] {
        let run = place.shell(&format!("campaignctl mapping try identity {arguments}"));
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(why) && !run.stderr.contains("Montevideo"), "{run}");
    }
}

#[test]
fn transforms_and_several_sources_are_added_as_they_are_typed() {
    let place = place();
    let _ = place.shell("campaignctl field add whole_name --type full-name --pii personal");
    let _ = place.shell("campaignctl field add born_in --type integer --pii personal");
    let run = place.shell(
        "campaignctl mapping add identity whole_name=document.first_name,document.last_name \
         --transform 'title-case,join:, ' --transform 'replace:,:'",
    );
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.stderr.contains(
            "whole_name <- document.first_name, document.last_name, transform title-case, join:, , replace:,:"
        ),
        "{run}"
    );
    let run = place.shell("campaignctl mapping add identity born_in=document.date_of_birth --transform year");
    assert_eq!(run.code, 0, "{run}");
    let campaign = place.read("acme/campaigns/onboarding.toml");
    assert!(campaign.contains(r#"from = ["document.first_name", "document.last_name"]"#), "{campaign}");
    assert!(campaign.contains(r#"transform = ["title-case", "join:, ", "replace:,:"]"#), "{campaign}");
    let json = place.shell("campaignctl mapping list identity --format json").json();
    let whole = json["mappings"].as_array().unwrap().iter().find(|one| one["field"] == "whole_name").unwrap();
    assert_eq!(whole["from"], serde_json::json!(["document.first_name", "document.last_name"]), "{json:#}");
    // A trial tells each stage, and what was not read.
    let run = place.shell(
        "campaignctl mapping try identity --set document.first_name= --set document.date_of_birth=1990-05",
    );
    assert!(
        run.stdout.contains("EJEMPLO -> title-case: Ejemplo -> join:, : Ejemplo -> replace:,:: Ejemplo"),
        "{run}"
    );
    assert!(run.stdout.contains("1990-05 -> year: 1990"), "{run}");
    let run = place.shell("campaignctl validate");
    assert!(!run.stdout.contains("M003"), "{run}");
}

#[test]
fn a_wrong_transform_is_told_with_the_remedy() {
    let place = place();
    for (transform, why) in [
        ("trunctae:5", "there is no transform `trunctae`; did you mean `truncate`?"),
        (
            "trim,truncate",
            "the transform `truncate` needs a number from 1 to 99999: write it like `truncate:3`",
        ),
        ("prefix:a:b", r"has a colon too many (in a text, a colon is `\:`)"),
        ("country-name:es", "knows names in English only"),
    ] {
        let run = place.shell(&format!(
            "campaignctl mapping add identity first_name=document.first_name --transform {transform}"
        ));
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(why), "{run}");
    }
    // In a file, at its place.
    let _ = place
        .shell("campaignctl mapping add identity nationality=document.nationality --transform trim,upper");
    let file = place.read("acme/campaigns/onboarding.toml");
    let wrong = file.replace(r#"["trim", "upper"]"#, r#"["trim", "truncate:ten"]"#);
    assert_ne!(file, wrong);
    place.write("acme/campaigns/onboarding.toml", &wrong);
    let run = place.shell("campaignctl validate");
    assert_eq!(run.code, 3, "{run}");
    let place_of_it = |line: &&str| line.starts_with("error") || line.contains('^');
    let told: Vec<&str> = run.stdout.lines().filter(place_of_it).map(str::trim_end).collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    error[W001]: the transform `truncate` needs a number from 1 to 99999: write it like `truncate:3`
       |                                                                     ^^^^^^^^^^^^^^
    ");
}
