//! Files with one fault each, and files that look like it.

use model::transform::TABLE;
use schema::Kind;
use serde_json::Value;

use crate::files::{Told, told};

/// What both have to say.
#[derive(Debug, PartialEq)]
enum Word {
    Taken,
    Refused,
}
use Word::{Refused, Taken};

fn words(kind: &str, text: &str) -> (Word, Word) {
    let kind: Kind = kind.parse().unwrap();
    let document: Value = toml::from_str(text).unwrap();
    let word = |fine| if fine { Taken } else { Refused };
    let validator = jsonschema::validator_for(&kind.schema()).unwrap();
    let Told::Wrong(wrong) = told(&kind, &document) else { panic!("a reference goes astray in {text}") };
    (word(validator.is_valid(&document)), word(wrong.is_empty()))
}

fn both_say(kind: &str, before: &str, cases: &[(&str, Word)]) {
    for (text, word) in cases {
        let text = format!("{before}{text}");
        let (schema, validate) = words(kind, &text);
        assert_eq!(&schema, word, "the schema of\n{text}");
        assert_eq!(&validate, word, "what validate says of\n{text}");
    }
}

#[test]
fn of_workspaces() {
    let before = "workspace = \"acme\"\ndefault-env = \"local\"\n";
    both_say(
        "workspace",
        before,
        &[
            ("env.local.backend = \"embedded\"", Taken),
            ("env.local.backend = \"http://127.0.0.1:1\"", Taken),
            ("env.local.backend = \"ftp://x\"", Refused),
            ("env.local.sandbox = true", Refused),
            ("env.local = { backend = \"embedded\", sandbox = \"yes\" }", Refused),
            ("[lints]\nF004 = \"deny\"", Taken),
            ("[lints]\nF004 = \"error\"", Refused),
            ("password = \"x\"", Refused),
        ],
    );
    both_say(
        "workspace",
        "",
        &[(before, Taken), ("workspace = \"acme\"", Refused), ("default-env = \"a\"", Refused)],
    );
}

#[test]
fn of_data_models() {
    both_say(
        "data-model",
        "",
        &[
            ("", Taken),
            ("field.a.type = \"text\"", Taken),
            ("field.a.type = \"address\"", Taken),
            ("field.a.type = \"password\"", Taken),
            ("field.a.type = \"secret\"", Refused),
            ("field.a = { type = \"country\", code = \"alpha-2\" }", Taken),
            ("field.a = { type = \"country\", code = \"alpha2\" }", Refused),
            ("field.a = { type = \"composite\", parts = [\"x\", \"y\"], delimiter = \";\" }", Taken),
            ("field.a = { type = \"composite\", parts = \"x\" }", Refused),
            (
                "field.a = { type = \"file\", media-types = [\"application/pdf\"], max-bytes = 20971520 }",
                Taken,
            ),
            ("field.a = { type = \"file\", media-types = [\"application/zip\"] }", Refused),
            ("field.a = { type = \"file\", max-bytes = 20971521 }", Refused),
            ("field.a = { type = \"text\", max-bytes = 0 }", Refused),
            ("field.a = { type = \"text\", multiple = true, unique = true, scope = \"campaign\" }", Taken),
            ("field.a = { type = \"text\", multiple = \"yes\" }", Refused),
            ("field.a = { type = \"text\", scope = \"session\" }", Refused),
            ("field.a = { type = \"text\", retention-days = 30 }", Taken),
            ("field.a = { type = \"text\", retention-days = 0 }", Refused),
            ("field.a = { type = \"text\", retention_days = 30 }", Refused),
            ("field.a = { type = \"integer\", min = 1, max = \"9.5\" }", Taken),
            ("field.a = { type = \"integer\", min = 1.5 }", Refused),
            ("field.a = { type = \"choice\", aliases = { \"M or m\" = \"male\" } }", Taken),
            ("field.a = { type = \"choice\", aliases = { M = 1 } }", Refused),
            ("field.a.label = \"A\"", Refused),
            ("field.A.type = \"text\"", Refused),
            ("fields.a.type = \"text\"", Refused),
            ("field.a = { type = \"text\", max-length = 4294967295 }", Taken),
            ("field.a = { type = \"text\", max-length = 4294967296 }", Refused),
            ("field.a = { type = \"text\", min-length = -1 }", Refused),
            ("field.a = { type = \"choice\", values = [\"x\", 1] }", Refused),
        ],
    );
}

