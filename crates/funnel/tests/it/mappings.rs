//! Mappings: from what was captured into fields, all together or not at all.

use std::collections::BTreeMap;

use funnel::{Event, Target};
use model::verification::{CaptureValue, ImageRef};
use model::{CaptureField, Mapping, VerificationResult};
use serde_json::{Value as Json, json};

use crate::support::{Session, session, verified, verified_with};

fn mapped(map: &Json) -> Session {
    let mut session = session(
        "identity",
        &json!({
            "identity": {
                "kind": "jumio", "map": map, "write-on": ["approved", "rejected"],
                "on": { "approved": "done", "rejected": "refused", "error": "sorry", "otherwise": "left" },
            },
            "sorry": { "kind": "page", "on": { "next": "identity" } },
        }),
    );
    session.send(&Event::Agreed);
    session
}

/// What a field gets from a captured value: the value, nothing, or what is wrong with it.
fn brought(
    to: &str,
    from: &str,
    transform: &[&str],
    captured: CaptureValue,
) -> Result<Option<String>, String> {
    let mut session = mapped(&json!({ to: { "from": from, "transform": transform } }));
    let effects = session.send(&verified_with("identity", 1, "approved", [(from, captured)]));
    match effects.as_slice() {
        [] => Ok(None),
        [note] if note.starts_with("note ") => {
            assert_eq!((session.at(), session.value(to)), ("sorry", None));
            let start = format!("note identity: nothing was written: `{to}` from `{from}`: ");
            Err(note.strip_prefix(&start).unwrap().to_owned())
        }
        [write] => {
            let value = session.value(to).unwrap();
            assert_eq!(*write, format!("write {to} = {value} (identity: {from})"));
            assert_eq!(session.at(), "done");
            Ok(Some(value))
        }
        more => panic!("{more:?}"),
    }
}

fn text(text: &str) -> CaptureValue {
    CaptureValue::Text(text.to_owned())
}

fn list(items: &[&str]) -> CaptureValue {
    CaptureValue::List(items.iter().map(|item| (*item).to_owned()).collect())
}

#[test]
fn values_become_what_their_field_holds() {
    let birthday = || CaptureValue::Date("1990-05-17".parse().unwrap());
    let table = [
        ("name", "document.first_name", text("ANA"), "ANA"),
        ("name", "document.first_name", text("  ANA "), "ANA"),
        ("name", "document.first_name", text("JOSE\u{301}"), "JOS\u{c9}"),
        ("name", "document.current_age", CaptureValue::Integer(33), "33"),
        ("name", "document.date_of_birth", birthday(), "1990-05-17"),
        ("name", "document.dl_categories", list(&["A", "B"]), "A, B"),
        (
            "full_name",
            "address.formatted",
            text("Calle 1\n\n  11000 Montevideo\r\nUruguay\n"),
            "Calle 1 11000 Montevideo Uruguay",
        ),
        ("notes", "address.formatted", text("Calle 1\r\nMontevideo"), "Calle 1\nMontevideo"),
        ("age", "document.current_age", CaptureValue::Integer(33), "33"),
        ("age", "document.current_age", text(" 33"), "33"),
        ("news", "document.remarks", text("yes"), "yes"),
        ("born", "document.date_of_birth", birthday(), "1990-05-17"),
        ("expiry", "document.expiry_date", text("2031-05-17"), "2031-05-17"),
        ("email", "document.remarks", text("ana@acme.example"), "ana@acme.example"),
        ("phone", "document.remarks", text("+598 2 1234567"), "+598 2 1234567"),
        ("gender", "document.gender", text("F"), "F"),
        ("home", "address.country", text("URY"), "URY"),
        ("home", "document.nationality", text("XKX"), "XKX"),
        ("home", "address.country", text("Uruguay"), "URY"),
    ];
    for (to, from, captured, expected) in table {
        assert_eq!(brought(to, from, &[], captured), Ok(Some(expected.to_owned())), "{to} from {from}");
    }
}

