//! `field add`, `field edit`, `field show` and `field list`: the settings of all types.

use insta::assert_snapshot;

use crate::support::Place;

fn place() -> Place {
    let place = Place::new();
    let _ = place.ok(&["init", "acme"]);
    place
}

#[test]
fn every_setting_has_a_flag_and_is_told() {
    let place = place();
    for added in [
        "home --type composite --part street --part number --delimiter ' - ' --unique --scope campaign",
        "payslips --type file --media-type application/pdf --media-type image/png --max-bytes 5000000 --multiple --retention-days 30",
        "residence --type country --code alpha-2 --required",
        "secret --type password --min-length 12",
    ] {
        let run = place.shell(&format!("campaignctl field add {added}"));
        assert_eq!(run.code, 0, "{run}");
    }
    assert_snapshot!(place.read("acme/data-model.toml").split_once("[field.home]").unwrap().1, @r#"
    type = "composite"
    parts = ["street", "number"]
    delimiter = " - "
    unique = true
    scope = "campaign"

    [field.payslips]
    type = "file"
    media-types = ["application/pdf", "image/png"]
    max-bytes = 5000000
    multiple = true
    retention-days = 30

    [field.residence]
    type = "country"
    required = true
    code = "alpha-2"

    [field.secret]
    type = "password"
    min-length = 12
    "#);
    assert_snapshot!(place.shell("campaignctl field list").stdout, @r"
    FIELD      TYPE       PII   LABEL  SETTINGS
    home       composite  none         parts street, number, delimiter  - , unique, scope campaign
    payslips   file       none         media-types application/pdf, image/png, max-bytes 5000000, multiple, retention-d…
    residence  country    none         required, code alpha-2
    secret     password   none         min-length 12
    ");
    let json: serde_json::Value =
        serde_json::from_str(&place.shell("campaignctl field list --format json").stdout).unwrap();
    assert_eq!(json["fields"]["home"]["parts"], serde_json::json!(["street", "number"]));
    assert_eq!(json["fields"]["payslips"]["max-bytes"], 5_000_000);
    let shown = place.shell("campaignctl field show residence").stdout;
    assert!(shown.contains("code") && shown.contains("alpha-2"), "{shown}");
    let run = place.shell("campaignctl validate");
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn settings_are_changed_and_taken_back() {
    let place = place();
    let _ = place.shell("campaignctl field add papers --type file --multiple --scope campaign --retention-days 30 --max-bytes 9");
    let list = || place.shell("campaignctl field list --format json").stdout;
    let before = list();
    let run = place.shell(
        "campaignctl field edit papers --no-multiple --media-type image/webp --max-bytes 100 --unset scope",
    );
    assert_eq!(run.code, 0, "{run}");
    assert_snapshot!(run.stderr, @r"
    changed the field papers
    media-types -> image/webp (was nothing)
    max-bytes -> 100 (was 9)
    multiple -> nothing (was true)
    scope -> nothing (was campaign)
    ");
    let run = place.shell(
        "campaignctl field edit papers --multiple --unset media-types --max-bytes 9 --scope campaign && \
         campaignctl field edit papers --unset multiple --unset max-bytes --unset retention-days && \
         campaignctl field edit papers --multiple --max-bytes 9 --retention-days 30",
    );
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(list(), before, "all is as it was");
    for (contradiction, why) in [
        ("--multiple --no-multiple", "cannot be used with"),
        ("--scope customer --unset scope", "given a value and taken back at once"),
        ("--part a", "`parts` is not made for fields of type `file`"),
        ("--unique", "`unique` is not made for fields of type `file`"),
        ("--default a/b", "`default` is not made for fields of type `file`"),
        ("--max-bytes 20971521", "no file may have more than 20971520"),
        ("--media-type application/zip", "invalid value"),
        ("--retention-days 0", "is kept for no day"),
        ("--type image --media-type application/pdf", "is no picture"),
        ("--type composite --unset max-bytes", "a composite needs parts"),
        ("--type text", "`max-bytes` is not made for fields of type `text`"),
    ] {
        let run = place.shell(&format!("campaignctl field edit papers {contradiction}"));
        assert_eq!(run.code, 2, "{contradiction}: {run}");
        assert!(run.stderr.contains(why), "{contradiction}: {run}");
    }
    assert_eq!(list(), before);
}

#[test]
fn parts_and_passwords_make_sense() {
    let place = place();
    for (settings, why) in [
        ("--type composite", "a composite needs parts"),
        ("--type composite --part a --part a", "the part `a` is written twice"),
        ("--type composite --part a --part b --delimiter ''", "the text is empty"),
        ("--type composite --part a/b --delimiter /", "has the delimiter `/` in it"),
        ("--type password --default x", "is not the hash of a password"),
        ("--type password --multiple", "`multiple` is not made for fields of type `password`"),
        ("--type text --multiple --unique", "`unique` is not made for fields with `multiple`"),
        ("--type text --unique --default x", "is the value of one customer only"),
        ("--type text --code name", "`code` is not made for fields of type `text`"),
    ] {
        let run = place.shell(&format!("campaignctl field add x {settings}"));
        assert_eq!(run.code, 2, "{settings}: {run}");
        assert!(run.stderr.contains(why), "{settings}: {run}");
    }
}

#[test]
fn a_schema_brings_lists_files_and_passwords() {
    let place = place();
    place.write(
        "acme/person.schema.json",
        r#"{ "type": "object", "properties": {
            "tags": { "type": "array", "items": { "type": "string" }, "uniqueItems": true },
            "proof": { "type": "string", "contentMediaType": "application/pdf" },
            "secret": { "type": "string", "format": "password", "writeOnly": true } } }"#,
    );
    let run = place.shell("campaignctl field import person.schema.json --yes");
    assert_eq!(run.code, 0, "{run}");
    let model = place.read("acme/data-model.toml");
    assert!(model.contains("[field.tags]\ntype = \"text\"\nmultiple = true\n"), "{model}");
    assert!(
        model.contains("[field.proof]\ntype = \"file\"\nmedia-types = [\"application/pdf\"]\n"),
        "{model}"
    );
    assert!(model.contains("[field.secret]\ntype = \"password\"\n"), "{model}");
    assert!(run.stderr.contains("`uniqueItems` is left out"), "{run}");
}
