//! W003.

use insta::assert_snapshot;

use crate::support::{campaign, found, identity, told, workspace};

const SETTINGS: &str = "workspace = \"acme\"\n";

fn settings(text: &str) -> String {
    told(&workspace(&[("campaignctl.toml", format!("{SETTINGS}{text}"))]))
}

#[test]
fn environments_and_rules_that_do_not_exist() {
    assert_snapshot!(settings("default-env = \"locale\"\nenv.local.backend = \"embedded\""), @r"
    W003 error workspace default-env: there is no environment `locale`
      help: did you mean `local`?
    ");
    assert_snapshot!(settings("default-env = \"local\""), @r#"
    W003 error workspace default-env: there is no environment `local`
      help: write a section `[env.local]` with `backend = "embedded"`
    "#);
    assert_snapshot!(
        settings(
            "default-env = \"local\"\nenv.local.backend = \"embedded\"\n\
             lints = { F04 = \"warn\", unused = \"allow\", f005 = \"warn\", P003 = \"deny\" }"
        ),
        @r"
    W003 error workspace lints.F04^: there is no rule `F04`
      help: did you mean `F004`?
    W003 error workspace lints.f005^: there is no rule `f005`
      help: did you mean `F005`?
    W003 error workspace lints.unused^: there is no rule `unused`
      help: `campaignctl explain` lists the rules
    "
    );
}

#[test]
fn providers_that_do_not_exist() {
    let with = |provider: &str| format!("provider = \"{provider}\"\n{}", identity(""));
    assert_snapshot!(told(&campaign(&with("jumia"))), @r"
    W003 error provider: there is no identity verification provider `jumia`
      help: did you mean `jumio`?
    ");
    assert_snapshot!(told(&campaign(&with("zebra"))), @r"
    W003 error provider: there is no identity verification provider `zebra`
      help: there is `jumio`
    ");
    let missing = [("providers/jumio.toml", ""), ("campaigns/onboarding.toml", &with("jumio"))];
    assert_snapshot!(told(&workspace(&missing)), @r"
    W003 error provider: there are no settings of the provider `jumio`
      help: choose it: `campaignctl provider set jumio`
    ");
    assert_eq!(found(&campaign(&with("jumio"))), Vec::<String>::new());
}

#[test]
fn fields_and_steps_that_do_not_exist() {
    assert_snapshot!(
        told(&campaign(
            r#"
            entry = "form"
            [step.form]
            kind = "page"
            title = "Hello {{nick_name}}"
            body = "{{frist_name}} {{last_name}} {{No Field}}"
            fields = [{ field = "first_name" }, { field = "lastname" }, { field = "iban" }]
            on.next = "decide"
            [step.decide]
            kind = "decision"
            on.otherwise = "done"
            [[step.decide.branch]]
            outcome = "a"
            when = { field = "birth-date", op = "older-than", value = 18 }
            [[step.decide.branch]]
            outcome = "b"
            when = { all = [{ field = "first_name", op = "is-set" }, { any = [{ field = "zip", op = "is-set" }] }] }
            [[step.decide.branch]]
            outcome = "c"
            when = { not = { step = "identify", op = "outcome-of", value = "approved" } }
            [[step.decide.branch]]
            outcome = "d"
            when = { step = "form", op = "outcome-of", value = "approved" }
            [step.done]
            kind = "end"
            result = "completed"
            "#
        )),
        @r"
    W003 error step.decide.branch[0].when.field: there is no field `birth-date` in the data model
      help: did you mean `birth_date`?
    W003 error step.decide.branch[1].when.all[1].any[0].field: there is no field `zip` in the data model
      help: add it: `campaignctl field add zip --type text`
    W003 error step.decide.branch[2].when.not.step: there is no step `identify`
      help: there are `decide`, `done`, `form`
    W003 error step.decide.branch[3].when.value: the step `form` has no outcome `approved`
      help: it can end by `next`
    W003 error step.form.body: there is no field `frist_name` in the data model
      help: did you mean `first_name`?
    W003 error step.form.fields[1].field: there is no field `lastname` in the data model
      help: did you mean `last_name`?
    W003 error step.form.fields[2].field: there is no field `iban` in the data model
      help: add it: `campaignctl field add iban --type text`
    W003 error step.form.title: there is no field `nick_name` in the data model
      help: add it: `campaignctl field add nick_name --type text`, or write something else for `{{nick_name}}`
    "
    );
}

#[test]
fn the_country_of_residence_comes_from_a_field() {
    assert_snapshot!(told(&campaign(&identity("consent-country = \"last-name\""))), @r"
    W003 error step.identity.consent-country: there is no field `last-name` in the data model
      help: did you mean `last_name`?
    ");
    assert_snapshot!(told(&campaign(&identity("consent-country = \"Last Name\""))), @r"
    W003 error step.identity.consent-country: `Last Name` is neither a field nor `ask`
      help: write `ask`, so that customers are asked for their country of residence
    ");
    assert_eq!(found(&campaign(&identity("consent-country = \"ask\""))), Vec::<String>::new());
}
