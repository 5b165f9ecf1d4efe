//! Looks for the result of a verification: when the provider called, and by itself on a schedule, since calls get lost.
//! What is fetched here, and nothing else, decides.

use jiff::{SignedDuration, Timestamp};
use model::Outcome;
use model::verification::VerificationResult;
use serde::{Deserialize, Serialize};
use verification::{Accepts, Fetched, ProviderError};

use super::{Next, images, later};
use crate::App;
use crate::run::callback::run_of;
use crate::run::frozen::Frozen;
use crate::run::{Error, frozen, provider, result, session};
use crate::storage::{AttemptRow, AttemptState, ClaimedJob, NewJob};

pub(super) const KIND: &str = "fetch";

/// When to look, in seconds after the start: as providers ask for it.
const SCHEDULE: [i64; 10] = [40, 60, 100, 160, 240, 340, 460, 600, 760, 940];
/// The same for a sandbox, which is quick and minds nothing.
const SANDBOX_SCHEDULE: [i64; 8] = [2, 4, 7, 10, 15, 20, 30, 45];
/// How often after that, until the wait is over.
const THEN: SignedDuration = SignedDuration::from_mins(30);
/// How often when the wait is over: a late verdict still counts.
const LATE: SignedDuration = SignedDuration::from_hours(24);
/// When nobody waits any more.
const GIVE_UP: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often an answer that makes no sense is asked for once more.
const TRIES: u32 = 10;
/// How soon a job that came before the provider's ids looks for them again.
const TOO_EARLY: SignedDuration = SignedDuration::from_secs(2);

#[derive(Serialize, Deserialize)]
struct Payload {
    attempt: String,
}

/// The key of the one job for an attempt: a flood of callbacks is one row.
pub(crate) fn key(attempt: &str) -> String {
    format!("fetch/{attempt}")
}

/// The job for an attempt.
pub(crate) fn job(attempt: &str, at: Timestamp) -> NewJob {
    let payload = serde_json::json!({ "attempt": attempt }).to_string();
    NewJob { key: key(attempt), kind: KIND.to_owned(), payload, run_at: at }
}

fn schedule(app: &App) -> &'static [i64] {
    if app.parts.sandbox_url.is_some() { &SANDBOX_SCHEDULE } else { &SCHEDULE }
}

/// How long after the start the first look is.
pub(crate) fn first_look(app: &App) -> SignedDuration {
    SignedDuration::from_secs(schedule(app)[0])
}

/// When to look again at what is `age` old and waited for so long.
fn next_look(schedule: &[i64], age: SignedDuration, wait: SignedDuration) -> SignedDuration {
    let planned = schedule.iter().map(|seconds| SignedDuration::from_secs(*seconds)).find(|at| *at > age);
    match planned {
        Some(at) => at.saturating_sub(age),
        None if age < wait => THEN,
        None => LATE,
    }
}

pub(super) async fn run(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let storage = &app.parts.storage;
    let broken = || Error::Broken { what: "job", id: job.key.clone() };
    let Payload { attempt: id } = serde_json::from_str(&job.payload).map_err(|_| broken())?;
    let attempt = storage.attempt(&id).await?.ok_or_else(broken)?;
    let run = match (attempt.state, run_of(&attempt)) {
        (AttemptState::Created, Some(run)) => run,
        (AttemptState::Creating, _) => {
            return Ok(Next::Again { at: later(app.now(), TOO_EARLY), reason: "too early".to_owned() });
        }
        _ => return Ok(Next::Finish),
    };
    let row = storage.session(&attempt.session).await?.ok_or_else(broken)?;
    let frozen = frozen::version(app, &row.campaign, row.version).await?;
    let provider = match provider::open(app, &frozen, &attempt.provider).await {
        Ok(provider) => provider,
        Err(error) => {
            tracing::error!(%error, "a result cannot be fetched");
            return Ok(again(app, &frozen, &attempt, "no provider"));
        }
    };
    match provider.fetch(&run, &attempt.id).await {
        Ok(Fetched::Pending { status }) => Ok(again(app, &frozen, &attempt, &status)),
        Ok(Fetched::Final(found)) => decide(app, job, &frozen, attempt, *found).await,
        Err(error) => {
            tracing::warn!(kind = error.kind(), "a result could not be fetched");
            let may_be_mended = matches!(
                error,
                ProviderError::Credentials { .. }
                    | ProviderError::Permission { .. }
                    | ProviderError::Settings { .. }
            );
            if error.can_be_repeated() || may_be_mended || job.claims < TRIES {
                return Ok(again(app, &frozen, &attempt, error.kind()));
            }
            tracing::error!(kind = error.kind(), %error, "a result makes no sense, again and again");
            let outcome = verification::Outcome::Error.into();
            let row = decided(app, attempt, outcome, None);
            session::verification_failed(app, job, row).await
        }
    }
}

fn again(app: &App, frozen: &Frozen, attempt: &AttemptRow, reason: &str) -> Next {
    let age = app.now().duration_since(attempt.created_at);
    if age > GIVE_UP {
        tracing::warn!("a result is not waited for any more");
        return Next::Finish;
    }
    let step = frozen.campaign.steps.get(&attempt.step).and_then(|step| step.verification());
    let wait = step.map_or(THEN, |step| SignedDuration::from_secs(i64::from(step.result_wait.seconds())));
    let at = later(app.now(), next_look(schedule(app), age, wait));
    Next::Again { at, reason: reason.to_owned() }
}

fn decided(
    app: &App,
    attempt: AttemptRow,
    outcome: Outcome,
    sealed: Option<crate::storage::Sealed>,
) -> AttemptRow {
    AttemptRow {
        state: AttemptState::Done,
        outcome: Some(outcome),
        result: sealed,
        decided_at: Some(app.now()),
        ..attempt
    }
}

async fn decide(
    app: &App,
    job: &ClaimedJob,
    frozen: &Frozen,
    attempt: AttemptRow,
    found: VerificationResult,
) -> Result<Next, Error> {
    let broken = || Error::Broken { what: "verification attempt", id: attempt.id.clone() };
    // The provider's adapter compared already; that nothing else is ever believed is too important for one place.
    if Some(&found.run) != run_of(&attempt).as_ref() || found.reference != attempt.id {
        return Err(broken());
    }
    let step =
        frozen.campaign.steps.get(&attempt.step).and_then(|step| step.verification()).ok_or_else(broken)?;
    let accepts = Accepts { documents: step.accepted_documents(), country: step.accepted_country() };
    let outcome = verification::outcome(&found, &accepts);
    let jobs = if found.images.iter().any(|image| step.keeps(&image.name)) {
        vec![images::job(&attempt.id, app.now())]
    } else {
        Vec::new()
    };
    let sealed = result::seal(app, &attempt.id, &found)?;
    let row = decided(app, attempt, outcome.into(), Some(sealed));
    session::verified(app, job, row, found, jobs).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_spread_as_providers_ask_for() {
        let wait = SignedDuration::from_hours(24);
        let seconds = |age: i64| next_look(&SCHEDULE, SignedDuration::from_secs(age), wait).as_secs();
        let table =
            [(0, 40), (40, 20), (59, 1), (60, 40), (939, 1), (940, 1800), (86_399, 1800), (86_400, 86_400)];
        for (age, expected) in table {
            assert_eq!(seconds(age), expected, "{age}");
        }
    }
}