#[test]
fn transforms_are_applied_left_to_right() {
    let table: [(&[&str], &str, &str); 12] = [
        (&[], "ANA  LU", "ANA  LU"),
        (&["trim"], "\u{a0} ANA \n", "ANA"),
        (&["collapse-spaces"], " ANA \t\u{3000} LU ", "ANA LU"),
        (&["upper"], "Straße", "STRASSE"),
        (&["lower"], "ÁÉ ΣΟΣ", "áé σος"),
        (&["lower"], "İZMİR", "izmir"),
        (&["title-case"], "JOSÉ-MARÍA", "José-María"),
        (&["title-case"], "ana d'ARC", "Ana D'Arc"),
        (&["title-case"], "ИВАН", "Иван"),
        (&["title-case"], "ნინო", "ნინო"),
        (&["collapse-spaces", "title-case"], " ANA   LU ", "Ana Lu"),
        (&["title-case", "upper"], "ana", "ANA"),
    ];
    for (transform, captured, expected) in table {
        let value = brought("name", "document.first_name", transform, text(captured));
        assert_eq!(value, Ok(Some(expected.to_owned())), "{transform:?} {captured:?}");
    }
    // They may make a value fit.
    assert_eq!(
        brought("gender", "document.gender", &[], text("f")).unwrap_err(),
        "what was read is not one of the values to choose from"
    );
    assert_eq!(brought("gender", "document.gender", &["upper"], text("f")), Ok(Some("F".to_owned())));
    // The length counts after them, and in characters.
    assert_eq!(
        brought("name", "document.first_name", &["upper"], text("ßßßßßß")),
        Ok(Some("SSSSSSSSSSSS".to_owned()))
    );
    let too_long = Err("what was read has more than 12 characters".to_owned());
    assert_eq!(brought("name", "document.first_name", &["upper"], text("ßßßßßßß")), too_long);
    assert_eq!(
        brought("name", "document.first_name", &[], text("ßßßßßßßßßßßß")).unwrap().unwrap().chars().count(),
        12
    );
}

#[test]
fn what_is_empty_is_absent() {
    for (to, captured) in [
        ("name", text("")),
        ("name", text(" \u{a0}\n")),
        ("age", text(" ")),
        ("born", text("")),
        ("notes", list(&[])),
    ] {
        assert_eq!(brought(to, "document.remarks", &[], captured.clone()), Ok(None), "{to}");
        assert_eq!(brought(to, "document.remarks", &["collapse-spaces"], captured), Ok(None), "{to}");
    }
}

#[test]
fn what_does_not_fit_is_told_without_the_value() {
    let table = [
        ("age", text("CANARY"), "what was read is not a whole number"),
        ("born", text("17.05.1990"), "what was read is not a date such as 1990-05-17"),
        ("news", text("CANARY"), "what was read is not yes or no"),
        ("email", text("CANARY"), "what was read is not an e-mail address"),
        ("phone", text("CANARY"), "what was read is not a telephone number"),
        ("home", text("CANARY"), "what was read is not a country"),
        ("gender", text("X"), "what was read is not one of the values to choose from"),
        ("name", text("CANARY CANARY"), "what was read has more than 12 characters"),
        ("nowhere", text("CANARY"), "there is no such field"),
    ];
    for (to, captured, problem) in table {
        assert_eq!(brought(to, "document.remarks", &[], captured), Err(problem.to_owned()), "{to}");
    }
}

#[test]
fn one_value_that_does_not_fit_keeps_all_others_out() {
    let map = json!({
        "name": "document.first_name", "age": "document.last_name", "home": "document.hair_colour",
        "nowhere": "document.type",
    });
    let captured =
        [("document.first_name", "ANA"), ("document.last_name", "EJEMPLO"), ("document.type", "PASSPORT")];
    let problem = "nothing was written: `age` from `document.last_name`: what was read is not a whole number; \
                   `home` from `document.hair_colour`: there is no such capture field; \
                   `nowhere` from `document.type`: there is no such field";
    // An approval becomes an error, everything else stays what it is.
    for (decided, at, recorded) in
        [("approved", "sorry", "error"), ("rejected", "refused", "rejected"), ("review", "left", "review")]
    {
        let mut session = mapped(&map);
        let effects = session.send(&verified("identity", 1, decided, &captured));
        assert_eq!(effects, [format!("note identity: {problem}")], "{decided}");
        assert_eq!(session.at(), at);
        assert!(session.state.values().is_empty());
        let passed = &session.state.trail()[0];
        assert_eq!(passed.outcome.as_ref().unwrap(), recorded);
        assert_eq!(passed.note.as_deref(), Some(problem));
    }
}

#[test]
fn after_an_approval_that_became_an_error_another_attempt_may_bring_it() {
    let mut session = mapped(&json!({ "age": "document.current_age" }));
    session.send(&verified("identity", 1, "approved", &[("document.current_age", "many")]));
    session.send(&crate::support::submitted(&[]));
    session.send(&Event::Agreed);
    let effects = session.send(&verified("identity", 2, "approved", &[("document.current_age", "33")]));
    assert_eq!(effects, ["write age = 33 (identity: document.current_age)"]);
    assert_eq!(session.at(), "done");
}

#[test]
fn an_approval_that_writes_nothing_anyway_stays_one() {
    let mut session = session(
        "identity",
        &json!({
            "identity": {
                "kind": "jumio", "map": { "age": "document.first_name" }, "write-on": [],
                "on": { "approved": "done", "otherwise": "refused" },
            },
        }),
    );
    session.send(&Event::Agreed);
    session.send(&verified("identity", 1, "approved", &[("document.first_name", "ANA")]));
    assert_eq!(session.at(), "done");
}

