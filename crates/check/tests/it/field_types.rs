//! D001, D002, D006, D008, D009, F010, F014 to F018, I004: what the types and attributes of fields ask for.

use insta::assert_snapshot;

use crate::support::{identity, told, workspace};

fn model(text: &str) -> String {
    told(&workspace(&[("data-model.toml", text)]))
}

#[test]
fn attributes_are_made_for_types() {
    assert_snapshot!(
        model(
            "field.a = { type = \"text\", code = \"alpha-2\", parts = [\"x\"], delimiter = \";\", media-types = [\"image/gif\"], \
             max-bytes = 0 }\n\
             field.b = { type = \"boolean\", multiple = true, unique = true, identifier = true }\n\
             field.c = { type = \"large-text\", multiple = true, unique = true }\n\
             field.d = { type = \"file\", unique = true, default = \"a/b\", pattern = \"x\" }\n\
             field.e = { type = \"password\", unique = true, default = \"x\", multiple = true, min-length = 12 }\n\
             field.f = { type = \"composite\", parts = [\"x\"], multiple = true, unique = true }\n\
             field.g = { type = \"text\", multiple = true, unique = true, scope = \"campaign\", retention-days = 30 }"
        ),
        @r"
    D001 error data-model field.a.code^: `code` is not made for fields of type `text`
      help: remove it, or change the type; `country` is the type of what has a country's code
    D001 error data-model field.a.delimiter^: `delimiter` is not made for fields of type `text`
      help: remove it, or change the type; `composite` is the type with several parts
    D001 error data-model field.a.max-bytes^: `max-bytes` is not made for fields of type `text`
      help: remove it, or change the type; `file` and `image` are the types of files
    D001 error data-model field.a.media-types^: `media-types` is not made for fields of type `text`
      help: remove it, or change the type; `file` and `image` are the types of files
    D001 error data-model field.a.parts^: `parts` is not made for fields of type `text`
      help: remove it, or change the type; `composite` is the type with several parts
    D001 error data-model field.b.identifier^: `identifier` is not made for fields of type `boolean`
      help: remove it, or change the type; customers are told apart by short texts, numbers and dates, such as `text`, `email`, `mobile-phone`
    D001 error data-model field.b.multiple^: `multiple` is not made for fields of type `boolean`
      help: remove it, or change the type; several values stand on a line each, which takes a type whose values have no lines and parts of their own
    D001 error data-model field.b.unique^: `unique` is not made for fields of type `boolean`
      help: remove it, or change the type; customers are told apart by short texts, numbers and dates, such as `text`, `email`, `mobile-phone`
    D001 error data-model field.c.multiple^: `multiple` is not made for fields of type `large-text`
      help: remove it, or change the type; several values stand on a line each, which takes a type whose values have no lines and parts of their own
    D001 error data-model field.c.unique^: `unique` is not made for fields of type `large-text`
      help: remove it, or change the type; customers are told apart by short texts, numbers and dates, such as `text`, `email`, `mobile-phone`
    D001 error data-model field.d.default^: `default` is not made for fields of type `file`
      help: remove it, or change the type; a file is one that the customer uploads
    D001 error data-model field.d.pattern^: `pattern` is not made for fields of type `file`
      help: remove it, or change the type; texts have lengths and forms, such as `text`, `large-text`, `full-name`, `email`, `phone`
    D001 error data-model field.d.unique^: `unique` is not made for fields of type `file`
      help: remove it, or change the type; customers are told apart by short texts, numbers and dates, such as `text`, `email`, `mobile-phone`
    D001 error data-model field.e.default^: `default` is not made for fields of type `password`
      help: remove it, or change the type; a password is one that the customer chooses
    D001 error data-model field.e.multiple^: `multiple` is not made for fields of type `password`
      help: remove it, or change the type; several values stand on a line each, which takes a type whose values have no lines and parts of their own
    D001 error data-model field.e.unique^: `unique` is not made for fields of type `password`
      help: remove it, or change the type; customers are told apart by short texts, numbers and dates, such as `text`, `email`, `mobile-phone`
    D001 error data-model field.f.multiple^: `multiple` is not made for fields of type `composite`
      help: remove it, or change the type; several values stand on a line each, which takes a type whose values have no lines and parts of their own
    D001 error data-model field.g.unique^: `unique` is not made for fields with `multiple`
      help: remove it, or `multiple`: what tells customers apart is one value
    "
    );
    for field in [
        "type = \"country\", code = \"name\", multiple = true, scope = \"campaign\"",
        "type = \"composite\", parts = [\"street\", \"number\"], delimiter = \" - \", identifier = true",
        "type = \"file\", media-types = [\"application/pdf\", \"image/webp\"], max-bytes = 20971520, multiple = true",
        "type = \"image\", retention-days = 1",
        "type = \"password\", min-length = 12, max-length = 200, pattern = '.*[0-9].*'",
        "type = \"mobile-phone\", unique = true, pii = \"personal\"",
        "type = \"integer\", multiple = true, min = 1, default = \"2\"",
    ] {
        assert_eq!(model(&format!("field.a = {{ {field} }}")), "", "{field}");
    }
    // What tells customers apart is one value; the type may be any with such values.
    assert_snapshot!(model("field.a = { type = \"text\", multiple = true, identifier = true }"), @r"
    D001 error data-model field.a.identifier^: `identifier` is not made for fields with `multiple`
      help: remove it, or `multiple`: what tells customers apart is one value
    ");
}

#[test]
fn values_that_nobody_can_have() {
    assert_snapshot!(
        model(
            "field.a = { type = \"text\", unique = true, default = \"x\" }\n\
             field.b = { type = \"text\", retention-days = 0 }\n\
             field.c = { type = \"integer\", multiple = true, default = \"1\\nmany\" }\n\
             field.d = { type = \"composite\", parts = [\"x\", \"y\"], delimiter = \"/\", default = \"1\" }"
        ),
        @r"
    D002 error data-model field.a.default: the default of `a` is the value of one customer only: `unique` refuses it for all others
      help: take the default away, or `unique`
    D002 error data-model field.b.retention-days: a value of `b` is kept for no day
      help: write how many days it is needed, or leave the key out: then it is kept
    D002 error data-model field.c.default: the default of `c` is not a whole number
      help: write a default that fits, or take it away
    D002 error data-model field.d.default: the default of `d` does not have the parts x, y
      help: write a default that fits, or take it away
    "
    );
}

#[test]
fn parts_are_told_apart() {
    assert_snapshot!(
        model(
            "field.a = { type = \"composite\" }\n\
             field.b = { type = \"composite\", parts = [\"x\", \" \", \"x \"], delimiter = \" \" }\n\
             field.c = { type = \"composite\", parts = [\"and/or\", \"y\"], delimiter = \"/\" }\n\
             field.d = { type = \"composite\", parts = [\"and/or\", \"y\"] }"
        ),
        @r#"
    D008 error data-model field.a.type: the field `a` has no parts
      help: name them, in their order: `parts = ["one", "other"]`
    D008 error data-model field.b.delimiter: nothing stands between the parts of `b`
      help: write what stands between the parts, or leave the key out: then values are JSON
    D008 error data-model field.b.parts[1]: a part of `b` has no name
      help: name it, or remove it
    D008 error data-model field.b.parts[2]: the part `x` is written twice
      help: give one of the two another name
    D008 error data-model field.c.parts[0]: the part `and/or` has the delimiter `/` in it
      help: take another name, or another delimiter
    "#
    );
}

#[test]
fn files_have_known_types_and_sizes() {
    assert_snapshot!(
        model(
            "field.a = { type = \"file\", media-types = [\"pdf\", \"image/gif\", \"image/jpg\", \"IMAGE/PNG\"], max-bytes = 0 }\n\
             field.b = { type = \"image\", media-types = [\"application/pdf\", \"image/webp\", \"image/webp\", \"pdf\"] }\n\
             field.c = { type = \"image\", media-types = [\"image/jpeg\", \"jpg\"], max-bytes = 20971521 }"
        ),
        @r"
    D009 error data-model field.a.max-bytes: no file fits into `a`: its `max-bytes` is 0
      help: write a number of bytes up to 20971520, or leave the key out: then that is the limit
    D009 error data-model field.a.media-types[0]: there is no media type `pdf` here
      help: did you mean `application/pdf`?
    D009 error data-model field.a.media-types[1]: there is no media type `image/gif` here
      help: a field of type `file` takes `image/jpeg`, `image/png`, `image/webp`, `application/pdf`
    D009 error data-model field.a.media-types[2]: there is no media type `image/jpg` here
      help: did you mean `image/jpeg`?
    D009 error data-model field.a.media-types[3]: there is no media type `IMAGE/PNG` here
      help: did you mean `image/png`?
    D009 error data-model field.b.media-types[0]: `application/pdf` is no picture, and `b` is of type `image`
      help: an image is one of `image/jpeg`, `image/png`, `image/webp`; `file` takes documents too
    D009 error data-model field.b.media-types[2]: the media type `image/webp` is written twice
      help: remove one of the two
    D009 error data-model field.b.media-types[3]: there is no media type `pdf` here
      help: a field of type `image` takes `image/jpeg`, `image/png`, `image/webp`
    D009 error data-model field.c.max-bytes: `c` is to take 20971521 bytes, and no file may have more than 20971520
      help: write a number of bytes up to 20971520, or leave the key out: then that is the limit
    D009 error data-model field.c.media-types[1]: there is no media type `jpg` here
      help: `image/jpeg` is there already
    "
    );
}

#[test]
fn what_is_never_shown_needs_no_pii() {
    assert_snapshot!(
        model("field.email_password = { type = \"password\" }\nfield.passport_scan = { type = \"file\" }"),
        @r#"
    D006 warning data-model field.passport_scan^: the name of `passport_scan` looks personal, and `pii` is `none`
      help: write `pii = "personal"`, or `allow = ["D006"]` where it is not
    "#
    );
}

const MODEL: &str = r#"
field.secret = { type = "password" }
field.contract = { type = "file" }
field.portrait = { type = "image" }
field.plate = { type = "composite", parts = ["letters", "number"], delimiter = "-" }
field.names = { type = "text", multiple = true }
field.name = { type = "text" }
field.age = { type = "integer" }
field.color = { type = "choice", values = ["red", "green"] }
"#;

const ENDS: &str = "step.done = { kind = \"end\", result = \"completed\" }\n\
                    step.declined = { kind = \"end\", result = \"declined\" }\n";

fn funnel(steps: &str) -> String {
    told(&workspace(&[
        ("data-model.toml", MODEL),
        ("campaigns/onboarding.toml", &format!("{steps}\n{ENDS}")),
    ]))
}

/// A page that asks for all fields, and a decision with one branch for each condition.
fn decided(conditions: &[&str]) -> String {
    let fields = ["secret", "contract", "portrait", "plate", "names", "name", "age", "color"];
    let fields: Vec<String> = fields.iter().map(|field| format!("{{ field = \"{field}\" }}")).collect();
    let branches = conditions.iter().enumerate();
    let branches: Vec<String> =
        branches.map(|(place, when)| format!("{{ outcome = \"b{place}\", when = {when} }}")).collect();
    let ways: Vec<String> = (0..conditions.len()).map(|place| format!("on.b{place} = \"done\"")).collect();
    funnel(&format!(
        "entry = \"form\"\nstep.form = {{ kind = \"page\", fields = [{}], on.next = \"decide\" }}\n\
         step.decide = {{ kind = \"decision\", on.otherwise = \"declined\", {}, branch = [{}] }}",
        fields.join(", "),
        ways.join(", "),
        branches.join(", ")
    ))
}

#[test]
fn conditions_know_the_types() {
    assert_snapshot!(
        decided(&[
            "{ field = \"secret\", op = \"eq\", value = \"x\" }",
            "{ field = \"contract\", op = \"matches\", value = \".*\" }",
            "{ field = \"age\", op = \"matches\", value = \"1.\" }",
            "{ field = \"name\", op = \"matches\", value = \"a)(b\" }",
            "{ field = \"name\", op = \"matches\", value = 5 }",
            "{ field = \"plate\", op = \"lt\", value = \"x\" }",
        ]),
        @r"
    F010 error step.decide.branch[0].when.op: `eq` does not compare fields of type `password`, of which `secret` is one
      help: for `password` there are `is-set`, `is-empty`
    F010 error step.decide.branch[1].when.op: `matches` does not compare fields of type `file`, of which `contract` is one
      help: for `file` there are `is-set`, `is-empty`
    F010 error step.decide.branch[2].when.op: `matches` does not compare fields of type `integer`, of which `age` is one
      help: for `integer` there are `eq`, `ne`, `in`, `not-in`, `is-set`, `is-empty`, `lt`, `le`, `gt`, `ge`
    F010 error step.decide.branch[3].when.value: `name` of type `text` is compared with `a)(b`, which is not a regular expression
      help: write one that the whole text has to match, in single quotes: `value = '[0-9]{4}'`
    F010 error step.decide.branch[4].when.value: `name` of type `text` is compared with `5`, which is not a regular expression
      help: write one that the whole text has to match, in single quotes: `value = '[0-9]{4}'`
    F010 error step.decide.branch[5].when.op: `lt` does not compare fields of type `composite`, of which `plate` is one
      help: for `composite` there are `eq`, `ne`, `in`, `not-in`, `matches`, `is-set`, `is-empty`
    "
    );
    assert_eq!(
        decided(&[
            "{ field = \"secret\", op = \"is-set\" }",
            "{ field = \"contract\", op = \"is-empty\" }",
            "{ field = \"plate\", op = \"matches\", value = 'SB.-[0-9]+' }",
            "{ field = \"names\", op = \"matches\", value = 'A.*' }",
            "{ field = \"color\", op = \"matches\", value = 're.' }",
        ]),
        ""
    );
}

#[test]
fn conditions_that_exclude_each_other_and_those_that_do_not() {
    assert_snapshot!(
        decided(&[
            "{ all = [{ field = \"name\", op = \"matches\", value = 'A.*' }, { field = \"name\", op = \"eq\", value = \"Eva\" }] }",
            "{ all = [{ field = \"name\", op = \"matches\", value = 'A.*' }, { field = \"name\", op = \"is-empty\" }] }",
        ]),
        @r"
    F014 warning step.decide.branch[0].when: the conditions `all[0]` and `all[1]` exclude each other
      help: take one of them away, or put both under `any`
    F014 warning step.decide.branch[1].when: the conditions `all[0]` and `all[1]` exclude each other
      help: take one of them away, or put both under `any`
    "
    );
    assert_eq!(
        decided(&[
            "{ all = [{ field = \"names\", op = \"eq\", value = 'Ana' }, { field = \"names\", op = \"eq\", value = \"Eva\" }] }",
            "{ all = [{ field = \"name\", op = \"matches\", value = 'A.*' }, { field = \"name\", op = \"ne\", value = \"Ana\" }] }",
        ]),
        ""
    );
    // The first branch takes all that the second could.
    assert_snapshot!(
        decided(&[
            "{ field = \"name\", op = \"matches\", value = 'A.*' }",
            "{ field = \"name\", op = \"in\", value = [\"Ana\", \"Alma\"] }",
        ]),
        @r"
    F009 error step.decide.branch[1].when: the branch `b1` is never taken: `b0` before it holds whenever it does
      help: put the narrower branch first, or take one of the two away
    "
    );
}

#[test]
fn passwords_are_told_to_nobody() {
    assert_snapshot!(
        funnel(
            "entry = \"form\"\n\
             step.form = { kind = \"page\", title = \"Is {{secret}} right?\", body = \"{{ secret }} of {{name}}\", fields = [{ field = \"secret\" }, \
             { field = \"name\" }], on.next = \"note\" }\n\
             step.note = { kind = \"assign\", set.name = { template = \"{{name}}: {{secret}}\" }, set.secret = \"x\", on.next = \"copy\" }\n\
             step.copy = { kind = \"assign\", set.name = { field = \"secret\" }, on.next = \"tell\" }\n\
             step.tell = { kind = \"webhook\", endpoint = \"x\", send = [\"name\", \"secret\"], receive.secret = \"secret\", on.ok = \"done\", \
             on.failed = \"declined\" }"
        ),
        @r"
    F016 error step.copy.set.name: `name` of type `text` is set to `secret` of type `password`, of which no value fits
      help: take a field of a type that fits
    F017 error step.form.body: `secret` is a password, which is told to nobody
      help: take it away; whether the customer chose one is asked by a decision, with `is-set`
    F017 error step.form.title: `secret` is a password, which is told to nobody
      help: take it away; whether the customer chose one is asked by a decision, with `is-set`
    F017 error step.note.set.name.template: `secret` is a password, which is told to nobody
      help: take it away; whether the customer chose one is asked by a decision, with `is-set`
    F016 error step.note.set.secret: `secret` is a password, and no text is one
      help: take a field of another type
    F018 error step.tell.receive.secret^: `secret` is of type `password`, which no answer of another system brings
      help: take it away, or receive it into a field of another type: an address is a `text`
    F017 error step.tell.send[1]: `secret` is a password, which is told to nobody
      help: take it away; whether the customer chose one is asked by a decision, with `is-set`
    "
    );
    let text = identity("country = \"URY\"\nmap.secret = \"document.first_name\"");
    let files = [("data-model.toml", MODEL), ("campaigns/onboarding.toml", text.as_str())];
    assert_snapshot!(told(&workspace(&files)), @r#"
    M003 error step.identity.map.secret: `document.first_name` is text, which does not fit into `secret` of type `password`
      help: map it into a field of type `text`, `large-text`, `full-name`, `address`, `choice`, `composite`
    M014 warning step.identity.map.secret: `document.first_name` is personal, and the `pii` of `secret` is `none`
      help: write `pii = "personal"` in `[field.secret]`
    "#);
}

#[test]
fn what_cannot_be_shown_or_received() {
    assert_snapshot!(
        funnel(
            "entry = \"form\"\n\
             step.form = { kind = \"page\", fields = [{ field = \"secret\", read-only = true }, { field = \"portrait\", read-only = true }, \
             { field = \"plate\", read-only = true }, { field = \"contract\", required = true }], on.next = \"ask\" }\n\
             step.ask = { kind = \"webhook\", endpoint = \"x\", receive = { portrait = \"a\", contract = \"b\", plate = \"c\", names = \"d\" }, \
             on.ok = \"done\", on.failed = \"declined\" }"
        ),
        @r"
    F018 error step.ask.receive.contract^: `contract` is of type `file`, which no answer of another system brings
      help: take it away, or receive it into a field of another type: an address is a `text`
    F018 error step.ask.receive.portrait^: `portrait` is of type `image`, which no answer of another system brings
      help: take it away, or receive it into a field of another type: an address is a `text`
    F015 error step.form.fields[0].read-only: `secret` is of type `password`, of which a page can show nothing
      help: ask for it, without `read-only`, or take it off the page
    F015 error step.form.fields[1].read-only: `portrait` is of type `image`, of which a page can show nothing
      help: ask for it, without `read-only`, or take it off the page
    "
    );
}

#[test]
fn pictures_of_the_provider_fit_into_fields() {
    let mapped = |field: &str| {
        let text = identity("country = \"URY\"\nmap.portrait = \"image.front\"");
        let model = format!("field.portrait = {{ {field} }}");
        told(&workspace(&[("data-model.toml", model), ("campaigns/onboarding.toml", text)]))
    };
    assert_snapshot!(mapped("type = \"file\", media-types = [\"application/pdf\"], max-bytes = 5000000"), @r"
    I004 warning step.identity.map.portrait: `image.front` may be of `image/jpeg`, `image/png`, which `portrait` refuses
      help: add it to `media-types` in `[field.portrait]`, or leave the key out
    I004 warning step.identity.map.portrait: `image.front` may have 15728640 bytes, of which `portrait` takes 5000000
      help: allow for them: `max-bytes = 15728640` in `[field.portrait]`, or leave the key out
    ");
    assert_eq!(mapped("type = \"image\""), "");
    assert_eq!(mapped("type = \"file\", max-bytes = 15728640"), "");
    assert_eq!(mapped("type = \"image\", media-types = [\"image/png\", \"image/webp\", \"image/jpeg\"]"), "");
    assert!(mapped("type = \"text\"").starts_with("I001"), "one finding says it all");
}
