//! Sessions: read, compute, commit by compare-and-set; and again, when somebody else was faster.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use funnel::{Event, Led, Moved, State, Taken};
use model::{CampaignSlug, FieldId, Open, StepSettings, Value, VerificationResult};

use super::attempt::{Agreed, Private};
use super::frozen::Frozen;
use super::jobs::{Next, create, fetch, retention};
use super::view::{self, Current, View};
use super::{Error, effects, frozen, jobs, review, token, uploads};
use crate::App;
use crate::seal::context;
use crate::storage::{AttemptRow, AuditRow, ClaimedJob, Commit, Committed, NewJob, ReviewRow, SessionRow};

/// How often a change is computed again because somebody else was faster.
const TRIES: u32 = 10;

/// How long a customer's request waits for the job that it caused.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a customer does at a step.
pub(crate) enum Input {
    /// Fills in a page; `None` for what was left empty.
    Submitted {
        /// The values by field.
        values: BTreeMap<FieldId, Option<Value>>,
    },
    /// Leaves at a page that allows it.
    Dismissed,
    /// Agrees to a verification.
    Agreed {
        /// The country of residence, if it was asked for.
        country: Option<model::Country>,
        /// The address from which they came.
        ip: String,
    },
}

/// A session as it is read.
pub(super) struct Loaded {
    pub(super) row: SessionRow,
    pub(super) state: State,
    pub(super) frozen: Arc<Frozen>,
}

/// A change of a session: what happened, and what is written with it.
#[derive(Default)]
pub(super) struct Turn {
    /// `None` for rows only.
    pub(super) event: Option<Event>,
    pub(super) agreed: Option<Agreed>,
    pub(super) attempt: Option<AttemptRow>,
    pub(super) review: Option<ReviewRow>,
    pub(super) jobs: Vec<NewJob>,
    pub(super) audit: Option<AuditRow>,
}

/// What became of a change.
pub(super) enum Turned {
    /// Committed.
    Done,
    /// There was nothing to change.
    Nothing,
    /// The job that it belongs to is somebody else's by now.
    LeaseLost,
}

impl Turned {
    /// What becomes of the job that the change belongs to.
    fn next(&self) -> Next {
        match self {
            Self::Done | Self::LeaseLost => Next::Committed,
            Self::Nothing => Next::Finish,
        }
    }
}

pub(super) async fn load(app: &App, id: &str) -> Result<Loaded, Error> {
    let row = app.parts.storage.session(id).await?.ok_or(Error::NoSession)?;
    let frozen = frozen::version(app, &row.campaign, row.version).await?;
    let plain = app.parts.master_key.open(&context::session(&row.id), &row.state)?;
    let broken = |_| Error::Broken { what: "session", id: row.id.clone() };
    let state = serde_json::from_slice(&plain).map_err(broken)?;
    Ok(Loaded { row, state, frozen })
}

pub(super) fn sealed(app: &App, id: &str, state: &State) -> Result<crate::storage::Sealed, Error> {
    let broken = |_| Error::Broken { what: "session", id: id.to_owned() };
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(state).map_err(broken)?);
    Ok(app.parts.master_key.seal(&context::session(id), &plain))
}

/// Changes a session. `plan` is asked again with the session as it is then whenever somebody else was faster; it gives
/// `None` when there is nothing to change any more.
pub(super) async fn turn(
    app: &App,
    id: &str,
    job: Option<&ClaimedJob>,
    plan: impl Fn(&Loaded) -> Result<Option<Turn>, Error>,
) -> Result<Turned, Error> {
    let (mut tries, mut others) = (0, Taken::default());
    while tries < TRIES {
        let loaded = load(app, id).await?;
        let Some(turn) = plan(&loaded)? else { return Ok(Turned::Nothing) };
        let now = app.now();
        let mut commit = Commit { finished_job: job.cloned(), jobs: turn.jobs, ..Commit::default() };
        commit.attempts.extend(turn.attempt);
        commit.reviews.extend(turn.review);
        commit.audit.extend(turn.audit);
        let mut row = loaded.row.clone();
        let mut state = None;
        if let Some(event) = &turn.event {
            let funnel = loaded.frozen.funnel();
            let Moved { state: moved, mut effects } =
                match funnel.advance_beside(&loaded.state, event, now, &others)? {
                    Some(Led::Moved(moved)) => *moved,
                    Some(Led::Stayed(fields)) => return Err(Error::Taken(fields)),
                    None => return Ok(Turned::Nothing),
                };
            if commit.reviews.is_empty() && moved.step() != loaded.state.step() {
                commit.reviews.extend(review::left_behind(app, &loaded, now).await?);
            }
            let submitted = match event {
                Event::Submitted { values } => Some(values),
                _ => None,
            };
            uploads::settle(app, &loaded, submitted, &mut effects, now, &mut commit).await?;
            effects::write(app, &loaded.row, &loaded.frozen, effects, turn.agreed, now, &mut commit).await?;
            row.state = sealed(app, id, &moved)?;
            row.step = moved.step().clone();
            row.result = funnel.end_result(&moved);
            commit.jobs.extend(retention::session_jobs(&row, &moved, now));
            state = Some(moved);
        }
        row.seq += 1;
        row.updated_at = now;
        match app.parts.storage.advance(&row, loaded.row.seq, &commit, now).await? {
            Committed::Done => {
                tracing::info!(session = id, step = %row.step, seq = row.seq, "session changed");
                app.wake.notify_one();
                return Ok(Turned::Done);
            }
            Committed::Taken(fields) => {
                learn(&mut others, &fields, state.as_ref())?;
                continue;
            }
            Committed::Overtaken => tries += 1,
        }
        let unchanged =
            app.parts.storage.session(id).await?.is_some_and(|stored| stored.seq == loaded.row.seq);
        if job.is_some() && unchanged {
            return Ok(Turned::LeaseLost);
        }
    }
    Err(Error::Busy)
}

