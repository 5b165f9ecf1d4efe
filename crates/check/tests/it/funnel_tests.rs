//! T001 to T004.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use model::{Diagnostic, EnvName, Level, ResourceName, Workspace};

use crate::support::{text, workspace};

const CAMPAIGN: &str = r#"
entry = "contact"
[step.contact]
kind = "page"
fields = [{ field = "first_name" }, { field = "birth_date", read-only = true }]
on.next = "identity"
[step.identity]
kind = "jumio"
documents = ["passport"]
map.first_name = "document.first_name"
on.approved = "score"
on.otherwise = "clerk"
[step.score]
kind = "webhook"
endpoint = "scoring"
receive.last_name = "name"
on.ok = "age"
on.failed = "clerk"
[step.age]
kind = "decision"
on.adult = "done"
on.otherwise = "clerk"
[[step.age.branch]]
outcome = "adult"
when = { field = "birth_date", op = "older-than", value = 18 }
[step.clerk]
kind = "review"
due = "2d"
on.approved = "done"
on.otherwise = "done"
[step.done]
kind = "end"
result = "completed"
"#;

/// What is told of funnel tests, with the help below each line.
fn told(workspace: &Workspace) -> String {
    let found = check::check(workspace);
    text(found.iter().filter(|finding| finding.code.starts_with('T')))
}

/// The workspace with a test of these lines.
fn with(lines: &str) -> Workspace {
    let test = format!("campaign = \"onboarding\"\n{lines}");
    workspace(&[("campaigns/onboarding.toml", CAMPAIGN), ("tests/t.toml", &test)])
}

/// What is told of a case with these plays.
fn plays(plays: &str) -> String {
    told(&with(&format!("[case.a]\nplay = [{plays}]\nexpect.end = \"done\"")))
}

/// What is told of a case that expects this.
fn expects(expect: &str) -> String {
    told(&with(&format!("[case.a.expect]\n{expect}")))
}

