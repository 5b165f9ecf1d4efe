//! F008 to F011, F014.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::support::{campaign, found, identity, told, workspace};

const MODEL: &str = r#"
field.first_name = { type = "text", pii = "personal" }
field.birth_date = { type = "birth-date", pii = "personal" }
field.home = { type = "country" }
field.color = { type = "choice", values = ["red", "green"] }
field.age = { type = "integer" }
field.news = { type = "boolean" }
"#;

/// A decision by these conditions, in whose page all fields are asked for.
fn decide(conditions: &[&str]) -> String {
    let fields = ["first_name", "birth_date", "home", "color", "age", "news"];
    let fields: Vec<String> = fields.iter().map(|field| format!("{{ field = \"{field}\" }}")).collect();
    let mut text = format!(
        "entry = \"form\"\nstep.form = {{ kind = \"page\", on.next = \"decide\", fields = [{}] }}\n\
         step.done = {{ kind = \"end\", result = \"completed\" }}\n\
         [step.decide]\nkind = \"decision\"\non.otherwise = \"done\"\n",
        fields.join(", ")
    );
    for (place, condition) in conditions.iter().enumerate() {
        writeln!(text, "[[step.decide.branch]]\noutcome = \"b{place}\"\nwhen = {condition}").unwrap();
    }
    text
}

fn judged(conditions: &[&str]) -> String {
    told(&workspace(&[("data-model.toml", MODEL), ("campaigns/onboarding.toml", &decide(conditions))]))
}

#[test]
fn operators_and_values_fit_the_type() {
    assert_snapshot!(
        judged(&[
            "{ field = \"first_name\", op = \"lt\", value = \"x\" }",
            "{ any = [{ field = \"age\", op = \"eq\", value = \"many\" }, { field = \"age\", op = \"younger-than\", value = 18 }] }",
            "{ not = { field = \"home\", op = \"in\", value = [\"UY\", \"Urugay\", 3] } }",
            "{ field = \"birth_date\", op = \"before\", value = \"tomorrow\" }",
            "{ field = \"birth_date\", op = \"older-than\", value = \"1990-05-17\" }",
            "{ field = \"news\", op = \"eq\", value = \"maybe\" }",
            "{ field = \"first_name\", op = \"eq\", value = 3 }",
            "{ field = \"first_name\", op = \"eq\", value = [\"Ana\"] }",
        ]),
        @r#"
    F010 error step.decide.branch[0].when.op: `lt` does not compare fields of type `text`, of which `first_name` is one
      help: for `text` there are `eq`, `ne`, `in`, `not-in`, `matches`, `is-set`, `is-empty`
    F010 error step.decide.branch[1].when.any[0].value: `age` of type `integer` is compared with `many`, which is not a whole number
      help: write a number: `value = 18`
    F010 error step.decide.branch[1].when.any[1].op: `younger-than` does not compare fields of type `integer`, of which `age` is one
      help: for `integer` there are `eq`, `ne`, `in`, `not-in`, `is-set`, `is-empty`, `lt`, `le`, `gt`, `ge`
    F010 error step.decide.branch[2].when.not.value[1]: `home` of type `country` is compared with `Urugay`, which is not a country
      help: did you mean `URY` (Uruguay)?
    F010 error step.decide.branch[2].when.not.value[2]: `home` of type `country` is compared with `3`, which is not a country
      help: write the alpha-3 code of a country: `value = "URY"`
    F010 error step.decide.branch[3].when.value: `birth_date` of type `birth-date` is compared with `tomorrow`, which is not a date such as 1990-05-17
      help: write a date, `"1990-05-17"`, or `"today"`; ages are compared by `younger-than` and `older-than`
    F010 error step.decide.branch[4].when.value: `birth_date` of type `birth-date` is compared with `1990-05-17`, which is not a number of years
      help: write whole years: `value = 18`
    F010 error step.decide.branch[5].when.value: `news` of type `boolean` is compared with `maybe`, which is not yes or no
      help: write `value = true` or `value = false`
    F010 error step.decide.branch[6].when.value: `first_name` of type `text` is compared with `3`, which is not text
      help: write text in quotes, or a list of texts with `in`
    F010 error step.decide.branch[7].when.value: `first_name` of type `text` is compared with `a list`, which is not text
      help: write text in quotes, or a list of texts with `in`
    "#
    );
    assert_eq!(
        judged(&[
            "{ field = \"first_name\", op = \"eq\", value = \"Ana\" }",
            "{ field = \"age\", op = \"le\", value = \"18\" }",
            "{ field = \"birth_date\", op = \"before\", value = \"today\" }",
            "{ field = \"home\", op = \"eq\", value = \"Uruguay\" }",
            "{ field = \"news\", op = \"eq\", value = \"yes\" }",
            "{ field = \"color\", op = \"is-empty\" }",
        ]),
        ""
    );
}

