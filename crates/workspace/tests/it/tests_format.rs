//! The one form of funnel tests.

use model::{ResourceName, TestName};
use workspace::{Edit, EditError, unformatted};

use crate::support::Files;

fn name() -> ResourceName {
    ResourceName::Test(TestName::new("onboarding").unwrap())
}

fn formatted(text: &str) -> String {
    let files = Files::new(&[("tests/onboarding.toml", text)]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.format(&name()).unwrap();
    edit.commit().unwrap();
    assert_eq!(unformatted(&files.root(), &name()).unwrap(), None, "twice is once");
    files.read("tests/onboarding.toml")
}

#[test]
fn everything_has_its_place_and_every_comment_stays() {
    let text = r#"#:schema ../schemas/test.schema.json

# about the clock
now = "2026-05-17T10:00:00Z" # now
env = 'production'
campaign='onboarding'

[case.b]
# in b
title='B' # title
expect = { unset = ['x'], end = "done" } # b ends
[[case.b.play]] # first
fill.email = "a@acme.example" # filled
at = "welcome"
# between
[[case.b.play]]
images = ["front",'back'] # pictures
"captured" = { "document.first_name" = "Ana", 'document.last_name' = 'Souza' }
outcome="approved"
at='identity'
[case]
a = { expect = { fields = { z = "1", a = "2" }, path = [ "welcome","done" ], result = "completed" }, play = [ { wait='2d' } ] }
"#;
    insta::assert_snapshot!(formatted(text), @r##"
    #:schema ../schemas/test.schema.json

    campaign = "onboarding"
    env = "production"
    # about the clock
    now = "2026-05-17T10:00:00Z" # now

    [case.b]
    # in b
    title = "B" # title
    play = [
      # filled
      { at = "welcome", fill = { email = "a@acme.example" } }, # first
      # between
      # pictures
      { at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana", "document.last_name" = "Souza" }, images = ["front", "back"] },
    ]

    [case.b.expect] # b ends
    end = "done"
    unset = ["x"]

    [case.a]
    play = [
      { wait = "2d" },
    ]

    [case.a.expect]
    result = "completed"
    path = ["welcome", "done"]
    fields = { z = "1", a = "2" }
    "##);
}

#[test]
fn the_form_that_people_write_stays() {
    let text = r#"# tests/onboarding.toml
campaign = "onboarding"
env = "production" # optional

[case.passport]
title = "A passport that passes"
play = [
  { at = "welcome", fill = { email = "ana@acme.example" } },
  # the provider says yes
  { at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana" } },
  { wait = "2d" },
]

[case.passport.expect]
end = "done"
path = ["welcome", "identity", "done"]
fields = { first_name = "Ana" }

[case.empty]
"#;
    assert_eq!(formatted(text), text);
    let windows = text.replace('\n', "\r\n");
    assert_eq!(formatted(&windows), windows);
}

#[test]
fn what_does_not_read_is_left_alone() {
    let text = "campaign='onboarding'\n[case.a]\nplay = [{}]\n";
    let files = Files::new(&[("tests/onboarding.toml", text)]);
    let error = unformatted(&files.root(), &name()).unwrap_err();
    assert!(matches!(error, EditError::Unreadable { .. }), "{error}");
    assert_eq!(files.read("tests/onboarding.toml"), text);
}