/// Remembers which values are other customers', so that what leads on is computed without them. Whoever asks again knows more
/// than before: it comes to an end.
fn learn(others: &mut Taken, fields: &BTreeSet<FieldId>, state: Option<&State>) -> Result<(), Error> {
    let mut more = false;
    for field in fields {
        let value = state.and_then(|state| state.values().get(field));
        more |= value.is_some_and(|value| others.add(field.clone(), value.clone()));
    }
    if more { Ok(()) } else { Err(Error::Taken(fields.clone())) }
}

/// Begins a session of a campaign's live version; gives its id, and the token that opens it.
///
/// # Errors
/// [`Error::NotLive`] when the campaign has no live version, [`Error::NotOpen`] when it has not started or has ended.
pub async fn start_session(app: &App, slug: &CampaignSlug) -> Result<(String, String), Error> {
    let token = token::random();
    Ok((start_session_with(app, slug, &token).await?, token))
}

/// Begins the session that this token opens, if it was not begun before; gives its id.
pub(crate) async fn start_session_with(app: &App, slug: &CampaignSlug, token: &str) -> Result<String, Error> {
    let id = token::id_of(&format!("session/{slug}/{token}"));
    if app.parts.storage.session(&id).await?.is_some() {
        return Ok(id);
    }
    let frozen = open_now(app, slug).await?;
    let now = app.now();
    let mut others = Taken::default();
    loop {
        let Moved { state, effects } = frozen.funnel().start_beside(now, &others)?;
        let row = SessionRow {
            id: id.clone(),
            customer: token::row_id(now),
            token_hash: token::hash(token),
            campaign: slug.clone(),
            version: frozen.number,
            seq: 1,
            step: state.step().clone(),
            result: frozen.funnel().end_result(&state),
            state: sealed(app, &id, &state)?,
            started_at: now,
            updated_at: now,
        };
        let mut commit = Commit::default();
        effects::write(app, &row, &frozen, effects, None, now, &mut commit).await?;
        commit.jobs.extend(retention::session_jobs(&row, &state, now));
        match app.parts.storage.start_session(&row, &commit, now).await {
            Ok(Committed::Taken(fields)) => learn(&mut others, &fields, Some(&state))?,
            // The same page, sent twice at once: the other one began it.
            Err(error) if app.parts.storage.session(&id).await?.is_none() => return Err(error.into()),
            Ok(Committed::Done | Committed::Overtaken) | Err(_) => {
                tracing::info!(session = %row.id, campaign = %slug, version = row.version, "session started");
                app.wake.notify_one();
                return Ok(row.id);
            }
        }
    }
}

/// What a new session of the campaign would show, without one.
pub(crate) async fn preview(app: &App, slug: &CampaignSlug) -> Result<Current, Error> {
    let frozen = open_now(app, slug).await?;
    let moved = frozen.funnel().start(app.now())?;
    view::of(frozen, "", &moved.state, 1, None, BTreeMap::new())
}

/// The live version of a campaign that customers can begin now.
async fn open_now(app: &App, slug: &CampaignSlug) -> Result<Arc<Frozen>, Error> {
    let frozen = frozen::live(app, slug).await?;
    match frozen.campaign.open_at(app.now()) {
        Open::Now => Ok(frozen),
        closed => Err(Error::NotOpen(closed)),
    }
}

/// What a session shows; only to who has its token.
///
/// # Errors
/// [`Error::NoSession`] for another token, too.
pub(crate) async fn current(app: &App, id: &str, token: &str) -> Result<Current, Error> {
    let loaded = load(app, id).await?;
    if !token::matches(token, &loaded.row.token_hash) {
        return Err(Error::NoSession);
    }
    after_a_moment(app, loaded).await
}

/// What a session shows once the job for which the customer waits was given a moment.
async fn after_a_moment(app: &App, loaded: Loaded) -> Result<Current, Error> {
    let id = loaded.row.id.clone();
    let current = seen(app, loaded).await?;
    let job = match &current.view {
        View::Starting { attempt } => create::key(attempt),
        View::Verifying { attempt, .. } => fetch::key(attempt),
        View::Calling { job } => job.clone(),
        _ => return Ok(current),
    };
    jobs::hurry(app, &job, PATIENCE).await;
    seen(app, load(app, &id).await?).await
}

