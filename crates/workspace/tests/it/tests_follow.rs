//! Names that change or go, and the funnel tests that name them.

use std::collections::BTreeMap;

use model::{CampaignSlug, EnvName, FieldId, ResourceName, StepId, TestName};
use workspace::verbs::campaigns::{self, Kept};
use workspace::verbs::steps::{self, Removal};
use workspace::verbs::{ChangeError, VerbError, environments, fields, rename};
use workspace::{Edit, EditError};

use crate::support::{Files, SETTINGS};

const DATA: &str = "[field.email]\ntype = \"email\"\n\n[field.score]\ntype = \"text\"\n";

const CAMPAIGN: &str = r#"entry = "welcome"

[step.welcome]
kind = "page"
fields = [{ field = "email" }]
on.next = "rating"

[step.rating]
kind = "webhook"
endpoint = "scoring"
receive.score = "score"
on.ok = "clerk"
on.failed = "clerk"

[step.clerk]
kind = "review"
on.approved = "done"
on.otherwise = "done"

[step.done]
kind = "end"
result = "completed"
"#;

/// All the ways in which a test names things, in all spellings.
const TEST: &str = r#"# welcome, email, onboarding and production stay in comments
campaign = 'onboarding' # which
"env" = "production"

# Straight on.
[ case . "welcome" ]
title = "welcome, email"
play = [
  { at = "welcome", fill = { "email" = "welcome" } }, # email
  # The system answers.
  { at = "rating", answer = { score = "10", 'email' = "x" } },
  { at = "\u0063lerk", outcome = "approved" },
]
expect = { end = "done", path = ["welcome", 'clerk', "done"], unset = ["score"] }

[[case.email.play]]
at = """
welcome"""
fill.email = "email"
[[case.email.play]]
wait = "2d"
[case.email.expect]
at = "clerk"
fields.email = "email"
fields."score" = "score"
# the end
"#;

fn files() -> Files {
    Files::new(&[
        ("data-model.toml", DATA),
        ("campaigns/onboarding.toml", CAMPAIGN),
        ("tests/ways.toml", TEST),
        (
            "tests/elsewhere.toml",
            "campaign = \"other\"\n[case.a]\nplay = [{ at = \"welcome\" }]\nexpect.at = \"clerk\"\n",
        ),
        ("campaigns/other.toml", CAMPAIGN),
    ])
}

fn field(name: &str) -> FieldId {
    FieldId::new(name).unwrap()
}

