//! Funnel tests that are written by a command: in the form in which a person writes them, and without touching the rest.

use model::funnel_test::{Case, FunnelTest};
use model::{CampaignSlug, CaseId, EnvName, ResourceName, TestName};
use serde_json::json;
use workspace::{Edit, unformatted};

use crate::support::Files;

const THERE: &str = r#"# What must never break.
campaign = "onboarding"

[case.leaves]   # at once
play = [{ at = "welcome", outcome = "dismissed" }]
expect = { end = "left" }
"#;

fn case() -> Case {
    serde_json::from_value(json!({
        "title": "A passport that passes",
        "play": [
            { "at": "welcome", "fill": { "email": "ana@acme.example" } },
            { "at": "identity", "outcome": "approved", "captured": { "document.first_name": "Ana" }, "images": ["front"] },
            { "wait": "2d" },
        ],
        "expect": { "end": "done", "result": "completed", "path": ["welcome", "identity", "done"],
            "fields": { "first_name": "Ana" }, "unset": ["last_name"] },
    }))
    .unwrap()
}

/// What the file says once the case was written into it.
fn written(files: &Files) -> String {
    let name = TestName::new("onboarding").unwrap();
    let mut edit = Edit::begin(&files.root()).unwrap();
    let there = edit.test(&name).unwrap();
    let mut test = there.unwrap_or_else(|| FunnelTest {
        env: Some(EnvName::new("production").unwrap()),
        now: Some("2026-05-17T10:00:00Z".parse().unwrap()),
        ..FunnelTest::new(CampaignSlug::new("onboarding").unwrap())
    });
    test.cases.insert(CaseId::new("passport").unwrap(), case());
    edit.put_test(&name, &test).unwrap();
    // The same once more is nothing to do.
    edit.put_test(&name, &test).unwrap();
    edit.commit().unwrap();
    let loaded = files.root().load_with_tests(None);
    let read = loaded.workspace.unwrap().tests.remove(&name).unwrap();
    assert_eq!((read, loaded.diagnostics), (test, Vec::new()));
    String::from_utf8(files.bytes("tests/onboarding.toml")).unwrap()
}

#[test]
fn a_new_file_is_written_as_a_person_would() {
    let files = Files::new(&[("campaigns/onboarding.toml", "title = \"Onboarding\"\n")]);
    insta::assert_snapshot!(written(&files), @r#"
    #:schema ../.campaignctl/cache/schemas/test.schema.json

    campaign = "onboarding"
    env = "production"
    now = "2026-05-17T10:00:00Z"

    [case.passport]
    title = "A passport that passes"
    play = [
      { at = "welcome", fill = { email = "ana@acme.example" } },
      { at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana" }, images = ["front"] },
      { wait = "2d" },
    ]

    [case.passport.expect]
    end = "done"
    result = "completed"
    path = ["welcome", "identity", "done"]
    fields = { first_name = "Ana" }
    unset = ["last_name"]
    "#);
    let name = ResourceName::Test(TestName::new("onboarding").unwrap());
    let other = unformatted(&files.root(), &name).unwrap();
    assert_eq!(other.map(|change| change.unified_diff()), None);
}

#[test]
fn a_case_more_leaves_the_others_as_they_are() {
    let files = Files::new(&[
        ("campaigns/onboarding.toml", "title = \"Onboarding\"\n"),
        ("tests/onboarding.toml", THERE),
    ]);
    let after = written(&files);
    assert!(after.starts_with(THERE), "{after}");
    assert!(after[THERE.len()..].starts_with("\n[case.passport]\n"), "{after}");
}
