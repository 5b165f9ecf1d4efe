//! One campaign among others.

use crate::support::Place;

#[test]
fn one_campaign_is_shown_whatever_is_wrong_with_others() {
    let place = Place::with_campaign();
    place.write("acme/campaigns/broken.toml", "entry = ");
    let lines = [
        "campaignctl funnel show -c onboarding",
        "campaignctl funnel graph -c onboarding",
        "campaignctl mapping list -c onboarding",
    ];
    for line in lines {
        let run = place.shell(line);
        assert!(run.code == 0 && run.stdout.contains("identity"), "{line}\n{run}");
        let run = place.shell(&line.replace("onboarding", "broken"));
        assert!(run.code == 3 && run.stderr.contains("campaigns/broken.toml:1"), "{line}\n{run}");
        let run = place.shell(&line.replace("onboarding", "onbording"));
        assert!(run.code == 2 && run.stderr.contains("onboarding"), "{line}\n{run}");
    }
}

#[test]
fn a_campaign_is_told_when_it_is_open() {
    let place = Place::with_campaign();
    let before = place.read("acme/campaigns/onboarding.toml");
    let (starts, ends) = ("2999-01-01T09:00:00-03:00", "2999-02-01T09:00:00-03:00");
    let run = place.shell(&format!("campaignctl campaign edit --starts {starts} --ends {ends}"));
    assert_eq!(run.code, 0, "{run}");
    let text = place.read("acme/campaigns/onboarding.toml");
    for line in [format!("starts = \"{starts}\"\n"), format!("ends = \"{ends}\"\n")] {
        assert!(text.contains(&line), "{text}");
    }
    for wrong in ["--starts tomorrow", "--ends 2999-02-01T09:00:00", "--ends 2998-01-01T00:00:00Z"] {
        let run = place.shell(&format!("campaignctl campaign edit {wrong}"));
        assert_eq!(run.code, 2, "{wrong}\n{run}");
    }
    let run = place.shell("campaignctl campaign edit --unset starts --unset ends");
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(place.read("acme/campaigns/onboarding.toml"), before);
}

#[test]
fn a_live_campaign_is_paused_and_resumed_at_the_backend() {
    let place = Place::with_campaign();
    let run = place.shell("campaignctl campaign pause onboarding");
    assert!(run.code == 2 && run.stderr.contains("there is no campaign `onboarding`"), "{run}");
    let run = place.shell("campaignctl push");
    assert_eq!(run.code, 0, "{run}");
    let run = place.shell("campaignctl campaign pause onboarding");
    assert!(run.code == 8 && run.stderr.contains("is not live"), "{run}");

    let place = Place::live();
    let files = place.workspace_files();
    let run = place.shell("campaignctl campaign pause onbording");
    assert!(run.code == 2 && run.stderr.contains("did you mean `onboarding`?"), "{run}");
    let run = place.shell("campaignctl campaign pause onboarding --dry-run");
    assert!(run.code == 0 && run.stderr.contains("would pause"), "{run}");
    let paused = || {
        let status = place.shell("campaignctl status --format json").json();
        let resources = status["resources"].as_array().unwrap().iter();
        resources.filter(|one| one["resource"] == "campaign/onboarding").all(|one| one["paused"] == true)
    };
    assert!(!paused());
    let run = place.shell("campaignctl campaign pause onboarding --reason 'too many at once'");
    assert!(run.code == 0 && run.stderr.contains("who has begun goes on"), "{run}");
    assert!(paused());
    assert!(place.shell("campaignctl status").stdout.contains("version 1, paused"));
    let again = place.shell("campaignctl campaign pause onboarding --format json");
    assert_eq!((again.code, &again.json()["unchanged"]), (0, &true.into()), "{again}");
    let run = place.shell("campaignctl campaign resume onboarding --format json");
    assert_eq!((run.json()["paused"].clone(), run.json()["unchanged"].clone()), (false.into(), false.into()));
    assert!(!paused());
    assert_eq!(place.workspace_files(), files, "nothing of it stands in the files");
}