#[test]
fn only_what_a_mapping_names_is_taken() {
    let mut session = mapped(&json!({ "name": "document.first_name", "full_name": "document.first_name" }));
    let captured = [("document.first_name", "ANA"), ("document.last_name", "EJEMPLO")];
    assert_eq!(
        session.send(&verified("identity", 1, "approved", &captured)),
        [
            "write full_name = ANA (identity: document.first_name)",
            "write name = ANA (identity: document.first_name)",
        ]
    );
    assert!(!serde_json::to_string(&session.state).unwrap().contains("EJEMPLO"));
}

/// The values that a mapping gives, where the data model has some fields more.
fn given(mapping: &Json, field: &Json, captured: &[(&str, CaptureValue)]) -> Result<Option<String>, String> {
    let model = serde_json::from_value(json!({ "field": { "x": field } })).unwrap();
    let mapping = serde_json::from_value(mapping.clone()).unwrap();
    let target =
        Target { data_model: &model, values: &BTreeMap::new(), today: "2026-05-18".parse().unwrap() };
    let mut result = VerificationResult::of_trial("jumio".parse().unwrap());
    for (name, value) in captured {
        result.captured.0.insert(CaptureField::from_name(name).unwrap(), value.clone());
    }
    let written =
        funnel::mapped(&"identity".parse().unwrap(), &"x".parse().unwrap(), &mapping, &target, &result)?;
    Ok(written.map(|write| write.value.to_string()))
}

#[test]
fn several_sources_are_a_list() {
    let names = ["document.first_name", "document.last_name", "document.last_name_at_birth"];
    let both = [(names[0], text("ANA")), (names[1], text("DÍAZ"))];
    let joined = json!({ "from": names, "transform": ["title-case", "join: "] });
    let name = json!({ "type": "full-name" });
    let value = |text: &str| Ok(Some(text.to_owned()));
    assert_eq!(given(&joined, &name, &both), value("Ana Díaz"));
    assert_eq!(given(&joined, &name, &both[1..]), value("Díaz"));
    assert_eq!(given(&joined, &name, &[]), Ok(None));
    let required = json!({ "type": "full-name", "required": true });
    assert_eq!(given(&joined, &required, &[]), Err("it was not read, and the field is required".to_owned()));
    let listed = json!({ "from": names, "transform": ["lower"] });
    assert_eq!(given(&listed, &json!({ "type": "text", "multiple": true }), &both), value("ana\ndíaz"));
    // Parts keep their places.
    let parts = json!({ "type": "composite", "parts": ["first", "last", "born"], "delimiter": ";" });
    assert_eq!(given(&listed, &parts, &both), value("ana;díaz;"));
    let two = json!({ "type": "composite", "parts": ["first", "last"], "delimiter": ";" });
    assert_eq!(
        given(&listed, &two, &both),
        Err("what was read does not have the parts first, last".to_owned())
    );
    // Each is one value, however many lines it was read in.
    let lines = [(names[0], text("ANA\nLUCÍA")), (names[1], text("DÍAZ"))];
    assert_eq!(
        given(&listed, &json!({ "type": "text", "multiple": true }), &lines),
        value("ana lucía\ndíaz")
    );
    assert_eq!(given(&listed, &parts, &lines), value("ana lucía;díaz;"));
    let spaced = json!({ "type": "composite", "parts": ["first", "last", "born"], "delimiter": " - " });
    assert_eq!(given(&listed, &spaced, &both), value("ana - díaz -"));
    let categories = [("document.dl_categories", list(&["A", "B"])), (names[0], text("ANA"))];
    let all = json!({ "from": ["document.dl_categories", names[0]], "transform": ["join:/"] });
    assert_eq!(given(&all, &json!({ "type": "text" }), &categories), value("A/B/ANA"));
}

#[test]
fn nothing_becomes_something_by_a_default() {
    let mapping = |default: &str| json!({ "from": "document.current_age", "transform": [default] });
    let age = json!({ "type": "integer", "required": true });
    assert_eq!(given(&mapping("default:0"), &age, &[]), Ok(Some("0".to_owned())));
    let read = [("document.current_age", CaptureValue::Integer(33))];
    assert_eq!(given(&mapping("default:0"), &age, &read), Ok(Some("33".to_owned())));
    let gender = json!({ "from": "document.gender", "transform": ["trim", "default:X", "lower"] });
    assert_eq!(
        given(&gender, &json!({ "type": "text" }), &[("document.gender", text(" "))]),
        Ok(Some("x".to_owned()))
    );
}

