//! The scenarios that every sandbox knows.

use std::sync::LazyLock;

use super::{Afterwards, Attempts, Finishes, Scenario};
use crate::control::Finish;

/// All of them, in the order of a tour.
pub fn built_in() -> &'static [Scenario] {
    static ALL: LazyLock<Vec<Scenario>> = LazyLock::new(all);
    &ALL
}

fn label(label: &str) -> Finish {
    Finish { label: Some(label.to_owned()), ..Finish::default() }
}

fn all() -> Vec<Scenario> {
    let outcome = Finish::outcome;
    // On Netverify, a picture that cannot be read is told with the reason why.
    let blurred = || Finish {
        reject_reason: Some("200".to_owned()),
        reject_details: vec!["2001".to_owned()],
        ..outcome("unreadable")
    };
    let fraud = || Finish { reject_reason: Some("100".to_owned()), ..outcome("rejected") };
    let out_of_date = Finish {
        extraction: [("expiryDate".to_owned(), "2019-06-30".into())].into_iter().collect(),
        ..outcome("approved")
    };
    let rows: [(&str, &str, Vec<Finish>); 14] = [
        ("first-time-ok", "Approved at the first attempt", vec![outcome("approved")]),
        (
            "blurred-twice-then-ok",
            "Two blurred pictures, then a good one",
            vec![blurred(), blurred(), outcome("approved")],
        ),
        ("never-readable", "Blurred pictures at every attempt", vec![blurred()]),
        ("fraud", "A manipulated document", vec![fraud()]),
        (
            "copy-then-ok",
            "A picture of a screen, then of the document",
            vec![outcome("copy"), outcome("approved")],
        ),
        ("data-mismatch", "Data on the document contradict each other", vec![outcome("data-mismatch")]),
        ("document-expired", "Approved, with a document that ran out in 2019", vec![out_of_date]),
        (
            "unsupported-then-ok",
            "A document that is not supported, then one that is",
            vec![outcome("unsupported"), outcome("approved")],
        ),
        ("selfie-mismatch", "Another face than on the document", vec![outcome("selfie-mismatch")]),
        ("not-live", "Nobody real in front of the camera", vec![outcome("not-live")]),
        ("watchlist-alert", "A hit on a watch list; for workflows that screen", vec![label("ALERT")]),
        ("needs-review", "A doubt that a person has to look at", vec![outcome("review")]),
        ("expired", "The customer leaves, and the session expires", vec![outcome("expired")]),
        (
            "technical-error-then-ok",
            "The provider fails once",
            vec![outcome("technical-error"), outcome("approved")],
        ),
    ];
    rows.into_iter()
        .map(|(name, description, results)| Scenario {
            name: name.to_owned(),
            description: description.to_owned(),
            finishes: Finishes::ByCustomer,
            attempts: Attempts::OfPerson,
            afterwards: Afterwards::Last,
            results,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_make_sense_and_none_is_there_twice() {
        for (index, scenario) in built_in().iter().enumerate() {
            assert_eq!(scenario.check(), Ok(()), "{}", scenario.name);
            assert!(!scenario.description.is_empty(), "{}", scenario.name);
            assert!(built_in()[..index].iter().all(|other| other.name != scenario.name), "{}", scenario.name);
        }
    }
}
