//! Mappings: from what was captured into fields, all together or not at all.

use funnel::Event;
use model::verification::CaptureValue;
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
