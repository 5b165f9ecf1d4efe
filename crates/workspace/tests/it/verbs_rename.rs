//! Names that change, and everything that follows them.

use model::{EnvName, FieldId, ResourceName, StepId};
use workspace::verbs::{ChangeError, Place, Referent, VerbError, places, rename};
use workspace::{Edit, EditError};

use crate::support::{Files, SETTINGS, slug};

const DATA: &str = r#"# Our customers.

# As in the passport.
[field.first_name] # given
type = "text"

[field]
country.type = 'country'
"#;

/// All the ways in which a campaign names fields and steps, in all spellings.
const CAMPAIGN: &str = r#"# Ask Ana.
entry = 'welcome' # here

# Says hello.
[ step . welcome ]
kind = "page"
title = "Hi {{first_name}}"
body = """
Dear {{ first_name }}, {{country}}, {{first}} \
name."""
fields = [
  { field = "first_name", required = true }, # first_name stays in comments
  { field = "country" },
]
on.next = "identity"

[step.'identity']
kind = "jumio"
documents = ["passport"]
consent-country = "country"
on = { approved = "age", unreadable = "identity", otherwise = "done" }
[step."identity".map]
first_name = "document.first_name"
"country" = { from = "document.issuing_country" }

[step.age]
kind = "decision"
on.otherwise = "done"
on.again = "\u0077elcome"
[[step.age.branch]]
outcome = "again"
[step.age.branch.when]
all = [
  { not = { field = "first_name", op = "eq", value = "first_name" } },
  { any = [{ step = "identity", op = "outcome-of", value = "approved" }] },
]

[step.done]
kind = "end"
result = "completed"
message = "{{first_name}}"

[env.production.step.identity]
consent-country = "country"

[env.production.step.welcome]
title = 'Live, {{first_name}}'
# the end
"#;

fn files() -> Files {
    Files::new(&[
        ("data-model.toml", DATA),
        ("campaigns/onboarding.toml", CAMPAIGN),
        ("providers/jumio.toml", "platform = \"kyx\"\n\n# Live.\n[env.production]\nworkflow = \"10013\"\n"),
    ])
}

fn field(files: &Files, from: &str, to: &str) -> Result<Vec<Place>, ChangeError> {
    let (from, to) = (FieldId::new(from).unwrap(), FieldId::new(to).unwrap());
    done(files, |edit| rename::field(edit, &files.referrers(), &from, &to))
}

fn step(files: &Files, from: &str, to: &str) -> Result<Vec<Place>, ChangeError> {
    let (from, to) = (StepId::new(from).unwrap(), StepId::new(to).unwrap());
    done(files, |edit| rename::step(edit, &files.referrers(), &slug(), &from, &to))
}

fn environment(files: &Files, from: &str, to: &str) -> Result<Vec<Place>, ChangeError> {
    let (from, to) = (EnvName::new(from).unwrap(), EnvName::new(to).unwrap());
    done(files, |edit| rename::environment(edit, &files.referrers(), &from, &to))
}

fn done(
    files: &Files,
    work: impl FnOnce(&mut Edit) -> Result<Vec<Place>, ChangeError>,
) -> Result<Vec<Place>, ChangeError> {
    let mut edit = Edit::begin(&files.root()).unwrap();
    let places = work(&mut edit)?;
    edit.commit().unwrap();
    Ok(places)
}

fn told(places: &[Place]) -> Vec<String> {
    places.iter().map(ToString::to_string).collect()
}

/// What a file has after, in place of what it had before, line by line.
fn changes(before: &str, after: &str) -> Vec<(String, String)> {
    assert_eq!(before.lines().count(), after.lines().count(), "{after}");
    let pairs = before.lines().zip(after.lines()).filter(|(before, after)| before != after);
    pairs.map(|(before, after)| (before.to_owned(), after.to_owned())).collect()
}

fn nothing_is_wrong(files: &Files) {
    let production = EnvName::new("production").unwrap();
    for env in [None, Some(&production)] {
        let loaded = files.root().load(env);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    }
}

