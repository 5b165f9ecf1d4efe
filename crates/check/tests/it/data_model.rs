//! D001 to D006, W005, W006.

use insta::assert_snapshot;

use crate::support::{campaign, found, hints, told, workspace};

fn model(text: &str) -> String {
    told(&workspace(&[("data-model.toml", text)]))
}

#[test]
fn constraints_are_made_for_types() {
    assert_snapshot!(
        model(
            "field.a = { type = \"boolean\", min-length = 1, max-length = 2, values = [\"yes\"] }\n\
             field.b = { type = \"email\", pii = \"personal\", max-length = 5 }\n\
             field.c = { type = \"integer\", min-length = 5, max-length = 2 }\n\
             field.d = { type = \"large-text\", min-length = 5, max-length = 2 }\n\
             field.e = { type = \"text\", min-length = 5, max-length = 5 }"
        ),
        @r"
    D001 error data-model field.a.max-length^: `max-length` is not made for fields of type `boolean`
      help: remove it, or change the type; texts have lengths and forms, such as `text`, `large-text`, `full-name`, `email`, `phone`
    D001 error data-model field.a.min-length^: `min-length` is not made for fields of type `boolean`
      help: remove it, or change the type; texts have lengths and forms, such as `text`, `large-text`, `full-name`, `email`, `phone`
    D001 error data-model field.a.values^: `values` is not made for fields of type `boolean`
      help: remove it, or change the type; `choice` is the type with values to choose from
    D001 error data-model field.c.max-length^: `max-length` is not made for fields of type `integer`
      help: remove it, or change the type; texts have lengths and forms, such as `text`, `large-text`, `full-name`, `email`, `phone`
    D001 error data-model field.c.min-length^: `min-length` is not made for fields of type `integer`
      help: remove it, or change the type; texts have lengths and forms, such as `text`, `large-text`, `full-name`, `email`, `phone`
    D002 error data-model field.d.min-length: `min-length` is 5, above the `max-length` of 2: no text fits
      help: write `min-length = 2` and `max-length = 5` if they were mixed up
    "
    );
}

#[test]
fn bounds_defaults_and_patterns_make_sense() {
    assert_snapshot!(
        model(
            "field.a = { type = \"integer\", min = 9, max = \"1.5\" }\n\
             field.b = { type = \"date\", min = \"-18y\", max = \"-20y\" }\n\
             field.c = { type = \"date\", min = 18, max = \"tomorrow\", default = \"today\" }\n\
             field.d = { type = \"text\", min = 1, scale = 2, pattern = \"a)(b\" }\n\
             field.e = { type = \"currency\", min = \"0.50\", default = \"0.499\" }\n\
             field.f = { type = \"choice\", values = [\"x\"], default = \"y\", aliases = { z = \"x\", q = \"w\" } }\n\
             field.g = { type = \"image\", default = \"x\" }"
        ),
        @r#"
    D002 error data-model field.a.min: `min` is 9, above the `max` of 1.5: no value fits
      help: mind which is the least and which the greatest
    D002 error data-model field.b.min: `min` is -18y, above the `max` of -20y: no value fits
      help: mind which is the least and which the greatest
    D002 error data-model field.c.default: the default of `c` is not a date such as 1990-05-17
      help: write a default that fits, or take it away
    D002 error data-model field.c.max: `max` is no date
      help: write a date, `"2020-01-31"`, or `"today"`, or a time from today: `"-18y"`
    D002 error data-model field.c.min: `min` is no date
      help: write a date, `"2020-01-31"`, or `"today"`, or a time from today: `"-18y"`
    D001 error data-model field.d.min^: `min` is not made for fields of type `text`
      help: remove it, or change the type; numbers and dates have bounds: `integer`, `decimal`, `currency`, `date`, `birth-date`
    D003 error data-model field.d.pattern: the pattern of `d` is no regular expression: unopened group
      help: write a regular expression for the whole text, such as `[A-Z]{3} [0-9]{4}`; in TOML, single quotes keep backslashes as they are
    D001 error data-model field.d.scale^: `scale` is not made for fields of type `text`
      help: remove it, or change the type; `decimal` and `currency` have places after the point
    D002 error data-model field.e.default: the default of `e` has more than 2 places after the point
      help: write a default that fits, or take it away
    D004 error data-model field.f.aliases.q: `w` is not among the values of `f`
      help: an alias is another spelling of one of the values
    D002 error data-model field.f.default: the default of `f` is not one of the values to choose from
      help: write a default that fits, or take it away
    D001 error data-model field.g.default^: `default` is not made for fields of type `image`
      help: remove it, or change the type; a picture comes from a verification, or from the customer
    "#
    );
}