#[test]
fn of_providers() {
    both_say(
        "provider-jumio",
        "platform = \"kyx\"\n",
        &[
            ("datacenter = \"eu\"", Taken),
            ("datacenter = \"mars\"", Refused),
            ("workflow = \"of our own\"", Taken),
            ("workflow = 10011", Refused),
            ("token-lifetime = \"90s\"", Taken),
            ("token-lifetime = \"90\"", Refused),
            ("api-token = \"x\"", Refused),
            ("env.production.workflow = \"10013\"", Taken),
            ("env.production.platform = \"kyx\"", Refused),
            ("env.production.workflov = \"10013\"", Refused),
            ("env.\"No Name\".workflow = \"10013\"", Refused),
        ],
    );
    both_say("provider-jumio", "", &[("datacenter = \"eu\"", Refused), ("platform = \"new\"", Refused)]);
}

#[test]
fn of_steps() {
    both_say(
        "campaign",
        "",
        &[
            ("step.a.kind = \"page\"", Taken),
            ("step.a.title = \"no kind\"", Refused),
            ("step.a.kind = \"wait\"", Refused),
            ("step.a = { kind = \"page\", documents = [] }", Refused),
            ("step.a = { kind = \"page\", fields = [{ field = \"a\", required = true }] }", Taken),
            ("step.a = { kind = \"page\", fields = [\"a\"] }", Refused),
            ("step.a = { kind = \"page\", fields = [{ label = \"A\" }] }", Refused),
            ("step.a = { kind = \"page\", on = { next = \"b\", otherwise = \"c\" } }", Taken),
            ("step.a = { kind = \"page\", on.approved = \"b\" }", Refused),
            ("step.a = { kind = \"review\", on = { approved = \"b\", overdue = \"c\" } }", Taken),
            ("step.a = { kind = \"review\", on.timeout = \"b\" }", Refused),
            ("step.a = { kind = \"review\", due = \"soon\" }", Refused),
            ("step.a = { kind = \"end\", result = \"completed\" }", Taken),
            ("step.a = { kind = \"end\", result = \"completed\", on = {} }", Taken),
            ("step.a = { kind = \"end\", result = \"completed\", on.otherwise = \"b\" }", Refused),
            ("step.a.kind = \"end\"", Refused),
            ("step.a = { kind = \"page\", max-visits = \"3\" }", Refused),
        ],
    );
}

#[test]
fn of_verifications() {
    both_say(
        "campaign",
        "step.a.kind = \"jumio\"\n",
        &[
            ("step.a.documents = [\"passport\"]", Taken),
            ("step.a.documents = [\"PASSPORT\"]", Refused),
            ("step.a.country = \"XKX\"", Taken),
            ("step.a.country = \"UY\"", Refused),
            ("step.a.map.x = \"document.first_name\"", Taken),
            ("step.a.map.x = \"document.frist_name\"", Refused),
            ("step.a.map.x = { from = \"document.first_name\", transform = [\"trim\"] }", Taken),
            ("step.a.map.x = { from = \"document.first_name\", transform = [\"shout\"] }", Refused),
            (
                "step.a.map.x = { from = [\"document.first_name\", \"run.id\"], transform = [\"join: \"] }",
                Taken,
            ),
            ("step.a.map.x = { from = [\"document.first_name\"] }", Taken),
            ("step.a.map.x = { from = [] }", Refused),
            ("step.a.map.x = { from = [\"document.frist_name\"] }", Refused),
            ("step.a.map.x = [\"document.first_name\", \"document.last_name\"]", Refused),
            ("step.a.map.x = { from = \"document.first_name\", form = \"y\" }", Refused),
            ("step.a.map.x = { transform = [\"trim\"] }", Refused),
            ("step.a.map.X = \"document.first_name\"", Refused),
            ("step.a.consent = false", Taken),
            ("step.a.consent = \"I agree.\"", Taken),
            ("step.a.consent = 0", Refused),
            ("step.a.write-on = [\"approved\", \"review\"]", Taken),
            ("step.a.write-on = [\"otherwise\"]", Refused),
            ("step.a.on.unsupported = \"b\"", Taken),
            ("step.a.on.next = \"b\"", Refused),
        ],
    );
}