#[test]
fn a_date_may_lack_its_day() {
    let mapping = |transform: &[&str]| json!({ "from": "document.date_of_birth", "transform": transform });
    let born = [("document.date_of_birth", text("1990-05"))];
    let date = json!({ "type": "date" });
    let value = |text: &str| Ok(Some(text.to_owned()));
    assert_eq!(
        given(&mapping(&[]), &date, &born),
        Err("what was read is not a date such as 1990-05-17".to_owned())
    );
    assert_eq!(given(&mapping(&["date-from-parts:reject"]), &date, &born), Ok(None));
    let required = json!({ "type": "date", "required": true });
    let problem = Err("it was not read, and the field is required".to_owned());
    assert_eq!(given(&mapping(&["date-from-parts:reject"]), &required, &born), problem);
    assert_eq!(given(&mapping(&["date-from-parts:first"]), &date, &born), value("1990-05-01"));
    assert_eq!(given(&mapping(&["year"]), &json!({ "type": "integer" }), &born), value("1990"));
    assert_eq!(given(&mapping(&[]), &json!({ "type": "text" }), &born), value("1990-05"));
    let problem = Err("`age` got a date that lacks its day or month".to_owned());
    assert_eq!(given(&mapping(&["age"]), &json!({ "type": "integer" }), &born), problem);
    let whole = [("document.date_of_birth", text("1990-05-17"))];
    assert_eq!(given(&mapping(&["age"]), &json!({ "type": "integer" }), &whole), value("36"));
}

#[test]
fn pictures_are_told_by_where_they_are_kept() {
    let mut result = VerificationResult::of_trial("jumio".parse().unwrap());
    let picture = |name: &str| ImageRef {
        name: name.to_owned(),
        credential_id: String::new(),
        classifier: String::new(),
    };
    result.images = vec![picture("front"), picture("liveness-1"), picture("liveness-2")];
    let written = |from: &str, field: Json| {
        let model = serde_json::from_value(json!({ "field": { "x": field } })).unwrap();
        let target =
            Target { data_model: &model, values: &BTreeMap::new(), today: "2026-05-18".parse().unwrap() };
        let (step, id) = ("identity".parse().unwrap(), "x".parse().unwrap());
        let write = funnel::mapped(&step, &id, &Mapping::plain(from), &target, &result).unwrap();
        write.map(|write| write.value.to_string())
    };
    assert_eq!(written("image.front", json!({ "type": "image" })).as_deref(), Some("identity/front"));
    assert_eq!(written("image.front", json!({ "type": "file" })).as_deref(), Some("identity/front"));
    assert_eq!(written("image.front", json!({ "type": "text" })), None);
    assert_eq!(written("image.liveness", json!({ "type": "image" })).as_deref(), Some("identity/liveness-1"));
    assert_eq!(
        written("image.liveness", json!({ "type": "image", "multiple": true })).as_deref(),
        Some("identity/liveness-1\nidentity/liveness-2")
    );
}

#[test]
fn stages_are_told_one_by_one() {
    let result = |captured: &[(&str, CaptureValue)]| {
        let mut result = VerificationResult::of_trial("jumio".parse().unwrap());
        let fields =
            captured.iter().map(|(name, value)| (CaptureField::from_name(name).unwrap(), value.clone()));
        result.captured.0.extend(fields);
        result
    };
    let stages = |mapping: Json, captured: &[(&str, CaptureValue)]| {
        let mapping: Mapping = serde_json::from_value(mapping).unwrap();
        let told = funnel::stages(&mapping, &result(captured), "2026-05-18".parse().unwrap());
        told.into_iter().map(|stage| stage.unwrap_or_else(|| "-".to_owned())).collect::<Vec<_>>()
    };
    let first = json!({ "from": "document.first_name", "transform": ["title-case", "split: :2", "default:none", "upper"] });
    assert_eq!(
        stages(first.clone(), &[("document.first_name", text("ANA LU"))]),
        ["ANA LU", "Ana Lu", "Lu", "Lu", "LU"]
    );
    assert_eq!(stages(first, &[]), ["-", "-", "-", "none", "NONE"]);
    let wrong = json!({ "from": "document.first_name", "transform": ["trim", "to-integer", "to-decimal"] });
    assert_eq!(stages(wrong, &[("document.first_name", text("ANA"))]), ["ANA", "ANA"]);
    assert_eq!(stages(json!("image.front"), &[]), Vec::<String>::new());
    // As a mapping does it: composed before the first transform.
    let cut = json!({ "from": "document.first_name", "transform": ["truncate:4"] });
    let read = [("document.first_name", text("Jose\u{301} "))];
    assert_eq!(stages(cut.clone(), &read).last().unwrap(), "Jos\u{e9}");
    assert_eq!(given(&cut, &json!({ "type": "text" }), &read), Ok(Some("Jos\u{e9}".to_owned())));
}
