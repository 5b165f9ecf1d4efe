//! Whatever a campaign looks like, it is checked, and the same way each time.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{fixed, workspace};

const STEPS: [&str; 6] = ["a", "b", "c", "d", "end", "fin"];
const OUTCOMES: [&str; 9] =
    ["next", "dismissed", "approved", "rejected", "otherwise", "exhausted", "adult", "overdue", "aproved"];
const WORDS: [&str; 8] =
    ["passport", "ID_CARD", "UY", "first_name", "document.first_name", "image.face", "", "ä\u{7}"];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(&WORDS[..]).prop_map(str::to_owned), "\\PC{0,80}"]
}

fn step() -> impl Strategy<Value = Value> {
    let on = prop::collection::btree_map(
        prop::sample::select(&OUTCOMES[..]),
        prop::sample::select(&STEPS[..]),
        0..5,
    );
    let kind = prop::sample::select(&["page", "jumio", "decision", "review", "end"][..]);
    let transforms = prop::collection::vec(prop::sample::select(&["trim", "upper"][..]), 0..2);
    let allow = prop::collection::vec(prop::sample::select(&["F004", "J001", "W003", "nonsense"][..]), 0..2);
    (on, kind, word(), word(), word(), transforms, allow, prop::option::of(0_u32..3)).prop_map(
        |(on, kind, document, country, from, transform, allow, visits)| {
            let mut step = json!({ "kind": kind, "on": on, "allow": allow });
            let settings = match kind {
                "page" => json!({ "body": format!("{{{{{document}}}}} {{{{"), "fields": [{ "field": "nowhere" }, { "field": "first_name" }] }),
                "jumio" => json!({
                    "documents": [document], "country": country, "consent-country": from, "write-on": ["next"],
                    "map": { "first_name": { "from": from, "transform": transform }, "zip": from },
                }),
                "decision" => json!({ "branch": [{
                    "outcome": "adult",
                    "when": { "any": [{ "not": { "step": "zebra", "op": "outcome-of", "value": "next" } }] },
                }, {
                    "outcome": "overdue",
                    "when": { "all": [
                        { "field": "birth_date", "op": "younger-than", "value": country },
                        { "any": [
                            { "step": "a", "op": "outcome-of", "value": "approved" },
                            { "field": "first_name", "op": "in", "value": [from, 3] },
                        ] },
                    ] },
                }] }),
                "review" => json!({}),
                _ => json!({ "result": "completed" }),
            };
            let step = step.as_object_mut().unwrap();
            step.extend(settings.as_object().unwrap().clone());
            if let Some(visits) = visits {
                step.insert("max-visits".to_owned(), visits.into());
            }
            Value::Object(step.clone())
        },
    )
}

proptest! {
    #[test]
    fn any_campaign_is_checked(
        steps in prop::collection::btree_map(prop::sample::select(&STEPS[..]), step(), 0..6),
        entry in prop::option::of(prop::sample::select(&STEPS[..])),
    ) {
        let mut spec = json!({ "step": steps });
        if let Some(entry) = entry {
            spec["entry"] = entry.into();
        }
        let json = json!({ "format": 1, "name": "campaign/onboarding", "spec": spec });
        let mut workspace = workspace::<&str, &str>(&[]);
        let model::Resource::Campaign(slug, campaign) = model::Resource::from_json(&json).unwrap() else { unreachable!() };
        workspace.campaigns.insert(slug, campaign);

        let found = check::check(&workspace);
        prop_assert_eq!(&found, &check::check(&workspace));
        prop_assert!(found.is_sorted_by(|a, b| (&a.resource, &a.path, &a.code) <= (&b.resource, &b.path, &b.code)));
        for finding in &found {
            prop_assert!(check::rule(&finding.code).is_some());
            prop_assert!(!finding.message.ends_with('.') && !finding.message.contains('\n'));
            for fix in finding.fixes.iter().filter(|fix| fix.certain) {
                let after = check::check(&fixed(&workspace, &finding.resource, fix));
                prop_assert!(!after.iter().any(|other| other.code == finding.code && other.path == finding.path));
            }
        }
    }
}
