//! Workers: they wake when there is something to do, and look by themselves now and then.

use std::future::Future;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::{Error, jobs};
use crate::App;

/// How long a worker sleeps at most: other replicas add jobs, too.
const LONGEST_SLEEP: Duration = Duration::from_secs(5);

/// Works off jobs with `n` workers until `shutdown` completes; jobs that are begun then are finished first.
pub async fn run_workers(app: App, n: usize, shutdown: impl Future<Output = ()> + Send) {
    let (stop, stopped) = watch::channel(false);
    let mut workers = JoinSet::new();
    for _ in 0..n {
        workers.spawn(work(app.clone(), stopped.clone()));
    }
    shutdown.await;
    stop.send_replace(true);
    workers.join_all().await;
}

async fn work(app: App, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        match jobs::claim_next(&app).await {
            Ok(Some(job)) => {
                // There may be more: let another one look.
                app.wake.notify_one();
                jobs::carry_out(app.clone(), job).await;
                continue;
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "no job could be claimed"),
        }
        let pause = pause(&app).await;
        tokio::select! {
            () = app.wake.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// How long there is nothing to do.
async fn pause(app: &App) -> Duration {
    let Ok(Some(due)) = app.parts.storage.next_due().await else { return LONGEST_SLEEP };
    let wait = app.now().until(due).map(jiff::SignedDuration::try_from);
    let wait = wait.ok().and_then(Result::ok).unwrap_or_default();
    // A little at least: what is due and could not be claimed belongs to somebody else.
    Duration::try_from(wait).unwrap_or_default().clamp(Duration::from_millis(50), LONGEST_SLEEP)
}

/// Carries out everything that is due now, one after the other, until nothing is: for tests, and for commands that run no
/// workers. Gives how many jobs were carried out.
///
/// # Errors
/// The database's.
pub async fn run_due_jobs(app: &App) -> Result<usize, Error> {
    let mut count = 0;
    while let Some(job) = jobs::claim_next(app).await? {
        jobs::carry_out(app.clone(), job).await;
        count += 1;
    }
    Ok(count)
}
