//! Campaigns that cannot be gone through: a fault, and the session stays what it was.

use funnel::Fault;
use serde_json::json;

use crate::support::{begin, campaign, outcome, reviewed, session, step, submitted};

#[test]
fn a_campaign_without_an_entry_has_no_sessions() {
    let nowhere = begin("nowhere", &json!({})).err();
    assert_eq!(nowhere, Some(Fault::NoStep { step: step("nowhere") }));

    let mut session = session("done", &json!({}));
    session.campaign.entry = None;
    assert_eq!(session.funnel().start(session.now), Err(Fault::NoEntry));
}

#[test]
fn connections_that_are_missing_or_lead_to_nothing_are_faults() {
    let session = session(
        "page",
        &json!({
            "page": { "kind": "page", "allow-dismiss": true, "on": { "next": "nowhere" } },
        }),
    );
    assert_eq!(session.try_send(&submitted(&[])), Err(Fault::NoStep { step: step("nowhere") }));
    assert_eq!(
        session.try_send(&funnel::Event::Dismissed),
        Err(Fault::NoConnection { step: step("page"), outcome: outcome("dismissed") })
    );
    // What does not apply is no fault, however broken the funnel is.
    session.ignores(&reviewed("page", "approved"));

    let branch = json!({ "outcome": "yes", "when": { "all": [] } });
    let steps = json!({ "which": { "kind": "decision", "branch": [branch], "on": { "no": "done" } } });
    assert_eq!(
        begin("which", &steps).err(),
        Some(Fault::NoConnection { step: step("which"), outcome: outcome("yes") })
    );
}

#[test]
fn a_step_that_is_gone_is_a_fault() {
    let mut session = session("page", &json!({ "page": { "kind": "page", "on": { "next": "done" } } }));
    session.campaign = campaign("done", &json!({}));
    assert!(!session.funnel().applies(&session.state, &submitted(&[]), session.now));
    assert_eq!(session.try_send(&submitted(&[])), Err(Fault::NoStep { step: step("page") }));
    assert_eq!(session.end(), None);
    assert_eq!(session.funnel().residence(&session.state), None);
}

#[test]
fn faults_tell_the_place() {
    let page = || step("page");
    for (fault, text) in [
        (Fault::NoEntry, "the campaign has no entry"),
        (Fault::NoStep { step: page() }, "there is no step `page`"),
        (Fault::NoConnection { step: page(), outcome: outcome("next") }, "`page.next` leads nowhere"),
        (Fault::Endless { step: page() }, "at `page` the funnel goes round and round without anybody acting"),
    ] {
        assert_eq!(fault.to_string(), text);
    }
}
