use std::time::Duration;

use jiff::SignedDuration;
use sandbox::CallbackOptions;

use crate::support::{Listener, options, person, sample, server, with};

#[tokio::test]
async fn results_are_told_once_in_the_form_of_the_sample() {
    let mut listener = Listener::new(200).await;
    let server = server(options()).await;
    let started = server.start(&with(person(), "callbackUrl", listener.url.clone().into())).await;
    server.sandbox.advance(Duration::from_secs(5));
    server.finish(&started, "review");
    let received = listener.next().await;
    assert_eq!((received.content_type.as_str(), received.query.as_str()), ("application/json", "token=abc"));
    let retrieval = format!("{}/retrieval/api/v1/accounts/{}", server.base, started.account);
    let mut expected = sample("kyx-callback-processed");
    expected["callbackSentAt"] = "2024-03-04T10:15:35.234Z".into();
    expected["account"]["id"] = started.account.to_string().into();
    expected["account"]["href"] = retrieval.clone().into();
    expected["workflowExecution"]["id"] = started.run.to_string().into();
    expected["workflowExecution"]["href"] = format!("{retrieval}/workflow-executions/{}", started.run).into();
    assert_eq!(received.body, expected);
    server.minutes(60);
    // Whatever else were told, would be told before this one.
    let other = server.start(&with(person(), "callbackUrl", listener.url.clone().into())).await;
    server.finish(&other, "approved");
    assert_eq!(listener.next().await.body["workflowExecution"]["id"], other.run.to_string());
    assert!(listener.is_empty());
}

#[tokio::test]
async fn expiry_is_told_when_time_passes() {
    let mut listener = Listener::new(200).await;
    let server = server(options()).await;
    let mut request = with(person(), "callbackUrl", listener.url.clone().into());
    request.as_object_mut().unwrap().remove("userReference");
    let idle = server.start(&request).await;
    assert_eq!(server.open(idle.href()).await.status, 200);
    server.minutes(15);
    let received = listener.next().await;
    assert_eq!(received.body["workflowExecution"]["status"], "SESSION_EXPIRED");
    assert_eq!(received.body.get("userReference"), None);
    server.start(&request).await;
    server.minutes(30);
    assert_eq!(listener.next_status().await, "TOKEN_EXPIRED");
}

#[tokio::test]
async fn callbacks_can_be_doubled_delayed_and_lost() {
    let mut listener = Listener::new(200).await;
    let server = server(options()).await;
    let request = with(person(), "callbackUrl", listener.url.clone().into());
    let finish = async |callbacks: CallbackOptions| {
        server.sandbox.set_callbacks(callbacks);
        let started = server.start(&request).await;
        server.finish(&started, "approved");
        started.run.to_string()
    };

    finish(CallbackOptions { drop: true, ..CallbackOptions::default() }).await;
    let late =
        finish(CallbackOptions { delay: SignedDuration::from_mins(5), ..CallbackOptions::default() }).await;
    let twice = finish(CallbackOptions { copies: 2, ..CallbackOptions::default() }).await;
    let (first, second) = (listener.next().await.body, listener.next().await.body);
    assert_eq!(first["workflowExecution"]["id"], twice);
    assert_eq!(first, second);
    assert!(listener.is_empty(), "not before its time");
    server.minutes(5);
    let received = listener.next().await.body;
    assert_eq!(received["workflowExecution"]["id"], late);
    assert_eq!(received["callbackSentAt"], "2024-03-04T10:20:30.234Z");
}

#[tokio::test]
async fn what_happens_in_between_is_told_on_request_and_in_order() {
    let mut listener = Listener::new(200).await;
    let callbacks = CallbackOptions { intermediate: true, ..CallbackOptions::default() };
    let server = server(sandbox::Options { callbacks, ..options() }).await;
    let started = server.start(&with(person(), "callbackUrl", listener.url.clone().into())).await;
    server.finish(&started, "approved");
    for status in ["ACQUISITION_STARTED", "ACQUIRED", "PROCESSED"] {
        assert_eq!(listener.next_status().await, status);
    }
}

#[tokio::test]
async fn a_receiver_that_fails_changes_nothing() {
    let mut refusing = Listener::new(500).await;
    let server = server(options()).await;
    let nobody = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}/callback", listener.local_addr().unwrap())
    };
    let lost = server.start(&with(person(), "callbackUrl", nobody.into())).await;
    server.finish(&lost, "approved");
    let refused = server.start(&with(person(), "callbackUrl", refusing.url.clone().into())).await;
    server.finish(&refused, "approved");
    assert_eq!(refusing.next_status().await, "PROCESSED");
    server.minutes(60);
    assert!(refusing.is_empty(), "there is one attempt only");
    assert_eq!(server.status(&lost).await, "PROCESSED");
}
