//! Answers with anything in them: nothing panics, and nothing but what is plainly good is ever approved.

use proptest::prelude::*;
use serde_json::{Map, Value};
use tokio::runtime::Runtime;
use verification::{Accepts, Fetched, Outcome, outcome};

use crate::netverify;
use crate::server::{REFERENCE, Server, details, run_ref};

/// Any JSON, not too deep, with words among it that mean something.
fn anything() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "N/A",
        "",
        "PASSED",
        "REJECTED",
        "WARNING",
        "NOT_EXECUTED",
        "OK",
        "MATCH",
        "NO_MATCH",
        "PROCESSED",
        "DONE",
        "FAILED",
        "APPROVED_VERIFIED",
        "DENIED_FRAUD",
        "true",
        "200",
        "TECHNICAL_ERROR",
        "{\"similarity\":\"MATCH\"}",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        word.prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec(("[a-zA-Z]{1,8}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// The places of an answer, without those by which it is told to be ours.
fn places(value: &Value) -> Vec<String> {
    fn visit(at: &str, value: &Value, found: &mut Vec<String>) {
        if !at.is_empty() {
            found.push(at.to_owned());
        }
        match value {
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| visit(&format!("{at}/{index}"), item, found));
            }
            Value::Object(members) => {
                members.iter().for_each(|(name, member)| visit(&format!("{at}/{name}"), member, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    visit("", value, &mut found);
    found
}

fn changed(mut value: Value, changes: Vec<(prop::sample::Index, Value)>) -> Value {
    for (which, new) in changes {
        let places = places(&value);
        if !places.is_empty() {
            *value.pointer_mut(which.get(&places).as_str()).unwrap() = new;
        }
    }
    value
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Value)>> {
    prop::collection::vec((any::<prop::sample::Index>(), anything()), 1..5)
}

/// Every text of a value replaced by another.
fn reworded(value: &mut Value, word: &str) {
    match value {
        Value::String(text) => word.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| reworded(item, word)),
        Value::Object(members) => members.values_mut().for_each(|member| reworded(member, word)),
        _ => {}
    }
}

fn word<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// Whether all decisions that a result of the current platform holds are good ones, as far as one can see without
/// understanding it.
fn is_plainly_good(details: &Value) -> bool {
    let parts = details["capabilities"].as_object().into_iter().flat_map(Map::values);
    let entries: Vec<&Value> = parts
        .flat_map(|part| match part {
            Value::Array(items) => items.iter().collect(),
            Value::Null => Vec::new(),
            single => vec![single],
        })
        .collect();
    let good = |entry: &&Value| matches!(word(entry, "/decision/type"), "PASSED" | "WARNING");
    let whole = match &details["decision"] {
        Value::Null => {
            !entries.is_empty() && entries.iter().all(|entry| word(entry, "/decision/type") == "PASSED")
        }
        _ => word(details, "/decision/type") == "PASSED",
    };
    whole && entries.iter().all(good) && word(details, "/workflow/status") == "PROCESSED"
}

/// The same for one of the former platform that compares faces.
fn is_plainly_matched(data: &Value) -> bool {
    let face = &data["verification"]["identityVerification"];
    let validity = face["validity"].as_bool() == Some(true)
        || word(face, "/validity").trim().eq_ignore_ascii_case("true");
    word(data, "/document/status") == "APPROVED_VERIFIED"
        && word(face, "/similarity") == "MATCH"
        && validity
        && data["verification"]["rejectReason"].is_null()
}

/// A server and what asks it, for many cases.
struct Asked {
    runtime: Runtime,
    server: Server,
}

impl Asked {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let server = runtime.block_on(Server::start());
        Self { runtime, server }
    }

    /// What a result of the current platform comes to; `None` when it is no answer to what was asked.
    fn kyx(&self, details: &Value) -> Option<Outcome> {
        self.server.run("processed", details);
        let provider = self.server.provider();
        let fetched = self.runtime.block_on(async { provider.fetch(&run_ref(), REFERENCE).await });
        Self::judged(fetched)
    }

    fn netverify(&self, state: &str, data: &Value) -> Option<Outcome> {
        netverify::answer(&self.server, state, data);
        let provider = self.runtime.block_on(async { self.server.netverify("200") });
        let fetched = self.runtime.block_on(async { provider.fetch(&netverify::run_ref(), REFERENCE).await });
        Self::judged(fetched)
    }

    fn judged(fetched: Result<Fetched, verification::ProviderError>) -> Option<Outcome> {
        match fetched {
            Ok(Fetched::Final(result)) => Some(outcome(&result, &Accepts::default())),
            Ok(Fetched::Pending { .. }) | Err(_) => None,
        }
    }
}

fn few() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn what_is_odd_on_the_current_platform_approves_nobody() {
    let asked = Asked::new();
    let names =
        ["passed", "watchlist-alert", "unsupported-document", "token-expired", "document-no-capabilities"];
    let samples: Vec<Value> = names.into_iter().map(details).collect();
    proptest!(few(), |(sample in prop::sample::select(samples), changes in changes(), v3 in any::<bool>())| {
        let mut sample = sample;
        if v3 {
            sample["decision"] = Value::Null;
        }
        let details = changed(sample, changes);
        if asked.kyx(&details) == Some(Outcome::Approved) {
            prop_assert!(is_plainly_good(&details), "{}", details);
        }
    });
}

#[test]
fn what_is_odd_on_the_former_platform_approves_nobody() {
    let asked = Asked::new();
    let mut samples = vec![netverify::data()];
    samples.push(netverify::refused(
        "ERROR_NOT_READABLE_ID",
        &netverify::reason(&"200".into(), "X", &Value::Null),
    ));
    samples.push(netverify::refused("NO_ID_UPLOADED", &Value::Null));
    let states = prop::sample::select(vec!["DONE", "DONE", "FAILED", "PENDING", "NEW"]);
    proptest!(few(), |(sample in prop::sample::select(samples), changes in changes(), state in states)| {
        let data = changed(sample, changes);
        if asked.netverify(state, &data) == Some(Outcome::Approved) {
            prop_assert!(state == "DONE" && is_plainly_matched(&data), "{}", data);
        }
    });
}

#[test]
fn words_that_are_not_known_approve_nobody() {
    let asked = Asked::new();
    proptest!(few(), |(word in "[A-Z_]{1,10}|.{0,10}")| {
        prop_assume!(!matches!(word.as_str(), "PASSED" | "OK" | "MATCH"));
        let mut kyx = details("passed");
        for part in ["/decision", "/capabilities"] {
            reworded(kyx.pointer_mut(part).unwrap(), &word);
        }
        prop_assert_ne!(asked.kyx(&kyx), Some(Outcome::Approved));
        kyx["decision"] = Value::Null;
        prop_assert_ne!(asked.kyx(&kyx), Some(Outcome::Approved));
        let mut data = netverify::data();
        for part in ["/document", "/verification"] {
            reworded(data.pointer_mut(part).unwrap(), &word);
        }
        prop_assert_ne!(asked.netverify("DONE", &data), Some(Outcome::Approved));
    });
}

/// The samples themselves are approved: otherwise the tests above would say nothing.
#[test]
fn the_samples_are_approved() {
    let asked = Asked::new();
    assert_eq!(asked.kyx(&details("passed")), Some(Outcome::Approved));
    assert_eq!(asked.netverify("DONE", &netverify::data()), Some(Outcome::Approved));
    assert!(is_plainly_good(&details("passed")) && is_plainly_matched(&netverify::data()));
}
