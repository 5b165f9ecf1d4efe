//! Bad input: a message with place, reason and remedy, the documented exit code, and nothing changed.

use crate::support::{Place, Run, listener};

/// Runs a line in the workspace of the tour; the files must be as before.
fn refused(place: &Place, line: &str) -> Run {
    let before = place.workspace_files();
    let run = place.shell(line);
    assert_eq!(place.workspace_files(), before, "{line} changed something\n{run}");
    run
}

#[test]
fn unknown_names_in_arguments_are_wrong_usage_with_what_was_meant() {
    let place = Place::with_campaign();
    let cases = [
        ("campaignctl funnel connect identty.approved done", "did you mean `identity`"),
        ("campaignctl funnel connect identity.aproved done", "did you mean `identity.approved`"),
        ("campaignctl funnel connect identity.approved dne", "did you mean `done`"),
        ("campaignctl funnel edit-step identity --country Urugay", "did you mean `URY`"),
        ("campaignctl funnel edit-step identity --documents pasport", "did you mean `passport`"),
        ("campaignctl funnel edit-step identiy --camera back", "did you mean `identity`"),
        ("campaignctl mapping add identity frst_name=document.first_name", "did you mean `first_name`"),
        (
            "campaignctl mapping add identity first_name=document.frst_name",
            "did you mean `document.first_name`",
        ),
        ("campaignctl field add x --type txt", "did you mean `text`"),
        ("campaignctl campaign show onbording", "did you mean `onboarding`"),
        ("campaignctl --env lcal validate", "did you mean `local`"),
        ("campaignctl explain F02", "F002"),
        ("campaignctl push onbording", "did you mean `onboarding`"),
        ("campaignctl publish onbording", "did you mean `onboarding`"),
        ("campaignctl provider show jumo", "jumio"),
        ("campaignctl funel show", "funnel"),
    ];
    for (line, meant) in cases {
        let run = refused(&place, line);
        assert_eq!(run.code, 2, "{line}\n{run}");
        assert!(run.stderr.contains(meant), "{line}\n{run}");
        assert_eq!(run.stdout, "", "{line}");
    }
}

#[test]
fn unknown_names_in_files_are_findings_with_their_place() {
    let place = Place::with_campaign();
    let campaign = place.read("acme/campaigns/onboarding.toml");
    let cases = [
        ("on.approved = \"done\"", "on.approved = \"dnoe\"", "did you mean `done`"),
        ("kind = \"review\"", "kind = \"reviw\"", "did you mean `review`"),
        ("country = \"URY\"", "country = \"URX\"", "URY"),
        ("\"id-card\"", "\"id-crad\"", "id-card"),
        ("document.first_name", "document.frst_name", "did you mean `document.first_name`"),
        ("first_name =", "frst_name =", "did you mean `first_name`"),
        ("on.rejected", "on.rejeted", "rejected"),
    ];
    for (right, wrong, meant) in cases {
        assert!(campaign.contains(right), "{right} is not in\n{campaign}");
        let text = campaign.replacen(right, wrong, 1);
        let line = text.lines().position(|line| line.contains(wrong)).unwrap() + 1;
        place.write("acme/campaigns/onboarding.toml", &text);
        let run = refused(&place, "campaignctl validate");
        assert_eq!(run.code, 3, "{wrong}\n{run}");
        assert!(run.stdout.contains(&format!("campaigns/onboarding.toml:{line}:")), "{wrong}\n{run}");
        assert!(run.stdout.contains(meant), "{wrong}\n{run}");
    }
}

#[test]
fn an_unknown_workflow_is_a_warning() {
    let place = Place::with_campaign();
    let run = place.shell("campaignctl provider set jumio --workflow 10012x --settings-only");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("10012x") && run.stderr.contains("warning"), "{run}");
    assert!(place.read("acme/providers/jumio.toml").contains("10012x"));
}

#[test]
fn a_file_that_does_not_parse_tells_all_its_errors_and_stays() {
    let place = Place::with_campaign();
    let broken = "title = \nentry = \"welcome\n[step.welcome]\nkind = page\n";
    place.write("acme/campaigns/onboarding.toml", broken);
    for line in ["campaignctl validate", "campaignctl funnel connect welcome.next done", "campaignctl push"] {
        let run = refused(&place, line);
        assert_eq!(run.code, 3, "{line}\n{run}");
        let told = format!("{}{}", run.stdout, run.stderr);
        for at in [1, 2, 4] {
            assert!(told.contains(&format!("campaigns/onboarding.toml:{at}:")), "line {at}\n{line}\n{run}");
        }
    }
}

