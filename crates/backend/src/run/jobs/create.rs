//! Has the provider begin a verification. That may be billed and cannot be recognised when it is sent twice, so it is
//! sent once: that it will be is noted before, and after a crash, or an answer that never came, the attempt has failed.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::Outcome;
use serde::{Deserialize, Serialize};
use verification::{Consent, ProviderError, StartRequest, Started};

use super::{Next, back_off, fetch, later, overdue};
use crate::App;
use crate::run::attempt::Private;
use crate::run::frozen::Frozen;
use crate::run::{Error, frozen, provider, session};
use crate::storage::{AttemptRow, AttemptState, ClaimedJob, NewJob};

pub(super) const KIND: &str = "create";

/// How long the provider may take; less than a job may take, so that what came of it can still be noted.
const PATIENCE: Duration = Duration::from_secs(90);

/// How long it is tried while the provider surely hears nothing.
const KEEP_TRYING: SignedDuration = SignedDuration::from_mins(5);

#[derive(Serialize, Deserialize)]
struct Payload {
    attempt: String,
}

/// The key of the job for an attempt.
pub(crate) fn key(attempt: &str) -> String {
    format!("create/{attempt}")
}

/// The job for an attempt.
pub(crate) fn job(attempt: &str, at: Timestamp) -> NewJob {
    let payload = serde_json::json!({ "attempt": attempt }).to_string();
    NewJob { key: key(attempt), kind: KIND.to_owned(), payload, run_at: at }
}

pub(super) async fn run(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let storage = &app.parts.storage;
    let broken = || Error::Broken { what: "job", id: job.key.clone() };
    let Payload { attempt: id } = serde_json::from_str(&job.payload).map_err(|_| broken())?;
    let attempt = storage.attempt(&id).await?.ok_or_else(broken)?;
    match attempt.state {
        AttemptState::Creating => {}
        // Whoever did it before died before the rest was noted.
        AttemptState::Created => return follow_up(app, &attempt).await,
        AttemptState::Done | AttemptState::Failed => return Ok(Next::Finish),
    }
    let mut private = Private::open(app, &attempt)?;
    if private.asked {
        tracing::error!("whether a verification began is unknown; it is not begun a second time");
        return failed(app, job, &attempt).await;
    }
    let row = storage.session(&attempt.session).await?.ok_or_else(broken)?;
    let frozen = frozen::version(app, &row.campaign, row.version).await?;
    let provider = match provider::open(app, &frozen, &attempt.provider).await {
        Ok(provider) => provider,
        Err(error) => {
            tracing::error!(%error, "a verification cannot begin");
            return failed(app, job, &attempt).await;
        }
    };
    let request = request(app, &frozen, &row.customer, &attempt, &private).await?;
    private.asked = true;
    if !note(app, &attempt, &private).await? {
        return Ok(Next::Finish);
    }
    let silence = || ProviderError::Unknown { detail: "no answer in time".to_owned() };
    let started = tokio::time::timeout(PATIENCE, provider.start(&request)).await;
    match started.unwrap_or_else(|_| Err(silence())) {
        Ok(started) => created(app, attempt, private, started).await,
        Err(error) if error.can_be_repeated() && since(app, &attempt) < KEEP_TRYING => {
            tracing::warn!(kind = error.kind(), "the provider did not hear; it is asked again");
            private.asked = false;
            note(app, &attempt, &private).await?;
            let at = later(app.now(), back_off(job.claims));
            Ok(Next::Again { at, reason: error.kind().to_owned() })
        }
        Err(error) => {
            tracing::error!(kind = error.kind(), %error, "a verification could not begin");
            failed(app, job, &attempt).await
        }
    }
}

fn since(app: &App, attempt: &AttemptRow) -> SignedDuration {
    app.now().duration_since(attempt.created_at)
}

/// Notes what only this backend knows; `false` when the attempt is over.
async fn note(app: &App, attempt: &AttemptRow, private: &Private) -> Result<bool, Error> {
    let noted = AttemptRow { private: private.seal(app, &attempt.id), ..attempt.clone() };
    Ok(app.parts.storage.update_attempt(&noted, AttemptState::Creating).await?)
}

async fn request(
    app: &App,
    frozen: &Frozen,
    customer: &str,
    attempt: &AttemptRow,
    private: &Private,
) -> Result<StartRequest, Error> {
    let broken = || Error::Broken { what: "verification attempt", id: attempt.id.clone() };
    let step =
        frozen.campaign.steps.get(&attempt.step).and_then(|step| step.verification()).ok_or_else(broken)?;
    // A further attempt is one of the same person.
    let earlier = app.parts.storage.attempts(Some(&attempt.session), 100).await?;
    let account = earlier
        .into_iter()
        .rev()
        .filter(|other| other.provider == attempt.provider)
        .find_map(|other| other.account_id);
    let public = app.parts.public_url.as_ref();
    let address = |path: String| public.and_then(|public| public.join(&path).ok()).map(String::from);
    let back = address(format!("return/{}", private.back));
    Ok(StartRequest {
        reference: attempt.id.clone(),
        person: customer.to_owned(),
        account,
        documents: step.accepted_documents(),
        country: step.accepted_country(),
        callback_url: address(format!("callbacks/{}/{}", attempt.provider, private.callback)),
        success_url: back.clone(),
        error_url: back,
        locale: step.locale.clone(),
        token_lifetime: None,
        consent: private.consent.as_ref().map(|agreed| Consent {
            user_ip: agreed.ip.clone(),
            country: agreed.country,
            obtained_at: agreed.at,
        }),
    })
}

/// The provider's ids first, by themselves: nothing may come between a billed start and the note of it.
async fn created(
    app: &App,
    attempt: AttemptRow,
    mut private: Private,
    started: Started,
) -> Result<Next, Error> {
    use secrecy::ExposeSecret as _;

    private.web = started.web.as_ref().map(|web| web.expose().to_owned());
    private.sdk_token = started.sdk_token.as_ref().map(|token| token.expose_secret().to_owned());
    let created = AttemptRow {
        state: AttemptState::Created,
        private: private.seal(app, &attempt.id),
        account_id: Some(started.run.account_id),
        run_id: Some(started.run.run_id),
        ..attempt
    };
    if !app.parts.storage.update_attempt(&created, AttemptState::Creating).await? {
        tracing::error!("a verification began that is not waited for any more");
        return Ok(Next::Finish);
    }
    follow_up(app, &created).await
}

/// Has the result looked for, and the wait for it limited.
async fn follow_up(app: &App, attempt: &AttemptRow) -> Result<Next, Error> {
    let wait = overdue::wait_of(app, attempt).await?;
    let jobs = [
        fetch::job(&attempt.id, later(attempt.created_at, fetch::first_look(app))),
        overdue::result_job(&attempt.id, later(attempt.created_at, wait)),
    ];
    app.parts.storage.add_jobs(&jobs, app.now()).await?;
    app.wake.notify_one();
    Ok(Next::Finish)
}

/// The step ends by `error`, and the customer may try again.
async fn failed(app: &App, job: &ClaimedJob, attempt: &AttemptRow) -> Result<Next, Error> {
    let row = AttemptRow {
        state: AttemptState::Failed,
        outcome: Some(Outcome::new("error").expect("it has the form of a name")),
        decided_at: Some(app.now()),
        ..attempt.clone()
    };
    session::verification_failed(app, job, row).await
}
