//! Netverify: the customer's visit, attempt by attempt, and scenarios.

use std::time::Duration;

use sandbox::{EventKind, Finish, Finishes, Scenario, Scope};

use crate::netverify::{Scan, request, start};
use crate::netverify_callbacks::Receiver;
use crate::netverify_results::{finish, state, told};
use crate::support::{Answer, Server, options, server, with};

/// The customer has shown a document, on the page's last step. Gives the page that comes then.
async fn show(server: &Server, scan: &Scan, outcome: &str) -> Answer {
    let token = scan.token();
    let fields = [
        ("authorizationToken", token.as_str()),
        ("document", "id-card"),
        ("country", "URY"),
        ("step", "outcome"),
        ("outcome", outcome),
    ];
    server.submit(&fields).await
}

#[tokio::test]
async fn who_leaves_after_an_attempt_is_judged_by_it() {
    let mut receiver = Receiver::new().await;
    let server = server(options()).await;
    let body = with(request(), "callbackUrl", receiver.url.clone().into());
    for attempts in 0..3 {
        let scan = start(&server, &body).await;
        assert_eq!(server.open(scan.page.as_str()).await.status, 200);
        for attempt in 0..attempts {
            server.minutes(14);
            show(&server, &scan, "unreadable").await;
            assert_eq!(state(&server, &scan).await, "PENDING", "attempt {attempt} of {attempts}");
        }
        server.sandbox.advance(Duration::from_secs(15 * 60 - 1));
        assert_eq!(state(&server, &scan).await, "PENDING", "after {attempts}");
        server.sandbox.advance(Duration::from_secs(1));
        let (expected, status) =
            if attempts == 0 { ("FAILED", "NO_ID_UPLOADED") } else { ("DONE", "ERROR_NOT_READABLE_ID") };
        assert_eq!(state(&server, &scan).await, expected, "after {attempts}");
        let form = receiver.next().await;
        assert_eq!(
            (&*form["jumioIdScanReference"], &*form["verificationStatus"]),
            (&*scan.id.to_string(), status)
        );
        // The reason is that of the attempt before.
        let reason = form.get("rejectReason").map(String::as_str).unwrap_or_default();
        assert_eq!(reason.contains("BLURRED"), attempts > 0, "{reason}");
        assert_eq!(form.contains_key("firstAttemptDate"), attempts > 0);
        assert_eq!(form["idScanSource"], if attempts == 0 { "WEB" } else { "WEB_CAM" });
    }
}

#[tokio::test]
async fn the_third_attempt_is_the_last() {
    let mut receiver = Receiver::new().await;
    let server = server(options()).await;
    let body = with(request(), "callbackUrl", receiver.url.clone().into());
    let scan = start(&server, &body).await;
    for expected in ["PENDING", "PENDING", "DONE"] {
        show(&server, &scan, "unreadable").await;
        assert_eq!(state(&server, &scan).await, expected);
    }
    assert_eq!(receiver.next().await["verificationStatus"], "ERROR_NOT_READABLE_ID");

    let scan = start(&server, &body).await;
    for (outcome, expected) in [("unreadable", "PENDING"), ("approved", "DONE")] {
        show(&server, &scan, outcome).await;
        assert_eq!(state(&server, &scan).await, expected);
    }
    let form = receiver.next().await;
    assert_eq!(form["verificationStatus"], "APPROVED_VERIFIED");
    assert_eq!(form.get("rejectReason"), None);
}

#[tokio::test]
async fn a_scenario_may_end_the_first_visit() {
    let server = server(options()).await;
    server.sandbox.set_scenario("fraud", Scope::default(), Some(Finishes::AtVisit)).unwrap();
    let scan = start(&server, &with(request(), "workflowId", 101.into())).await;
    assert_eq!(state(&server, &scan).await, "PENDING");
    server.open(scan.page.as_str()).await;
    assert_eq!(told(&server, &scan, "/data/document").await["status"], "DENIED_FRAUD");
    let timeline = server.sandbox.timeline(scan.id);
    let kinds: Vec<_> = timeline.iter().map(|event| event.kind).collect();
    for kind in [EventKind::Created, EventKind::Scenario, EventKind::Page, EventKind::Status, EventKind::Call]
    {
        assert!(kinds.contains(&kind), "{kind:?}: {timeline:?}");
    }
}

#[tokio::test]
async fn a_scenario_may_use_words_of_this_platform_alone() {
    let server = server(options()).await;
    for (label, at, expected) in [
        ("LIVENESS_FAILED", "/verification/identityVerification/reason", "LIVENESS_FAILED"),
        ("DENIED_UNSUPPORTED_ID_COUNTRY", "/document/status", "DENIED_UNSUPPORTED_ID_COUNTRY"),
        ("PUNCHED_DOCUMENT", "/verification/rejectReason/rejectReasonCode", "109"),
    ] {
        let text = format!("name = 'own'\nfinishes = 'at-once'\n[[results]]\nlabel = '{label}'");
        server.sandbox.add_scenario(Scenario::from_toml(&text).unwrap()).unwrap();
        server.sandbox.set_scenario("own", Scope::default(), None).unwrap();
        let scan = start(&server, &request()).await;
        let data = told(&server, &scan, "/data").await;
        assert_eq!(data.pointer(at).and_then(|value| value.as_str()), Some(expected), "{data}");
    }
}

#[tokio::test]
async fn seeds_make_the_same_transactions() {
    let ids = async || {
        let server = server(options()).await;
        let scan = start(&server, &request()).await;
        let next = start(&server, &request()).await;
        server.sandbox.reset(true);
        let again = start(&server, &request()).await;
        assert_eq!(server.sandbox.transactions().len(), 1, "a reset forgets them");
        assert_eq!((again.id, again.token()), (scan.id, scan.token()));
        [scan.id, next.id]
    };
    let first = ids().await;
    assert_eq!(first, ids().await);
    assert_ne!(first[0], first[1]);
}

#[tokio::test]
async fn scenarios_give_results_by_attempt() {
    let server = server(options()).await;
    server.sandbox.set_scenario("blurred-twice-then-ok", Scope::default(), None).unwrap();
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let scan = start(&server, &request()).await;
        finish(&server, &scan, &Finish::default());
        statuses.push(told(&server, &scan, "/data/document").await["status"].take());
        let timeline = server.sandbox.timeline(scan.id);
        assert!(timeline.iter().any(|event| event.what.contains("blurred-twice-then-ok")), "{timeline:?}");
        assert!(timeline.iter().any(|event| event.what == "GET data/document"), "{timeline:?}");
    }
    assert_eq!(statuses, ["ERROR_NOT_READABLE_ID", "ERROR_NOT_READABLE_ID", "APPROVED_VERIFIED"]);
    let at_once = Some(Finishes::AtOnce);
    server.sandbox.set_scenario("fraud", Scope::default(), at_once).unwrap();
    let scan = start(&server, &request()).await;
    assert_eq!(told(&server, &scan, "/data/document").await["status"], "DENIED_FRAUD");
}
