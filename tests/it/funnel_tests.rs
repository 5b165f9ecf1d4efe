//! `campaignctl test`: what a person, a script and a build server are told of cases that pass and of those that do not.

use crate::support::{Place, Run};

const DATA_MODEL: &str = "\
[field.email]
type = \"email\"

[field.first_name]
type = \"text\"

[field.born]
type = \"birth-date\"
";

const CAMPAIGN: &str = "\
entry = \"welcome\"

[step.welcome]
kind = \"page\"
fields = [{ field = \"email\", required = true }]
allow-dismiss = true
on = { next = \"identity\", dismissed = \"left\" }

[step.identity]
kind = \"jumio\"
result-wait = \"1h\"
on = { approved = \"grown-up\", timeout = \"clerk\", otherwise = \"declined\" }

[step.identity.map]
first_name = { from = \"document.first_name\" }
born = { from = \"document.date_of_birth\" }

[step.grown-up]
kind = \"decision\"
branch = [{ outcome = \"young\", when = { field = \"born\", op = \"younger-than\", value = 18 } }]
on = { young = \"declined\", otherwise = \"done\" }

[step.clerk]
kind = \"review\"
due = \"2d\"
on = { approved = \"done\", otherwise = \"declined\" }

[step.done]
kind = \"end\"
result = \"completed\"

[step.declined]
kind = \"end\"
result = \"declined\"

[step.left]
kind = \"end\"
result = \"abandoned\"
";

const PASSING: &str = "\
campaign = \"onboarding\"

[case.passport]
title = \"A passport that passes\"
play = [
  { at = \"welcome\", fill = { email = \"ana@acme.example\" } },
  { at = \"identity\", outcome = \"approved\", captured = { \"document.first_name\" = \"Ana\", \"document.date_of_birth\" = \"1990-05-17\" } },
]
expect = { end = \"done\", result = \"completed\", fields = { first_name = \"Ana\" } }

[case.nobody_looks]
play = [
  { at = \"welcome\", fill = { email = \"ana@acme.example\" } },
  { at = \"identity\" },
  { wait = \"3d\" },
]
expect = { end = \"declined\", path = [\"welcome\", \"identity\", \"clerk\", \"declined\"], unset = [\"first_name\"] }
";

const FAILING: &str = "\
campaign = \"onboarding\"
env = \"local\"

[case.young]
title = \"Under age <today>\"
play = [
  { at = \"welcome\", fill = { email = \"ana@acme.example\" } },
  { at = \"identity\", outcome = \"approved\", captured = { \"document.first_name\" = \"Ana\", \"document.date_of_birth\" = \"2010-05-17\" } },
]

[case.young.expect]
end = \"done\"
fields = { first_name = \"Eva\", born = \"2010-05-17\" }

[case.no_form]
play = [
  { at = \"welcome\" },
  { at = \"identity\", outcome = \"approved\" },
]
expect = { end = \"done\" }
";

/// A workspace with a campaign and these tests.
fn workspace(tests: &[(&str, &str)]) -> Place {
    let place = Place::new();
    let _ = place.ok(&["init", "acme"]);
    place.write("acme/data-model.toml", DATA_MODEL);
    place.write("acme/campaigns/onboarding.toml", CAMPAIGN);
    for (name, text) in tests {
        place.write(&format!("acme/tests/{name}.toml"), text);
    }
    place
}

fn test(place: &Place, arguments: &str) -> Run {
    place.shell(&format!("campaignctl test {arguments}"))
}

#[test]
fn cases_that_pass_are_a_line_each() {
    let place = workspace(&[("onboarding", PASSING)]);
    let run = test(&place, "");
    insta::assert_snapshot!(run, @r#"
    ok      onboarding/nobody_looks
    ok      onboarding/passport  A passport that passes
    --- stderr
    2 cases passed
    [exit 0]
    "#);
    assert_eq!(test(&place, "--quiet").stderr, "");
}

#[test]
fn cases_that_fail_say_why_and_where() {
    let place = workspace(&[("onboarding", PASSING), ("young", FAILING)]);
    insta::assert_snapshot!(test(&place, ""), @r#"
    ok      onboarding/nobody_looks
    ok      onboarding/passport  A passport that passes
    FAILED  young/no_form
    FAILED  young/young  Under age <today>

    tests/young.toml:15: no_form in local
      play 1: `welcome` cannot be sent without `email`, which is required
        at tests/young.toml:17
      the session stands at `welcome`

    tests/young.toml:4: young in local
      end: expected `done`, found `declined`
        at tests/young.toml:12
      fields.first_name: expected `Eva`, found `Ana`
        at tests/young.toml:13
      the session ended at `declined`: declined
      the way there: welcome.next > identity.approved > grown-up.young > declined
    --- stderr
    error: 2 of 4 cases failed
    [exit 9]
    "#);
}

#[test]
fn programs_are_told_the_same() {
    let place = workspace(&[("onboarding", PASSING), ("young", FAILING)]);
    let run = test(&place, "young --case 'you*' --format json");
    assert_eq!(run.code, 9, "{run}");
    insta::assert_snapshot!(run.stdout, @r#"
    {
      "format_version": 1,
      "passed": 0,
      "failed": 1,
      "tests": [
        {
          "name": "young",
          "file": "tests/young.toml",
          "campaign": "onboarding",
          "environment": "local",
          "cases": [
            {
              "id": "young",
              "title": "Under age <today>",
              "passed": false,
              "place": {
                "line": 4,
                "column": 7,
                "end_line": 4,
                "end_column": 12
              },
              "path": [
                "welcome.next",
                "identity.approved",
                "grown-up.young",
                "declined"
              ],
              "at": "declined",
              "result": "declined",
              "notes": [],
              "failures": [
                {
                  "message": "end: expected `done`, found `declined`",
                  "play": null,
                  "expect": "end",
                  "expected": "`done`",
                  "actual": "`declined`",
                  "place": {
                    "line": 12,
                    "column": 7,
                    "end_line": 12,
                    "end_column": 13
                  }
                },
                {
                  "message": "fields.first_name: expected `Eva`, found `Ana`",
                  "play": null,
                  "expect": "fields.first_name",
                  "expected": "`Eva`",
                  "actual": "`Ana`",
                  "place": {
                    "line": 13,
                    "column": 25,
                    "end_line": 13,
                    "end_column": 30
                  }
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
    let whole = test(&place, "--format json --coverage").json();
    assert_eq!(
        (&whole["passed"], &whole["failed"], &whole["format_version"]),
        (&2.into(), &2.into(), &1.into())
    );
    let covered = &whole["coverage"][0];
    assert_eq!(covered["campaign"], "onboarding");
    let missing = covered["missing"].as_array().unwrap();
    assert!(
        missing.contains(&"welcome.dismissed".into()) && !missing.contains(&"clerk.overdue".into()),
        "{covered}"
    );
    assert_eq!(covered["taken"].as_u64().unwrap() + missing.len() as u64, covered["ways"].as_u64().unwrap());
}

#[test]
fn build_servers_are_told_the_same() {
    let place = workspace(&[("onboarding", PASSING), ("young", FAILING)]);
    let run = test(&place, "--format junit");
    assert_eq!(run.code, 9, "{run}");
    insta::assert_snapshot!(run.stdout, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="campaignctl test" tests="4" skipped="0" failures="2" errors="0">
        <testsuite name="tests/onboarding.toml" tests="2" skipped="0" errors="0" failures="0">
            <properties>
                <property name="campaign" value="onboarding"/>
                <property name="environment" value="local"/>
            </properties>
            <testcase name="nobody_looks" classname="onboarding" file="tests/onboarding.toml" line="11"/>
            <testcase name="passport" classname="onboarding" file="tests/onboarding.toml" line="3"/>
        </testsuite>
        <testsuite name="tests/young.toml" tests="2" skipped="0" errors="0" failures="2">
            <properties>
                <property name="campaign" value="onboarding"/>
                <property name="environment" value="local"/>
            </properties>
            <testcase name="no_form" classname="young" file="tests/young.toml" line="15">
                <failure message="play 1: `welcome` cannot be sent without `email`, which is required" type="play">tests/young.toml:17: play 1: `welcome` cannot be sent without `email`, which is required</failure>
            </testcase>
            <testcase name="young" classname="young" file="tests/young.toml" line="4">
                <failure message="end: expected `done`, found `declined`" type="expect">tests/young.toml:12: end: expected `done`, found `declined`
    tests/young.toml:13: fields.first_name: expected `Eva`, found `Ana`</failure>
            </testcase>
        </testsuite>
    </testsuites>
    "#);
    let report = quick_junit::Report::deserialize_from_str(&run.stdout).unwrap();
    assert_eq!((report.tests, report.failures), (4, 2));
}

#[test]
fn what_runs_can_be_chosen() {
    let place = workspace(&[("onboarding", PASSING), ("young", FAILING)]);
    let ran = |arguments: &str| {
        let run = test(&place, arguments);
        let words = run.stdout.lines().filter(|line| line.starts_with("ok") || line.starts_with("FAILED"));
        (run.code, words.map(|line| line.split_whitespace().nth(1).unwrap().to_owned()).collect::<Vec<_>>())
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let passing = names(&["onboarding/nobody_looks", "onboarding/passport"]);
    assert_eq!(ran("onboarding"), (0, passing.clone()));
    assert_eq!(ran("tests/onboarding.toml"), (0, passing.clone()));
    assert_eq!(ran("./tests/onboarding.toml"), (0, passing.clone()));
    assert_eq!(ran("test/onboarding"), (0, passing));
    assert_eq!(ran("--case passport"), (0, names(&["onboarding/passport"])));
    assert_eq!(
        ran("--case 'no*' --case passport").1,
        names(&["onboarding/nobody_looks", "onboarding/passport", "young/no_form"])
    );
    assert_eq!(ran("-c onboarding").1.len(), 4);
    for (wrong, why) in [
        ("onbording", "there is no test `onbording`\nhint: did you mean `onboarding`?"),
        ("campaigns/onboarding.toml", "`campaigns/onboarding.toml` is no test of this workspace"),
        ("--case passprt", "there is no case `passprt`\nhint: did you mean `passport`?"),
        ("-c nobody", "there is no campaign `nobody`"),
        ("--format sarif", "this command does not write the format `sarif`"),
    ] {
        let run = test(&place, wrong);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(why), "{run}");
    }
}

#[test]
fn ways_that_no_case_takes_are_told() {
    let place = workspace(&[("onboarding", PASSING)]);
    insta::assert_snapshot!(test(&place, "--coverage"), @r#"
    ok      onboarding/nobody_looks
    ok      onboarding/passport  A passport that passes

    onboarding: 5 of 16 ways taken
      no case takes welcome.dismissed
      no case takes identity.review
      no case takes identity.unreadable
      no case takes identity.unsupported
      no case takes identity.rejected
      no case takes identity.expired
      no case takes identity.error
      no case takes identity.exhausted
      no case takes grown-up.young
      no case takes clerk.approved
      no case takes clerk.rejected
    --- stderr
    2 cases passed
    [exit 0]
    "#);
}

#[test]
fn without_tests_it_says_how_to_begin() {
    let place = workspace(&[]);
    insta::assert_snapshot!(test(&place, ""), @r#"
    --- stderr
    there are no funnel tests
    hint: `campaignctl funnel simulate --save NAME` tries a funnel out, and writes what was done as the first case
    [exit 0]
    "#);
    let json = test(&place, "--format json");
    assert_eq!((json.code, json.json()["tests"].as_array().unwrap().len()), (0, 0));
    place.write("acme/tests/empty.toml", "campaign = \"onboarding\"\n");
    let run = test(&place, "");
    assert!(run.code == 0 && run.stderr.contains("nothing was tested"), "{run}");
}

#[test]
fn files_that_do_not_read_are_another_matter_than_cases_that_fail() {
    let place = workspace(&[
        ("onboarding", PASSING),
        ("broken", "campaign = \"onbording\"\nenv = \"prod\"\n\n[case.a]\nplay = [{ wait = \"soon\" }]\n"),
    ]);
    let run = test(&place, "");
    assert_eq!(run.code, 3, "{run}");
    assert!(
        run.stderr.contains("tests/broken.toml:5") && run.stderr.contains("`soon` is not a length of time"),
        "{run}"
    );
    assert!(run.stderr.contains("there is no campaign `onbording`"), "{run}");
    // What was not asked for does not matter.
    assert_eq!(test(&place, "onboarding").code, 0);
    place.write("acme/campaigns/onboarding.toml", "entry = [");
    assert_eq!(test(&place, "onboarding").code, 3);
}

#[test]
fn the_settings_of_the_environment_count_that_the_file_names() {
    let production = "\n[env.production.step.identity]\nresult-wait = \"30d\"\n";
    let waits = |env: &str| {
        format!(
            "campaign = \"onboarding\"\n{env}\n[case.waits]\nplay = [{{ at = \"welcome\", fill = {{ email = \"a@b.example\" }} }}, \
             {{ at = \"identity\" }}, {{ wait = \"2h\" }}]\nexpect = {{ at = \"identity\" }}\n"
        )
    };
    let place = workspace(&[("here", &waits("")), ("there", &waits("env = \"production\""))]);
    let settings = place.read("acme/campaignctl.toml");
    place.write("acme/campaignctl.toml", &format!("{settings}\n[env.production]\nbackend = \"embedded\"\n"));
    place.write("acme/campaigns/onboarding.toml", &format!("{CAMPAIGN}{production}"));
    assert_eq!(test(&place, "there").code, 0);
    let here = test(&place, "here");
    assert_eq!(here.code, 9, "{here}");
    assert_eq!(test(&place, "here --env production").code, 0);
    assert_eq!(test(&place, "there --env local").code, 0);
    assert_eq!(test(&place, "here --env nowhere").code, 2);
}

#[test]
fn hostile_files_come_to_an_end_and_write_no_control_characters() {
    let plays = "  { at = \"welcome\", outcome = \"dismissed\" },\n".repeat(10_000);
    let loud = format!(
        "campaign = \"onboarding\"\n[case.a]\ntitle = \"\\u001b[31mred\"\nplay = [\n{plays}]\nexpect = {{ fields = {{ first_name = \"\\u001b[2J{}\" }} }}\n",
        "x".repeat(100_000)
    );
    let place = workspace(&[("loud", &loud)]);
    let run = test(&place, "");
    assert_eq!(run.code, 9, "{}", run.stderr);
    assert!(!run.stdout.contains('\u{1b}') && run.stdout.contains("the session has ended at `left`"));
    let junit = test(&place, "--format junit");
    quick_junit::Report::deserialize_from_str(&junit.stdout).unwrap();
}