async fn seen(app: &App, loaded: Loaded) -> Result<Current, Error> {
    let attempt = match loaded.state.attempt_under_way() {
        Some((step, number)) => {
            let id = super::attempt::id(&loaded.row.id, step, number);
            let attempt = app.parts.storage.attempt(&id).await?;
            attempt
                .map(|attempt| Private::open(app, &attempt).map(|private| (attempt, private)))
                .transpose()?
        }
        None => None,
    };
    let step = loaded.frozen.campaign.steps.get(loaded.state.step());
    let files = match step.map(|step| &step.settings) {
        Some(StepSettings::Page(page)) => uploads::files(app, &loaded, page).await?,
        _ => BTreeMap::new(),
    };
    view::of(loaded.frozen, &loaded.row.id, &loaded.state, loaded.row.seq, attempt, files)
}

/// Whether a session of this campaign runs.
pub(crate) async fn is_running(app: &App, id: &str, slug: &CampaignSlug) -> Result<bool, Error> {
    let row = app.parts.storage.session(id).await?;
    Ok(row.is_some_and(|row| row.campaign == *slug && row.result.is_none()))
}

/// Does what the customer did, if the session still is as the customer saw it (`seq`); gives what it shows then.
pub(crate) async fn act(app: &App, id: &str, seq: u64, input: Input) -> Result<Current, Error> {
    let (event, agreed) = match input {
        Input::Submitted { values } => (Event::Submitted { values }, None),
        Input::Dismissed => (Event::Dismissed, None),
        Input::Agreed { country, ip } => (Event::Agreed, Some((country, ip))),
    };
    turn(app, id, None, |loaded| {
        if loaded.row.seq != seq {
            return Ok(None);
        }
        let agreed = agreed.as_ref().and_then(|(country, ip)| {
            let country = (*country).or_else(|| loaded.frozen.funnel().residence(&loaded.state))?;
            Some(Agreed { ip: ip.clone(), country, at: app.now() })
        });
        Ok(Some(Turn { event: Some(event.clone()), agreed, ..Turn::default() }))
    })
    .await?;
    after_a_moment(app, load(app, id).await?).await
}

/// The customer's session moves by a verdict that was fetched; the attempt is decided in the same commit.
pub(super) async fn verified(
    app: &App,
    job: &ClaimedJob,
    row: AttemptRow,
    result: VerificationResult,
    jobs: Vec<NewJob>,
) -> Result<Next, Error> {
    let Some(outcome) = row.outcome.clone() else { return Ok(Next::Finish) };
    tracing::info!(attempt = %row.id, %outcome, "verified");
    let event = Event::Verified {
        step: row.step.clone(),
        attempt: row.attempt,
        outcome,
        result: Some(Box::new(result)),
    };
    conclude(app, job, row, event, jobs).await
}

/// The attempt came to nothing.
pub(super) async fn verification_failed(app: &App, job: &ClaimedJob, row: AttemptRow) -> Result<Next, Error> {
    let Some(outcome) = row.outcome.clone() else { return Ok(Next::Finish) };
    tracing::info!(attempt = %row.id, %outcome, "verification failed");
    let event = Event::Verified { step: row.step.clone(), attempt: row.attempt, outcome, result: None };
    conclude(app, job, row, event, Vec::new()).await
}

/// An attempt is decided once: with the first commit it is done, and others find it so.
async fn conclude(
    app: &App,
    job: &ClaimedJob,
    row: AttemptRow,
    event: Event,
    jobs: Vec<NewJob>,
) -> Result<Next, Error> {
    let turned = turn(app, &row.session, Some(job), |loaded| {
        let moves = loaded.frozen.funnel().applies(&loaded.state, &event, app.now());
        if !moves {
            tracing::info!(attempt = %row.id, "the session went on without this result");
        }
        Ok(Some(Turn {
            event: moves.then(|| event.clone()),
            attempt: Some(row.clone()),
            jobs: jobs.clone(),
            ..Turn::default()
        }))
    })
    .await?;
    Ok(turned.next())
}

/// The result of an attempt was waited for long enough.
pub(super) async fn wait_is_over(app: &App, job: &ClaimedJob, attempt: &AttemptRow) -> Result<Next, Error> {
    let event = Event::WaitOver { step: attempt.step.clone(), attempt: attempt.attempt };
    happens(app, job, &attempt.session, event).await
}

/// A session moves by an event, if that still applies.
pub(super) async fn happens(app: &App, job: &ClaimedJob, session: &str, event: Event) -> Result<Next, Error> {
    let turned = turn(app, session, Some(job), |loaded| {
        let moves = loaded.frozen.funnel().applies(&loaded.state, &event, app.now());
        Ok(moves.then(|| Turn { event: Some(event.clone()), ..Turn::default() }))
    })
    .await?;
    Ok(turned.next())
}
