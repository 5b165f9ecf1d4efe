//! Reading funnel tests: only where they are asked for, and everything at once.

use model::{EnvName, ResourceName, TestName};

use crate::support::Files;

pub(crate) const TEST: &str = r#"# All the ways in.
campaign = "onboarding"
env = "production" # live
now = "2026-05-17T10:00:00Z"

[case.passport]
title = "A passport that passes"
play = [
  { at = "welcome", fill = { email = "ana@acme.example" } },
  { at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana" }, images = ["front"] },
  { at = "score", answer = { score = "10" } },
  { wait = "2d" },
]
[case.passport.expect]
end = "done"
result = "completed"
path = ["welcome", "identity", "done"]
fields = { first_name = "Ana" }
unset = ["last_name"]

[case.left]
play = [{ at = "welcome" }]
expect.at = "identity"
"#;

fn name() -> TestName {
    TestName::new("onboarding").unwrap()
}

/// What is told of the workspace with its tests, as `file:line:column code message`, with the help behind it.
fn told(files: &Files) -> Vec<String> {
    let loaded = files.root().load_with_tests(None);
    let places = loaded.sources.locate_all(&loaded.diagnostics);
    let told = loaded.diagnostics.iter().zip(places).map(|(finding, at)| {
        let at = at.map_or_else(|| "-".to_owned(), |at| format!("{}:{}:{}", at.path, at.line, at.column));
        let help = finding.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
        format!("{at} {} {}{help}", finding.code, finding.message)
    });
    told.collect()
}

#[test]
fn tests_are_read_where_they_are_asked_for() {
    let files = Files::new(&[("tests/onboarding.toml", TEST), ("tests/notes.txt", "no test")]);
    let loaded = files.root().load_with_tests(None);
    assert_eq!(loaded.diagnostics, []);
    let (own, test) = loaded.tests().next().unwrap();
    assert_eq!((own, loaded.tests().count()), (&name(), 1));
    assert_eq!((test.campaign.as_str(), test.cases.len()), ("onboarding", 2));
    assert_eq!(test.env, Some(EnvName::new("production").unwrap()));
    let case = &test.cases["passport"];
    assert_eq!((case.play.len(), case.expect.unset.len()), (4, 1));
    let resource = ResourceName::Test(name());
    assert_eq!(loaded.sources.path(&resource).unwrap(), "tests/onboarding.toml");
    let workspace = loaded.workspace.unwrap();
    assert!(workspace.resources().all(|pushed| pushed.name() != resource), "a test is never pushed");
    assert_eq!(workspace.resource(&resource), None);

    // Not even looked at otherwise.
    files.write("tests/onboarding.toml", "[");
    let loaded = files.root().load(None);
    assert_eq!((loaded.diagnostics.len(), loaded.tests().count()), (0, 0));
    assert!(files.root().load_with_tests(None).incomplete.contains(&resource));
    assert_eq!(files.root().tests().unwrap(), [name()]);
}

#[test]
fn all_faults_come_at_once_with_their_places() {
    let text = r#"campain = "onboarding"
env.production = {}
now = "tomorrow"

[case.a]
titel = "x"
play = [
  { at = "welcome", fil = {} },
  { at = "welcome", fill = { age = 18, "First Name" = "x" } },
  { at = "welcome", wait = "2d" },
  { wait = "soon" },
  "welcome",
  { at = "identity", captured = {} },
  {},
]
[case.a.expect]
ends = "done"
result = "good"
path = "welcome"
fields = { "Bad Name" = "x" }

[case."Bad Name"]
[case]
b = "x"
c = { play = {}, expect = "x" }
"#;
    let told = told(&Files::new(&[("tests/onboarding.toml", text)]));
    insta::assert_snapshot!(told.join("\n"), @r#"
    tests/onboarding.toml:2:1 W001 invalid type: map, expected a string
    tests/onboarding.toml:3:7 W001 `tomorrow` is no point in time: write date, time and the offset from UTC, such as `2026-05-17T10:00:00Z`
    tests/onboarding.toml:1:1 W001 there is no key `campain` here (did you mean `campaign`?)
    tests/onboarding.toml:1:1 W001 missing field `campaign`
    tests/onboarding.toml:8:21 W001 there is no key `fil` here (did you mean `fill`?)
    tests/onboarding.toml:9:40 W002 `First Name` is not a name: a name begins with a letter a-z and goes on with a-z, 0-9, `-` and `_`
    tests/onboarding.toml:9:36 W001 invalid type: integer `18`, expected a string
    tests/onboarding.toml:10:5 W001 `wait` stands alone: it cannot go together with `at`; write two plays
    tests/onboarding.toml:11:12 W001 `soon` is not a length of time; write a number and one of s, m, h, d, such as `30m`
    tests/onboarding.toml:12:3 W001 a play is a table: write `{ at = "STEP" }`
    tests/onboarding.toml:13:22 W001 `captured` needs `outcome`: how the verification ended
    tests/onboarding.toml:14:3 W001 a play names a step with `at`, or lets time pass with `wait`
    tests/onboarding.toml:20:12 W002 `Bad Name` is not a name: a name begins with a letter a-z and goes on with a-z, 0-9, `-` and `_`
    tests/onboarding.toml:18:10 W001 unknown variant `good`, expected one of `completed`, `declined`, `referred`, `abandoned`
    tests/onboarding.toml:19:8 W001 invalid type: string "welcome", expected a sequence
    tests/onboarding.toml:17:1 W001 there is no key `ends` here (did you mean `end`?)
    tests/onboarding.toml:6:1 W001 there is no key `titel` here (did you mean `title`?)
    tests/onboarding.toml:22:7 W002 `Bad Name` is not a name: a name begins with a letter a-z and goes on with a-z, 0-9, `-` and `_`
    tests/onboarding.toml:24:5 W001 a case is a table: write `[case.NAME]`
    tests/onboarding.toml:25:7 W001 `play` is a list of tables: write `play = [{ at = "STEP" }]`
    tests/onboarding.toml:25:27 W001 `expect` is a table: write `[case.NAME.expect]`
    "#);
}

#[test]
fn several_faults_of_the_syntax_come_from_one_run() {
    let told = told(&Files::new(&[("tests/onboarding.toml", "campaign = \n[case.a\nplay = [\n{ at = }]\n")]));
    assert!(told.len() >= 2, "{told:#?}");
    assert!(told[0].starts_with("tests/onboarding.toml:1:"), "{told:#?}");
    assert!(told.iter().all(|told| told.contains(" W001 ")), "{told:#?}");
}

#[test]
fn a_secret_is_told_as_one() {
    let told =
        told(&Files::new(&[("tests/onboarding.toml", "campaign = \"onboarding\"\npassword = \"x\"\n")]));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("tests/onboarding.toml:2:1 W004 "), "{told:#?}");
}

#[test]
fn names_that_do_not_fit_are_told() {
    let told = told(&Files::new(&[("tests/On Boarding.toml", TEST)]));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].contains("W002 the file tests/On Boarding.toml has a name that does not fit"),
        "{told:#?}"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("x.toml"), TEST).unwrap();
    let files = Files::new(&[("tests/directory.toml/x", ""), ("tests/huge.toml", &"#".repeat(5 << 20))]);
    let at = |name: &str| files.path().join("tests").join(name);
    symlink(outside.path().join("x.toml"), at("outside.toml")).unwrap();
    symlink("/dev/zero", at("device.toml")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(at("pipe.toml")).status().unwrap();
    assert!(made.success());
    let told = told(&files);
    let expected = [
        ("device", "this is a link that leads out of the workspace"),
        ("directory", "this is no regular file"),
        ("huge", "this file is larger than 4 MiB"),
        ("outside", "this is a link that leads out of the workspace"),
        ("pipe", "this is no regular file"),
    ];
    let expected = expected.map(|(name, why)| format!("tests/{name}.toml:1:1 W001 {why}"));
    assert_eq!(told, expected);
    let loaded = files.root().load_with_tests(None);
    assert_eq!((loaded.tests().count(), loaded.incomplete.len()), (0, 5));
}
