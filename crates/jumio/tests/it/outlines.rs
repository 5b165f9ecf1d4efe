//! JSON of the right outline with anything in it: nothing panics, and what can be read is kept.

use jumio::kyx::{self, Details};
use jumio::netverify::{self, Callback, ScanData};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A type that is read, by a sample of it: what it writes of what it reads.
struct Outline {
    sample: &'static str,
    read: fn(&Value) -> Option<Value>,
}

fn read<T: DeserializeOwned + Serialize>(value: &Value) -> Option<Value> {
    let read: T = serde_json::from_value(value.clone()).ok()?;
    Some(serde_json::to_value(read).unwrap())
}

macro_rules! outlines {
    ($($sample:literal: $kind:ty,)+) => {
        [$(Outline { sample: include_str!(concat!("../samples/", $sample, ".json")), read: read::<$kind> },)+]
    };
}

const OUTLINES: [Outline; 19] = outlines! {
    "kyx-details-passed": kyx::Details,
    "kyx-details-watchlist-alert": kyx::Details,
    "kyx-details-token-expired": kyx::Details,
    "kyx-status-acquired": kyx::Status,
    "kyx-callback-processed": kyx::Callback,
    "kyx-health-degraded": kyx::Health,
    "kyx-steps": kyx::Steps,
    "kyx-prepared-data": kyx::PreparedData,
    "netverify-initiate-request": netverify::InitiateRequest,
    "netverify-status": netverify::ScanStatus,
    "netverify-data": netverify::ScanData,
    "netverify-data-document": netverify::Document,
    "netverify-data-transaction": netverify::Transaction,
    "netverify-data-verification": netverify::Verification,
    "netverify-data-verification-rejected": netverify::Verification,
    "netverify-images": netverify::Images,
    "netverify-acceptedIdTypes": netverify::AcceptedIdTypes,
    "netverify-supportedIdTypes": netverify::SupportedIdTypes,
    "netverify-callback-approved": netverify::IdentityCallback,
};

/// Any JSON, not too deep.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from("N/A")),
        Just(Value::from("{\"a\":[1]}")),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec(("[a-zA-Z]{1,8}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Every place in a value that `wanted` accepts, with the name under which it stands.
fn places(value: &Value, wanted: fn(&str, &Value) -> bool) -> Vec<String> {
    fn visit(at: &str, value: &Value, wanted: fn(&str, &Value) -> bool, found: &mut Vec<String>) {
        if wanted(at.rsplit('/').next().unwrap_or_default(), value) {
            found.push(at.to_owned());
        }
        match value {
            Value::Array(items) => items
                .iter()
                .enumerate()
                .for_each(|(index, item)| visit(&format!("{at}/{index}"), item, wanted, found)),
            Value::Object(members) => {
                members
                    .iter()
                    .for_each(|(name, member)| visit(&format!("{at}/{name}"), member, wanted, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    visit("", value, wanted, &mut found);
    found
}

fn place<'a>(value: &'a mut Value, places: &[String], which: prop::sample::Index) -> &'a mut Value {
    value.pointer_mut(which.get(places).as_str()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_whatever_stands_in_an_answer(
        outline in 0..OUTLINES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), anything()), 1..4),
    ) {
        let outline = &OUTLINES[outline];
        let mut value: Value = serde_json::from_str(outline.sample).unwrap();
        for (which, new) in changes {
            let places = places(&value, |_, _| true);
            *place(&mut value, &places, which) = new;
        }
        if let Some(written) = (outline.read)(&value) {
            // What was written once is read and written again as it is.
            prop_assert_eq!((outline.read)(&written), Some(written));
        }
        if let Ok(details) = serde_json::from_value::<Details>(value.clone()) {
            for decision in details.capabilities.values().flatten().filter_map(|found| found.decision.as_ref()) {
                let _ = (decision.label().len(), decision.risk_score());
            }
        }
        if let Ok(data) = serde_json::from_value::<ScanData>(value.clone()) {
            let verification = data.verification.unwrap_or_default();
            let _ = verification.reject_reason.map(|reason| reason.details());
            let _ = verification.identity_verification.map(|face| face.is_valid());
        }
        if let Ok(images) = serde_json::from_value::<netverify::Images>(value) {
            let _ = (images.classifiers(), images.liveness_numbers());
        }
    }

    #[test]
    fn any_body_is_a_callback_of_some_kind(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Callback::from_form(&body);
    }

    #[test]
    fn no_field_of_a_form_is_lost(fields in prop::collection::btree_map(".{0,8}", ".{0,20}", 0..6)) {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&fields)
            .append_pair("callBackType", "NETVERIFYID")
            .append_pair("jumioIdScanReference", "s")
            .append_pair("verificationStatus", "NEW_ONE")
            .append_pair("identityVerification", "odd")
            .finish();
        let Callback::Identity(read) = Callback::from_form(form.as_bytes()) else { panic!("{form}") };
        prop_assert_eq!(read.identity_verification.as_ref().unwrap().read(), None);
        let written = serde_json::to_value(&read).unwrap();
        for (name, text) in fields {
            prop_assert_eq!(&written[&name], &Value::from(text));
        }
    }
}

proptest! {
    // Few, since each is tried at every place of every sample.
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..ProptestConfig::default() })]

    // An empty key of a workflow is none.
    #[test]
    fn a_new_word_is_kept_wherever_it_stands(word in "[A-Z_]{1,12}|.{1,12}") {
        for outline in &OUTLINES {
            let value: Value = serde_json::from_str(outline.sample).unwrap();
            for place in places(&value, |_, value| value.is_string()) {
                let mut value = value.clone();
                *value.pointer_mut(&place).unwrap() = Value::from(word.as_str());
                prop_assert_eq!((outline.read)(&value), Some(value), "{}", place);
            }
        }
    }

    #[test]
    fn a_new_member_is_kept_wherever_it_stands(new in anything()) {
        for outline in &OUTLINES {
            let value: Value = serde_json::from_str(outline.sample).unwrap();
            // In some the names are data: a new one is a new capability or part, with the form of its siblings. Presets
            // are only sent.
            let objects = places(&value, |name, value| {
                value.is_object()
                    && name != "capabilities"
                    && value.get("mobile").is_none()
                    && value.get("index").is_none()
            });
            for place in objects {
                let mut value = value.clone();
                value.pointer_mut(&place).unwrap()["aNewMember"] = new.clone();
                prop_assert_eq!((outline.read)(&value), Some(value), "{}", place);
            }
        }
    }
}