#[test]
fn branches_that_are_hidden() {
    assert_snapshot!(
        judged(&[
            "{ field = \"age\", op = \"lt\", value = 21 }",
            "{ all = [{ field = \"age\", op = \"lt\", value = 18 }, { field = \"news\", op = \"eq\", value = true }] }",
            "{ field = \"color\", op = \"is-set\" }",
            "{ field = \"color\", op = \"in\", value = [\"red\"] }",
            "{ field = \"home\", op = \"eq\", value = \"UY\" }",
            "{ field = \"home\", op = \"eq\", value = \"URY\" }",
        ]),
        @r"
    F009 error step.decide.branch[1].when: the branch `b1` is never taken: `b0` before it holds whenever it does
      help: put the narrower branch first, or take one of the two away
    F009 error step.decide.branch[3].when: the branch `b3` is never taken: `b2` before it holds whenever it does
      help: put the narrower branch first, or take one of the two away
    F009 error step.decide.branch[5].when: the branch `b5` is never taken: `b4` before it holds whenever it does
      help: put the narrower branch first, or take one of the two away
    "
    );
    assert_eq!(
        judged(&[
            "{ field = \"age\", op = \"lt\", value = 18 }",
            "{ field = \"age\", op = \"lt\", value = 21 }",
            "{ field = \"color\", op = \"eq\", value = \"red\" }",
            "{ field = \"color\", op = \"is-set\" }",
        ]),
        ""
    );
}

#[test]
fn conditions_that_never_hold() {
    assert_snapshot!(
        judged(&[
            "{ field = \"color\", op = \"eq\", value = \"geen\" }",
            "{ field = \"color\", op = \"in\", value = [\"blue\", \"black\"] }",
            "{ any = [] }",
            "{ all = [{ field = \"color\", op = \"is-empty\" }, { field = \"color\", op = \"eq\", value = \"red\" }] }",
            "{ all = [{ field = \"age\", op = \"lt\", value = 5 }, { field = \"age\", op = \"gt\", value = 8 }] }",
            "{ not = { all = [] } }",
        ]),
        @r"
    F014 warning step.decide.branch[0].when.value: `geen` is none of the values of `color`
      help: did you mean `green`?
    F014 warning step.decide.branch[1].when.value[0]: `blue` is none of the values of `color`
      help: its values are `red`, `green`
    F014 warning step.decide.branch[2].when: `any` of nothing never holds
      help: write what it shall be any of
    F014 warning step.decide.branch[3].when: the conditions `all[0]` and `all[1]` exclude each other
      help: take one of them away, or put both under `any`
    F014 warning step.decide.branch[4].when: the conditions `all[0]` and `all[1]` exclude each other
      help: take one of them away, or put both under `any`
    F014 warning step.decide.branch[5].when: it is the opposite of what always holds
      help: write what it shall not be
    "
    );
}

