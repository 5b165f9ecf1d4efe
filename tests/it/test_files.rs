//! The files of funnel tests: checked, formatted, renamed along, and kept, as it is typed.

use crate::support::{Place, Run};

const TEST: &str = "acme/tests/ways.toml";

/// Runs a line in the workspace, which must end with this exit code.
fn ends(place: &Place, code: i32, line: &str) -> Run {
    let run = place.shell(line);
    assert_eq!(run.code, code, "{line}\n{run}");
    run
}

/// As [`ends`], whatever it tells.
fn does(place: &Place, code: i32, line: &str) {
    drop(ends(place, code, line));
}

/// The campaign of the tour, with a test of its own.
fn with_test() -> Place {
    let place = Place::with_campaign();
    let text = "campaign = \"onboarding\" # ours\nenv = \"local\"\n\n[case.passport]\nplay = [\n  { at = \"welcome\" },\n  \
                # who is it?\n  { at = \"identity\", outcome = \"approved\", captured = { \"document.first_name\" = \"Ana\" } },\n]\n\n\
                [case.passport.expect]\nend = \"done\"\nfields = { first_name = \"Ana\" }\n";
    place.write(TEST, text);
    assert_eq!(ends(&place, 0, "campaignctl fmt --check").stdout, "");
    place
}

#[test]
fn faults_of_tests_are_told_and_keep_nothing_from_being_pushed() {
    let place = with_test();
    let before = ends(&place, 0, "campaignctl validate --format json").json();
    let text = place.read(TEST);
    place.write(TEST, &text.replace("\"done\"", "\"dome\"").replace("fields", "feelds"));
    let run = ends(&place, 3, "campaignctl validate");
    assert!(run.stdout.contains("error[W001]: there is no key `feelds` here"), "{run}");
    assert!(run.stdout.contains("--> tests/ways.toml:12:7"), "{run}");
    assert!(run.stdout.contains("error[T001]: there is no step `dome` in `onboarding`"), "{run}");
    assert!(run.stdout.contains("help: did you mean `done`?"), "{run}");
    let json = ends(&place, 3, "campaignctl validate --format json").json();
    let news = json["findings"].as_array().unwrap().len() - before["findings"].as_array().unwrap().len();
    assert_eq!((news, &json["errors"]), (2, &serde_json::json!(2)), "{json}");

    // It is told where it was asked for, and nowhere else.
    does(&place, 3, "campaignctl validate test/ways");
    does(&place, 0, "campaignctl validate onboarding data-model");
    let run = ends(&place, 2, "campaignctl validate test/way");
    assert!(run.stderr.contains("did you mean `test/ways`?"), "{run}");
    does(&place, 0, "campaignctl explain T001");
    does(&place, 0, "campaignctl push --dry-run");
    place.write(TEST, "[");
    does(&place, 0, "campaignctl push");
    does(&place, 0, "campaignctl publish onboarding --message first");
    let run = ends(&place, 2, "campaignctl push test/ways");
    assert!(run.stderr.contains("test/ways"), "{run}");
}

#[test]
fn a_test_says_nothing_while_its_campaign_does_not_read() {
    let place = with_test();
    place.write("acme/campaigns/onboarding.toml", "title = 3\n");
    let run = ends(&place, 3, "campaignctl validate test/ways");
    assert!(run.stdout.contains("campaigns/onboarding.toml:1:9") && !run.stdout.contains("tests/"), "{run}");
}

#[test]
fn misspelt_keys_are_mended() {
    let place = with_test();
    let text = place.read(TEST);
    place.write(TEST, &text.replace("fields", "field"));
    let run = ends(&place, 0, "campaignctl validate test/ways --fix");
    assert!(run.stderr.contains("1 finding fixed in 1 file"), "{run}");
    assert_eq!(place.read(TEST), text);
}

#[test]
fn tests_are_formatted_like_the_rest() {
    let place = with_test();
    let tidy = place.read(TEST);
    let untidy = tidy
        .replace("end = \"done\"\nfields = { first_name = \"Ana\" }", "fields.first_name='Ana'\nend='done'");
    place.write(TEST, &untidy);
    assert_eq!(ends(&place, 4, "campaignctl fmt --check").stdout, "tests/ways.toml\n");
    assert_eq!(ends(&place, 0, "campaignctl fmt test/ways").stderr, "formatted tests/ways.toml\n");
    assert_eq!(place.read(TEST), tidy);
    place.write(TEST, "campaign = 3\n");
    let run = ends(&place, 3, "campaignctl fmt");
    assert!(run.stderr.contains("test/ways does not read and was left alone"), "{run}");
}

#[test]
fn tests_follow_every_name_and_back() {
    let place = with_test();
    let before = place.workspace_files();
    for (command, from, to, told) in [
        ("field rename", "first_name", "given_name", "test/ways: case.passport.expect.fields.first_name"),
        ("funnel rename-step", "identity", "passport", "test/ways: case.passport.play[1].at"),
        ("env rename", "local", "here", "test/ways: env"),
        ("campaign rename", "onboarding", "opening", "test/ways: campaign"),
    ] {
        let run = ends(&place, 0, &format!("campaignctl {command} {from} {to}"));
        assert!(run.stderr.contains(told), "{run}");
        does(&place, 0, "campaignctl validate");
        does(&place, 0, "campaignctl test ways");
        does(&place, 0, &format!("campaignctl {command} {to} {from}"));
        assert_eq!(place.workspace_files(), before, "{command}");
    }
}

#[test]
fn what_a_test_names_is_kept_or_goes_with_it() {
    let place = with_test();
    let before = place.workspace_files();
    for (line, told) in [
        ("field remove first_name", "test/ways: case.passport.expect.fields.first_name"),
        ("funnel remove-step identity", "test/ways: case.passport.play[1].at"),
        ("campaign delete onboarding --yes", "test/ways: campaign"),
    ] {
        let run = ends(&place, 2, &format!("campaignctl {line}"));
        assert!(run.stderr.contains(told) && run.stderr.contains("--cascade"), "{run}");
        assert_eq!(place.workspace_files(), before, "{line}");
    }
    let shown = ends(&place, 0, "campaignctl field show first_name").stdout;
    assert!(shown.contains("test/ways: case.passport.expect.fields.first_name"), "{shown}");
    let text = place.read(TEST);
    let run = ends(&place, 0, "campaignctl funnel remove-step identity --cascade");
    assert!(run.stderr.contains("test/ways: case.passport.play[1] -> nothing"), "{run}");
    let after = place.read(TEST);
    assert!(after.contains("# ours") && !after.contains("identity"), "{after}");

    place.write(TEST, &text);
    let run = ends(&place, 0, "campaignctl campaign delete onboarding --yes --cascade");
    assert!(run.stderr.contains("tests/ways.toml is kept as .campaignctl/deleted/test-ways.toml"), "{run}");
    assert_eq!(place.read("acme/.campaignctl/deleted/test-ways.toml"), text);
    let run = ends(&place, 0, "campaignctl campaign list --format json").json();
    assert_eq!(run["campaigns"], serde_json::json!([]), "{run}");
}

#[test]
fn tests_have_a_schema() {
    let place = Place::new();
    let listed = place.run(&["schema"]).stdout;
    assert!(
        listed.lines().any(|line| line.starts_with("test ") && line.contains("tests/*.toml")),
        "{listed}"
    );
    let schema = place.run(&["schema", "test"]).json();
    assert_eq!(schema["required"], serde_json::json!(["campaign"]));
}