#[test]
fn a_test_that_fits_its_campaign() {
    let fits = r#"
    env = "local"
    now = "2026-05-17T10:00:00Z"
    [case.a]
    play = [
      { at = "contact", fill = { first_name = "Ana" } },
      { at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana" } },
      { at = "score", answer = { last_name = "Souza" } },
      { wait = "2d" },
      { at = "clerk", outcome = "overdue" },
    ]
    [case.a.expect]
    end = "done"
    path = ["contact", "identity", "score", "age", "clerk", "done"]
    fields = { first_name = "Ana" }
    unset = ["birth_date"]
    [case.b]
    play = [{ at = "contact" }, { at = "identity" }, { at = "identity", outcome = "timeout" }]
    expect.at = "clerk"
    "#;
    assert_eq!(told(&with(fits)), "");
}

#[test]
fn names_of_what_does_not_exist() {
    let all = r#"
    env = "locale"
    [case.a]
    play = [
      { at = "contct", fill = { firstname = "Ana", zip = "1" } },
      { at = "score", answer = { lastname = "x" } },
      { at = "identity", outcome = "approved", captured = { "document.frist_name" = "Ana", zebra = "x", "image.front" = "x" }, images = ["frnt", "zebra", "liveness-3"] },
    ]
    [case.a.expect]
    end = "zebra"
    at = "clrk"
    path = ["contact", "dome"]
    fields = { birthdate = "x" }
    unset = ["zip", "lastname"]
    "#;
    assert_snapshot!(told(&with(all)), @r#"
    T001 error test/t case.a.expect.at: there is no step `clrk` in `onboarding`
      help: did you mean `clerk`?
    T001 error test/t case.a.expect.end: there is no step `zebra` in `onboarding`
      help: there are `age`, `clerk`, `contact`, `done`, `identity`, `score`
    T001 error test/t case.a.expect.fields.birthdate^: there is no field `birthdate` in the data model
      help: did you mean `birth_date`?
    T001 error test/t case.a.expect.path[1]: there is no step `dome` in `onboarding`
      help: did you mean `done`?
    T001 error test/t case.a.expect.unset[0]: there is no field `zip` in the data model
      help: add it: `campaignctl field add zip --type text`
    T001 error test/t case.a.expect.unset[1]: there is no field `lastname` in the data model
      help: did you mean `last_name`?
    T001 error test/t case.a.play[0].at: there is no step `contct` in `onboarding`
      help: did you mean `contact`?
    T001 error test/t case.a.play[0].fill.firstname^: there is no field `firstname` in the data model
      help: did you mean `first_name`?
    T001 error test/t case.a.play[0].fill.zip^: there is no field `zip` in the data model
      help: add it: `campaignctl field add zip --type text`
    T001 error test/t case.a.play[1].answer.lastname^: there is no field `lastname` in the data model
      help: did you mean `last_name`?
    T001 error test/t case.a.play[2].captured."document.frist_name"^: there is no capture field `document.frist_name`
      help: did you mean `document.first_name`?
    T001 error test/t case.a.play[2].captured."image.front"^: `image.front` is a picture, and nothing that is read
      help: list it in `images`
    T001 error test/t case.a.play[2].captured.zebra^: there is no capture field `zebra`
      help: capture fields are such as `document.first_name`
    T001 error test/t case.a.play[2].images[0]: there is no picture `frnt`
      help: did you mean `front`?
    T001 error test/t case.a.play[2].images[1]: there is no picture `zebra`
      help: pictures are `front`, `back`, `face`, `liveness-1`
    T001 error test/t env: there is no environment `locale`
      help: did you mean `local`?
    "#);
    let elsewhere = [(
        "tests/t.toml",
        "campaign = \"onbording\"\n[case.a]\nplay = [{ at = \"x\" }]\nexpect.unset = [\"zip\"]",
    )];
    assert_snapshot!(told(&workspace(&elsewhere)), @r"
    T001 error test/t campaign: there is no campaign `onbording`
      help: did you mean `onboarding`?
    T001 error test/t case.a.expect.unset[0]: there is no field `zip` in the data model
      help: add it: `campaignctl field add zip --type text`
    ");
    let nowhere = [("tests/t.toml", "campaign = \"zebra\"")];
    assert_snapshot!(told(&workspace(&nowhere)), @r"
    T001 error test/t campaign: there is no campaign `zebra`
      help: begin it: `campaignctl campaign new zebra`
    ");
}

#[test]
fn a_review_that_is_never_due_is_never_overdue() {
    let campaign = CAMPAIGN.replace("due = \"2d\"\n", "");
    let test = "campaign = \"onboarding\"\n[case.a]\nplay = [{ at = \"clerk\", outcome = \"overdue\" }]\nexpect.end = \"done\"";
    let workspace = workspace(&[("campaigns/onboarding.toml", campaign.as_str()), ("tests/t.toml", test)]);
    assert_snapshot!(told(&workspace), @r"
    T002 error test/t case.a.play[0].outcome: `clerk` never ends by `overdue`: its review is never due
      help: give the step a `due`, or take the play away
    ");
}

#[test]
fn what_cannot_happen_at_a_step() {
    assert_snapshot!(plays(r#"{ at = "clerk", fill = {} }, { at = "identity", fill = {} }, { at = "score", fill = {} }"#), @r"
    T002 error test/t case.a.play[0].fill^: `clerk` is a step of kind `review`, where nothing is filled in
      help: write `outcome` with one of `approved`, `rejected`, `overdue`
    T002 error test/t case.a.play[1].fill^: `identity` is a step of kind `jumio`, where nothing is filled in
      help: write `outcome` with one of `approved`, `review`, `unreadable`, `unsupported`, `rejected`, `expired`, `error`, `timeout`
    T002 error test/t case.a.play[2].fill^: `score` is a step of kind `webhook`, where nothing is filled in
      help: write `answer` with what comes back, or `outcome` with one of `ok`, `failed`
    ");
    assert_snapshot!(plays(r#"{ at = "contact", answer = {} }, { at = "clerk", answer = {} }"#), @r"
    T002 error test/t case.a.play[0].answer^: `contact` is a step of kind `page`, which asks nobody for an answer
      help: write `fill` with what the page asks for
    T002 error test/t case.a.play[1].answer^: `clerk` is a step of kind `review`, which asks nobody for an answer
      help: write `outcome` with one of `approved`, `rejected`, `overdue`
    ");
    assert_snapshot!(plays(r#"{ at = "score" }, { at = "clerk" }"#), @r"
    T002 error test/t case.a.play[0].at: `score` does not go on by itself
      help: write `answer` with what comes back, or `outcome` with one of `ok`, `failed`
    T002 error test/t case.a.play[1].at: `clerk` does not go on by itself
      help: write `outcome` with one of `approved`, `rejected`, `overdue`
    ");
    assert_snapshot!(plays(r#"{ at = "age", outcome = "adult" }, { at = "done" }"#), @r"
    T002 error test/t case.a.play[0].at: `age` is passed by itself: no session stands there
      help: take the play away
    T002 error test/t case.a.play[1].at: `done` is an end: the session is over there
      help: take the play away
    ");
    assert_snapshot!(plays(r#"{ at = "clerk", outcome = "aproved" }, { at = "contact", outcome = "zebra" }, { at = "identity", outcome = "exhausted" }"#), @r"
    T002 error test/t case.a.play[0].outcome: the step `clerk` has no outcome `aproved`
      help: did you mean `approved`?
    T002 error test/t case.a.play[1].outcome: the step `contact` has no outcome `zebra`
      help: it can end by `next`
    T002 error test/t case.a.play[2].outcome: `identity` ends by `exhausted` by itself, when it was tried too often
      help: play each of the tries
    ");
    assert_snapshot!(plays(r#"{ at = "clerk", outcome = "approved", captured = { "document.first_name" = "x" }, images = ["front"] }"#), @r"
    T002 error test/t case.a.play[0].captured^: `clerk` is a step of kind `review`, which captures nothing
      help: write `outcome` with one of `approved`, `rejected`, `overdue`
    T002 error test/t case.a.play[0].images^: `clerk` is a step of kind `review`, which captures nothing
      help: write `outcome` with one of `approved`, `rejected`, `overdue`
    ");
    assert_snapshot!(plays(r#"{ at = "contact", fill = { last_name = "x", birth_date = "2000-01-01" } }, { at = "score", answer = { first_name = "x" } }"#), @r"
    T002 error test/t case.a.play[0].fill.birth_date^: the page `contact` shows `birth_date` only
      help: take it away
    T002 error test/t case.a.play[0].fill.last_name^: the page `contact` does not ask for `last_name`
      help: did you mean `first_name`?
    T002 error test/t case.a.play[1].answer.first_name^: `score` takes no `first_name` from the answer
      help: did you mean `last_name`?
    ");
    assert_snapshot!(expects("end = \"clerk\""), @r#"
    T002 error test/t case.a.expect.end: `clerk` is no end
      help: write `at = "clerk"` where the session is to stand there
    "#);
    assert_snapshot!(expects("at = \"done\""), @r#"
    T002 error test/t case.a.expect.at: `done` is an end: the session is over there
      help: write `end = "done"`
    "#);
    assert_snapshot!(expects("at = \"age\""), @r"
    T002 error test/t case.a.expect.at: `age` is passed by itself: no session stands there
      help: write the step where the session stops, or the `path` that it takes
    ");
}

#[test]
fn a_case_that_expects_nothing() {
    assert_snapshot!(told(&with("[case.a]\nplay = [{ at = \"contact\" }]\n[case.b]\n[case.c]\nexpect = {}")), @r"
    T003 warning test/t case.a^: the case `a` expects nothing
      help: say where it leads: `[case.a.expect]` with `end`, `result`, `at`, `path` or `fields`
    T003 warning test/t case.b^: the case `b` expects nothing
      help: say where the session stands: `[case.b.expect]` with `at` or `end`
    T003 warning test/t case.c^: the case `c` expects nothing
      help: say where the session stands: `[case.c.expect]` with `at` or `end`
    ");
}

#[test]
fn what_is_captured_for_nothing() {
    let captured = r#"
    [case.a]
    play = [{ at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana", "document.number" = "1" }, images = ["front"] }]
    expect.at = "score"
    "#;
    assert_snapshot!(told(&with(captured)), @r#"
    T004 hint test/t case.a.play[0].captured."document.number"^: no mapping of `identity` takes `document.number`
      help: take it away, or map it to the field that the test is about
    T004 hint test/t case.a.play[0].images[0]: `identity` does not keep the picture `front`
      help: take it away, map it to a field of type `image`, or keep all pictures: `save-images = true`
    "#);
    let kept = CAMPAIGN.replace("[\"passport\"]", "[\"passport\"]\nsave-images = true");
    let test = format!("campaign = \"onboarding\"\n{captured}");
    let kept = workspace(&[("campaigns/onboarding.toml", &kept), ("tests/t.toml", &test)]);
    assert_eq!(told(&kept).matches("T004").count(), 1);
}

#[test]
fn what_a_step_can_do_counts_in_the_environment_of_the_test() {
    let production = EnvName::new("production").unwrap();
    let test =
        |env: &str| with(&format!("{env}\n[case.a]\nplay = [{{ at = \"clerk\" }}]\nexpect.end = \"done\""));
    let mut elsewhere = test("env = \"production\"");
    let local = elsewhere.settings.envs.values().next().unwrap().clone();
    elsewhere.settings.envs.insert(production.clone(), local);
    assert_eq!(told(&elsewhere), "", "it is for another environment");
    elsewhere.env = production;
    assert!(told(&elsewhere).starts_with("T002 error"));
    assert!(told(&test("")).starts_with("T002 error"));
}

#[test]
fn nothing_is_said_because_of_what_could_not_be_read() {
    let faulty = with("[case.a]\nplay = [{ at = \"zebra\", fill = { zip = \"1\" } }]");
    let codes = |incomplete: &[&str]| -> Vec<String> {
        let incomplete: BTreeSet<ResourceName> =
            incomplete.iter().map(|name| name.parse().unwrap()).collect();
        let found = check::check_partial(&faulty, &incomplete).into_iter();
        let of_tests = found.filter(|finding| finding.code.starts_with('T'));
        of_tests.map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&[]), ["T003", "T001", "T001"]);
    assert_eq!(codes(&["data-model"]), ["T003", "T001"]);
    assert_eq!(codes(&["campaign/onboarding"]), ["T003", "T001"]);
    assert_eq!(codes(&["test/t"]), [""; 0]);
    let mut gone = faulty.clone();
    gone.campaigns.clear();
    let incomplete = BTreeSet::from(["campaign/onboarding".parse().unwrap()]);
    let found = check::check_partial(&gone, &incomplete);
    assert!(!found.iter().any(|finding| finding.message.contains("there is no campaign")), "{found:#?}");
}

#[test]
fn findings_about_tests_keep_nothing_back_and_have_levels() {
    let text = "campaign = \"zebra\"\n[case.a]";
    let found: Vec<Diagnostic> = check::check(&workspace(&[("tests/t.toml", text)]));
    let of_tests: Vec<&Diagnostic> = found.iter().filter(|finding| finding.code.starts_with('T')).collect();
    assert_eq!(
        of_tests.iter().map(|finding| finding.level).collect::<Vec<_>>(),
        [Level::Error, Level::Warning]
    );
    assert!(of_tests.iter().all(|finding| !finding.blocks_push()));
    // Not even what the reader finds.
    let unread = Diagnostic::error("W001", "test/t".parse().unwrap(), of_tests[0].path.clone(), "wrong");
    assert!(!unread.blocks_push());
    let settings = "workspace = \"acme\"\ndefault-env = \"local\"\nenv.local.backend = \"embedded\"\n\
                    lints = { T001 = \"allow\", T003 = \"deny\" }";
    let files = [("campaignctl.toml", settings), ("tests/t.toml", text)];
    assert_snapshot!(told(&workspace(&files)), @r"
    T003 error test/t case.a^: the case `a` expects nothing
      help: say where the session stands: `[case.a.expect]` with `at` or `end`
    ");
}
