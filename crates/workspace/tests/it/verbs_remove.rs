//! What goes, and what becomes of what refers to it.

use model::step::{EndResult, EndStep, PageStep};
use model::{EnvName, FieldId, Resource, Step, StepId, StepSettings};
use workspace::Edit;
use workspace::verbs::place::{self, Placement};
use workspace::verbs::steps::{self, Removal};
use workspace::verbs::{ChangeError, Told, VerbError, Way, environments, fields};

use crate::support::{Files, SETTINGS, edit_campaign, slug};

const DATA: &str =
    "# Ours.\n\n# Given.\n[field.first_name]\ntype = \"text\"\n\n[field.country]\ntype = \"country\"\n";

const CAMPAIGN: &str = r#"entry = "welcome"

[step.welcome]
kind = "page"
title = "Hi {{first_name}}!"
body = "{{first_name}}"
fields = [{ field = "first_name" }, { field = "country" }] # asked
on.next = 'identity' # on

# Who is it?
[step.identity]
kind = "jumio"
consent-country = "country"
on.approved = "age"
on.otherwise = "done"

[step.identity.map]
first_name = "document.first_name"

[step.age]
kind = "decision"
on.named = "welcome"
on.again = "identity"
on.otherwise = "done"

# By name.
[[step.age.branch]]
outcome = "named"
when = { not = { field = "first_name", op = "is-set" } }

# By outcome.
[[step.age.branch]]
outcome = "again"
when = { step = "identity", op = "outcome-of", value = "review" }

[step.done]
kind = "end"
result = "completed"

[env.production.step.welcome]
fields = [{ field = "first_name" }]

[env.production.step.identity]
consent-country = "country"
"#;

fn files() -> Files {
    Files::new(&[("data-model.toml", DATA), ("campaigns/onboarding.toml", CAMPAIGN)])
}

fn lines(told: &[Told]) -> Vec<String> {
    told.iter().map(ToString::to_string).collect()
}

fn done(
    files: &Files,
    work: impl FnOnce(&mut Edit) -> Result<Vec<Told>, ChangeError>,
) -> Result<Vec<String>, VerbError> {
    let before = files.all();
    let mut edit = Edit::begin(&files.root()).unwrap();
    match work(&mut edit) {
        Ok(told) => {
            edit.commit().unwrap();
            Ok(lines(&told))
        }
        Err(ChangeError::Verb(error)) => {
            assert_eq!(files.all(), before);
            Err(error)
        }
        Err(ChangeError::Edit(error)) => panic!("{error}"),
    }
}

fn remove_field(files: &Files, name: &str, cascade: bool) -> Result<Vec<String>, VerbError> {
    let name = FieldId::new(name).unwrap();
    done(files, |edit| fields::remove(edit, &files.referrers(), &name, cascade))
}

fn remove_step(files: &Files, name: &str, heal: bool, cascade: bool) -> Result<Vec<String>, VerbError> {
    let name = StepId::new(name).unwrap();
    done(files, |edit| steps::remove(edit, &files.referrers(), &slug(), &name, Removal { heal, cascade }))
}

fn remove_environment(files: &Files, name: &str, cascade: bool) -> Result<Vec<String>, VerbError> {
    let name = EnvName::new(name).unwrap();
    done(files, |edit| environments::remove(edit, &files.referrers(), &name, cascade))
}

fn places(error: &VerbError) -> Vec<String> {
    assert!(matches!(error, VerbError::Used { .. }), "{error}");
    error.places().iter().map(ToString::to_string).collect()
}

fn nothing_is_wrong(files: &Files) {
    for env in [None, Some(&EnvName::new("production").unwrap())] {
        let loaded = files.root().load(env);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    }
}

#[test]
fn a_field_that_is_used_stays_and_every_place_is_told() {
    let files = files();
    nothing_is_wrong(&files);
    let error = remove_field(&files, "first_name", false).unwrap_err();
    let expected = [
        "onboarding: env.production.step.welcome.fields[0].field",
        "onboarding: step.age.branch[0].when.not.field",
        "onboarding: step.identity.map.first_name",
        "onboarding: step.welcome.body",
        "onboarding: step.welcome.fields[0].field",
        "onboarding: step.welcome.title",
    ];
    assert_eq!(places(&error), expected);
    assert_eq!(remove_field(&files, "frst_name", true).unwrap_err().nearest(), Some("first_name"));
}