#[test]
fn what_no_path_brings_never_holds() {
    let decision = |on: &str, condition: &str| {
        let text = format!(
            "{}\n[step.decide]\nkind = \"decision\"\non.yes = \"done\"\non.otherwise = \"declined\"\n\
             [[step.decide.branch]]\noutcome = \"yes\"\nwhen = {condition}\n",
            identity(on)
        );
        told(&campaign(&text))
    };
    let of = |outcome: &str| format!("{{ step = \"identity\", op = \"outcome-of\", value = \"{outcome}\" }}");
    assert_snapshot!(decision("on.review = \"decide\"", &of("rejected")), @r"
    F014 warning step.decide.branch[0].when.value: `decide` is never come to after `identity` ended by `rejected`
      help: `identity.rejected` leads to `declined`; lead it to `decide`, or take the condition away
    ");
    assert_eq!(decision("on.review = \"decide\"", &of("review")), "");
    let name = "{ field = \"first_name\", op = \"eq\", value = \"Ana\" }";
    let map = "map.first_name = \"document.first_name\"";
    assert_snapshot!(decision("on.review = \"decide\"", name), @r"
    F014 warning step.decide.branch[0].when.field: no step on the way to `decide` fills `first_name`
      help: ask for `first_name` on a page, or map it in a verification, before `decide`
    ");
    // The mapping is written on another way.
    assert_snapshot!(decision(&format!("{map}\non.review = \"decide\""), name), @r"
    F014 warning step.decide.branch[0].when.field: no step on the way to `decide` fills `first_name`
      help: ask for `first_name` on a page, or map it in a verification, before `decide`
    ");
    assert_eq!(decision(&format!("{map}\non.approved = \"decide\""), name), "");
    assert_snapshot!(decision(&format!("{map}\non.approved = \"decide\"\non.review = \"decide\""), name), @r"
    F011 warning step.decide.branch[0].when.field: `first_name` has no value on the path `identity.review` -> `decide`
      help: fill `first_name` on that path too, or ask `is-set` of it in a branch before this one
    ");
    // Whoever asks is told, and whoever asks how the verification ended knows.
    let asked = format!("{{ all = [{{ field = \"first_name\", op = \"is-set\" }}, {name}] }}");
    assert_eq!(decision(&format!("{map}\non.approved = \"decide\"\non.review = \"decide\""), &asked), "");
    let ended = format!("{{ all = [{}, {name}] }}", of("approved"));
    assert_eq!(decision(&format!("{map}\non.approved = \"decide\"\non.review = \"decide\""), &ended), "");
}

#[test]
fn a_review_writes_what_waited_for_it() {
    let text = format!(
        "{}\n[step.clerk]\nkind = \"review\"\non.approved = \"decide\"\non.otherwise = \"declined\"\n\
         [step.decide]\nkind = \"decision\"\non.yes = \"done\"\non.otherwise = \"declined\"\n\
         [[step.decide.branch]]\noutcome = \"yes\"\nwhen = {{ field = \"first_name\", op = \"eq\", value = \"Ana\" }}\n",
        identity("map.first_name = \"document.first_name\"\non.review = \"clerk\"")
    );
    assert_eq!(found(&campaign(&text)), Vec::<String>::new());
}

#[test]
fn decisions_go_round() {
    let text = "entry = \"a\"\n\
         step.a = { kind = \"decision\", max-visits = 3, on.x = \"done\", on.exhausted = \"done\", on.otherwise = \"b\", \
         branch = [{ outcome = \"x\", when = { field = \"first_name\", op = \"is-empty\" } }] }\n\
         step.b = { kind = \"decision\", on.otherwise = \"c\" }\n\
         step.c = { kind = \"decision\", on.otherwise = \"a\" }\n\
         step.done = { kind = \"end\", result = \"completed\" }";
    assert_snapshot!(told(&campaign(text)), @r"
    F008 error step.c.on.otherwise: nobody acts in the loop `a` -> `b` -> `c` -> `a`
      help: lead `c.otherwise` to a step where the customer or a person of the company acts, or out of the loop
    ");
}
