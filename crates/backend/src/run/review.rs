//! Reviews: a person of the company decides, or nobody does in time.

use api::{Problem, ProblemKind, ReviewDecision, ReviewItem, ReviewState, ReviewVerdict};
use funnel::Event;
use jiff::Timestamp;
use model::{Outcome, StepSettings};

use super::Error;
use super::jobs::Next;
use super::session::{Loaded, Turn, Turned, turn};
use crate::App;
use crate::problem::not_found;
use crate::storage::{AuditRow, ClaimedJob, Closed, ReviewRow};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1000;

fn outcome(name: &str) -> Outcome {
    Outcome::new(name).expect("outcomes of reviews have the form of a name")
}

async fn find(app: &App, id: &str) -> Result<Option<ReviewRow>, Error> {
    Ok(app.parts.storage.reviews(Some(id)).await?.pop())
}

/// Closes a review, and lets its session go on.
///
/// # Errors
/// `NotFound` for another id, `Conflict` for a review that is closed, `BadRequest` for a reason that is too long.
pub async fn decide_review(
    app: &App,
    actor: &str,
    review_id: &str,
    decision: &ReviewDecision,
) -> Result<ReviewItem, Problem> {
    let review = find(app, review_id).await.map_err(|error| fault(&error))?;
    let review = review.ok_or_else(|| not_found("such review"))?;
    if decision.reason.as_ref().is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
        return Err(Problem::new(ProblemKind::BadRequest, "the reason is too long"));
    }
    let (name, action) = match decision.verdict {
        ReviewVerdict::Approved => ("approved", "review.approve"),
        ReviewVerdict::Rejected => ("rejected", "review.reject"),
    };
    let now = app.now();
    let closed =
        Closed { at: now, by: actor.to_owned(), outcome: outcome(name), reason: decision.reason.clone() };
    let audit = AuditRow {
        actor: actor.to_owned(),
        action: action.to_owned(),
        subject: format!("review/{review_id}"),
        detail: Some(format!("session {}", review.session)),
        at: now,
    };
    match close(app, None, &review, closed, Some(audit)).await {
        Ok(Turned::Done) => {}
        Ok(_) => return Err(Problem::new(ProblemKind::Conflict, "the review is closed already")),
        Err(error) => return Err(fault(&error)),
    }
    let review = find(app, review_id).await.map_err(|error| fault(&error))?;
    review.map(item).ok_or_else(|| not_found("such review"))
}

fn fault(error: &Error) -> Problem {
    match error {
        Error::Busy => Problem::new(ProblemKind::Conflict, "the session is being changed by others")
            .with_detail("try again"),
        error => crate::problem::internal(error),
    }
}

/// Nobody decided in time.
pub(super) async fn overdue(app: &App, job: &ClaimedJob, review_id: &str) -> Result<Next, Error> {
    let Some(review) = find(app, review_id).await? else { return Ok(Next::Finish) };
    let closed = Closed { at: app.now(), by: "system".to_owned(), outcome: outcome("overdue"), reason: None };
    match close(app, Some(job), &review, closed, None).await? {
        Turned::Done | Turned::LeaseLost => Ok(Next::Committed),
        Turned::Nothing => Ok(Next::Finish),
    }
}

/// The session moves and the review is closed in one commit, so that it is decided once.
async fn close(
    app: &App,
    job: Option<&ClaimedJob>,
    review: &ReviewRow,
    closed: Closed,
    audit: Option<AuditRow>,
) -> Result<Turned, Error> {
    if review.closed.is_some() {
        return Ok(Turned::Nothing);
    }
    let event = Event::Reviewed { step: review.step.clone(), outcome: closed.outcome.clone() };
    turn(app, &review.session, job, |loaded| {
        if !loaded.frozen.funnel().applies(&loaded.state, &event, app.now()) {
            return Ok(None);
        }
        Ok(Some(Turn {
            event: Some(event.clone()),
            review: Some(ReviewRow { closed: Some(closed.clone()), ..review.clone() }),
            audit: audit.clone(),
            ..Turn::default()
        }))
    })
    .await
}

/// The review at which a session stood that went on without it: a verdict came late after all. Nobody is asked any more.
pub(super) async fn left_behind(
    app: &App,
    loaded: &Loaded,
    now: Timestamp,
) -> Result<Option<ReviewRow>, Error> {
    let step = loaded.frozen.campaign.steps.get(loaded.state.step());
    if !step.is_some_and(|step| matches!(step.settings, StepSettings::Review(_))) {
        return Ok(None);
    }
    let open = app.parts.storage.reviews(None).await?;
    let left = open.into_iter().find(|review| review.session == loaded.row.id);
    let closed = Closed { at: now, by: "system".to_owned(), outcome: outcome("overtaken"), reason: None };
    Ok(left.map(|review| ReviewRow { closed: Some(closed), ..review }))
}

/// A review as the interface for admins tells it.
pub(crate) fn item(row: ReviewRow) -> ReviewItem {
    ReviewItem {
        id: row.id,
        session: row.session,
        customer: row.customer,
        campaign: row.campaign,
        step: row.step,
        queue: row.queue,
        state: if row.closed.is_some() { ReviewState::Closed } else { ReviewState::Open },
        reasons: row.reasons,
        came_from: row.came_from,
        opened_at: row.opened_at,
        due_at: row.due_at,
    }
}
