//! Names that change, things that go, campaigns that are copied: as they are typed.

use crate::support::{Place, Run};

const CAMPAIGN: &str = "acme/campaigns/onboarding.toml";

/// Runs a line that must succeed.
fn ok(place: &Place, line: &str) -> Run {
    let run = place.shell(line);
    assert_eq!(run.code, 0, "{line}\n{run}");
    run
}

/// Runs a line that must succeed, whatever it tells.
fn does(place: &Place, line: &str) {
    drop(ok(place, line));
}

/// Runs a line that must be wrong usage and change nothing.
fn refused(place: &Place, line: &str) -> Run {
    let before = place.workspace_files();
    let run = place.shell(line);
    assert_eq!(run.code, 2, "{line}\n{run}");
    assert_eq!(run.stdout, "", "{line}");
    assert_eq!(place.workspace_files(), before, "{line} changed something\n{run}");
    run
}

/// A campaign in which a person has been at work.
fn with_comments() -> Place {
    let place = Place::with_campaign();
    let campaign = place.read(CAMPAIGN);
    let campaign = campaign
        .replace("title = \"Welcome\"", "title = 'Welcome, {{first_name}}' # theirs")
        .replace("[step.identity]", "# Who is it?\n[step.identity] # Ana knows")
        .replace("on.approved = \"done\"", "on.approved = 'done'");
    place.write(
        CAMPAIGN,
        &format!("# Ours.\n{campaign}\n[env.local.step.identity]\ncountry = \"ARG\"\n# the end"),
    );
    does(&place, "campaignctl validate");
    place
}

#[test]
fn a_rename_is_followed_told_and_taken_back_to_the_byte() {
    let place = with_comments();
    let before = place.workspace_files();
    let cases = [
        ("field rename", "first_name", "given_name", "onboarding: step.welcome.title"),
        ("funnel rename-step", "identity", "passport", "onboarding: env.local.step.identity"),
        ("env rename", "local", "here", "campaignctl.toml: default-env"),
        ("campaign rename", "onboarding", "opening", "renamed the campaign onboarding to opening"),
    ];
    for (command, from, to, told) in cases {
        let dry = ok(&place, &format!("campaignctl {command} {from} {to} --dry-run"));
        assert!(dry.stdout.contains("--- a/") && dry.stdout.contains("+++ "), "{dry}");
        assert!(dry.stderr.contains("nothing was written"), "{dry}");
        assert_eq!(place.workspace_files(), before, "{command}");
        let run = ok(&place, &format!("campaignctl {command} {from} {to}"));
        assert!(run.stderr.contains(told), "{command}\n{run}");
        assert_eq!(run.stdout, "", "{command}");
        assert_ne!(place.workspace_files(), before, "{command}");
        does(&place, "campaignctl validate");
        let again = refused(&place, &format!("campaignctl {command} {from} {to}"));
        assert!(again.stderr.contains(from), "{again}");
        let back = ok(&place, &format!("campaignctl {command} {to} {from} --format json")).json();
        assert_eq!(back["dry_run"], false, "{back}");
        assert!(!back["told"].as_array().unwrap().is_empty(), "{back}");
        assert_eq!(place.workspace_files(), before, "{command}");
        let same = ok(&place, &format!("campaignctl {command} {from} {from}"));
        assert!(same.stderr.contains("nothing to change"), "{same}");
    }
}