#[test]
fn a_push_of_a_dangling_reference_sends_nothing() {
    let place = Place::with_campaign();
    let campaign = place.read("acme/campaigns/onboarding.toml");
    place.write(
        "acme/campaigns/onboarding.toml",
        &campaign.replace("on.approved = \"done\"", "on.approved = \"dnoe\""),
    );
    let run = refused(&place, "campaignctl push");
    assert_eq!(run.code, 3, "{run}");
    assert!(run.stderr.contains("dnoe"), "{run}");
    place.write("acme/campaigns/onboarding.toml", &campaign);
    let status = place.shell("campaignctl status --format json");
    assert!(!status.stdout.contains("\"draft\": \""), "{status}");
}

#[test]
fn what_was_not_pushed_is_not_published() {
    let place = Place::with_campaign();
    let run = refused(&place, "campaignctl publish onboarding --message m");
    assert_eq!(run.code, 5, "{run}");
    assert!(run.stderr.contains("campaignctl push"), "{run}");
    assert_eq!(place.shell("campaignctl push").code, 0);
    let edit = place.shell("campaignctl funnel edit-step welcome --title Hello");
    assert_eq!(edit.code, 0, "{edit}");
    let run = refused(&place, "campaignctl publish onboarding --message m");
    assert_eq!(run.code, 5, "{run}");
}

#[test]
fn a_refused_pair_leaves_the_old_one_in_place() {
    let place = Place::with_campaign();
    place.write("good", "sandbox-acme\nsandbox-acme-secret\n");
    place.write("other", "sandbox-other\nsandbox-other-secret\n");
    place.write("real", "0f1e2d3c4b5a6978\nq8w7e6r5t4y3\n");
    let set =
        |file: &str| place.shell(&format!("campaignctl provider set jumio --credentials-file ../{file}"));
    let run = set("good");
    assert_eq!(run.code, 0, "{run}");
    let run = set("real");
    assert_eq!(run.code, 2, "{run}");
    assert!(!run.stderr.contains("q8w7e6r5t4y3"), "{run}");

    // A provider that takes no pair.
    let (address, _requests) = listener("401 Unauthorized");
    let before = place.workspace_files();
    let mut command = place.campaignctl(&["-C", "acme", "provider", "set", "jumio", "--workflow", "10013"]);
    command.args(["--credentials-file", "../other"]).env("CAMPAIGNCTL_SANDBOX_URL", address);
    let run = Run::of(&mut command);
    assert_eq!(run.code, 6, "{run}");
    assert!(!run.stderr.contains("sandbox-other-secret"), "{run}");
    assert_eq!(place.workspace_files(), before);

    let run = place.shell("campaignctl provider verify jumio");
    assert_eq!(run.code, 0, "the old pair works\n{run}");
    let shown = place.shell("campaignctl provider show jumio --format json").json();
    assert_eq!(shown["pairs_at_the_backend"].as_array().unwrap().len(), 1, "{shown}");
}

#[test]
fn empty_and_odd_arguments_are_wrong_usage() {
    let place = Place::with_campaign();
    let long = "x".repeat(5000);
    let lines = [
        "campaignctl field add '' --type text".to_owned(),
        format!("campaignctl field add {long} --type text"),
        "campaignctl campaign new '../evil'".to_owned(),
        "campaignctl campaign new 'Groß'".to_owned(),
        "campaignctl campaign new onboarding".to_owned(),
        "campaignctl field add first_name --type text".to_owned(),
        "campaignctl funnel add-step page --id 'a b'".to_owned(),
        "campaignctl funnel add-step page --id welcome".to_owned(),
        "campaignctl funnel add-step page --id x --title \"$(printf 'a\\033[31mb')\"".to_owned(),
        "campaignctl provider set jumio --primary-color blu --settings-only".to_owned(),
        "campaignctl mapping add identity first_name".to_owned(),
        "campaignctl init .".to_owned(),
    ];
    for line in lines {
        let run = refused(&place, &line);
        assert_eq!(run.code, 2, "{line}\n{run}");
        assert!(run.stderr.contains("error"), "{line}\n{run}");
        assert!(!run.stderr.contains('\u{1b}'), "{line}\n{run}");
    }
}

#[test]
fn outside_of_a_workspace_the_way_in_is_told() {
    let place = Place::new();
    for arguments in [&["validate"][..], &["funnel", "show"], &["push"], &["status"]] {
        let run = place.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}\n{run}");
        assert!(run.stderr.contains("campaignctl init"), "{run}");
    }
}
