//! Formatting: one form, the same model, every comment.

use model::{EnvName, ResourceName, StepId, providers};
use serde_json::json;
use workspace::{Edit, EditError, unformatted, verbs};

use crate::support::{Files, edit_campaign, onboarding};

/// A campaign's text, formatted.
fn campaign(text: &str) -> String {
    let files = Files::new(&[("campaigns/onboarding.toml", text)]);
    format(&files, &onboarding());
    files.read("campaigns/onboarding.toml")
}

fn format(files: &Files, name: &ResourceName) {
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.format(name).unwrap();
    edit.commit().unwrap();
    assert_eq!(unformatted(&files.root(), name).unwrap(), None, "formatted twice is the same as once");
}

#[test]
fn a_campaign_comes_in_the_order_in_which_a_customer_meets_it() {
    let before = r#"entry = "welcome"
title = 'Account opening'


[ step . done ]
result = "completed"
kind = "end"
[step.clerk]
on = { otherwise = "done", approved = "done" }
kind = "review"
[step.stray]
kind = "end"
result = "declined"
[step.identity.map]
last_name = { transform = [ 'trim' ], from = "document.last_name" }
first_name = "document.first_name"
[step.identity]
on.otherwise = "clerk"
on.approved = "done"
country = "URY"
documents = [
  "passport", "id-card" ]
max-attempts = 0x2
kind = "jumio"
[env.production]
step.identity.country = "ARG"
[step.welcome]
on.next = "identity"
"kind" = """page"""
"#;
    insta::assert_snapshot!(campaign(before), @r#"
    title = "Account opening"
    entry = "welcome"

    [step.welcome]
    kind = "page"
    on.next = "identity"

    [step.identity]
    kind = "jumio"
    documents = ["passport", "id-card"]
    country = "URY"
    max-attempts = 2
    on.approved = "done"
    on.otherwise = "clerk"

    [step.identity.map]
    last_name = { from = "document.last_name", transform = ["trim"] }
    first_name = "document.first_name"

    [step.done]
    kind = "end"
    result = "completed"

    [step.clerk]
    kind = "review"
    on.approved = "done"
    on.otherwise = "done"

    [step.stray]
    kind = "end"
    result = "declined"

    [env.production.step.identity]
    country = "ARG"
    "#);
}

#[test]
fn comments_stay_with_what_they_belong_to() {
    let before = r#"#:schema ../campaign.json
# The way in. Ask Ana before touching it.

# What customers read.
title = "Account opening"   # shown to customers
entry = "welcome"    # the first
# provider = "jumio"

# ---- the end ----


# All is well.
[step.done] # good
kind = "end"
# conversion = true
result = "completed" # of course
# message = "Bye"

# ---- the beginning ----
#
# Says hello.
[step.welcome]
  kind = "page"
  # Where it leads.
  [step.welcome.on]# out
  # straight on
  next = "identity" # next
  # dismissed = "done"

[step.identity]
on = { approved = "done", otherwise = "done" } # both
kind = "jumio"
documents = [ # all we take
  "passport", # the usual
  # cards
  "id-card"
  # "visa",
]

# From the document.
[step.identity.map]
# Given name.
first_name.from = "document.first_name" # from
first_name.transform = ["trim"]

# ---- the tail ----
# bye
"#;
    insta::assert_snapshot!(campaign(before), @r#"
    #:schema ../campaign.json
    # The way in. Ask Ana before touching it.

    # What customers read.
    title = "Account opening" # shown to customers
    entry = "welcome" # the first
    # provider = "jumio"

    # ---- the beginning ----
    #
    # Says hello.
    [step.welcome]
    kind = "page"
    # Where it leads.
    # out
    # straight on
    on.next = "identity" # next
    # dismissed = "done"

    [step.identity]
    kind = "jumio"
    documents = [
      # all we take
      "passport", # the usual
      # cards
      "id-card",
      # "visa",
    ]
    # both
    on.approved = "done"
    on.otherwise = "done"

    # From the document.
    [step.identity.map]
    # Given name.
    first_name.from = "document.first_name" # from
    first_name.transform = ["trim"]

    # ---- the end ----

    # All is well.
    [step.done] # good
    kind = "end"
    # conversion = true
    result = "completed" # of course
    # message = "Bye"

    # ---- the tail ----
    # bye
    "#);
}

#[test]
fn texts_of_several_lines_keep_their_form_and_others_get_the_usual_one() {
    let before = "entry = \"a\"\n[step.a]\nkind = \"page\"\ntitle = \"\"\"\nT\"\"\"\n\
                  body = \"\"\"\nOne  # no comment\ntwo \\\n  goes on\n\n\nthree\"\"\" # body\n\
                  submit-label = \"a \\\"b\\\" \\u00e4\"\n";
    insta::assert_snapshot!(campaign(before), @r#"
    entry = "a"

    [step.a]
    kind = "page"
    title = "T"
    body = """
    One  # no comment
    two \
      goes on


    three""" # body
    submit-label = 'a "b" ä'
    "#);
}

#[test]
fn tables_in_arrays_have_a_line_each() {
    let before = r#"entry = "age"
[step.age]
kind = "decision"
on.minor = "done"
# Young people.
[[step.age.branch]] # first
when.op = "younger-than"
when.field = "birth_date" # theirs
when.value = 18
outcome = "minor"
[[step.age.branch]]
outcome = "far"
when = { any = [ # of these
  { op = "eq", field = "country", value = "URY" },
  { op = "eq", field = "country", value = "ARG" } ] }
[[step.age.branch]]
outcome = "near"
when = { all = [ { field = "country", op = "in", value = ["BRA", "CHL", "PRY"] }, { field = "pep", op = "is-set" } ] }
[step.page]
kind = "page"
fields = [ { required = true, field = "country" }, { label = "Yes?", field = "pep", help = """
a
b""" } ]
[step.done]
kind = "end"
result = "declined"
"#;
    insta::assert_snapshot!(campaign(before), @r#"
    entry = "age"

    [step.age]
    kind = "decision"
    branch = [
      # Young people.
      # theirs
      { outcome = "minor", when = { field = "birth_date", op = "younger-than", value = 18 } }, # first
      { outcome = "far", when = { any = [
        # of these
        { field = "country", op = "eq", value = "URY" },
        { field = "country", op = "eq", value = "ARG" },
      ] } },
      { outcome = "near", when = { all = [
        { field = "country", op = "in", value = ["BRA", "CHL", "PRY"] },
        { field = "pep", op = "is-set" },
      ] } },
    ]
    on.minor = "done"

    [step.done]
    kind = "end"
    result = "declined"

    [step.page]
    kind = "page"
    fields = [
      { field = "country", required = true },
      { label = "Yes?", field = "pep", help = """
    a
    b""" },
    ]
    "#);
}

#[test]
fn settings_providers_and_the_data_model_have_their_order() {
    let files = Files::new(&[
        (
            "providers/jumio.toml",
            "locale=\"en\"\nworkflow=\"10011\"\ndatacenter=\"eu\"\nplatform=\"kyx\"\n[env]\nproduction={ workflow = '10013' } # other\n",
        ),
        (
            "data-model.toml",
            "# Ours.\n\n# Given.\n[field]\ntitle.pii=\"personal\"\ntitle.type=\"text\"\n[field.age]\nmax-length = 1_0\ntype=\"text\"\n\
             [field.proof]\npii = \"personal\"\nretention-days=30\nscope=\"campaign\"\nunique=false\nmultiple=true\nmax-bytes=5_000_000\n\
             media-types=[\"application/pdf\"]\ndelimiter=\";\"\nparts=[\"a\"]\ncode=\"name\"\nrequired=true\ntype=\"file\"\n",
        ),
    ]);
    files.write(
        "campaignctl.toml",
        "[lints]\nM004 = \"deny\"\nF004 = \"warn\"\n\n[env.production]\nprotected = true\nbackend = \"https://c.example\"\n[env.local]\nbackend=\"embedded\"\n",
    );
    let text = format!("default-env = \"local\"\nworkspace = \"acme\"\n{}", files.read("campaignctl.toml"));
    files.write("campaignctl.toml", &text);
    let provider = ResourceName::Provider(providers::named("jumio").unwrap());
    for name in [&ResourceName::Workspace, &ResourceName::DataModel, &provider] {
        format(&files, name);
    }
    let all: String = files.all().iter().flat_map(|(path, text)| ["== ", path, "\n", text]).collect();
    insta::assert_snapshot!(all, @r#"
    == campaignctl.toml
    workspace = "acme"
    default-env = "local"

    [env.production]
    backend = "https://c.example"
    protected = true

    [env.local]
    backend = "embedded"

    [lints]
    M004 = "deny"
    F004 = "warn"
    == data-model.toml
    # Ours.

    # Given.
    [field]

    [field.title]
    type = "text"
    pii = "personal"

    [field.age]
    type = "text"
    max-length = 10

    [field.proof]
    type = "file"
    required = true
    code = "name"
    parts = ["a"]
    delimiter = ";"
    media-types = ["application/pdf"]
    max-bytes = 5000000
    multiple = true
    unique = false
    scope = "campaign"
    retention-days = 30
    pii = "personal"
    == providers/jumio.toml
    platform = "kyx"
    datacenter = "eu"
    workflow = "10011"
    locale = "en"

    [env.production] # other
    workflow = "10013"
    "#);
}

#[test]
fn line_ends_and_byte_order_marks() {
    let text = "entry = 'a'\r\n\r\n\r\n[step.a] # é  \r\nkind = \"page\"\r\nbody = \"\"\"a\r\nb\"\"\"\r\n";
    let expected = "entry = \"a\"\n\n[step.a] # é\nkind = \"page\"\nbody = \"\"\"a\nb\"\"\"\n";
    assert_eq!(campaign(text), expected.replace('\n', "\r\n"), "a file of Windows stays one");
    assert_eq!(campaign(&text.replacen("\r\n", "\n", 1)), expected, "mixed ends become the usual ones");
    assert_eq!(campaign(&format!("\u{feff}{}", expected.trim_end())), format!("\u{feff}{expected}"));
}

#[test]
fn files_with_nothing_in_them() {
    assert_eq!(campaign(""), "");
    assert_eq!(campaign("\n\n"), "");
    assert_eq!(campaign("\n\n# a\n\n\n# b  \n\n"), "# a\n\n# b\n");
    let files = Files::new(&[]);
    format(&files, &onboarding());
    assert!(!files.path().join("campaigns").exists(), "a file that is not there is not made");
}

#[test]
fn what_does_not_read_is_told_and_left_alone() {
    let broken = "entry = 'a'\n[step.a]\nkind = 'page'\n[env.production.step.a]\nallow-dismiss = 'yes'\n";
    for (text, what) in [
        ("entry = \n", "syntax"),
        ("entry = 'a'\n[step.a]\nkind = 'pgae'\n", "a kind that is none"),
        (broken, "an overlay with a value of the wrong type"),
        ("title = 1.5\n", "a value that is of no use"),
    ] {
        let files = Files::new(&[("campaigns/onboarding.toml", text)]);
        let mut edit = Edit::begin(&files.root()).unwrap();
        assert!(matches!(edit.format(&onboarding()), Err(EditError::Unreadable { .. })), "{what}");
        edit.commit().unwrap();
        assert_eq!(files.read("campaigns/onboarding.toml"), text, "{what}");
    }
    let files = Files::new(&[("campaigns/onboarding.toml", broken)]);
    let Err(EditError::Unreadable { diagnostics, sources, .. }) = unformatted(&files.root(), &onboarding())
    else {
        panic!("it does not read");
    };
    let lines: Vec<usize> = sources.locate_all(&diagnostics).into_iter().map(|at| at.unwrap().line).collect();
    assert_eq!(lines, [5], "the place is in the settings of the environment");
    assert!(!files.path().join(".campaignctl").exists(), "looking leaves nothing behind");
}

#[test]
fn what_this_program_writes_itself_is_formatted() {
    let files = Files::new(&[("campaigns/onboarding.toml", "entry = \"a\"\n")]);
    for new in verbs::init::files(&"acme".parse().unwrap()) {
        files.write(new.path.as_str(), &new.text);
    }
    edit_campaign(&files, |campaign| {
        let field = |name: usize| json!({ "field": format!("field_{name}"), "label": "L", "help": "H", "required": true });
        let fields: Vec<_> = (0..3).map(field).collect();
        let documents: Vec<_> = (0..12).map(|number| format!("document-{number}")).collect();
        let map = json!({ "a": { "from": "document.first_name", "transform": ["trim", "upper"] }, "b": "document.last_name" });
        for (id, step) in [
            (
                "a",
                json!({ "kind": "page", "title": "It's \"new\"", "body": "a\n\nb", "fields": fields, "on": { "next": "b" } }),
            ),
            (
                "b",
                json!({ "kind": "jumio", "documents": documents, "country": "URY", "save-images": true, "map": map,
                "on": { "approved": "c", "otherwise": "c" }, "allow": ["F001"], "max-visits": 2, "locale": "es" }),
            ),
            ("c", json!({ "kind": "end", "result": "completed", "message": "Bye" })),
        ] {
            campaign.steps.insert(StepId::new(id).unwrap(), serde_json::from_value(step).unwrap());
        }
    });
    for name in [ResourceName::Workspace, ResourceName::DataModel, onboarding()] {
        let change = unformatted(&files.root(), &name).unwrap();
        assert!(change.is_none(), "{}", change.unwrap().unified_diff());
    }
}

#[test]
fn what_an_environment_says_stays_the_same() {
    let text = "entry = \"a\"\nenv.production.step.a.title = \"There\"\n[step.a]\ntitle = \"Here\"\nkind = \"page\"\n";
    let files = Files::new(&[("campaigns/onboarding.toml", text)]);
    let title = || {
        let loaded = files.root().load(Some(&EnvName::new("production").unwrap()));
        loaded.workspace.unwrap().resource(&onboarding()).unwrap()
    };
    let before = title();
    format(&files, &onboarding());
    assert_eq!(title(), before);
    let after = "entry = \"a\"\n\n[step.a]\nkind = \"page\"\ntitle = \"Here\"\n\n[env.production.step.a]\ntitle = \"There\"\n";
    assert_eq!(files.read("campaigns/onboarding.toml"), after);
}
