//! `provider remove`: what is in the way, what goes, what stays, and the pairs in the keyring.

use std::process::Stdio;

use rexpect::session::{PtySession, spawn_command};

use crate::keyring::{LOGIN, NO_PASSWORD, bus, on_a_bus};
use crate::prompts::on_a_terminal;
use crate::support::{API_SECRET, API_TOKEN, Place, Run};

const REMOVE: &str = "campaignctl provider remove jumio --yes";

fn ok(run: Run) -> Run {
    assert_eq!(run.code, 0, "{run}");
    run
}

/// A workspace whose campaign verifies nobody, with a provider that is set up.
fn unused() -> Place {
    let place = Place::new();
    let _ = place.ok(&["init", "acme"]);
    place.write("acme/providers/jumio.toml", SETTINGS);
    place.write("acme/campaigns/newsletter.toml", CAMPAIGN);
    place.write("pair", &format!("{API_TOKEN}\n{API_SECRET}\n"));
    place
}

const SETTINGS: &str =
    "# Ours.\nplatform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"10011\" # the public one\n";
const CAMPAIGN: &str = "entry = \"done\"\n\n[step.done]\nkind = \"end\"\nresult = \"completed\"\n";

/// The same, with a pair in the keyring for two environments.
fn with_pairs() -> Place {
    let place = unused();
    let settings = place.read("acme/campaignctl.toml");
    let more = "\n[env.staging]\nbackend = \"embedded\"\nsandbox = true\n";
    place.write("acme/campaignctl.toml", &format!("{settings}{more}"));
    let set = "campaignctl provider set jumio --credentials-file ../pair --local-only";
    let _ = ok(on_a_bus(&place, LOGIN, &format!("set -e\n{set}\n{set} --env staging")));
    place
}

/// Where the keyring has a pair, as `provider show` says it for both environments.
fn kept(place: &Place) -> [bool; 2] {
    place.write("again.toml", SETTINGS);
    let script = "test -e providers/jumio.toml || { mkdir -p providers; cp ../again.toml providers/jumio.toml; trap 'rm providers/jumio.toml' EXIT; }\n\
                  for env in local staging; do campaignctl provider show --local-only --env $env; done";
    let shown = ok(on_a_bus(place, LOGIN, script)).stdout;
    let lines: Vec<&str> = shown.lines().filter(|line| line.starts_with("pair here")).collect();
    let [local, staging] = lines[..] else { panic!("{shown}") };
    [local, staging].map(|line| line.contains("in the keyring"))
}

fn shown_by_git(place: &Place) -> Vec<String> {
    let acme = place.work().join("acme");
    let files = place.workspace_files().into_iter();
    files.map(|(path, _)| path.strip_prefix(&acme).unwrap().display().to_string()).collect()
}

#[test]
fn a_provider_whose_steps_are_there_stays_and_every_place_is_told() {
    let place = Place::with_campaign();
    let campaign = place.read("acme/campaigns/onboarding.toml");
    place.write("acme/campaigns/onboarding.toml", &format!("provider = \"jumio\"\n{campaign}"));
    place.write("acme/campaigns/newsletter.toml", &format!("provider = \"jumio\"\n{CAMPAIGN}"));
    let before = place.workspace_files();
    for cascade in ["", " --cascade", " --cascade --dry-run", " --cascade --forget-pair"] {
        let run = place.shell(&format!("{REMOVE}{cascade}"));
        assert_eq!(run.code, 2, "{run}");
        for told in [
            "steps verify identities by `jumio`",
            "newsletter: provider",
            "onboarding: provider",
            "onboarding: step.identity.kind",
            "campaignctl funnel remove-step STEP -c CAMPAIGN",
            "--cascade leaves steps alone",
        ] {
            assert!(run.stderr.contains(told), "{told}\n{run}");
        }
        assert!(!run.stderr.contains("pass --cascade"), "{run}");
        assert_eq!(place.workspace_files(), before);
    }
    // What is advised there is what helps.
    let _ = ok(place.shell("campaignctl funnel remove-step identity -c onboarding"));
    let keys = place.shell(REMOVE);
    assert_eq!(keys.code, 2, "{keys}");
    assert!(
        keys.stderr.contains("the provider `jumio` is used") && keys.stderr.contains("pass --cascade"),
        "{keys}"
    );
    let _ = ok(place.shell(&format!("{REMOVE} --cascade")));
    for campaign in ["onboarding", "newsletter"] {
        let text = place.read(&format!("acme/campaigns/{campaign}.toml"));
        assert!(!text.contains("jumio"), "{text}");
    }
    let validated = place.shell("campaignctl validate --format json").json().to_string();
    assert!(!validated.contains("P001") && !validated.contains("jumio"), "{validated}");
}