#[test]
fn a_field_is_followed_everywhere_and_nothing_else_changes() {
    let files = files();
    nothing_is_wrong(&files);
    let places = field(&files, "first_name", "given").unwrap();
    insta::assert_snapshot!(told(&places).join("\n"), @r"
    data-model: field.first_name
    onboarding: env.production.step.welcome.title
    onboarding: step.age.branch[0].when.all[0].not.field
    onboarding: step.identity.map.first_name
    onboarding: step.welcome.body
    onboarding: step.welcome.fields[0].field
    onboarding: step.welcome.title
    ");
    let data = changes(DATA, &files.read("data-model.toml"));
    assert_eq!(data, [("[field.first_name] # given".to_owned(), "[field.given] # given".to_owned())]);
    let campaign = changes(CAMPAIGN, &files.read("campaigns/onboarding.toml"));
    let after: Vec<&str> = campaign.iter().map(|(_, after)| after.as_str()).collect();
    let expected = [
        "title = \"Hi {{given}}\"",
        "Dear {{ given }}, {{country}}, {{first}} \\",
        "  { field = \"given\", required = true }, # first_name stays in comments",
        "given = \"document.first_name\"",
        "  { not = { field = \"given\", op = \"eq\", value = \"first_name\" } },",
        "title = 'Live, {{given}}'",
    ];
    assert_eq!(after, expected);
    nothing_is_wrong(&files);
}

#[test]
fn a_field_follows_where_the_country_of_residence_comes_from() {
    let files = files();
    let places = told(&field(&files, "country", "residence").unwrap());
    assert!(places.contains(&"onboarding: step.identity.consent-country".to_owned()), "{places:?}");
    assert!(
        places.contains(&"onboarding: env.production.step.identity.consent-country".to_owned()),
        "{places:?}"
    );
    let after = files.read("campaigns/onboarding.toml");
    assert_eq!(after.matches("consent-country = \"residence\"").count(), 2, "{after}");
    assert!(after.contains("\"residence\" = { from"), "{after}");
    assert!(files.read("data-model.toml").contains("\nresidence.type = 'country'\n"));
    nothing_is_wrong(&files);
}

#[test]
fn a_step_is_followed_everywhere_and_nothing_else_changes() {
    let files = files();
    let places = told(&step(&files, "identity", "passport").unwrap());
    insta::assert_snapshot!(places.join("\n"), @r"
    onboarding: env.production.step.identity
    onboarding: step.age.branch[0].when.all[1].any[0].step
    onboarding: step.identity
    onboarding: step.identity.on.unreadable
    onboarding: step.welcome.on.next
    ");
    let campaign = changes(CAMPAIGN, &files.read("campaigns/onboarding.toml"));
    let after: Vec<&str> = campaign.iter().map(|(_, after)| after.as_str()).collect();
    let expected = [
        "on.next = \"passport\"",
        "[step.'passport']",
        "on = { approved = \"age\", unreadable = \"passport\", otherwise = \"done\" }",
        "[step.\"passport\".map]",
        "  { any = [{ step = \"passport\", op = \"outcome-of\", value = \"approved\" }] },",
        "[env.production.step.passport]",
    ];
    assert_eq!(after, expected);
    nothing_is_wrong(&files);

    step(&files, "welcome", "hello").unwrap();
    let after = files.read("campaigns/onboarding.toml");
    // What hid the name is written plainly.
    for line in ["entry = 'hello' # here", "[ step . hello ]", "on.again = \"hello\""] {
        assert!(after.contains(line), "{line} is not in {after}");
    }
    nothing_is_wrong(&files);
}

#[test]
fn an_environment_is_followed_in_every_file() {
    let files = files();
    let before = files.all();
    let places = told(&environment(&files, "production", "live").unwrap());
    let expected =
        ["campaignctl.toml: env.production", "provider/jumio: env.production", "onboarding: env.production"];
    assert_eq!(places, expected);
    assert!(files.read("providers/jumio.toml").ends_with("\n# Live.\n[env.live]\nworkflow = \"10013\"\n"));
    assert!(!files.all().iter().any(|(_, text)| text.contains("env.production")));
    environment(&files, "local", "here").unwrap();
    assert_eq!(
        files.read("campaignctl.toml"),
        SETTINGS
            .replace("\"local\"", "\"here\"")
            .replace("env.local", "env.here")
            .replace("env.production", "env.live")
    );
    environment(&files, "live", "production").unwrap();
    environment(&files, "here", "local").unwrap();
    assert_eq!(files.all(), before);
}

#[test]
fn names_that_are_taken_or_not_there_are_refused_and_nothing_changes() {
    let files = files();
    let before = files.all();
    let verb = |result: Result<Vec<Place>, ChangeError>| match result.unwrap_err() {
        ChangeError::Verb(error) => error,
        ChangeError::Edit(error) => panic!("{error}"),
    };
    assert_eq!(verb(field(&files, "frst_name", "x")).nearest(), Some("first_name"));
    assert_eq!(verb(step(&files, "identiy", "x")).nearest(), Some("identity"));
    assert_eq!(verb(environment(&files, "prodution", "x")).nearest(), Some("production"));
    for error in [
        verb(field(&files, "first_name", "country")),
        verb(step(&files, "welcome", "done")),
        verb(environment(&files, "local", "production")),
    ] {
        assert!(matches!(error, VerbError::Exists { .. }), "{error}");
    }
    let error = verb(field(&files, "country", "ask"));
    assert_eq!(told(error.places()), ["onboarding: env.production.step.identity.consent-country"], "{error}");
    // `first` is a field of a page that is not there: it must not begin to mean something.
    let error = verb(field(&files, "first_name", "first"));
    assert_eq!(told(error.places()), ["onboarding: step.welcome.body"]);
    assert_eq!(files.all(), before);
    assert_eq!(field(&files, "first_name", "first_name").unwrap(), []);
}

#[test]
fn a_field_named_ask_is_not_where_customers_are_asked() {
    let files = Files::new(&[
        ("data-model.toml", "[field.ask]\ntype = \"text\"\n"),
        (
            "campaigns/onboarding.toml",
            "[step.identity]\nkind = \"jumio\"\nconsent-country = \"ask\"\nmap.ask = \"document.first_name\"\n",
        ),
    ]);
    let places = told(&field(&files, "ask", "question").unwrap());
    assert_eq!(places, ["data-model: field.ask", "onboarding: step.identity.map.ask"]);
    assert!(files.read("campaigns/onboarding.toml").contains("consent-country = \"ask\""));
}

#[test]
fn one_campaign_that_does_not_read_keeps_all_files_as_they_are() {
    let files = files();
    files.write("campaigns/other.toml", "[step.x]\nkind = \"pge\"\n");
    let before = files.all();
    let mut edit = Edit::begin(&files.root()).unwrap();
    let error = rename::field(
        &mut edit,
        &files.referrers(),
        &FieldId::new("first_name").unwrap(),
        &FieldId::new("x").unwrap(),
    )
    .unwrap_err();
    assert!(matches!(error, ChangeError::Edit(EditError::Unreadable { .. })), "{error}");
    drop(edit);
    assert_eq!(files.all(), before);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_stay() {
    let files = files();
    let windows = format!("\u{feff}{}", CAMPAIGN.replace('\n', "\r\n"));
    files.write("campaigns/onboarding.toml", &windows);
    step(&files, "done", "end").unwrap();
    field(&files, "first_name", "given").unwrap();
    assert_ne!(files.read("campaigns/onboarding.toml"), windows);
    field(&files, "given", "first_name").unwrap();
    step(&files, "end", "done").unwrap();
    assert_eq!(files.read("campaigns/onboarding.toml"), windows);
}

#[test]
fn places_are_those_that_name_it() {
    let files = files();
    let mut edit = Edit::begin(&files.root()).unwrap();
    let campaign = ResourceName::Campaign(slug());
    let found = |edit: &mut Edit, name: &str| {
        let field = FieldId::new(name).unwrap();
        told(&places(edit, &campaign, Referent::Field(&field)).unwrap())
    };
    assert_eq!(found(&mut edit, "first"), ["onboarding: step.welcome.body"]);
    // The message of an end fills nothing in.
    assert!(!found(&mut edit, "first_name").contains(&"onboarding: step.done.message".to_owned()));
    assert_eq!(found(&mut edit, "document"), [""; 0]);
}