#[test]
fn names_that_are_wrong_or_taken_change_nothing() {
    let place = with_comments();
    does(&place, "campaignctl env add production https://campaigns.example.com");
    let cases = [
        ("field rename frst_name x", "did you mean `first_name`"),
        ("field rename first_name last_name", "there is a field `last_name` already"),
        ("field rename first_name 'First Name'", "not a name"),
        ("field edit frst_name --label x", "did you mean `first_name`"),
        ("field edit first_name", "nothing to change was given"),
        ("field edit first_name --unset labl", "label"),
        ("field edit first_name --label x --unset label", "taken back at once"),
        ("field edit birth_date --max-length 3", "no length"),
        ("field edit first_name --type choice", "--values"),
        ("field remove frst_name", "did you mean `first_name`"),
        ("funnel rename-step identiy x", "did you mean `identity`"),
        ("funnel rename-step identity done", "there is a step `done` already"),
        ("funnel remove-step identiy", "did you mean `identity`"),
        ("env rename lcal x", "did you mean `local`"),
        ("env rename local production", "there is an environment `production` already"),
        ("env remove prodution", "did you mean `production`"),
        ("env remove local", "campaignctl env use"),
        ("campaign rename onbording x", "did you mean `onboarding`"),
        ("campaign rename onboarding ../x", "not a name"),
        ("campaign clone onbording x", "did you mean `onboarding`"),
        ("campaign clone onboarding onboarding", "there is a campaign `onboarding` already"),
        ("campaign delete onbording --yes", "did you mean `onboarding`"),
        ("campaign edit onbording --title x", "did you mean `onboarding`"),
        ("campaign edit --provider jumo", "jumio"),
        ("campaign edit --entry wellcome", "did you mean `welcome`"),
        ("campaign edit", "nothing to change was given"),
        ("--env production field rename first_name x", "--env"),
    ];
    for (line, told) in cases {
        let run = refused(&place, &format!("campaignctl {line}"));
        assert!(run.stderr.contains(told), "{line}\n{run}");
    }
}

#[test]
fn what_is_used_stays_until_all_of_it_may_go() {
    let place = with_comments();
    does(&place, "campaignctl env add production https://campaigns.example.com");
    does(&place, "campaignctl funnel edit-step identity --env production --country BRA");
    let cases = [
        (
            "field remove first_name",
            vec!["onboarding: step.welcome.title", "onboarding: step.identity.map.first_name"],
            vec!["onboarding: step.welcome.title without {{first_name}}"],
        ),
        (
            "env remove production",
            vec!["onboarding: env.production"],
            vec!["onboarding: env.production -> nothing"],
        ),
        (
            "funnel remove-step done",
            vec!["onboarding: step.identity.on.approved", "onboarding: step.clerk.on.approved"],
            vec!["identity.approved -> nothing (was done)", "clerk.approved -> nothing (was done)"],
        ),
    ];
    for (command, places, told) in cases {
        let run = refused(&place, &format!("campaignctl {command}"));
        assert!(run.stderr.contains("is used") && run.stderr.contains("--cascade"), "{run}");
        for used in places {
            assert!(run.stderr.contains(used), "{used}\n{run}");
        }
        let dry = ok(&place, &format!("campaignctl {command} --cascade --dry-run --format json")).json();
        assert!(dry["diff"].as_str().unwrap().contains("\n-"), "{dry}");
        let run = ok(&place, &format!("campaignctl {command} --cascade"));
        for line in told {
            assert!(run.stderr.contains(line), "{line}\n{run}");
        }
        let again = refused(&place, &format!("campaignctl {command} --cascade"));
        assert!(again.stderr.contains("there is no"), "{again}");
    }
}

#[test]
fn a_step_that_is_added_and_removed_leaves_no_trace() {
    let place = with_comments();
    let before = place.workspace_files();
    for placing in
        ["--after identity.approved", "--before done", "--before welcome", "--after identity.timeout", ""]
    {
        does(&place, &format!("campaignctl funnel add-step page --id terms --title Terms {placing}"));
        assert_ne!(place.workspace_files(), before, "{placing}");
        does(&place, "campaignctl funnel remove-step terms --heal");
        assert_eq!(place.workspace_files(), before, "{placing}");
    }
    does(&place, "campaignctl funnel add-step page --id terms --after identity.approved");
    let run = refused(&place, "campaignctl funnel remove-step terms --no-heal");
    assert!(run.stderr.contains("onboarding: step.identity.on.approved"), "{run}");
    let run = ok(&place, "campaignctl funnel remove-step terms --no-heal --cascade");
    assert!(run.stderr.contains("identity.approved -> nothing (was terms)"), "{run}");
}

