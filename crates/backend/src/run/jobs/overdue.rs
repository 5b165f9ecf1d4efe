//! What happens when nothing happens: a result, or a person's decision, is waited for no longer.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Next, later};
use crate::App;
use crate::run::{Error, frozen, review as reviews, session};
use crate::storage::{AttemptRow, AttemptState, ClaimedJob, NewJob};

pub(super) const RESULT: &str = "result-overdue";
pub(super) const REVIEW: &str = "review-overdue";

#[derive(Serialize, Deserialize)]
struct Payload {
    id: String,
}

fn new(kind: &str, id: &str, at: Timestamp) -> NewJob {
    let payload = serde_json::json!({ "id": id }).to_string();
    NewJob { key: format!("{kind}/{id}"), kind: kind.to_owned(), payload, run_at: at }
}

/// The job that ends the wait for an attempt's result.
pub(crate) fn result_job(attempt: &str, at: Timestamp) -> NewJob {
    new(RESULT, attempt, at)
}

/// The job that ends the wait for a person.
pub(crate) fn review_job(review: &str, at: Timestamp) -> NewJob {
    new(REVIEW, review, at)
}

/// How long the result of an attempt is waited for.
pub(crate) async fn wait_of(app: &App, attempt: &AttemptRow) -> Result<SignedDuration, Error> {
    let broken = || Error::Broken { what: "verification attempt", id: attempt.id.clone() };
    let row = app.parts.storage.session(&attempt.session).await?.ok_or_else(broken)?;
    let frozen = frozen::version(app, &row.campaign, row.version).await?;
    let step =
        frozen.campaign.steps.get(&attempt.step).and_then(|step| step.verification()).ok_or_else(broken)?;
    Ok(SignedDuration::from_secs(i64::from(step.result_wait.seconds())))
}

fn id(job: &ClaimedJob) -> Result<String, Error> {
    let broken = |_| Error::Broken { what: "job", id: job.key.clone() };
    serde_json::from_str::<Payload>(&job.payload).map(|payload| payload.id).map_err(broken)
}

pub(super) async fn result(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let broken = || Error::Broken { what: "job", id: job.key.clone() };
    let attempt = app.parts.storage.attempt(&id(job)?).await?.ok_or_else(broken)?;
    match attempt.state {
        AttemptState::Done | AttemptState::Failed => Ok(Next::Finish),
        // Its own job sees to it.
        AttemptState::Creating => Ok(Next::Again {
            at: later(app.now(), SignedDuration::from_mins(5)),
            reason: "creating".to_owned(),
        }),
        AttemptState::Created => session::wait_is_over(app, job, &attempt).await,
    }
}

pub(super) async fn review(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    reviews::overdue(app, job, &id(job)?).await
}
