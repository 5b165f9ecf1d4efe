//! `fmt`: one form for what the files say.

use crate::support::{Place, Run};

/// Runs a line in the workspace, which must end with this exit code.
fn ends(place: &Place, code: i32, line: &str) -> Run {
    let run = place.shell(line);
    assert_eq!(run.code, code, "{line}\n{run}");
    run
}

/// A text without the line that names its schema.
fn without_schema(text: &str) -> &str {
    text.split_once("\n\n").filter(|(line, _)| line.starts_with("#:schema ")).map_or(text, |(_, rest)| rest)
}

/// The campaign of the tour, written otherwise: its steps the other way round, with comments and other quotes.
fn rewritten(place: &Place) -> String {
    let campaign = place.read("acme/campaigns/onboarding.toml");
    let (root, steps) = without_schema(&campaign).split_once("\n\n").unwrap();
    let blocks = steps.trim_end().split("\n\n").map(|block| format!("# above\n  {block}   # behind\n\n\n"));
    let mut blocks: Vec<String> = blocks.collect();
    blocks.reverse();
    format!("# head\n\n{}\n{}", root.replace('"', "'"), blocks.concat()).replace("kind = ", "kind=")
}

#[test]
fn what_the_commands_of_the_tour_write_is_formatted() {
    let place = Place::with_campaign();
    let run = ends(&place, 0, "campaignctl fmt --check");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", "nothing to change\n"));
    let before = place.workspace_files();
    assert_eq!(ends(&place, 0, "campaignctl fmt").stderr, "nothing to change\n");
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn files_are_brought_into_the_form_and_say_the_same() {
    let place = Place::with_campaign();
    let tidy = place.read("acme/campaigns/onboarding.toml");
    let shown = ends(&place, 0, "campaignctl campaign show --format json").stdout;
    let untidy = rewritten(&place);
    place.write("acme/campaigns/onboarding.toml", &untidy);

    let check = ends(&place, 4, "campaignctl fmt --check");
    assert_eq!(check.stdout, "campaigns/onboarding.toml\n");
    assert_eq!(ends(&place, 0, "campaignctl fmt --check data-model provider/jumio workspace").stdout, "");
    let dry = ends(&place, 0, "campaignctl fmt --dry-run");
    assert!(
        dry.stdout.contains("\n+kind = \"review\"\n") && dry.stderr.contains("nothing was written"),
        "{dry}"
    );
    let json = ends(&place, 4, "campaignctl fmt --check --format json").json();
    assert_eq!(json["changed"], serde_json::json!(["campaigns/onboarding.toml"]));
    assert_eq!(place.read("acme/campaigns/onboarding.toml"), untidy, "nothing was written so far");

    let run = ends(&place, 0, "campaignctl fmt onboarding");
    assert_eq!(run.stderr, "formatted campaigns/onboarding.toml\n");
    let after = place.read("acme/campaigns/onboarding.toml");
    let plain: Vec<&str> = after
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.trim_end_matches(" # behind"))
        .collect();
    assert_eq!(plain.join("\n").trim_start(), without_schema(&tidy).trim_end());
    assert!(after.starts_with("# head\n\n"), "{after}");
    for comment in ["# above\n", " # behind\n"] {
        assert_eq!(after.matches(comment).count(), untidy.matches(comment).count(), "{after}");
    }
    assert_eq!(ends(&place, 0, "campaignctl campaign show --format json").stdout, shown);
    assert_eq!(ends(&place, 0, "campaignctl fmt --check").stdout, "");
}

#[test]
fn files_that_do_not_read_are_told_and_left_alone() {
    let place = Place::with_campaign();
    place.write("acme/campaigns/onboarding.toml", &rewritten(&place));
    place.write("acme/campaigns/broken.toml", "title = \n");
    place.write("acme/data-model.toml", "[field.first_name]\n\ntype='txt'\n");
    let broken =
        |place: &Place| (place.read("acme/campaigns/broken.toml"), place.read("acme/data-model.toml"));
    let before = broken(&place);

    let check = ends(&place, 3, "campaignctl fmt --check");
    assert_eq!(check.stdout, "campaigns/onboarding.toml\n");
    let json = ends(&place, 3, "campaignctl fmt --check --format json").json();
    assert_eq!(json["unreadable"], serde_json::json!(["data-model", "campaign/broken"]));
    let run = ends(&place, 3, "campaignctl fmt");
    for part in [
        "formatted campaigns/onboarding.toml",
        "campaigns/broken.toml:1:",
        "data-model.toml:3:",
        "data-model, broken do not read and were left alone",
    ] {
        assert!(run.stderr.contains(part), "{part}\n{run}");
    }
    assert_eq!(broken(&place), before);
    assert_eq!(ends(&place, 0, "campaignctl fmt --check onboarding").stdout, "");
    let one = ends(&place, 3, "campaignctl fmt broken");
    assert!(one.stderr.contains("broken does not read and was left alone"), "{one}");
}

#[test]
fn a_resource_that_is_not_there_is_wrong_usage() {
    let place = Place::with_campaign();
    let run = ends(&place, 2, "campaignctl fmt onbording");
    assert!(run.stderr.contains("did you mean `onboarding`"), "{run}");
    let both = ends(&place, 2, "campaignctl fmt --check --dry-run");
    assert!(both.stderr.contains("cannot be used with"), "{both}");
}