#[test]
fn of_transforms() {
    let one = |transform: &str, word| {
        let before = "step.a.kind = \"assign\"\nstep.a.set.x = { value = \"y\", transform = [";
        both_say("campaign", before, &[(&format!("{transform}] }}"), word)]);
    };
    for about in TABLE {
        one(&format!("'{}'", about.example.written), Taken);
        let bare = if about.arguments.is_empty() { Taken } else { Refused };
        one(&format!("'{}'", about.name), bare);
        one(&format!("'{}:'", about.name), if about.name == "join" { Taken } else { Refused });
    }
    for text in [
        "truncate:1",
        "truncate:99999",
        "mask:0",
        "prefix:a\\:b",
        "replace:a:",
        "replace: : ",
        "split:\\::2",
        "suffix:\\\\",
        "default:a=b",
        "choice-map:a=",
        "choice-map:=b",
        "choice-map:a=b:c=d",
        "choice-map:a\\=b=c",
        "prefix:\n",
        "prefix:Ж 😀",
    ] {
        one(&format!("{text:?}"), Taken);
    }
    for text in [
        "truncate:0",
        "truncate:01",
        "truncate:100000",
        "truncate:-1",
        "truncate:ten",
        "truncate: 1",
        "mask:1:2",
        "prefix:a:b",
        "prefix:a\\b",
        "prefix:a\\",
        "replace::b",
        "replace:a",
        "split::1",
        "split:a:0",
        "to-boolean:J",
        "hash:x",
        "Trim",
        " trim",
        "trim ",
        "date-from-parts:last",
        "is-after:2026-01-01",
        "country-name:es",
        "choice-map:a",
        "choice-map:a=b=c",
        "choice-map:a=b:c",
        "",
    ] {
        one(&format!("{text:?}"), Refused);
    }
    for (table, word) in [
        ("{ choice-map = { M = \"male\", \"\" = \"none\" } }", Taken),
        ("{ choice-map = {} }", Taken),
        ("{ choice-map = { M = 1 } }", Refused),
        ("{ choice-map = \"M=male\" }", Refused),
        ("{ choice-maps = { M = \"male\" } }", Refused),
        ("{ choice-map = {}, trim = {} }", Refused),
        ("{}", Refused),
        ("[\"trim\"]", Refused),
        ("1", Refused),
    ] {
        one(table, word);
    }
}

#[test]
fn of_decisions() {
    let before =
        "step.a.kind = \"decision\"\nstep.a.on.adult = \"b\"\n[[step.a.branch]]\noutcome = \"adult\"\n";
    both_say(
        "campaign",
        before,
        &[
            ("", Refused),
            ("when = { field = \"x\", op = \"older-than\", value = 18 }", Taken),
            ("when = { field = \"x\", op = \"matches\", value = '[A-Z]+' }", Taken),
            ("when = { field = \"x\", op = \"matches\" }", Refused),
            ("when = { field = \"x\", op = \"is-set\" }", Taken),
            ("when = { field = \"x\", op = \"is-set\", value = true }", Refused),
            ("when = { field = \"x\", op = \"eq\" }", Refused),
            ("when = { field = \"x\", op = \"outcome-of\", value = \"next\" }", Refused),
            ("when = { field = \"x\", op = \"in\", value = [\"y\", 1, [true]] }", Taken),
            ("when = { field = \"x\", op = \"eq\", value = { y = 1 } }", Refused),
            ("when = { step = \"b\", op = \"outcome-of\", value = \"next\" }", Taken),
            ("when = { step = \"b\", op = \"eq\", value = \"next\" }", Refused),
            ("when = { step = \"b\", op = \"outcome-of\" }", Refused),
            ("when = { step = \"b\", field = \"x\", op = \"outcome-of\", value = \"next\" }", Refused),
            ("when = { all = [], any = [] }", Refused),
            ("when = { all = [{ not = { field = \"x\", op = \"is-empty\" } }] }", Taken),
            ("when = { all = [{ not = { field = \"x\", op = \"empty\" } }] }", Refused),
            ("when = {}", Refused),
        ],
    );
}

