//! What comes from outside is a hint and no more, shown with the sandbox over sockets: forged, doubled and early callbacks,
//! and returns with somebody else's ids.

use backend::storage::{AttemptRow, AttemptState, SessionRow};
use model::step::EndResult;
use serde_json::{Value, json};

use super::browser::{Browser, Shown};
use super::sandboxed::{at_the_provider, world};
use super::world::World;
use super::{page_of, to_the_provider};

/// A customer at the provider's door, and what only the backend knows of the attempt.
struct Customer {
    browser: Browser,
    leaving: Shown,
    attempt: AttemptRow,
    /// The address for callbacks.
    callback: String,
    /// The path of the way back.
    back: String,
}

impl Customer {
    async fn arrive(world: &World) -> Self {
        let (browser, leaving) = to_the_provider(world).await;
        let id = page_of(&leaving).trim_start_matches("/s/").to_owned();
        let attempt = world.storage().attempts(Some(&id), 10).await.unwrap().remove(0);
        let context = backend::seal::context::attempt_private(&attempt.id);
        let private = world.app.parts.master_key.open(&context, &attempt.private).unwrap();
        let private: Value = serde_json::from_slice(&private).unwrap();
        let (callback, back) = (private["callback"].as_str().unwrap(), private["back"].as_str().unwrap());
        let callback = format!("{}/callbacks/{}/{callback}", world.base, attempt.provider);
        let back = format!("/return/{back}");
        Self { browser, leaving, attempt, callback, back }
    }

    /// Shows a passport; gives the path by which the provider sends the customer back, with all that it tells.
    async fn show_passport(&self, world: &World) -> String {
        let back = at_the_provider(&self.leaving.refresh().unwrap(), "passport", "approved").await;
        back.strip_prefix(&world.base).unwrap().to_owned()
    }

    async fn session(&self, world: &World) -> SessionRow {
        world.storage().session(&self.attempt.session).await.unwrap().unwrap()
    }

    /// All that is on the customer's record, with the times at which it was written.
    async fn record(&self, world: &World) -> (Vec<String>, Vec<String>) {
        let customer = self.session(world).await.customer;
        let fields = world.storage().fields(&customer).await.unwrap();
        let images = world.storage().images(&customer).await.unwrap();
        let fields = fields.iter().map(|field| format!("{} {}", field.field, field.written_at));
        let images = images.iter().map(|image| format!("{} {} {}", image.name, image.id, image.stored_at));
        (fields.collect(), images.collect())
    }

    /// What the provider would call with.
    fn body(&self, status: &str) -> String {
        body(self.attempt.account_id.as_deref().unwrap(), self.attempt.run_id.as_deref().unwrap(), status)
    }
}

fn body(account: &str, run: &str, status: &str) -> String {
    json!({
        "callbackSentAt": "2026-03-04T10:15:30.000Z",
        "workflowExecution": { "id": run, "href": "https://x.example", "definitionKey": "10011", "status": status },
        "account": { "id": account, "href": "https://x.example" },
        "decision": { "type": "PASSED" },
    })
    .to_string()
}

fn query(path: &str) -> &str {
    path.split_once('?').unwrap().1
}

#[tokio::test]
async fn forged_and_early_callbacks_change_nothing() {
    let (world, _) = world(|options| options.callbacks.drop = true).await;
    let customer = Customer::arrive(&world).await;
    let before = customer.session(&world).await;

    // Who knows everything but that no picture was taken: the provider is asked, and says so.
    for status in ["PROCESSED", "ACQUIRED", "SESSION_EXPIRED", "made up"] {
        assert_eq!(world.call_back(&customer.callback, &customer.body(status)).await, 200);
        assert_eq!(world.work().await, 1, "{status}");
    }
    // Who does not know the ids, or does not know the address.
    let stranger =
        body("00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000001", "PROCESSED");
    assert_eq!(world.call_back(&customer.callback, &stranger).await, 200);
    let (start, token) = customer.callback.rsplit_once('/').unwrap();
    for token in ["A".repeat(43), token.to_uppercase(), token[1..].to_owned(), format!("{token}%00")] {
        assert_eq!(world.call_back(&format!("{start}/{token}"), &customer.body("PROCESSED")).await, 404);
    }
    assert_eq!(world.work().await, 0);
    assert_eq!(customer.session(&world).await, before);
    assert_eq!(customer.record(&world).await, (Vec::new(), Vec::new()));

    // None of that has spoilt anything.
    customer.show_passport(&world).await;
    assert_eq!(world.call_back(&customer.callback, &customer.body("PROCESSED")).await, 200);
    world.work().await;
    assert_eq!(customer.session(&world).await.result, Some(EndResult::Completed));
}

