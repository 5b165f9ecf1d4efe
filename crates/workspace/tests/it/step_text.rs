//! One step's text: taken out, edited, put back.

use camino::Utf8Path;
use model::{CampaignSlug, EnvName, StepId};
use workspace::{Edit, EditError, RenderStyle, StepDraft, StepText, render};

use crate::support::Files;

const CAMPAIGN: &str = "\
entry = \"identity\" # where it begins

# Who are they?
[step.identity] # by their papers
kind = \"jumio\"
# The country of the document.
country   =   'URY'
documents = [ \"passport\" ]
on.approved = \"done\"
on.otherwise = \"done\"

# What is captured.
[step.identity.map]
name = \"document.full_name\"

# The last page.
[step.done]
kind = \"end\"
result = \"completed\"

[env.production.step.identity]
camera = \"back\"
";

const OWN: &str = "\
kind = \"jumio\"
# The country of the document.
country   =   'URY'
documents = [ \"passport\" ]
on.approved = \"done\"
on.otherwise = \"done\"

# What is captured.
[map]
name = \"document.full_name\"
";

fn ids(step: &str) -> (CampaignSlug, StepId) {
    (CampaignSlug::new("onboarding").unwrap(), StepId::new(step).unwrap())
}

fn campaign(text: &str) -> Files {
    Files::new(&[("campaigns/onboarding.toml", text)])
}

fn taken(files: &Files, step: &str, env: Option<&str>) -> StepText {
    let (slug, id) = ids(step);
    let env = env.map(|env| EnvName::new(env).unwrap());
    Edit::begin(&files.root()).unwrap().step_text(&slug, &id, env.as_ref()).unwrap().unwrap()
}

fn draft(text: &StepText, own: &str) -> StepDraft {
    text.draft(Utf8Path::new("/tmp/step.toml"), own)
}

/// Edits a step's own text; gives the file after it, and whether the comments came along.
fn edited(campaign_text: &str, step: &str, edit_own: impl Fn(&str) -> String) -> (String, bool) {
    edited_for(None, campaign_text, step, edit_own)
}

/// The same for one environment alone.
fn edited_for(
    env: Option<&str>,
    campaign_text: &str,
    step: &str,
    edit_own: impl Fn(&str) -> String,
) -> (String, bool) {
    let files = campaign(campaign_text);
    let text = taken(&files, step, env);
    let draft = draft(&text, &edit_own(text.own()));
    let mut edit = Edit::begin(&files.root()).unwrap();
    let has_comments = edit.put_step_text(&text, &draft).unwrap();
    edit.commit().unwrap();
    (files.read("campaigns/onboarding.toml"), has_comments)
}

/// Why an edit of the step `identity` is refused, as a person reads it.
fn refused(own: &str) -> String {
    refused_for(None, own)
}

/// The same for one environment alone.
fn refused_for(env: Option<&str>, own: &str) -> String {
    let files = campaign(CAMPAIGN);
    let text = taken(&files, "identity", env);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let error = edit.put_step_text(&text, &draft(&text, own)).unwrap_err();
    edit.commit().unwrap();
    assert_eq!(files.read("campaigns/onboarding.toml"), CAMPAIGN);
    match error {
        EditError::Unreadable { diagnostics, sources, .. } => {
            render(&diagnostics, &sources, RenderStyle::default())
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_step_is_shown_with_its_comments_and_its_keys_at_the_top() {
    let files = campaign(CAMPAIGN);
    let text = taken(&files, "identity", None);
    assert_eq!(text.own(), OWN);
    let noted = text.with_notes(&["Two".to_owned(), String::new(), "notes".to_owned()]);
    assert_eq!(noted, format!("#: Two\n#:\n#: notes\n\n{OWN}"));
    assert_eq!(draft(&text, &noted).own(), OWN);
    let (slug, nobody) = ids("nobody");
    assert!(Edit::begin(&files.root()).unwrap().step_text(&slug, &nobody, None).unwrap().is_none());
}

#[test]
fn an_edit_lands_with_its_comments_and_every_other_byte_stays() {
    let change = |own: &str| {
        let own = own.replace("'URY'", "'ARG' # they moved").replace("# What is captured.\n", "");
        format!("# Now.\n{own}first = {{ from = \"document.first_name\" }}\n\n\n")
    };
    let expected = CAMPAIGN
        .replace("kind = \"jumio\"", "# Now.\nkind = \"jumio\"")
        .replace("'URY'", "'ARG' # they moved")
        .replace("# What is captured.\n", "")
        .replace("full_name\"\n", "full_name\"\nfirst = { from = \"document.first_name\" }\n");
    assert_eq!(edited(CAMPAIGN, "identity", change), (expected, true));
    let same = |own: &str| format!("#: a note\n\n\n{own}\n");
    assert_eq!(edited(CAMPAIGN, "identity", same), (CAMPAIGN.to_owned(), true));
}

#[test]
fn ends_of_lines_and_of_the_file_are_those_of_the_file() {
    let windows = CAMPAIGN.replace('\n', "\r\n");
    let change = |own: &str| own.replace("'URY'", "'ARG'").replace("[map]", "\n[map]") + "\n";
    let expected =
        windows.replace("'URY'", "'ARG'").replace("[step.identity.map]", "\r\n[step.identity.map]");
    assert_eq!(edited(&windows, "identity", change), (expected.clone(), true));
    let by_windows_editor = |own: &str| format!("\u{feff}{}", change(own).replace('\n', "\r\n"));
    assert_eq!(edited(&windows, "identity", by_windows_editor), (expected, true));

    let (open, _) = CAMPAIGN.split_once("\n\n[env").unwrap();
    let change = |own: &str| own.replace("completed", "declined");
    assert_eq!(edited(open, "done", change), (open.replace("completed", "declined"), true));
}

#[test]
fn steps_in_any_form_can_be_edited() {
    let inline = "[step.a]\nkind = \"page\" # one\non.next = \"b\"\n\n[step]\nb = { kind = \"end\", result = \"completed\" } # two\n";
    // TOML knows one table `step` only.
    let inline = inline
        .replace("[step.a]\nkind", "[step]\na.kind")
        .replace("\non.", "\na.on.")
        .replace("\n\n[step]", "");
    let (after, has_comments) = edited(&inline, "b", |own| {
        assert_eq!(own, "kind = \"end\"\nresult = \"completed\"\n");
        own.replace("completed", "declined")
    });
    assert_eq!((after, has_comments), (inline.replace("completed", "declined"), true));
    let (after, has_comments) = edited(&inline, "a", |own| format!("# new\ntitle = \"Hello\"\n{own}"));
    assert!(!has_comments && after.contains("a.title = \"Hello\"\n") && after.contains("# two"), "{after}");
    let late = "[step.a.on]\nnext = \"b\"\n[step.b]\nkind = \"end\"\nresult = \"completed\"\n[step.a]\nkind = \"page\"\n";
    let (after, _) =
        edited(late, "a", |own| own.replace("kind = \"page\"", "kind = \"page\"\ntitle = \"Hello\""));
    assert_eq!(after, format!("{late}title = \"Hello\"\n"));
}

#[test]
fn faults_are_shown_where_they_are_in_the_edited_text() {
    let contry = refused(&format!("#: a note\n\n{}", OWN.replace("country ", "contry ")));
    insta::assert_snapshot!(contry, @r#"
    error[W001]: there is no key `contry` here
     --> /tmp/step.toml:5:1
      |
    5 | contry   =   'URY'
      | ^^^^^^
      |
      = help: did you mean `country`?
    "#);
    let syntax = refused(&OWN.replace("'URY'", "'URY"));
    insta::assert_snapshot!(syntax, @r#"
    error[W001]: invalid literal string, expected `'`
     --> /tmp/step.toml:3:19
      |
    3 | country   =   'URY
      |                   ^
    "#);
    let kind = refused("kind = \"page\"\non.next = \"done\"\ncamera = \"back\"\n");
    insta::assert_snapshot!(kind, @r#"
    error[W001]: there is no key `camera` here
     --> /tmp/step.toml:3:1
      |
    3 | camera = "back"
      | ^^^^^^
      |
      = help: keys are title, body, fields, submit-label, allow-dismiss, kind, on, max-visits, allow
    "#);
}

#[test]
fn what_an_environment_says_has_to_go_with_it() {
    let told = refused("kind = \"page\"\non.next = \"done\"\n");
    insta::assert_snapshot!(told, @r"
    error[W001]: there is no key `camera` here
    --> /tmp/step.toml
     = note: in the environment `production` only
     = help: the file has settings of this step for `production` alone: take them back first
    ");
}

#[test]
fn a_text_cannot_reach_out_of_its_step() {
    let own = OWN.replace("[map]", "[step.done]\nkind = \"page\"\n[map]");
    assert!(refused(&own).contains("there is no key `step` here"), "{}", refused(&own));
    for own in [format!("{OWN}[[map]]\n"), format!("{OWN}[ma"), "\"\"\"".to_owned(), "[".repeat(10_000)] {
        assert!(refused(&own).contains("/tmp/step.toml"), "{}", refused(&own));
    }
}

#[test]
fn a_file_that_somebody_else_changed_is_left_alone() {
    let files = campaign(CAMPAIGN);
    let text = taken(&files, "identity", None);
    let theirs = CAMPAIGN.replace("completed", "declined");
    files.write("campaigns/onboarding.toml", &theirs);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let error = edit.put_step_text(&text, &draft(&text, &OWN.replace("URY", "ARG"))).unwrap_err();
    assert!(matches!(error, EditError::ChangedMeanwhile(_)), "{error}");
    edit.commit().unwrap();
    assert_eq!(files.read("campaigns/onboarding.toml"), theirs);
}

#[test]
fn what_one_environment_says_is_a_text_of_its_own() {
    let files = campaign(CAMPAIGN);
    let text = taken(&files, "identity", Some("production"));
    assert_eq!(text.own(), "camera = \"back\"\n");
    assert_eq!(
        text.settings_everywhere(),
        ["# The country of the document.", "country   =   'URY'", "documents = [ \"passport\" ]"]
    );
    assert_eq!(taken(&files, "identity", Some("staging")).own(), "");
    assert_eq!(taken(&files, "done", None).settings_everywhere(), ["result = \"completed\""]);

    let change = |own: &str| format!("# Theirs are good.\n{own}country = \"ARG\" # there\n");
    let expected = CAMPAIGN
        .replace("camera = \"back\"\n", "# Theirs are good.\ncamera = \"back\"\ncountry = \"ARG\" # there\n");
    assert_eq!(edited_for(Some("production"), CAMPAIGN, "identity", change), (expected, true));
    let only_comments = |_: &str| "# Nothing by now.\n".to_owned();
    let expected = CAMPAIGN.replace("camera = \"back\"\n", "# Nothing by now.\n");
    assert_eq!(edited_for(Some("production"), CAMPAIGN, "identity", only_comments), (expected, true));
}

#[test]
fn what_is_new_for_an_environment_gets_a_section_and_an_empty_text_takes_it_back() {
    let change = |own: &str| format!("{own}# Why.\ncountry = \"ARG\"\n");
    let section = "\n[env.staging.step.identity]\n# Why.\ncountry = \"ARG\"\n";
    assert_eq!(
        edited_for(Some("staging"), CAMPAIGN, "identity", change),
        (format!("{CAMPAIGN}{section}"), true)
    );
    let windows = CAMPAIGN.replace('\n', "\r\n");
    let expected = format!("{windows}{}", section.replace('\n', "\r\n"));
    assert_eq!(edited_for(Some("staging"), &windows, "identity", change), (expected.clone(), true));
    let empty = |_: &str| "#: a note\n\n".to_owned();
    assert_eq!(edited_for(Some("staging"), &expected, "identity", empty), (windows, true));
    let (before, _) = CAMPAIGN.split_once("\n\n[env").unwrap();
    assert_eq!(edited_for(Some("production"), CAMPAIGN, "identity", empty), (format!("{before}\n"), true));
    assert_eq!(edited_for(Some("staging"), CAMPAIGN, "identity", empty), (CAMPAIGN.to_owned(), true));
}

#[test]
fn what_one_environment_says_may_stand_in_any_form() {
    let dotted = "env.production.step.a.title = \"There\"\n[step.a]\nkind = \"page\"\non.next = \"a\"\n";
    let (after, has_comments) = edited_for(Some("production"), dotted, "a", |own| {
        assert_eq!(own, "title = \"There\"\n");
        own.replace("There", "Here")
    });
    assert_eq!((after, has_comments), (dotted.replace("There", "Here"), true));
    let (after, has_comments) = edited_for(Some("staging"), dotted, "a", |_| "title = \"Here\"\n".to_owned());
    assert_eq!((after, has_comments), (format!("{dotted}\n[env.staging.step.a]\ntitle = \"Here\"\n"), true));
    // No section may follow where a table is closed.
    let closed =
        "env = { production = { step.a.title = \"There\" } }\n[step.a]\nkind = \"page\"\non.next = \"a\"\n";
    let (after, has_comments) =
        edited_for(Some("staging"), closed, "a", |_| "title = \"Here\" # lost\n".to_owned());
    assert!(!has_comments && after.contains("staging") && after.contains("\"Here\""), "{after}");
    let inline = "[step.a]\nkind = \"page\"\non.next = \"a\"\n[env.x]\nstep.a = { title = \"X\" } # one\n";
    let (after, _) = edited_for(Some("x"), inline, "a", |own| own.replace("\"X\"", "\"Y\""));
    assert_eq!(after, inline.replace("\"X\"", "\"Y\""));
}

#[test]
fn faults_for_one_environment_are_shown_where_they_are_in_the_edited_text() {
    let country = refused_for(Some("production"), "camera = \"back\"\nsave-images = \"no\"\n");
    insta::assert_snapshot!(country, @r#"
    error[W001]: invalid type: string "no", expected a boolean
     --> /tmp/step.toml:2:15
      |
    2 | save-images = "no"
      |               ^^^^
    "#);
    let everywhere = refused_for(Some("staging"), "on.approved = \"identity\"\n");
    insta::assert_snapshot!(everywhere, @r#"
    error[W001]: `on` is the same in every environment: write it in the step itself
     --> /tmp/step.toml:1:1
      |
    1 | on.approved = "identity"
      | ^^
    "#);
    for own in ["[step.done]\nkind = \"page\"\n", "kind = \"page\"\n", "[map]\na = \"b\"\n", "camera = "] {
        assert!(refused_for(Some("production"), own).contains("/tmp/step.toml:1:"), "{own}");
    }
}
