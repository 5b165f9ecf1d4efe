use std::time::Duration;

use jiff::SignedDuration;
use sandbox::{CallbackOptions, Order};

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

#[tokio::test]
async fn the_last_one_comes_first_where_that_is_wanted() {
    let mut listener = Listener::new(200).await;
    let callbacks =
        CallbackOptions { intermediate: true, order: Order::Reversed, ..CallbackOptions::default() };
    let server = server(sandbox::Options { callbacks, ..options() }).await;
    let started = server.start(&with(person(), "callbackUrl", listener.url.clone().into())).await;
    server.open(started.href()).await;
    server.finish(&started, "approved");
    for status in ["PROCESSED", "ACQUIRED", "ACQUISITION_STARTED"] {
        assert_eq!(listener.next_status().await, status);
    }
}

/// The order in which the callbacks of ten transactions come under a seed.
async fn shuffled(seed: u64) -> Vec<String> {
    let mut listener = Listener::new(200).await;
    let callbacks =
        CallbackOptions { intermediate: true, order: Order::Shuffled, ..CallbackOptions::default() };
    let server = server(sandbox::Options { callbacks, seed: Some(seed), ..options() }).await;
    let request = with(person(), "callbackUrl", listener.url.clone().into());
    let mut told = Vec::new();
    for _ in 0..10 {
        let started = server.start(&request).await;
        server.finish(&started, "approved");
        let mut of_one = Vec::new();
        for _ in 0..3 {
            of_one.push(listener.next_status().await);
        }
        told.push(of_one.join(" "));
        of_one.sort();
        assert_eq!(of_one, ["ACQUIRED", "ACQUISITION_STARTED", "PROCESSED"], "each once");
    }
    told
}

#[tokio::test]
async fn any_order_is_the_same_under_a_seed() {
    let told = shuffled(11).await;
    assert_eq!(told, shuffled(11).await);
    assert_ne!(told, shuffled(12).await);
    let in_order = |one: &&String| one.as_str() == "ACQUISITION_STARTED ACQUIRED PROCESSED";
    assert!(told.iter().filter(in_order).count() < told.len());
}

#[tokio::test]
async fn a_dead_port_gets_them_until_it_is_mended() {
    let mut listener = Listener::new(200).await;
    let callbacks = CallbackOptions { dead_port: true, retries: 1, ..CallbackOptions::default() };
    let server = server(sandbox::Options { callbacks, ..options() }).await;
    let started = server.start(&with(person(), "callbackUrl", listener.url.clone().into())).await;
    server.finish(&started, "approved");
    let sent = server.callbacks_sent(&started, 1).await;
    assert!(sent[0].1.ends_with(": not delivered") && sent[0].2.is_none(), "{sent:?}");
    assert!(listener.is_empty());
    server.sandbox.set_callbacks(CallbackOptions { dead_port: false, ..callbacks });
    server.minutes(1);
    assert_eq!(listener.next_status().await, "PROCESSED");
}

#[tokio::test]
async fn a_receiver_that_fails_gets_another_attempt_where_that_is_wanted() {
    let mut listener = Listener::answering(vec![500, 404, 200]).await;
    let callbacks = CallbackOptions { retries: 5, ..CallbackOptions::default() };
    let server = server(sandbox::Options { callbacks, ..options() }).await;
    let started = server.start(&with(person(), "callbackUrl", listener.url.clone().into())).await;
    server.finish(&started, "approved");
    let mut sent_at = Vec::new();
    for attempt in 1..=3 {
        sent_at.push(listener.next().await.body["callbackSentAt"].as_str().unwrap().to_owned());
        // When the answer is written down, the next attempt has its time.
        server.callbacks_sent(&started, attempt).await;
        assert!(listener.is_empty(), "not before its time");
        server.minutes(1);
    }
    assert_eq!(sent_at, ["2024-03-04T10:15:30.234Z", "2024-03-04T10:16:30.234Z", "2024-03-04T10:17:30.234Z"]);
    let answers: Vec<_> = server.callbacks_sent(&started, 3).await.into_iter().map(|sent| sent.2).collect();
    assert_eq!(answers, [Some(500), Some(404), Some(200)]);
    server.minutes(60);
    let other = server.start(&with(person(), "callbackUrl", listener.url.clone().into())).await;
    server.finish(&other, "approved");
    assert_eq!(listener.next().await.body["workflowExecution"]["id"], other.run.to_string());
}

#[tokio::test]
async fn what_was_lost_stands_in_the_timeline() {
    let callbacks = CallbackOptions { drop: true, ..CallbackOptions::default() };
    let server = server(sandbox::Options { callbacks, ..options() }).await;
    let started = server.start(&with(person(), "callbackUrl", "http://127.0.0.1:9/x".into())).await;
    server.finish(&started, "approved");
    let sent = server.callbacks_sent(&started, 1).await;
    assert_eq!(sent, [("callback".to_owned(), "PROCESSED: dropped".to_owned(), None)]);
}
