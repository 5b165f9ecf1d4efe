//! Jobs: what is to be done outside of a transaction, one file for each kind.
//!
//! Each is done at least once, and doing it twice does no harm. Whoever does one has a lease on it; when a worker dies,
//! the lease runs out and another one goes on.

pub(crate) mod create;
pub(crate) mod expiry;
pub(crate) mod fetch;
pub(crate) mod images;
pub(crate) mod overdue;
pub(crate) mod retention;
pub(crate) mod uploads;
pub(crate) mod webhook;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tracing::Instrument as _;

use super::Error;
use crate::App;
use crate::blobs;
use crate::storage::ClaimedJob;

/// How long a job belongs to who has claimed it.
const LEASE: SignedDuration = SignedDuration::from_secs(180);

/// How long a job may take: less than the lease, so that nobody else has begun it when it is given up.
const LIMIT: Duration = Duration::from_secs(150);

/// How often a job that cannot be done for a reason of our own is tried.
const TRIES: u32 = 20;

/// The jobs that customers' requests carry out, not workers. Each goes on when its customer has left, and a server that
/// stops waits for them: one that begins a verification and is cut off has failed, although it may have been billed.
#[derive(Debug, Default)]
pub(crate) struct Hurried(Mutex<JoinSet<()>>);

impl Hurried {
    fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(work);
    }

    /// Waits for all that was begun.
    pub(crate) async fn finished(&self) {
        let tasks = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        tasks.join_all().await;
    }
}

/// What becomes of a job that was carried out.
#[derive(Debug)]
pub(crate) enum Next {
    /// It is done, and that was committed together with what came of it.
    Committed,
    /// It is done.
    Finish,
    /// It shall be done again, not before `at`.
    Again {
        /// When.
        at: Timestamp,
        /// Why, without personal data.
        reason: String,
    },
}

/// Removes what is stored of a picture or file, and then its row: as long as that is there, this is tried again. `false` when
/// there was no row.
async fn remove_image(app: &App, id: &str, blob: &str) -> Result<bool, Error> {
    blobs::remove(app, blob).await?;
    Ok(app.parts.storage.remove_image(id, app.now()).await?)
}

/// Claims the oldest job that is due.
pub(crate) async fn claim_next(app: &App) -> Result<Option<ClaimedJob>, Error> {
    let now = app.now();
    Ok(app.parts.storage.claim_jobs(now, later(now, LEASE), 1).await?.pop())
}

/// How often it is looked whether somebody else has done a job.
const LOOK: Duration = Duration::from_millis(50);

/// Carries out the job of this key if it is due, or lets who does it already; waits for it no longer than `patience`. It
/// goes on without being waited for.
pub(crate) async fn hurry(app: &App, key: &str, patience: Duration) {
    let now = app.now();
    let claimed = match app.parts.storage.claim_job(key, now, later(now, LEASE)).await {
        Ok(Some(claimed)) => claimed,
        Ok(None) => return others(app, key, patience).await,
        Err(error) => {
            tracing::error!(%error, job = key, "a job could not be claimed");
            return;
        }
    };
    let (done, wait) = oneshot::channel::<()>();
    let work = carry_out(app.clone(), claimed);
    app.kept.hurried.spawn(async move {
        work.await;
        drop(done);
    });
    if tokio::time::timeout(patience, wait).await.is_err() {
        tracing::info!(job = key, "a customer waits for a job");
    }
}

/// Waits while somebody else works on the job of this key: a worker was faster, here or elsewhere.
async fn others(app: &App, key: &str, patience: Duration) {
    let wait = async {
        while app.parts.storage.job_at_work(key, app.now()).await? {
            tokio::time::sleep(LOOK).await;
        }
        Ok::<_, Error>(())
    };
    if let Ok(Err(error)) = tokio::time::timeout(patience, wait).await {
        tracing::error!(%error, job = key, "a job could not be looked at");
    }
}

/// Carries out a claimed job, and notes what became of it.
pub(crate) async fn carry_out(app: App, job: ClaimedJob) {
    let span = tracing::info_span!("job", key = %job.key, claims = job.claims);
    async {
        // On a task of its own, so that a panic ends the job and not the worker.
        let work = tokio::spawn({
            let (app, job) = (app.clone(), job.clone());
            async move { tokio::time::timeout(LIMIT, run(&app, &job)).await }.in_current_span()
        });
        let next = match work.await {
            Ok(Ok(Ok(next))) => next,
            Ok(Ok(Err(error))) => after_failure(&app, &job, &error.to_string()),
            Ok(Err(_)) => after_failure(&app, &job, "it took too long"),
            Err(_) => after_failure(&app, &job, "it panicked"),
        };
        if let Err(error) = settle(&app, &job, &next).await {
            tracing::error!(%error, "what became of a job could not be noted; it will be done again");
        }
    }
    .instrument(span)
    .await;
}

async fn run(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    match job.kind.as_str() {
        create::KIND => create::run(app, job).await,
        fetch::KIND => fetch::run(app, job).await,
        images::KIND => images::run(app, job).await,
        expiry::KIND => expiry::run(app, job).await,
        overdue::RESULT => overdue::result(app, job).await,
        overdue::REVIEW => overdue::review(app, job).await,
        retention::FIELD => retention::field(app, job).await,
        retention::SESSION => retention::session(app, job).await,
        uploads::ABANDONED => uploads::run_abandoned(app, job).await,
        uploads::LEFT => uploads::run_left(app, job).await,
        webhook::KIND => webhook::run(app, job).await,
        kind => {
            tracing::error!(kind, "a job of an unknown kind: from a later version?");
            Ok(Next::Again {
                at: later(app.now(), SignedDuration::from_mins(10)),
                reason: "unknown kind".to_owned(),
            })
        }
    }
}

fn after_failure(app: &App, job: &ClaimedJob, reason: &str) -> Next {
    if job.claims >= TRIES {
        tracing::error!(reason, "a job was given up");
        return Next::Finish;
    }
    tracing::warn!(reason, "a job failed and will be tried again");
    Next::Again { at: later(app.now(), back_off(job.claims)), reason: reason.to_owned() }
}

async fn settle(app: &App, job: &ClaimedJob, next: &Next) -> Result<(), Error> {
    let storage = &app.parts.storage;
    let ours = match next {
        Next::Committed => true,
        Next::Finish => storage.finish_job(job).await?,
        Next::Again { at, reason } => storage.retry_job(job, *at, reason).await?,
    };
    if !ours {
        tracing::warn!("the lease of a job ran out before it was done");
    }
    app.wake.notify_one();
    Ok(())
}

/// 2, 4, 8, … seconds, at most ten minutes.
pub(crate) fn back_off(tries: u32) -> SignedDuration {
    SignedDuration::from_secs(2_i64.saturating_pow(tries.clamp(1, 20)).min(600))
}

/// `time` later by `by`, and no later than time goes.
pub(crate) fn later(time: Timestamp, by: SignedDuration) -> Timestamp {
    time.checked_add(by).unwrap_or(Timestamp::MAX)
}