fn step(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

fn env(name: &str) -> EnvName {
    EnvName::new(name).unwrap()
}

fn slug(name: &str) -> CampaignSlug {
    CampaignSlug::new(name).unwrap()
}

/// Makes an edit and writes it: what it says it did, line by line. Where it is refused, all files are as they were.
fn done<T: ToString>(
    files: &Files,
    work: impl FnOnce(&mut Edit) -> Result<Vec<T>, ChangeError>,
) -> Result<Vec<String>, VerbError> {
    let before = files.all();
    let mut edit = Edit::begin(&files.root()).unwrap();
    match work(&mut edit) {
        Ok(told) => {
            edit.commit().unwrap();
            let loaded = files.root().load_with_tests(None);
            assert_eq!(loaded.diagnostics, []);
            Ok(told.iter().map(ToString::to_string).collect())
        }
        Err(ChangeError::Verb(error)) => {
            assert_eq!(files.all(), before);
            Err(error)
        }
        Err(ChangeError::Edit(error)) => panic!("{error}"),
    }
}

fn rename_field(files: &Files, from: &str, to: &str) -> Result<Vec<String>, VerbError> {
    done(files, |edit| rename::field(edit, &files.referrers(), &field(from), &field(to)))
}

fn rename_step(files: &Files, from: &str, to: &str) -> Result<Vec<String>, VerbError> {
    done(files, |edit| rename::step(edit, &files.referrers(), &slug("onboarding"), &step(from), &step(to)))
}

fn rename_campaign(files: &Files, from: &str, to: &str) -> Result<Vec<String>, VerbError> {
    done(files, |edit| rename::campaign(edit, &files.referrers(), &slug(from), &slug(to)))
}

fn remove_field(files: &Files, name: &str, cascade: bool) -> Result<Vec<String>, VerbError> {
    done(files, |edit| fields::remove(edit, &files.referrers(), &field(name), cascade))
}

fn remove_step(files: &Files, name: &str, cascade: bool) -> Result<Vec<String>, VerbError> {
    let removal = Removal { heal: true, cascade };
    done(files, |edit| steps::remove(edit, &files.referrers(), &slug("onboarding"), &step(name), removal))
}

fn remove_env(files: &Files, name: &str, cascade: bool) -> Result<Vec<String>, VerbError> {
    done(files, |edit| environments::remove(edit, &files.referrers(), &env(name), cascade))
}

/// The lines of the test that are not as before.
fn changed(files: &Files) -> Vec<String> {
    let after = files.read("tests/ways.toml");
    assert_eq!(after.lines().count(), TEST.lines().count(), "{after}");
    let pairs = TEST.lines().zip(after.lines()).filter(|(before, after)| before != after);
    pairs.map(|(_, after)| after.to_owned()).collect()
}

fn in_tests(told: &[String]) -> Vec<&str> {
    told.iter().map(String::as_str).filter(|line| line.starts_with("test/")).collect()
}

fn places(error: &VerbError) -> Vec<String> {
    error.places().iter().map(ToString::to_string).collect()
}

#[test]
fn a_field_is_followed_and_nothing_else_changes() {
    let files = files();
    let told = rename_field(&files, "email", "address").unwrap();
    let expected = [
        "test/ways: case.email.expect.fields.email",
        "test/ways: case.email.play[0].fill.email",
        "test/ways: case.welcome.play[0].fill.email",
        "test/ways: case.welcome.play[1].answer.email",
    ];
    assert_eq!(in_tests(&told), expected);
    let expected = [
        "  { at = \"welcome\", fill = { \"address\" = \"welcome\" } }, # email",
        "  { at = \"rating\", answer = { score = \"10\", 'address' = \"x\" } },",
        "fill.address = \"email\"",
        "fields.address = \"email\"",
    ];
    assert_eq!(changed(&files), expected);
    let told = rename_field(&files, "score", "points").unwrap();
    assert!(in_tests(&told).contains(&"test/ways: case.welcome.expect.unset[0]"), "{told:?}");
    assert!(files.read("tests/ways.toml").contains("fields.\"points\" = \"score\""));
}

#[test]
fn a_step_is_followed_in_the_tests_of_its_campaign_alone() {
    let files = files();
    let told = rename_step(&files, "clerk", "human").unwrap();
    let expected = [
        "test/ways: case.email.expect.at",
        "test/ways: case.welcome.expect.path[1]",
        "test/ways: case.welcome.play[2].at",
    ];
    assert_eq!(in_tests(&told), expected);
    let expected = [
        "  { at = \"human\", outcome = \"approved\" },",
        "expect = { end = \"done\", path = [\"welcome\", 'human', \"done\"], unset = [\"score\"] }",
        "at = \"human\"",
    ];
    assert_eq!(changed(&files), expected);
    assert!(files.read("tests/elsewhere.toml").contains("expect.at = \"clerk\""));
    let told = rename_step(&files, "done", "end").unwrap();
    assert_eq!(
        in_tests(&told),
        ["test/ways: case.welcome.expect.end", "test/ways: case.welcome.expect.path[2]"]
    );
}

#[test]
fn an_environment_and_a_campaign_are_followed() {
    let files = files();
    let told =
        done(&files, |edit| rename::environment(edit, &files.referrers(), &env("production"), &env("live")));
    assert_eq!(in_tests(&told.unwrap()), ["test/ways: env"]);
    assert_eq!(changed(&files), ["\"env\" = \"live\""]);
    let told = rename_campaign(&files, "onboarding", "account").unwrap();
    assert_eq!(told, ["test/ways: campaign"]);
    assert_eq!(changed(&files), ["campaign = 'account' # which", "\"env\" = \"live\""]);
    assert_eq!(files.read("campaigns/account.toml"), CAMPAIGN);
    assert!(!files.path().join("campaigns/onboarding.toml").exists());
}

#[test]
fn names_that_tests_have_already_are_refused() {
    let files = files();
    files.write("tests/later.toml", "campaign = \"later\"\n[case.a]\nexpect.unset = [\"phone\"]\n");
    assert_eq!(
        places(&rename_field(&files, "email", "phone").unwrap_err()),
        ["test/later: case.a.expect.unset[0]"]
    );
    assert_eq!(
        places(&rename_campaign(&files, "onboarding", "later").unwrap_err()),
        ["test/later: campaign"]
    );
    let error = rename_campaign(&files, "onboarding", "other").unwrap_err();
    assert!(matches!(error, VerbError::Exists { .. }), "{error}");
    assert_eq!(rename_campaign(&files, "onbording", "x").unwrap_err().nearest(), Some("onboarding"));
    assert_eq!(rename_campaign(&files, "onboarding", "onboarding").unwrap(), [""; 0]);
}

#[test]
fn a_test_that_does_not_read_keeps_all_files_as_they_are() {
    let files = files();
    files.write("tests/broken.toml", "campaign = \"other\"\ncase.a = \"no table\"\n");
    let before = files.all();
    let mut edit = Edit::begin(&files.root()).unwrap();
    let error = rename::field(&mut edit, &files.referrers(), &field("email"), &field("x")).unwrap_err();
    let ChangeError::Edit(EditError::Unreadable { path, .. }) = error else { panic!("{error}") };
    assert_eq!(path, "tests/broken.toml");
    drop(edit);
    assert_eq!(files.all(), before);
}

#[test]
fn what_a_test_names_stays_and_every_place_is_told() {
    let files = files();
    let error = remove_field(&files, "score", false).unwrap_err();
    let expected = [
        "onboarding: step.rating.receive.score",
        "other: step.rating.receive.score",
        "test/ways: case.email.expect.fields.score",
        "test/ways: case.welcome.expect.unset[0]",
        "test/ways: case.welcome.play[1].answer.score",
    ];
    assert_eq!(places(&error), expected);
    let error = remove_step(&files, "clerk", false).unwrap_err();
    let expected = [
        "test/ways: case.email.expect.at",
        "test/ways: case.welcome.expect.path[1]",
        "test/ways: case.welcome.play[2].at",
    ];
    assert_eq!(places(&error), expected);
    assert_eq!(places(&remove_env(&files, "production", false).unwrap_err()), ["test/ways: env"]);
}

#[test]
fn what_is_played_and_expected_of_a_field_goes_with_it() {
    let files = files();
    let told = remove_field(&files, "score", true).unwrap();
    let expected = [
        "test/ways: case.welcome.play[1].answer.score -> nothing",
        "test/ways: case.welcome.expect.unset[0] -> nothing",
        "test/ways: case.email.expect.fields.score -> nothing",
    ];
    assert_eq!(in_tests(&told), expected);
    let after = TEST
        .replace("{ score = \"10\", 'email' = \"x\" }", "{ email = \"x\" }")
        .replace(", unset = [\"score\"] }", " }")
        .replace("fields.\"score\" = \"score\"\n", "");
    assert_eq!(files.read("tests/ways.toml"), after);

    // A page is sent all the same, and the system answers.
    remove_field(&files, "email", true).unwrap();
    let after = files.read("tests/ways.toml");
    assert!(after.contains("{ at = \"welcome\", fill = {} }, # email"), "{after}");
    assert!(after.contains("{ at = \"rating\", answer = {} },"), "{after}");
    assert!(!after.contains("fields"), "{after}");
    let loaded = files.root().load_with_tests(None);
    let plays = &loaded.workspace.unwrap().tests["ways"].cases["welcome"].play;
    assert!(plays[0].fill.as_ref().is_some_and(BTreeMap::is_empty), "{plays:?}");
}

#[test]
fn what_is_played_and_expected_at_a_step_goes_with_it() {
    let files = files();
    let told = remove_step(&files, "clerk", true).unwrap();
    let expected = [
        "test/ways: case.welcome.play[2] -> nothing",
        "test/ways: case.welcome.expect.path[1] -> nothing",
        "test/ways: case.email.expect.at -> nothing",
    ];
    assert_eq!(in_tests(&told), expected);
    let after = TEST
        .replace("  { at = \"\\u0063lerk\", outcome = \"approved\" },\n", "")
        .replace("\"welcome\", 'clerk', \"done\"", "\"welcome\", \"done\"")
        .replace("at = \"clerk\"\n", "");
    assert_eq!(files.read("tests/ways.toml"), after);
    assert!(files.read("campaigns/onboarding.toml").contains("on.ok = \"done\""), "healed");

    // One table of several that have a header each.
    let told = remove_step(&files, "welcome", true).unwrap();
    assert!(in_tests(&told).contains(&"test/ways: case.email.play[0] -> nothing"), "{told:?}");
    let after = files.read("tests/ways.toml");
    assert!(after.contains("[[case.email.play]]\nwait = \"2d\"\n"), "{after}");
    assert_eq!(after.matches("[[case.email.play]]").count(), 1, "{after}");
    assert!(after.contains("  # The system answers.\n  { at = \"rating\""), "{after}");
}

#[test]
fn a_test_of_an_environment_that_goes_is_for_the_one_in_force() {
    let files = files();
    assert_eq!(remove_env(&files, "production", true).unwrap(), ["test/ways: env -> nothing"]);
    assert_eq!(files.read("tests/ways.toml"), TEST.replace("\"env\" = \"production\"\n", ""));
    assert_eq!(files.read("campaignctl.toml"), SETTINGS[..SETTINGS.find("\n[env.production]").unwrap()]);
}

#[test]
fn a_campaign_goes_with_its_tests_and_all_of_them_are_kept() {
    let files = files();
    files.write("tests/onboarding.toml", "campaign = \"onboarding\"\n");
    files.write("tests/test-onboarding.toml", "campaign = \"onboarding\"\n# other\n");
    let delete = |cascade: bool| {
        let mut edit = Edit::begin(&files.root()).unwrap();
        let all = campaigns::delete(&mut edit, &files.referrers(), &slug("onboarding"), cascade)?;
        edit.commit().unwrap();
        Ok::<Vec<Kept>, ChangeError>(all)
    };
    let Err(ChangeError::Verb(error)) = delete(false) else { panic!("it has tests") };
    assert_eq!(
        places(&error),
        ["test/onboarding: campaign", "test/test-onboarding: campaign", "test/ways: campaign"]
    );
    let all = delete(true).unwrap();
    let told: Vec<String> = all.iter().map(|Kept { file, kept }| format!("{file} {kept}")).collect();
    let expected = [
        "campaigns/onboarding.toml .campaignctl/deleted/onboarding.toml",
        "tests/onboarding.toml .campaignctl/deleted/test-onboarding.toml",
        "tests/test-onboarding.toml .campaignctl/deleted/test-test-onboarding.toml",
        "tests/ways.toml .campaignctl/deleted/test-ways.toml",
    ];
    assert_eq!(told, expected);
    for (file, text) in
        [("onboarding", CAMPAIGN), ("test-ways", TEST), ("test-onboarding", "campaign = \"onboarding\"\n")]
    {
        assert_eq!(files.read(&format!(".campaignctl/deleted/{file}.toml")), text);
    }
    assert_eq!(files.root().tests().unwrap(), [TestName::new("elsewhere").unwrap()]);
    assert_eq!(files.root().campaigns().unwrap(), [slug("other")]);

    // Two that go at once never take one place.
    files.write("tests/a.toml", "campaign = \"test-a\"\n");
    files.write("campaigns/test-a.toml", CAMPAIGN);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let all = campaigns::delete(&mut edit, &files.referrers(), &slug("test-a"), true).unwrap();
    assert_eq!(all[0].kept, ".campaignctl/deleted/test-a.toml");
    assert_eq!(all[1].kept, ".campaignctl/deleted/test-a-2.toml");
    edit.commit().unwrap();
    assert_eq!(files.read(".campaignctl/deleted/test-a.toml"), CAMPAIGN);
}

#[test]
fn a_test_is_read_and_copied_like_other_files() {
    let files = files();
    let name = |name: &str| ResourceName::Test(TestName::new(name).unwrap());
    let mut edit = Edit::begin(&files.root()).unwrap();
    assert!(edit.test(&TestName::new("nothing").unwrap()).unwrap().is_none());
    let test = edit.test(&TestName::new("ways").unwrap()).unwrap().unwrap();
    assert_eq!(test.cases.len(), 2);
    edit.copy_file(&name("ways"), &name("copy")).unwrap();
    edit.commit().unwrap();
    assert_eq!(files.read("tests/copy.toml"), TEST);
}
