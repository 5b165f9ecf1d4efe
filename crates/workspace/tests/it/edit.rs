//! Edits keep what they do not mean to change, to the byte.

use model::step::{EndResult, EndStep, PageStep};
use model::{
    Campaign, DataModel, EnvName, Field, FieldId, FieldType, KeyPath, Mapping, Outcome, Resource,
    ResourceName, Step, StepId, StepSettings,
};
use serde_json::json;
use workspace::{Edit, EditError};

use crate::support::{Files, edit_campaign, edited, onboarding, slug};

const FUNNEL: &str = r#"# The way in. Ask Ana before touching it.

title = 'Account opening'   # shown to customers
entry = "welcome"


# Says hello.
[step.welcome]
kind = "page"
title = "Welcome"
on.next = "identity" # straight on

  # indented on purpose
  [step.identity]
  kind = "jumio"
  documents = [
      "passport", # the usual
      "id-card",
  ]
  country = "uy"
  on = { approved = "done", otherwise = "done" }

[step.identity.map]
first_name = { from = "document.first_name", transform = ["trim"] }   # trimmed

[step.done]
kind = "end"
result = "completed"
# the end
"#;

fn id(text: &str) -> StepId {
    StepId::new(text).unwrap()
}

fn end() -> Step {
    Step::new(StepSettings::End(EndStep {
        result: EndResult::Declined,
        ..serde_json::from_value(json!({"result": "declined"})).unwrap()
    }))
}

fn page(title: &str) -> Step {
    Step::new(StepSettings::Page(PageStep { title: Some(title.to_owned()), ..PageStep::default() }))
}

/// What an edit of the funnel removed and added, line by line.
fn changes(before: &str, change: impl FnOnce(&mut Campaign)) -> String {
    let after = edited(before, change);
    let diff = similar::TextDiff::from_lines(before, after.as_str());
    let mut text = String::new();
    for change in diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal) {
        text.extend([change.tag().to_string().as_str(), change.value()]);
    }
    text
}

#[test]
fn an_edit_of_nothing_writes_nothing() {
    assert_eq!(edited(FUNNEL, |_| ()), FUNNEL);
}

#[test]
fn a_value_is_replaced_where_it_stands() {
    let changed = changes(FUNNEL, |campaign| campaign.title = Some("Open an account".to_owned()));
    let expected = "-title = 'Account opening'   # shown to customers\n+title = 'Open an account'   # shown to customers\n";
    assert_eq!(changed, expected);
}

