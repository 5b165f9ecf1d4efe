//! `validate --fix`.

use serde_json::json;

use crate::support::Place;
use crate::validate::faulty;

const CAMPAIGN: &str = "acme/campaigns/onboarding.toml";
const PROVIDER: &str = "acme/providers/jumio.toml";

#[test]
fn what_is_certain_is_mended_once_and_the_rest_is_reported() {
    let place = faulty();
    let (campaign, provider) = (place.read(CAMPAIGN), place.read(PROVIDER));
    let run = place.shell("campaignctl validate --fix");
    assert_eq!(run.code, 3, "{run}");
    let wanted = campaign
        .replace("titel", "title")
        .replace("ID_CARD", "id-card")
        .replace("country = \"AR\"", "country = \"ARG\"");
    assert_eq!(place.read(CAMPAIGN), wanted, "{run}");
    assert_eq!(place.read(PROVIDER), provider.replace("##0b5fff", "#0B5FFF"), "{run}");
    insta::assert_snapshot!(run.stderr, @"
    fixed campaigns/onboarding.toml:5 [W001] there is no key `titel` here: write `title`
    fixed campaigns/onboarding.toml:10 [J001] there is no document `ID_CARD`: write `id-card`
    fixed campaigns/onboarding.toml:23 [J002] `AR` is not the alpha-3 code of a country: write `ARG`
    fixed providers/jumio.toml:4 [P006] `##0b5fff` is no colour: write `#0B5FFF`
    4 findings fixed in 2 files
    3 resources checked in 2 environments: 1 error, 1 warning, 2 hints
    ");
    assert!(run.stdout.starts_with("error[F002]: there is no step `identiy`\n"), "{run}");

    let before = place.workspace_files();
    let again = place.shell("campaignctl validate --fix");
    assert_eq!(place.workspace_files(), before);
    assert_eq!((again.code, again.stdout), (3, run.stdout));
    assert!(again.stderr.starts_with("nothing to fix\n"), "{}", again.stderr);
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let place = faulty();
    let before = place.workspace_files();
    let run = place.shell("campaignctl validate --fix --dry-run");
    assert_eq!(place.workspace_files(), before);
    assert_eq!(run.code, 3, "{run}");
    let shown: Vec<&str> = run.stdout.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(shown.join("\n"), @r###"
    --- a/providers/jumio.toml
    +++ b/providers/jumio.toml
    @@ -1,4 +1,4 @@
     platform = "kyx"
     datacenter = "eu"
     workflow = "10011"
    -primary-color = "##0b5fff"
    +primary-color = "#0B5FFF"
    --- a/campaigns/onboarding.toml
    +++ b/campaigns/onboarding.toml
    @@ -2,12 +2,12 @@

     [step.welcome]
     kind = "page"
    -titel = "Welcome: 100%, sure"
    +title = "Welcome: 100%, sure"
     on.next = "identiy"

     [step.identity]
     kind = "jumio"
    -documents = ["passport", "ID_CARD"]
    +documents = ["passport", "id-card"]
     country = "URY"
     on.otherwise = "done"

    @@ -20,4 +20,4 @@
     result = "declined"

     [env.production.step.identity]
    -country = "AR"
    +country = "ARG"
    "###);
    assert!(run.stderr.contains("would fix campaigns/onboarding.toml:5 [W001] "), "{run}");
    assert!(run.stderr.contains("dry run: nothing was written\n"), "{run}");
    assert!(run.stderr.contains("error[F002]"), "what would be left is reported\n{run}");

    let told = place.shell("campaignctl validate --fix --dry-run --format json").json();
    assert_eq!(place.workspace_files(), before);
    assert_eq!(told["diff"], run.stdout);
    assert_eq!(told["dry_run"], true);
    // What the difference says is what is done.
    place.write("acme/diff", &run.stdout);
    let applied = place.shell("git apply --verbose diff");
    assert_eq!(applied.code, 0, "{applied}");
    let by_git = (place.read(CAMPAIGN), place.read(PROVIDER));
    let place = faulty();
    assert_eq!(place.shell("campaignctl validate --fix").code, 3);
    assert_eq!((place.read(CAMPAIGN), place.read(PROVIDER)), by_git);
}

#[test]
fn json_tells_what_was_mended_and_what_is_left() {
    let place = faulty();
    let before = place.shell("campaignctl validate --format json").json();
    let told = place.shell("campaignctl validate --fix --format json").json();
    assert_eq!(told["changed"], json!(["providers/jumio.toml", "campaigns/onboarding.toml"]));
    assert_eq!(told["dry_run"], false);
    let fixed = told["fixed"].as_array().unwrap();
    let slip = fixed.iter().find(|fixed| fixed["code"] == "W001").unwrap();
    assert_eq!(slip["title"], "write `title`");
    assert_eq!((&slip["file"], &slip["line"]), (&json!("campaigns/onboarding.toml"), &json!(5)));
    let overlay = fixed.iter().find(|fixed| fixed["env"] == "production").unwrap();
    assert_eq!((&overlay["code"], &overlay["path"]), (&json!("J002"), &json!("step.identity.country")));
    let count = |document: &serde_json::Value| document["findings"].as_array().unwrap().len();
    assert!(count(&told) < count(&before));
    let certain = |fix: &serde_json::Value| fix["certain"] == true;
    let left = told["findings"].as_array().unwrap().iter();
    assert!(!left.flat_map(|finding| finding["fixes"].as_array().unwrap()).any(certain));
}

#[test]
fn only_what_was_named_is_mended_and_only_for_the_environment() {
    let place = faulty();
    let campaign = place.read(CAMPAIGN);
    assert_eq!(place.shell("campaignctl validate --fix provider/jumio").code, 0);
    assert_eq!(place.read(CAMPAIGN), campaign);
    assert!(place.read(PROVIDER).contains("\"#0B5FFF\""));
    // The country is wrong in production alone.
    assert_eq!(place.shell("campaignctl validate --fix --env local").code, 3);
    let local = place.read(CAMPAIGN);
    assert_eq!(local, campaign.replace("titel", "title").replace("ID_CARD", "id-card"));
    assert_eq!(place.shell("campaignctl validate --fix --env production").code, 3);
    assert_eq!(place.read(CAMPAIGN), local.replace("\"AR\"", "\"ARG\""));
}

#[test]
fn one_fix_makes_another_possible() {
    let place = faulty();
    let campaign = place.read(CAMPAIGN);
    let wrong =
        campaign.replace("country = \"URY\"", "contry = \"UY\"").replace("documents =", "documnets =");
    place.write(CAMPAIGN, &wrong);
    let run = place.shell("campaignctl validate --fix");
    let text = place.read(CAMPAIGN);
    assert!(text.contains("country = \"URY\"\n"), "{run}\n{text}");
    assert!(text.contains("documents = [\"passport\", \"id-card\"]\n"), "{run}\n{text}");
}

#[test]
fn what_lies_outside_of_the_workspace_is_not_mended() {
    let place = faulty();
    let campaign = place.read(CAMPAIGN);
    std::fs::rename(place.work().join(CAMPAIGN), place.work().join("elsewhere.toml")).unwrap();
    std::os::unix::fs::symlink("../../elsewhere.toml", place.work().join(CAMPAIGN)).unwrap();
    let run = place.shell("campaignctl validate --fix");
    assert_eq!(run.code, 3, "{run}");
    assert_eq!(place.read("elsewhere.toml"), campaign);
}

#[test]
fn a_file_that_does_not_parse_is_left_alone_and_others_are_mended() {
    let place = faulty();
    let broken = place.read(CAMPAIGN) + "[step.identity\n";
    place.write(CAMPAIGN, &broken);
    let run = place.shell("campaignctl validate --fix");
    assert_eq!(run.code, 3, "{run}");
    assert_eq!(place.read(CAMPAIGN), broken);
    assert!(place.read(PROVIDER).contains("\"#0B5FFF\""), "{run}");
}

#[test]
fn a_workspace_with_nothing_to_fix_is_left_alone() {
    let place = Place::with_campaign();
    let before = place.workspace_files();
    let run = place.shell("campaignctl validate --fix");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.starts_with("nothing to fix\n"), "{run}");
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn build_servers_get_what_is_left() {
    let place = faulty();
    let run = place.shell("campaignctl validate --fix --format github");
    assert_eq!(run.code, 3, "{run}");
    assert!(run.stdout.contains("title=F002") && !run.stdout.contains("title=W001"), "{run}");
    assert!(run.stderr.contains("fixed campaigns/onboarding.toml:5 [W001] "), "{run}");
}

#[test]
fn wrong_usage_changes_nothing() {
    let place = faulty();
    let before = place.workspace_files();
    for line in ["validate --dry-run", "validate --fix --dry-run --format sarif", "validate --fix onbording"]
    {
        let run = place.shell(&format!("campaignctl {line}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{line}\n{run}");
    }
    assert_eq!(place.workspace_files(), before);
}