#[tokio::test]
async fn callbacks_that_come_twice_and_at_once_apply_a_result_once() {
    let (world, _) = world(|options| options.callbacks.drop = true).await;
    let mut customer = Customer::arrive(&world).await;
    let before = customer.session(&world).await.seq;
    let back = customer.show_passport(&world).await;
    let body = customer.body("PROCESSED");
    let call = || world.call_back(&customer.callback, &body);
    let calls = async { tokio::join!(call(), call(), call()) };
    let back_home = customer.browser.get(&back);
    let ((one, two, three), _, _, end) = tokio::join!(calls, world.work(), world.work(), back_home);
    assert_eq!([one, two, three], [200; 3]);
    world.work().await;
    let after = customer.session(&world).await;
    assert_eq!((after.seq, after.result), (before + 1, Some(EndResult::Completed)));
    assert_eq!(page_of(&end), page_of(&customer.leaving));
    let record = customer.record(&world).await;
    let mut names: Vec<_> = record.1.iter().map(|image| image.split(' ').next().unwrap()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!((record.0.len(), names.len()), (3, record.1.len()));

    // And again much later, when everything is over.
    world.later(3600).await;
    assert_eq!(world.call_back(&customer.callback, &body).await, 200);
    world.later(86_400).await;
    assert_eq!(customer.session(&world).await, after);
    assert_eq!(customer.record(&world).await, record);
}

#[tokio::test]
async fn a_return_with_the_ids_of_another_session_changes_nothing() {
    let (world, sandbox) = world(|options| options.callbacks.drop = true).await;
    let mut passed = Customer::arrive(&world).await;
    let way_back = passed.show_passport(&world).await;
    assert_eq!(passed.browser.get(&way_back).await.title(), "Thank you, you are done");
    world.work().await;
    let (ended, record) = (passed.session(&world).await, passed.record(&world).await);

    let mut other = Customer::arrive(&world).await;
    let before = other.session(&world).await;
    // The ids of who has passed, alone and beside the own run's.
    let (account, run) = (other.attempt.account_id.clone().unwrap(), other.attempt.run_id.clone().unwrap());
    for query in [
        query(&way_back).to_owned(),
        format!("{}&workflowExecutionId={run}", query(&way_back)),
        format!("accountId={account}&acquisitionStatus=SUCCESS"),
        String::new(),
    ] {
        let shown = other.browser.get(&format!("{}?{query}", other.back)).await;
        assert_eq!(page_of(&shown), page_of(&other.leaving));
        assert_eq!(shown.title(), "We are verifying your identity", "{query}");
        assert_eq!(world.work().await, 0, "{query}");
    }
    // The other one's way back leads to the other one's session, for which this browser has no cookie.
    assert_eq!(other.browser.get(&way_back).await.status, 404);
    // The own ids have the provider asked, which knows of no picture, whatever the address says.
    let own = format!("accountId={account}&workflowExecutionId={run}&acquisitionStatus=SUCCESS");
    let shown = other.browser.get(&format!("{}?{own}", other.back)).await;
    assert_eq!(shown.title(), "We are verifying your identity");
    // Nor does a callback to the own address that tells of the other's run.
    assert_eq!(world.call_back(&other.callback, &passed.body("PROCESSED")).await, 200);
    assert_eq!(world.work().await, 0);

    assert_eq!(other.session(&world).await, before);
    assert_eq!(other.record(&world).await, (Vec::new(), Vec::new()));
    assert_eq!(passed.session(&world).await, ended);
    assert_eq!(passed.record(&world).await, record);
    let statuses: Vec<_> = sandbox.transactions().into_iter().map(|one| one.status).collect();
    assert_eq!(statuses, ["PROCESSED", "INITIATED"]);
}

#[tokio::test]
async fn the_run_of_another_in_the_place_of_the_own_is_not_believed() {
    let (world, _) = world(|options| options.callbacks.drop = true).await;
    let passed = Customer::arrive(&world).await;
    passed.show_passport(&world).await;
    let other = Customer::arrive(&world).await;
    let before = other.session(&world).await;
    // Even if the backend itself were made to ask for the run of who has passed.
    let swapped = AttemptRow {
        account_id: passed.attempt.account_id.clone(),
        run_id: passed.attempt.run_id.clone(),
        ..other.attempt.clone()
    };
    assert!(world.storage().update_attempt(&swapped, AttemptState::Created).await.unwrap());
    world.later(60).await;
    assert_eq!(passed.session(&world).await.result, Some(EndResult::Completed));
    assert_eq!(other.session(&world).await, before);
    assert_eq!(other.record(&world).await, (Vec::new(), Vec::new()));
}