#[test]
fn the_settings_go_and_are_kept_aside_and_everything_says_so() {
    let place = unused();
    let files = shown_by_git(&place);
    let dry = ok(place.shell("campaignctl provider remove jumio --dry-run"));
    assert!(dry.stdout.starts_with("--- a/providers/jumio.toml\n+++ /dev/null\n"), "{dry}");
    assert!(dry.stdout.contains("-workflow = \"10011\" # the public one\n"), "{dry}");
    assert!(dry.stderr.contains("dry run: nothing was written"), "{dry}");
    assert_eq!(shown_by_git(&place), files);
    let unsure = place.shell("campaignctl provider remove jumio");
    assert_eq!(unsure.code, 2, "{unsure}");
    assert!(unsure.stderr.contains("pass --yes"), "{unsure}");
    assert_eq!(shown_by_git(&place), files);

    let run = ok(place.shell(REMOVE));
    assert!(run.stderr.contains("removed the provider jumio"), "{run}");
    assert!(run.stderr.contains("the backend keeps what was pushed and published"), "{run}");
    let left: Vec<String> = files.into_iter().filter(|file| file != "providers/jumio.toml").collect();
    assert_eq!(shown_by_git(&place), left);
    assert_eq!(place.read("acme/.campaignctl/deleted/jumio.toml"), SETTINGS);

    let listed = ok(place.shell("campaignctl provider list --format json")).json();
    assert_eq!(listed["providers"], serde_json::json!([]), "{listed}");
    for verb in ["show", "verify", "rotate", "remove"] {
        let gone = place.shell(&format!("campaignctl provider {verb} jumio --yes"));
        assert_eq!(gone.code, 2, "{gone}");
        assert!(gone.stderr.contains("jumio is not set up in this workspace"), "{gone}");
    }
    let validated = ok(place.shell("campaignctl validate"));
    assert!(!validated.stderr.contains("P001"), "{validated}");
    // The advice brings it back.
    let back =
        run.stderr.lines().find_map(|line| line.split('`').nth(1).filter(|line| line.starts_with("mv ")));
    let _ = ok(place.shell(back.unwrap_or_else(|| panic!("{run}"))));
    assert_eq!(place.read("acme/providers/jumio.toml"), SETTINGS);
}

#[test]
fn a_step_without_settings_is_found_and_names_are_mended() {
    let place = Place::with_campaign();
    std::fs::remove_file(place.work().join("acme/providers/jumio.toml")).unwrap();
    let validated = place.shell("campaignctl validate");
    assert_eq!(validated.code, 3, "{validated}");
    assert!(validated.stderr.contains("P001") || validated.stdout.contains("P001"), "{validated}");
    let unknown = place.shell("campaignctl provider remove jumoi --yes");
    assert_eq!(unknown.code, 2, "{unknown}");
    assert!(unknown.stderr.contains("did you mean `jumio`?"), "{unknown}");
    let alone = place.shell("campaignctl provider remove jumio --yes --env local");
    assert_eq!(alone.code, 2, "{alone}");
    assert!(alone.stderr.contains("leave --env out"), "{alone}");
}

#[test]
fn settings_that_do_not_read_can_go_and_campaigns_that_do_not_read_may_name_it() {
    let place = unused();
    place.write("acme/providers/jumio.toml", "platform = \n");
    place.write("acme/campaigns/newsletter.toml", "entry = \n");
    let before = place.workspace_files();
    let run = place.shell(REMOVE);
    assert_eq!(run.code, 3, "{run}");
    assert!(run.stderr.contains("campaigns/newsletter.toml cannot be edited"), "{run}");
    assert_eq!(place.workspace_files(), before);
    place.write("acme/campaigns/newsletter.toml", CAMPAIGN);
    let _ = ok(place.shell(REMOVE));
    assert_eq!(place.read("acme/.campaignctl/deleted/jumio.toml"), "platform = \n");
}