#[test]
fn a_field_goes_with_all_that_uses_it_when_that_is_asked_for() {
    let files = files();
    let told = remove_field(&files, "first_name", true).unwrap();
    let expected = [
        "onboarding: step.welcome.fields[0] -> nothing",
        "onboarding: step.welcome.title without {{first_name}}",
        "onboarding: step.welcome.body without {{first_name}}",
        "onboarding: step.identity.map.first_name -> nothing",
        "onboarding: env.production.step.welcome.fields[0] -> nothing",
        "onboarding: step.age.branch[0] -> nothing",
        "age.named -> nothing (was welcome)",
    ];
    assert_eq!(told, expected);
    nothing_is_wrong(&files);
    let after = files.read("campaigns/onboarding.toml");
    assert!(!after.contains("first_name"), "{after}");
    for line in [
        "title = \"Hi !\"",
        "fields = [{ field = \"country\" }] # asked",
        "# By outcome.\n[[step.age.branch]]\noutcome = \"again\"",
        "[env.production.step.welcome]\nfields = []",
    ] {
        assert!(after.contains(line), "{line} is not in {after}");
    }
    assert_eq!(files.read("data-model.toml"), "# Ours.\n\n[field.country]\ntype = \"country\"\n");

    let told = remove_field(&files, "country", true).unwrap();
    assert!(told.contains(&"onboarding: env.production.step.identity.consent-country -> nothing".to_owned()));
    assert!(!files.read("campaigns/onboarding.toml").contains("country"));
    nothing_is_wrong(&files);
}

#[test]
fn an_environment_goes_with_what_is_written_for_it() {
    let files = files();
    let error = remove_environment(&files, "production", false).unwrap_err();
    assert_eq!(places(&error), ["onboarding: env.production"]);
    assert_eq!(
        remove_environment(&files, "local", true),
        Err(VerbError::IsDefault(EnvName::new("local").unwrap()))
    );
    assert_eq!(remove_environment(&files, "prodution", true).unwrap_err().nearest(), Some("production"));
    assert_eq!(
        remove_environment(&files, "production", true).unwrap(),
        ["onboarding: env.production -> nothing"]
    );
    let overlays = CAMPAIGN.find("\n[env.production.step.welcome]").unwrap();
    assert_eq!(files.read("campaigns/onboarding.toml"), CAMPAIGN[..overlays]);
    let section = SETTINGS.find("\n[env.production]").unwrap();
    assert_eq!(files.read("campaignctl.toml"), SETTINGS[..section]);
}

#[test]
fn what_led_to_a_step_leads_on_and_conditions_keep_it() {
    let files = files();
    let error = remove_step(&files, "identity", true, false).unwrap_err();
    assert_eq!(places(&error), ["onboarding: step.age.branch[1].when.step"]);
    let told = remove_step(&files, "identity", true, true).unwrap();
    let expected = [
        "onboarding: step.age.branch[1] -> nothing",
        "age.again -> nothing (was identity)",
        "welcome.next -> age (was identity)",
    ];
    assert_eq!(told, expected);
    nothing_is_wrong(&files);
    let after = files.read("campaigns/onboarding.toml");
    assert!(!after.contains("identity") && !after.contains("# Who is it?"), "{after}");
    assert!(after.contains("on.next = 'age' # on"), "{after}");
}

#[test]
fn an_end_stays_while_something_leads_to_it() {
    let files = files();
    let error = remove_step(&files, "done", true, false).unwrap_err();
    let expected = ["onboarding: step.age.on.otherwise", "onboarding: step.identity.on.otherwise"];
    assert_eq!(places(&error), expected);
    let told = remove_step(&files, "done", true, true).unwrap();
    assert_eq!(told, ["age.otherwise -> nothing (was done)", "identity.otherwise -> nothing (was done)"]);
    let error = remove_step(&files, "welcome", false, false).unwrap_err();
    assert_eq!(places(&error), ["onboarding: entry", "onboarding: step.age.on.named"]);
    assert_eq!(remove_step(&files, "dne", true, true).unwrap_err().nearest(), None);
}

