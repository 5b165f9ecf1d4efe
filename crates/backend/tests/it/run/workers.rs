//! Workers: woken by what happens, and stopped without leaving anything half done.

use std::sync::Arc;
use std::time::Duration;

use backend::storage::AttemptState;
use model::step::EndResult;
use model::verification::Verdict;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};

use super::world::{World, onboarding};
use super::{agree, to_the_provider};

/// Waits for a fact, and not for ever.
async fn until<F: Future<Output = bool>>(what: &str, fact: impl Fn() -> F) {
    let wait = async {
        while !fact().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(2), wait).await.unwrap_or_else(|_| panic!("{what}"));
}

#[tokio::test]
async fn a_callback_wakes_a_worker_and_a_stop_waits_for_what_was_begun() {
    let (world, provider) = World::scripted(onboarding()).await;
    let (stop, stopped) = oneshot::channel::<()>();
    let workers = tokio::spawn(backend::run::run_workers(world.app.clone(), 2, async {
        let _ = stopped.await;
    }));
    to_the_provider(&world).await;
    let callback = provider.last_start().callback_url.unwrap();
    provider.decide(Verdict::Passed);
    let gate = Arc::new(Notify::new());
    *provider.fetch_gate.lock().unwrap() = Some(Arc::clone(&gate));
    world.call_back(&callback, "").await;
    until("the result is fetched", async || *provider.fetches.lock().unwrap() == 1).await;
    stop.send(()).unwrap();
    tokio::task::yield_now().await;
    assert!(!workers.is_finished(), "a job is not done yet");
    gate.notify_one();
    tokio::time::timeout(Duration::from_mins(2), workers).await.unwrap().unwrap();
    assert_eq!(world.session().await.result, Some(EndResult::Completed));
    let customer = world.session().await.customer;
    assert!(world.storage().images(&customer).await.unwrap().is_empty(), "nothing new is begun");
    assert_eq!(world.work().await, 1);
    assert_eq!(world.storage().images(&customer).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_stop_waits_for_what_a_customer_who_left_has_begun() {
    let (world, provider) = World::scripted(onboarding()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(backend::serve::serve(world.app.clone(), listener, None, 0, async {
        let _ = stopped.await;
    }));
    let mut browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let gate = Arc::new(Notify::new());
    *provider.start_gate.lock().unwrap() = Some(Arc::clone(&gate));
    let request = tokio::spawn(async move { agree(&mut browser, &consent).await });
    until("the provider is asked", async || provider.started() == 1).await;
    request.abort();
    assert!(request.await.is_err_and(|error| error.is_cancelled()));

    stop.send(()).unwrap();
    until("nobody is let in", async || TcpStream::connect(address).await.is_err()).await;
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    assert!(!server.is_finished(), "the provider has not answered yet");
    gate.notify_one();
    tokio::time::timeout(Duration::from_mins(2), server).await.unwrap().unwrap().unwrap();
    assert_eq!(world.attempts().await[0].state, AttemptState::Created);
}

#[tokio::test]
async fn several_workers_do_each_job_once() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut callbacks = Vec::new();
    for _ in 0..12 {
        to_the_provider(&world).await;
        callbacks.push(provider.last_start().callback_url.unwrap());
    }
    provider.decide(Verdict::Passed);
    let (stop, stopped) = oneshot::channel::<()>();
    let workers = tokio::spawn(backend::run::run_workers(world.app.clone(), 4, async {
        let _ = stopped.await;
    }));
    for callback in callbacks.iter().chain(&callbacks) {
        world.call_back(callback, "").await;
    }
    until("all pictures are kept", async || {
        let customers = world.storage().customers(50).await.unwrap();
        customers.len() == 12 && customers.iter().all(|customer| customer.images == 2)
    })
    .await;
    stop.send(()).unwrap();
    workers.await.unwrap();
    assert_eq!((provider.started(), *provider.fetches.lock().unwrap()), (12, 12));
    assert_eq!(*provider.pictures.lock().unwrap(), 24);
}