#[test]
fn a_connection_keeps_the_form_that_is_there() {
    let changed = changes(FUNNEL, |campaign| {
        campaign.steps.get_mut(&id("welcome")).unwrap().on.insert(Outcome::new("next").unwrap(), id("done"));
        campaign
            .steps
            .get_mut(&id("identity"))
            .unwrap()
            .on
            .insert(Outcome::new("rejected").unwrap(), id("welcome"));
    });
    let expected = "\
-on.next = \"identity\" # straight on
+on.next = \"done\" # straight on
-  on = { approved = \"done\", otherwise = \"done\" }
+  on = { approved = \"done\", otherwise = \"done\" , rejected = \"welcome\" }
";
    assert_eq!(changed, expected);
}

#[test]
fn a_new_step_comes_last_with_its_keys_in_order() {
    let changed = changes(FUNNEL, |campaign| {
        let mut step = page("Terms");
        step.on.insert(Outcome::new("next").unwrap(), id("done"));
        campaign.steps.insert(id("terms"), step);
    });
    assert_eq!(changed, "+\n+[step.terms]\n+kind = \"page\"\n+title = \"Terms\"\n+on.next = \"done\"\n");
}

#[test]
fn a_step_goes_with_its_own_comment_and_nothing_else() {
    let changed = changes(FUNNEL, |campaign| drop(campaign.steps.remove(&id("welcome"))));
    let expected = "\
-
-# Says hello.
-[step.welcome]
-kind = \"page\"
-title = \"Welcome\"
-on.next = \"identity\" # straight on
-
";
    // One of the blank lines before it stays: which is the same in the file.
    assert_eq!(changed.replace("-\n", ""), expected.replace("-\n", ""));
    let after = edited(FUNNEL, |campaign| drop(campaign.steps.remove(&id("welcome"))));
    assert!(after.contains("entry = \"welcome\"\n\n  # indented on purpose\n  [step.identity]"), "{after}");
}

#[test]
fn a_step_that_comes_and_goes_leaves_no_trace() {
    let files = Files::new(&[("campaigns/onboarding.toml", FUNNEL)]);
    edit_campaign(&files, |campaign| drop(campaign.steps.insert(id("terms"), page("Terms"))));
    assert_ne!(files.read("campaigns/onboarding.toml"), FUNNEL);
    edit_campaign(&files, |campaign| drop(campaign.steps.remove(&id("terms"))));
    assert_eq!(files.read("campaigns/onboarding.toml"), FUNNEL);
}

#[test]
fn comments_at_the_head_of_a_file_outlive_what_comes_first() {
    let before = "# Fields of our customers.\n# Ask legal first.\n\n# Given name.\n[field.a]\ntype = \"text\"\n\n[field.b]\ntype = \"text\"\n";
    let files = Files::new(&[("data-model.toml", before)]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let Some(Resource::DataModel(mut model)) = edit.resource(&ResourceName::DataModel).unwrap() else {
        panic!("there is one");
    };
    model.fields.remove("a").unwrap();
    edit.put(&Resource::DataModel(model)).unwrap();
    edit.commit().unwrap();
    let after = "# Fields of our customers.\n# Ask legal first.\n\n[field.b]\ntype = \"text\"\n";
    assert_eq!(files.read("data-model.toml"), after);
}

#[test]
fn what_is_new_in_a_file_of_comments_comes_after_them() {
    let files = Files::new(&[("data-model.toml", "# Fields of our customers.\n")]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let mut model = DataModel::default();
    model.fields.insert(FieldId::new("first_name").unwrap(), Field::new(FieldType::Text));
    edit.put(&Resource::DataModel(model)).unwrap();
    edit.commit().unwrap();
    let after = "# Fields of our customers.\n\n[field.first_name]\ntype = \"text\"\n";
    assert_eq!(files.read("data-model.toml"), after);
}

#[test]
fn an_array_keeps_its_lines_and_comments() {
    let changed = changes(FUNNEL, |campaign| {
        let StepSettings::Verification(step) = &mut campaign.steps.get_mut(&id("identity")).unwrap().settings
        else {
            panic!("it verifies");
        };
        step.documents.push("visa".to_owned());
    });
    assert_eq!(changed, "+      \"visa\",\n");
    let one_line = FUNNEL
        .replace("[\n      \"passport\", # the usual\n      \"id-card\",\n  ]", "[\"passport\", \"visa\"]");
    let changed = changes(&one_line, |campaign| {
        let StepSettings::Verification(step) = &mut campaign.steps.get_mut(&id("identity")).unwrap().settings
        else {
            panic!("it verifies");
        };
        step.documents = vec!["id-card".to_owned(), "passport".to_owned(), "visa".to_owned()];
    });
    let expected =
        "-  documents = [\"passport\", \"visa\"]\n+  documents = [\"id-card\", \"passport\", \"visa\"]\n";
    assert_eq!(changed, expected);
}

#[test]
fn a_mapping_keeps_its_form_where_it_can() {
    let first_name = FieldId::new("first_name").unwrap();
    let changed = changes(FUNNEL, |campaign| {
        let StepSettings::Verification(step) = &mut campaign.steps.get_mut(&id("identity")).unwrap().settings
        else {
            panic!("it verifies");
        };
        step.map.get_mut(&first_name).unwrap().from = model::Sources::one("document.last_name");
        step.map.insert(FieldId::new("nickname").unwrap(), Mapping::plain("document.first_name"));
    });
    let expected = "\
-first_name = { from = \"document.first_name\", transform = [\"trim\"] }   # trimmed
+first_name = { from = \"document.last_name\", transform = [\"trim\"] }   # trimmed
+nickname = \"document.first_name\"
";
    assert_eq!(changed, expected);
    let changed = changes(FUNNEL, |campaign| {
        let StepSettings::Verification(step) = &mut campaign.steps.get_mut(&id("identity")).unwrap().settings
        else {
            panic!("it verifies");
        };
        step.map.insert(first_name.clone(), Mapping::plain("document.first_name"));
    });
    let expected = "\
-first_name = { from = \"document.first_name\", transform = [\"trim\"] }   # trimmed
+first_name = \"document.first_name\"   # trimmed
";
    assert_eq!(changed, expected);
}

#[test]
fn sources_and_transforms_are_written_with_what_they_need() {
    let text = FUNNEL.replace(
        "first_name = { from",
        "sex = { from = \"document.gender\", transform = [\n  \"trim\", # first\n  { choice-map = { M = \"male\" } },\n] }\n\
         first_name = { from",
    );
    let changed = changes(&text, |campaign| {
        let StepSettings::Verification(step) = &mut campaign.steps.get_mut(&id("identity")).unwrap().settings
        else {
            panic!("it verifies");
        };
        let read = |json| serde_json::from_value(json).unwrap();
        let names = json!({ "from": ["document.first_name", "document.last_name"], "transform": ["join: "] });
        step.map.insert(FieldId::new("full_name").unwrap(), read(names));
        let map = json!({ "M": "male", "F": "female" });
        let sex = json!({ "from": "document.gender", "transform": ["trim", { "choice-map": map }, "prefix:a\\:b"] });
        step.map.insert(FieldId::new("sex").unwrap(), read(sex));
    });
    insta::assert_snapshot!(changed, @r#"
    -  { choice-map = { M = "male" } },
    +  { choice-map = { F = "female", M = "male" } },
    +  'prefix:a\:b',
    +full_name = { from = ["document.first_name", "document.last_name"], transform = ["join: "] }
    "#);
}

#[test]
fn line_ends_byte_order_mark_and_a_missing_last_newline_stay() {
    let windows = format!("\u{feff}{}", FUNNEL.trim_end().replace('\n', "\r\n"));
    let after = edited(&windows, |campaign| campaign.title = Some("X".to_owned()));
    let expected = windows.replace("'Account opening'", "'X'");
    assert_eq!(after, expected);
}

#[test]
fn mixed_line_ends_stay_line_by_line() {
    let mixed = FUNNEL.replacen('\n', "\r\n", 4);
    let after = edited(&mixed, |campaign| drop(campaign.steps.insert(id("terms"), page("Terms"))));
    assert!(after.starts_with(mixed.strip_suffix("# the end\n").unwrap()), "{after:?}");
}

#[test]
fn steps_in_every_toml_form_can_be_edited() {
    let forms = [
        "step = { done = { kind = \"end\", result = \"completed\" } }\n",
        "step.done = { kind = \"end\", result = \"completed\" }\n",
        "step.done.kind = \"end\"\nstep.done.result = \"completed\"\n",
        "[step]\ndone.kind = \"end\"\ndone.result = \"completed\"\n",
        "[step.done]\nkind = \"end\"\nresult = \"completed\"\n",
        "[\"step\".\"done\"]\n\"kind\" = \"end\"\n'result' = 'completed'\n",
    ];
    for form in forms {
        let after = edited(form, |campaign| {
            campaign.steps.insert(id("other"), end());
            campaign.steps.get_mut(&id("done")).unwrap().max_visits = Some(2);
        });
        assert!(after.contains("other") && after.contains("max-visits"), "{form} became {after}");
    }
}

#[test]
fn an_overlay_is_written_for_its_environment_alone_and_taken_back() {
    let files = Files::new(&[("campaigns/onboarding.toml", FUNNEL)]);
    let production = EnvName::new("production").unwrap();
    let path = KeyPath::of(["step", "identity", "country"]);
    let set = |value: Option<serde_json::Value>| {
        let mut edit = Edit::begin(&files.root()).unwrap();
        edit.put_overlay(&production, &onboarding(), &path, value.as_ref()).unwrap();
        edit.commit().unwrap();
        files.read("campaigns/onboarding.toml")
    };
    let after = set(Some(json!("ARG")));
    let added = "\n[env.production.step.identity]\ncountry = \"ARG\"\n";
    assert_eq!(after, FUNNEL.replace("# the end\n", &format!("{added}# the end\n")));
    let loaded = files.root().load(Some(&production));
    let step = &loaded.workspace.unwrap().campaigns[&slug()].steps[&id("identity")];
    assert_eq!(step.verification().unwrap().country.as_deref(), Some("ARG"));
    assert_eq!(set(None), FUNNEL);
}

#[test]
fn a_step_that_goes_takes_its_overlays_along() {
    let before = format!("{FUNNEL}\n[env.production.step.identity]\ncountry = \"ARG\"\n");
    let after = edited(&before, |campaign| drop(campaign.steps.remove(&id("identity"))));
    assert!(!after.contains("identity]"), "{after}");
}

#[test]
fn a_file_that_does_not_read_is_not_edited() {
    let broken = "title = \"a\"\n[step.x]\nkind = \"pge\"\n";
    let files = Files::new(&[("campaigns/onboarding.toml", broken)]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let error = edit.resource(&onboarding()).unwrap_err();
    let EditError::Unreadable { diagnostics, sources, .. } = error else { panic!("{error}") };
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(sources.locate(&diagnostics[0]).unwrap().line, 3);
    assert_eq!(files.read("campaigns/onboarding.toml"), broken);
}

#[test]
fn the_difference_is_shown_as_diff_shows_it() {
    let files = Files::new(&[("campaigns/onboarding.toml", "title = \"a\"\n")]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.put(&Resource::Campaign(slug(), Campaign { title: Some("b".to_owned()), ..Campaign::default() }))
        .unwrap();
    let changes = edit.preview().unwrap();
    let expected = "--- a/campaigns/onboarding.toml\n+++ b/campaigns/onboarding.toml\n@@ -1 +1 @@\n-title = \"a\"\n+title = \"b\"\n";
    assert_eq!(changes[0].unified_diff(), expected);
    assert_eq!(files.read("campaigns/onboarding.toml"), "title = \"a\"\n");
}
