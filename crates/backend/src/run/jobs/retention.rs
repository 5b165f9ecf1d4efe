//! Values that have been kept long enough are removed: from the customer's record, and from what sessions remember that have
//! ended. A session that goes on keeps what it needs until it ends.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{CampaignSlug, FieldId};
use serde::{Deserialize, Serialize};

use super::{Next, remove_image};
use crate::App;
use crate::run::{Error, session};
use crate::seal::context;
use crate::storage::{ClaimedJob, FieldKey, FieldRow, NewJob, SessionRow};

pub(super) const FIELD: &str = "field-expiry";
pub(super) const SESSION: &str = "session-expiry";

/// How often a session is read again that somebody else changes.
const TRIES: u32 = 10;

/// One value: what is written at that place later is another one.
#[derive(Serialize, Deserialize)]
struct Written {
    customer: String,
    campaign: Option<CampaignSlug>,
    field: FieldId,
    /// The session that wrote it.
    session: String,
    /// When, in microseconds since 1970: as databases keep it.
    at: i64,
}

/// The job that removes a value which a session writes now.
pub(crate) fn field_job(key: &FieldKey, session: &str, now: Timestamp, at: Timestamp) -> NewJob {
    let FieldKey { customer, campaign, field } = key.clone();
    let scope = campaign.as_ref().map(|campaign| format!("{campaign}/")).unwrap_or_default();
    let written =
        Written { customer, campaign, field, session: session.to_owned(), at: now.as_microsecond() };
    NewJob {
        key: format!("{FIELD}/{}/{scope}{}/{}", key.customer, key.field, written.at),
        kind: FIELD.to_owned(),
        payload: serde_json::to_string(&written).expect("names and numbers can be written as JSON"),
        run_at: at,
    }
}

/// The jobs by which a session forgets its values, if it has ended: one for each time at which some are to go.
pub(crate) fn session_jobs(session: &SessionRow, state: &funnel::State, now: Timestamp) -> Vec<NewJob> {
    if session.result.is_none() {
        return Vec::new();
    }
    let times: BTreeSet<Timestamp> = state.times_to_go().map(|at| at.max(now)).collect();
    let job = |at: Timestamp| NewJob {
        key: format!("{SESSION}/{}/{}", session.id, at.as_microsecond()),
        kind: SESSION.to_owned(),
        payload: session.id.clone(),
        run_at: at,
    };
    times.into_iter().map(job).collect()
}

pub(super) async fn field(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let broken = || Error::Broken { what: "job", id: job.key.clone() };
    let written: Written = serde_json::from_str(&job.payload).map_err(|_| broken())?;
    let at = Timestamp::from_microsecond(written.at).map_err(|_| broken())?;
    let key = FieldKey { customer: written.customer, campaign: written.campaign, field: written.field };
    let rows = app.parts.storage.fields(&key.customer).await?;
    let Some(row) = rows.into_iter().find(|row| row.key() == key && row.written_at == at) else {
        return Ok(Next::Finish);
    };
    // The row goes last: as long as it is there, this is tried again.
    if row.kind.is_kept_apart() {
        remove_files(app, &row, &written.session).await?;
    }
    if app.parts.storage.expire_field(&key, at, app.now()).await? {
        tracing::info!(field = %key.field, "a value was removed: it was kept long enough");
    }
    Ok(Next::Finish)
}

/// The pictures that a value names by step and name, as the session that wrote it knows them. What customers sent is removed
/// by a job of its own, for the very file: here another one of the same name may stand by now.
async fn remove_files(app: &App, row: &FieldRow, session: &str) -> Result<(), Error> {
    let plain = app.parts.master_key.open(&context::field(&row.key()), &row.value)?;
    let named = String::from_utf8_lossy(&plain);
    for image in app.parts.storage.images(&row.customer).await? {
        let name = format!("{}/{}", image.step, image.name);
        let is_captured = image.attempt.is_some() && image.session == session;
        if is_captured && named.lines().any(|line| line == name) {
            remove_image(app, &image.id, &image.blob).await?;
        }
    }
    Ok(())
}

pub(super) async fn session(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    for _ in 0..TRIES {
        let loaded = match session::load(app, &job.payload).await {
            Ok(loaded) => loaded,
            Err(Error::NoSession) => return Ok(Next::Finish),
            Err(error) => return Err(error),
        };
        let session::Loaded { row, mut state, .. } = loaded;
        state.forget_until(app.now());
        let sealed = session::sealed(app, &row.id, &state)?;
        if app.parts.storage.replace_state(&row.id, row.seq, &sealed).await? {
            return Ok(Next::Finish);
        }
    }
    Err(Error::Busy)
}
