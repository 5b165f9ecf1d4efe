//! Whole sessions on the provider's former platform, with the sandbox over sockets: its one id for a run, its callbacks with
//! everything in them, and its verdict on the face beside that on the document.

use std::time::Duration;

use backend::storage::{AttemptRow, AttemptState};
use model::step::EndResult;
use sandbox::{Finish, Sandbox};
use serde_json::Value;

use super::browser::{Browser, Shown};
use super::sandboxed::{at_the_provider, world};
use super::world::{World, onboarding};
use super::{agree, page_of, to_the_provider};

async fn arrived(workflow: &str, deaf: bool) -> (World, Sandbox, Browser, Shown) {
    let (world, sandbox) = world(|options| options.callbacks.drop = deaf).await;
    let mut campaign = onboarding();
    campaign["step"]["identity"]["on"]["unreadable"] = "identity".into();
    world.on_the_former_platform(workflow, campaign).await;
    let (browser, leaving) = to_the_provider(&world).await;
    (world, sandbox, browser, leaving)
}

async fn last(world: &World) -> AttemptRow {
    let mut attempts = world.attempts().await;
    attempts.sort_by_key(|attempt| attempt.attempt);
    attempts.pop().unwrap()
}

fn finish(sandbox: &Sandbox, attempt: &AttemptRow, wanted: Finish) {
    let run = attempt.run_id.as_ref().unwrap().parse().unwrap();
    sandbox.finish(run, &Finish { document: Some("passport".to_owned()), ..wanted }).unwrap();
}

/// Works until the session's last attempt is decided.
async fn decided(world: &World) -> AttemptRow {
    let due = tokio::time::timeout(Duration::from_mins(2), async {
        loop {
            world.work().await;
            let attempt = last(world).await;
            if attempt.state == AttemptState::Done {
                return attempt;
            }
            tokio::task::yield_now().await;
        }
    });
    due.await.expect("the callback comes within the time")
}

fn outcome(attempt: &AttemptRow) -> &str {
    attempt.outcome.as_ref().unwrap().as_str()
}

#[tokio::test]
async fn a_session_goes_from_the_page_to_the_record() {
    let (world, _, mut browser, leaving) = arrived("200", true).await;
    let attempt = last(&world).await;
    assert_eq!(attempt.account_id, attempt.run_id, "a transaction belongs to no account");
    let back = at_the_provider(&leaving.refresh().unwrap(), "passport", "approved").await;
    let told: url::Url = back.parse().unwrap();
    let told: Vec<_> = told.query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert!(told.contains(&"transactionReference".to_owned()), "{told:?}");
    let shown = browser.get(back.strip_prefix(&world.base).unwrap()).await;
    assert_eq!((shown.title().as_str(), page_of(&shown)), ("Thank you, you are done", page_of(&leaving)));
    world.work().await;

    let session = world.session().await;
    assert_eq!(session.result, Some(EndResult::Completed));
    let fields = world.fields().await;
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["birth_date", "first_name", "last_name"]);
    let images = world.storage().images(&session.customer).await.unwrap();
    let mut names: Vec<_> = images.iter().map(|image| image.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["face", "front", "liveness-1", "liveness-2", "liveness-3"]);
    for image in &images {
        assert_eq!(backend::blobs::open(&world.app, image).await.unwrap().len() as u64, image.bytes);
    }
}

#[tokio::test]
async fn a_callback_alone_is_enough_and_what_it_says_is_not_believed() {
    let (world, sandbox, ..) = arrived("200", false).await;
    let attempt = last(&world).await;
    let context = backend::seal::context::attempt_private(&attempt.id);
    let private = world.app.parts.master_key.open(&context, &attempt.private).unwrap();
    let private: Value = serde_json::from_slice(&private).unwrap();
    let address =
        format!("{}/callbacks/{}/{}", world.base, attempt.provider, private["callback"].as_str().unwrap());
    let form = |scan: &str| {
        format!(
            "callBackType=NETVERIFYID&verificationStatus=APPROVED_VERIFIED&idFirstName=MALLORY&jumioIdScanReference={scan}"
        )
    };
    for scan in [attempt.run_id.as_deref().unwrap(), "7d3a5f0e-9c41-4d0b-8a7e-0f1e2d3c4b5a"] {
        assert_eq!(world.call_back(&address, &form(scan)).await, 200);
        world.work().await;
        assert_eq!(
            last(&world).await.state,
            AttemptState::Created,
            "nothing is decided by what anybody can send"
        );
    }
    finish(&sandbox, &attempt, Finish::default());
    assert_eq!(outcome(&decided(&world).await), "approved");
    assert_ne!(world.fields().await["first_name"], "Mallory");
}

#[tokio::test]
async fn the_outcomes_lead_where_the_funnel_says() {
    for (workflow, wanted, expected, step) in [
        ("200", Finish::outcome("selfie-mismatch"), "rejected", "declined"),
        ("200", Finish::outcome("selfie-unclear"), "review", "clerk"),
        ("200", Finish::outcome("not-live"), "rejected", "declined"),
        ("100", Finish::outcome("approved"), "approved", "done"),
        ("200", reason("106", &[]), "rejected", "declined"),
        ("200", reason("102", &[]), "rejected", "declined"),
        ("200", Finish::outcome("expired"), "expired", "clerk"),
    ] {
        let (world, sandbox, ..) = arrived(workflow, false).await;
        finish(&sandbox, &last(&world).await, wanted.clone());
        let attempt = decided(&world).await;
        assert_eq!(outcome(&attempt), expected, "{workflow} {wanted:?}");
        assert_eq!(world.session().await.step.as_str(), step, "{workflow} {wanted:?}");
    }
}

fn reason(code: &str, details: &[&str]) -> Finish {
    let reject_details = details.iter().map(|code| (*code).to_owned()).collect();
    Finish { reject_reason: Some(code.to_owned()), reject_details, ..Finish::default() }
}

#[tokio::test]
async fn a_further_attempt_is_another_transaction_of_the_same_person() {
    let (world, sandbox, mut browser, leaving) = arrived("200", false).await;
    let first = last(&world).await;
    finish(&sandbox, &first, reason("200", &["2001", "2006"]));
    assert_eq!(outcome(&decided(&world).await), "unreadable");
    let consent = browser.get(&page_of(&leaving)).await;
    assert_eq!(consent.title(), "Verify your identity");
    agree(&mut browser, &consent).await;
    let second = last(&world).await;
    assert_eq!(second.attempt, 2);
    assert_ne!(second.run_id, first.run_id);
    finish(&sandbox, &second, Finish::default());
    assert_eq!(outcome(&decided(&world).await), "approved");
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
}