#[test]
fn settings_of_a_field_change_one_by_one() {
    let place = Place::with_campaign();
    let before = place.workspace_files();
    let run =
        ok(&place, "campaignctl field edit first_name --label 'First name' --max-length 100 --pii sensitive");
    for line in ["label -> First name (was nothing)", "max-length -> 100", "pii -> sensitive (was personal)"]
    {
        assert!(run.stderr.contains(line), "{line}\n{run}");
    }
    let shown = ok(&place, "campaignctl field show first_name --format json").json();
    assert_eq!(shown["field"]["max-length"], 100, "{shown}");
    assert_eq!(shown["used"], serde_json::json!(["onboarding: step.identity.map.first_name"]), "{shown}");
    does(&place, "campaignctl field edit first_name --unset label --unset max-length --pii personal");
    assert_eq!(place.workspace_files(), before);
    let run = ok(&place, "campaignctl field edit first_name --type choice --values a,b");
    assert!(run.stderr.contains("type -> choice (was text)") && run.stderr.contains("validate"), "{run}");
}

#[test]
fn other_spellings_of_words_come_and_go_one_by_one() {
    let place = Place::with_campaign();
    does(
        &place,
        "campaignctl field add sex --type choice --values male,female --alias M=male --alias ' F = female'",
    );
    let file = place.read("acme/data-model.toml");
    assert!(file.ends_with("aliases = { F = \"female\", M = \"male\" }\n"), "{file}");
    let run = ok(&place, "campaignctl field edit sex --alias H=male --no-alias M");
    assert!(
        run.stderr.contains("aliases -> F = female, H = male (was F = female, M = male)"),
        "what stays is kept\n{run}"
    );
    let kept = place.workspace_files();
    for (line, words) in [
        ("field edit sex --alias X=femal", "did you mean `female`"),
        ("field edit sex --alias male=female", "is a word to choose already"),
        ("field edit sex --alias x", "SPELLING=WORD"),
        ("field edit sex --no-alias h", "did you mean `H`"),
        ("field edit sex --no-alias H --alias H=male", "taken back at once"),
        ("field edit sex --unset aliases --alias X=male", "taken back at once"),
        ("field edit sex --values female,other", "`H`"),
        ("field add age --type integer --values 1 --alias one=1", "has no words"),
        ("field edit first_name --alias A=B", "--unset aliases"),
    ] {
        let run = refused(&place, &format!("campaignctl {line}"));
        assert!(run.stderr.contains(words), "{line}\n{run}");
    }
    assert_eq!(place.workspace_files(), kept);
    does(&place, "campaignctl field edit sex --unset aliases");
    assert!(!place.read("acme/data-model.toml").contains("aliases"));
}

#[test]
fn campaigns_are_copied_changed_deleted_and_kept() {
    let place = with_comments();
    let text = place.read(CAMPAIGN);
    does(&place, "campaignctl campaign clone onboarding second");
    assert_eq!(place.read("acme/campaigns/second.toml"), text);
    does(&place, "campaignctl campaign clone onboarding third --title 'The third'");
    let third = text.replace("\"Account opening\"", "\"The third\"");
    assert_eq!(place.read("acme/campaigns/third.toml"), third);

    let run = ok(&place, "campaignctl campaign edit third --title Fourth --provider jumio --entry identity");
    for line in ["title -> Fourth (was The third)", "provider -> jumio", "entry -> identity (was welcome)"] {
        assert!(run.stderr.contains(line), "{line}\n{run}");
    }
    does(&place, "campaignctl campaign edit third --unset provider --entry welcome --title 'The third'");
    assert_eq!(place.read("acme/campaigns/third.toml"), third);

    let run = refused(&place, "campaignctl campaign delete third");
    assert!(run.stderr.contains("--yes"), "{run}");
    let dry = ok(&place, "campaignctl campaign delete third --dry-run");
    assert!(dry.stdout.contains("+++ /dev/null"), "{dry}");
    assert_eq!(place.read("acme/campaigns/third.toml"), third);
    let run = ok(&place, "campaignctl campaign delete third --yes");
    assert!(run.stderr.contains(".campaignctl/deleted/third.toml"), "{run}");
    assert_eq!(place.read("acme/.campaignctl/deleted/third.toml"), third);
    let gone = refused(&place, "campaignctl campaign show third");
    assert!(gone.stderr.contains("third"), "{gone}");
    does(&place, "mv .campaignctl/deleted/third.toml campaigns/third.toml");
    does(&place, "campaignctl campaign show third");
}

#[test]
fn a_push_after_an_environment_was_renamed_knows_its_drafts() {
    let place = Place::live();
    does(&place, "campaignctl env rename local here");
    does(&place, "campaignctl funnel edit-step welcome --title Hello");
    does(&place, "campaignctl push");
}
