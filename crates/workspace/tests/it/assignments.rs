//! Steps that set fields: renames follow, removals take them along, formatting keeps their order.

use model::{FieldId, ResourceName};
use workspace::verbs::{fields, rename};
use workspace::{Edit, unformatted};

use crate::support::{Files, slug};

const DATA: &str = "\
field.first_name.type = \"text\"
field.last_name.type = \"text\"
field.nickname.type = \"text\"
field.news.type = \"boolean\"
";

const CAMPAIGN: &str = r#"entry = "mark"

[step.mark]
kind = "assign"
set.news = true # first_name
set.nickname = { field = "first_name", transform = ["upper"] }
set.last_name.template = "{{first_name}} of {{ nickname }}"
set."first_name" = "x"
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#;

fn files() -> Files {
    let files = Files::new(&[("data-model.toml", DATA), ("campaigns/onboarding.toml", CAMPAIGN)]);
    let loaded = files.root().load(None);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    files
}

#[test]
fn a_renamed_field_is_followed() {
    let files = files();
    let mut edit = Edit::begin(&files.root()).unwrap();
    let (from, to) = (FieldId::new("first_name").unwrap(), FieldId::new("given").unwrap());
    rename::field(&mut edit, &files.referrers(), &from, &to).unwrap();
    edit.commit().unwrap();
    let expected = CAMPAIGN
        .replace("field = \"first_name\"", "field = \"given\"")
        .replace("{{first_name}}", "{{given}}")
        .replace("set.\"first_name\"", "set.\"given\"");
    assert_eq!(files.read("campaigns/onboarding.toml"), expected);
}

#[test]
fn what_uses_a_field_is_told_or_goes_with_it() {
    let files = files();
    let name = FieldId::new("first_name").unwrap();
    let mut edit = Edit::begin(&files.root()).unwrap();
    let Err(workspace::verbs::ChangeError::Verb(error)) =
        fields::remove(&mut edit, &files.referrers(), &name, false)
    else {
        panic!("it is used");
    };
    let places: Vec<String> = error.places().iter().map(ToString::to_string).collect();
    let expected = ["set.first_name", "set.last_name.template", "set.nickname.field"]
        .map(|key| format!("onboarding: step.mark.{key}"));
    assert_eq!(places, expected);

    drop(edit);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let told = fields::remove(&mut edit, &files.referrers(), &name, true).unwrap();
    edit.commit().unwrap();
    assert_eq!(told.len(), 3, "{told:?}");
    let expected = r#"entry = "mark"

[step.mark]
kind = "assign"
set.news = true # first_name
set.last_name.template = " of {{ nickname }}"
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#;
    assert_eq!(files.read("campaigns/onboarding.toml"), expected);
}

#[test]
fn formatting_keeps_the_order_of_what_is_set() {
    let files = files();
    let name = ResourceName::Campaign(slug());
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.format(&name).unwrap();
    edit.commit().unwrap();
    assert_eq!(unformatted(&files.root(), &name).unwrap(), None, "formatted twice is the same as once");
    let formatted = files.read("campaigns/onboarding.toml");
    let place = |text: &str| formatted.find(text).unwrap_or_else(|| panic!("{text} in {formatted}"));
    assert!(place("news = true") < place("nickname"));
    assert!(place("nickname") < place("{{first_name}} of"));
}