#[test]
fn the_pair_stays_without_a_word_about_it_and_it_is_told_how_it_goes() {
    let place = with_pairs();
    let run = ok(on_a_bus(&place, LOGIN, REMOVE));
    let advice = "the keyring still has the pair (`local`, `staging`); \
                  `campaignctl provider remove jumio --forget-pair` removes it from there";
    assert!(run.stderr.contains(advice), "{run}");
    assert_eq!(kept(&place), [true, true]);
    let silent =
        ok(on_a_bus(&place, LOGIN, &format!("cp ../again.toml providers/jumio.toml\n{REMOVE} --keep-pair")));
    assert!(!silent.stderr.contains("--forget-pair"), "{silent}");

    // The settings are gone by now, and the pair is not.
    let dry = ok(on_a_bus(&place, LOGIN, &format!("{REMOVE} --forget-pair --dry-run")));
    assert!(dry.stderr.contains("(`local`, `staging`)"), "{dry}");
    assert_eq!(kept(&place), [true, true]);
    let forgotten = ok(on_a_bus(&place, LOGIN, &format!("{REMOVE} --forget-pair")));
    assert!(forgotten.stderr.contains("its pair goes from the keyring (`local`, `staging`)"), "{forgotten}");
    assert_eq!(kept(&place), [false, false]);
    let nothing = ok(on_a_bus(&place, LOGIN, &format!("{REMOVE} --forget-pair")));
    assert!(nothing.stderr.contains("the keyring has no pair of it"), "{nothing}");
}

#[test]
fn the_pair_goes_in_every_environment_when_that_is_asked_for() {
    let place = with_pairs();
    let dry = ok(on_a_bus(&place, LOGIN, "campaignctl provider remove jumio --forget-pair --dry-run"));
    assert!(dry.stderr.contains("its pair goes from the keyring (`local`, `staging`)"), "{dry}");
    assert_eq!(kept(&place), [true, true]);
    let run = ok(on_a_bus(&place, LOGIN, &format!("{REMOVE} --forget-pair --format json"))).json();
    assert_eq!(run["changed"], serde_json::json!(["providers/jumio.toml"]), "{run}");
    assert!(run["told"].to_string().contains("its pair goes from the keyring (`local`, `staging`)"), "{run}");
    assert_eq!(kept(&place), [false, false]);
    for (path, bytes) in place.files() {
        if path.file_name().unwrap() != "pair" {
            assert!(
                !String::from_utf8_lossy(&bytes).contains(API_SECRET),
                "the secret is in {}",
                path.display()
            );
        }
    }
}

#[test]
fn a_keyring_that_does_not_answer_leaves_everything_as_it_was() {
    let place = with_pairs();
    let before = place.workspace_files();
    let forget = format!("{REMOVE} --forget-pair");
    let locked = on_a_bus(&place, NO_PASSWORD, &forget);
    let none = place.shell(&forget);
    for run in [&locked, &none] {
        assert_eq!(run.code, 1, "{run}");
        assert!(
            run.stderr.contains("nothing was changed: the keyring cannot be asked for the pair"),
            "{run}"
        );
        assert!(run.stderr.contains("--keep-pair"), "{run}");
    }
    assert!(
        locked.stderr.contains("locked") && none.stderr.contains("CAMPAIGNCTL_KEYRING"),
        "{locked}{none}"
    );
    assert_eq!(place.workspace_files(), before);
    assert_eq!(kept(&place), [true, true]);
    // Without the flag it is said that something may be left.
    let left = ok(on_a_bus(&place, NO_PASSWORD, REMOVE));
    assert!(left.stderr.contains("if it has a pair of jumio, that stays"), "{left}");
}

#[test]
fn on_a_terminal_it_is_asked() {
    let place = unused();
    let mut terminal = on_a_terminal(&place, &["provider", "remove", "jumio"]);
    terminal.exp_string("remove the provider jumio from this workspace?").unwrap();
    terminal.send("n").unwrap();
    terminal.flush().unwrap();
    let seen = terminal.exp_eof().unwrap();
    assert!(seen.contains("not confirmed; nothing was changed"), "{seen}");
    assert_eq!(place.read("acme/providers/jumio.toml"), SETTINGS);
}

#[test]
fn on_a_terminal_the_pair_is_a_question_of_its_own() {
    let place = with_pairs();
    for (answer, is_kept) in [("n", true), ("y", false)] {
        let line = "test -e providers/jumio.toml || cp ../again.toml providers/jumio.toml\n\
                    campaignctl provider remove jumio";
        let mut command = bus(&place, LOGIN, line);
        command.env("TERM", "xterm").env("NO_COLOR", "1").stdin(Stdio::inherit());
        let mut terminal = spawn_command(command, Some(60_000)).unwrap();
        let reply = |terminal: &mut PtySession, question: &str, text: &str| {
            terminal.exp_string(question).unwrap();
            terminal.send(text).unwrap();
            terminal.flush().unwrap();
        };
        reply(&mut terminal, "remove the provider jumio from this workspace?", "y");
        reply(&mut terminal, "remove the pair from the keyring as well (`local`, `staging`)?", answer);
        let seen = terminal.exp_eof().unwrap();
        assert!(seen.contains("removed the provider jumio"), "{seen}");
        assert_eq!(seen.contains("its pair goes"), !is_kept, "{seen}");
        assert_eq!(kept(&place), [is_kept, is_kept], "{seen}");
    }
}