/// Adds a step, which must change the file, and takes it back.
fn comes_and_goes(campaign: &str, id: &str, step: Step, placement: &Placement, cascade: bool) {
    let files = Files::new(&[("data-model.toml", DATA), ("campaigns/onboarding.toml", campaign)]);
    let id_of = StepId::new(id).unwrap();
    edit_campaign(&files, |campaign| drop(place::add_step(campaign, &id_of, step, placement).unwrap()));
    assert_ne!(files.read("campaigns/onboarding.toml"), campaign);
    remove_step(&files, id, true, cascade).unwrap();
    assert_eq!(files.read("campaigns/onboarding.toml"), campaign, "{id} {placement:?}");
}

#[test]
fn a_step_that_is_added_and_removed_leaves_the_file_as_it_was() {
    let page = || Step::new(StepSettings::Page(PageStep { title: Some("T".into()), ..PageStep::default() }));
    let end = || {
        let settings =
            EndStep { result: EndResult::Declined, conversion: None, message: None, redirect_url: None };
        Step::new(StepSettings::End(settings))
    };
    let after = |ways: &str| Placement { after: Way::parse_list(ways).unwrap(), ..Placement::default() };
    let before = |id: &str| Placement { before: Some(StepId::new(id).unwrap()), ..Placement::default() };
    let windows = CAMPAIGN.replace('\n', "\r\n");
    let unended = CAMPAIGN.trim_end();
    let begun = "title = \"T\"\n";
    for campaign in [CAMPAIGN, &windows, unended] {
        comes_and_goes(campaign, "x", page(), &Placement::default(), false);
        comes_and_goes(campaign, "x", page(), &after("welcome.next"), false);
        comes_and_goes(campaign, "x", page(), &after("identity.rejected,expired"), false);
        comes_and_goes(campaign, "x", page(), &before("done"), false);
        comes_and_goes(campaign, "x", page(), &before("welcome"), false);
        comes_and_goes(campaign, "x", end(), &after("identity.timeout"), true);
    }
    comes_and_goes(begun, "x", page(), &Placement::default(), false);
    comes_and_goes(begun, "x", end(), &Placement::default(), false);
}

#[test]
fn a_campaign_that_goes_is_kept_beside() {
    let files = files();
    let name = crate::support::onboarding();
    for kept in ["onboarding.toml", "onboarding-2.toml"] {
        files.write("campaigns/onboarding.toml", &format!("{CAMPAIGN}# {kept}\n"));
        let mut edit = Edit::begin(&files.root()).unwrap();
        let path = edit.remove_keeping(&name).unwrap();
        assert_eq!(path, format!(".campaignctl/deleted/{kept}"));
        assert!(!files.path().join(&path).exists());
        edit.commit().unwrap();
        assert_eq!(files.read(path.as_str()), format!("{CAMPAIGN}# {kept}\n"));
        assert!(!files.path().join("campaigns/onboarding.toml").exists());
    }
    let mut edit = Edit::begin(&files.root()).unwrap();
    assert!(edit.remove_keeping(&name).is_err());
}

#[test]
fn a_copy_has_every_byte_and_never_takes_a_place() {
    let files = files();
    let text = format!("\u{feff}{}", CAMPAIGN.replace('\n', "\r\n"));
    files.write("campaigns/onboarding.toml", &text);
    let copy = model::ResourceName::Campaign(model::CampaignSlug::new("copy").unwrap());
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.copy_file(&crate::support::onboarding(), &copy).unwrap();
    assert!(edit.copy_file(&crate::support::onboarding(), &copy).is_err());
    let Some(Resource::Campaign(_, campaign)) = edit.resource(&copy).unwrap() else { panic!("it reads") };
    assert_eq!(campaign.steps.len(), 4);
    edit.commit().unwrap();
    assert_eq!(files.read("campaigns/copy.toml"), text);
    assert_eq!(files.read("campaigns/onboarding.toml"), text);
}