#[test]
fn choices_have_values_each_once() {
    assert_snapshot!(
        model(
            "field.a = { type = \"choice\" }\nfield.b = { type = \"choice\", values = [\"x\", \" x\", \"X\"] }\n\
             field.c = { type = \"choice\", values = [\"x\"] }"
        ),
        @r#"
    D004 error data-model field.a.type: the field `a` has no values to choose from
      help: write them: `values = ["one", "other"]`
    D004 error data-model field.b.values[1]: the value `x` is written twice
      help: remove one of the two
    "#
    );
}

#[test]
fn personal_names_are_to_say_so() {
    assert_snapshot!(
        model(
            "field.date_of_birth = { type = \"birth-date\" }\nfield.document_type = { type = \"text\" }\n\
             field.phone = { type = \"phone\", pii = \"sensitive\" }\nfield.dob = { type = \"date\", allow = [\"D006\"] }"
        ),
        @r#"
    D006 warning data-model field.date_of_birth^: the name of `date_of_birth` looks personal, and `pii` is `none`
      help: write `pii = "personal"`, or `allow = ["D006"]` where it is not
    "#
    );
}

#[test]
fn names_that_are_taken_for_each_other() {
    let page = "kind = \"page\", on.next";
    let files = [
        (
            "campaignctl.toml",
            "workspace = \"acme\"\ndefault-env = \"a-b\"\nenv.a-b.backend = \"embedded\"\nenv.a_b.backend = \"embedded\""
                .to_owned(),
        ),
        (
            "campaigns/on-boarding.toml",
            format!(
                "entry = \"a\"\nstep.a = {{ {page} = \"b-c\" }}\nstep.b-c = {{ {page} = \"b_c\" }}\n\
                 step.b_c = {{ {page} = \"bc\" }}\nstep.bc = {{ kind = \"end\", result = \"completed\" }}"
            ),
        ),
    ];
    assert_snapshot!(told(&workspace(&files)), @r"
    W005 warning workspace env.a_b^: the environment `a_b` is `a-b` but for `-` and `_`
      help: keep one of the two, or give one a name of its own
    W005 warning step.b_c^: the step `b_c` is `b-c` but for `-` and `_`
      help: keep one of the two, or give one a name of its own
    W005 warning step.bc^: the step `bc` is `b-c` but for `-` and `_`
      help: keep one of the two, or give one a name of its own
    W005 warning ^: the campaign `onboarding` is `on-boarding` but for `-` and `_`
      help: keep one of the two, or give one a name of its own
    ");
}

#[test]
fn fields_that_nobody_uses() {
    let page = |body: &str| {
        campaign(&format!(
            "entry = \"a\"\nstep.a = {{ kind = \"page\", body = \"{body}\", on.next = \"b\" }}\n\
             step.b = {{ kind = \"decision\", on.x = \"c\", on.otherwise = \"c\", branch = [{{ outcome = \"x\", when = {{ \
             field = \"last_name\", op = \"is-empty\" }} }}] }}\nstep.c = {{ kind = \"end\", result = \"completed\" }}"
        ))
    };
    assert_snapshot!(hints(&page("Dear {{first_name}}")), @r"
    W006 hint data-model field.birth_date^: nothing refers to the field `birth_date`
      help: use it in a step, or remove it: `campaignctl field remove birth_date`
    ");
    assert_eq!(found(&page("")), Vec::<String>::new());
    assert_eq!(hints(&page("")).matches("W006").count(), 2);
    // Before there are steps, all is still to come.
    assert!(!hints(&campaign("title = \"Nothing yet\"")).contains("W006"));
}