#[test]
fn of_tests() {
    both_say(
        "test",
        "",
        &[
            ("campaign = \"onboarding\"", Taken),
            ("env = \"local\"", Refused),
            ("campaign = \"On Boarding\"", Refused),
            ("campaign = \"onboarding\"\nnow = \"2026-05-17T10:00:00Z\"", Taken),
            ("campaign = \"onboarding\"\nnow = \"tomorrow\"", Refused),
            ("campaign = \"onboarding\"\nenv.local = {}", Refused),
            ("campaign = \"onboarding\"\ncase = []", Refused),
            ("campaign = \"onboarding\"\ncase.A = {}", Refused),
            ("campaign = \"onboarding\"\nplay = []", Refused),
        ],
    );
    both_say(
        "test",
        "campaign = \"onboarding\"\n",
        &[
            ("case.a = {}", Taken),
            ("case.a.play = [{ at = \"x\" }, { wait = \"2d\" }]", Taken),
            ("case.a.play = [{}]", Refused),
            ("case.a.play = { at = \"x\" }", Refused),
            ("case.a.play = [{ at = \"x\", wait = \"2d\" }]", Refused),
            ("case.a.play = [{ wait = \"soon\" }]", Refused),
            ("case.a.play = [{ wait = \"2d\", captured = {} }]", Refused),
            ("case.a.play = [{ at = \"x\", fill = {} }]", Taken),
            ("case.a.play = [{ at = \"x\", fill = { age = \"18\" } }]", Taken),
            ("case.a.play = [{ at = \"x\", fill = { age = 18 } }]", Refused),
            ("case.a.play = [{ at = \"x\", fill = { Age = \"18\" } }]", Refused),
            ("case.a.play = [{ fill = {} }]", Refused),
            ("case.a.play = [{ at = \"x\", fill = {}, outcome = \"next\" }]", Refused),
            ("case.a.play = [{ at = \"x\", fill = {}, images = [] }]", Refused),
            ("case.a.play = [{ at = \"x\", answer = { score = \"10\" } }]", Taken),
            ("case.a.play = [{ at = \"x\", answer = {}, fill = {} }]", Refused),
            (
                "case.a.play = [{ at = \"x\", outcome = \"approved\", images = [\"front\", \"liveness-2\"] }]",
                Taken,
            ),
            ("case.a.play = [{ at = \"x\", outcome = \"approved\", images = [\"side\"] }]", Refused),
            ("case.a.play = [{ at = \"x\", outcome = \"approved\", captured = {} }]", Taken),
            ("case.a.play = [{ at = \"x\", captured = {} }]", Refused),
            ("case.a.play = [{ at = \"x\", images = [\"front\"] }]", Refused),
            (
                "case.a.play = [{ at = \"x\", outcome = \"approved\", captured.\"document.number\" = \"1\" }]",
                Taken,
            ),
            (
                "case.a.play = [{ at = \"x\", outcome = \"approved\", captured.\"document.nmber\" = \"1\" }]",
                Refused,
            ),
            (
                "case.a.play = [{ at = \"x\", outcome = \"approved\", captured.\"image.front\" = \"1\" }]",
                Refused,
            ),
            ("case.a.play = [{ at = \"x\", outcome = \"No Name\" }]", Refused),
            (
                "case.a.expect = { end = \"x\", result = \"declined\", path = [\"x\"], unset = [\"y\"] }",
                Taken,
            ),
            ("case.a.expect = { result = \"good\" }", Refused),
            ("case.a.expect = { path = \"x\" }", Refused),
            ("case.a.expect.fields = { a = \"1\" }", Taken),
            ("case.a.expect.fields = { a = 1 }", Refused),
            ("case.a.expect = \"x\"", Refused),
            ("case.a.expect.ends = \"x\"", Refused),
        ],
    );
}

#[test]
fn of_environments() {
    let before = "step.a = { kind = \"jumio\", documents = [\"visa\"] }\n";
    both_say(
        "campaign",
        before,
        &[
            ("env.production.step.a.country = \"ARG\"", Taken),
            ("env.production.step.a.country = \"AR\"", Refused),
            ("env.production.step.a.max-visits = 3", Taken),
            ("env.production.step.a.kind = \"jumio\"", Refused),
            ("env.production.step.a.on.approved = \"b\"", Refused),
            ("env.production.step.a.map.x = \"run.id\"", Refused),
            ("env.production.step.a.qqqq = 1", Refused),
            ("env.production.title = \"x\"", Refused),
        ],
    );
}
