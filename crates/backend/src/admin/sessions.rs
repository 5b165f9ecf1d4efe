//! Sessions and their verifications.

use api::{AttemptDetail, AttemptSummary, SessionDetail, SessionState, SessionSummary};
use axum::extract::State;
use axum::{Extension, Json};

use super::customers::image_record;
use super::limit::Limit;
use crate::app::App;
use crate::auth::Actor;
use crate::problem::{Path, Refusal, internal, not_found};
use crate::run;
use crate::storage::{AttemptRow, AuditRow, Role, SessionRow};

/// How many verifications of one session are told: more than any funnel allows attempts.
const MOST_ATTEMPTS: u32 = 1000;

/// `GET /sessions`: newest first.
pub(super) async fn list(
    State(app): State<App>,
    Limit(limit): Limit,
) -> Result<Json<Vec<SessionSummary>>, Refusal> {
    let rows = app.parts.storage.sessions(limit).await?;
    Ok(Json(rows.into_iter().map(summary).collect()))
}

/// `GET /sessions/{id}`: where the customer went, without what they entered.
pub(super) async fn one(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<SessionDetail>, Refusal> {
    let storage = &app.parts.storage;
    let row = storage.session(&id).await?.ok_or_else(|| not_found("such session"))?;
    let trail = run::trail(&app, &row).await.map_err(|error| internal(&error))?;
    let attempts = storage.attempts(Some(&id), MOST_ATTEMPTS).await?;
    let attempts = attempts.into_iter().map(attempt_summary).collect();
    Ok(Json(SessionDetail { summary: summary(row), trail, attempts }))
}

/// `GET /verifications`: newest first.
pub(super) async fn verifications(
    State(app): State<App>,
    Limit(limit): Limit,
) -> Result<Json<Vec<AttemptSummary>>, Refusal> {
    let rows = app.parts.storage.attempts(None, limit).await?;
    Ok(Json(rows.into_iter().map(attempt_summary).collect()))
}

/// `GET /verifications/{id}`: what was captured is personal, so that it is told to editors only, and reading it is
/// audited; others get the rest.
pub(super) async fn verification(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<Json<AttemptDetail>, Refusal> {
    let storage = &app.parts.storage;
    let row = storage.attempt(&id).await?.ok_or_else(|| not_found("such verification"))?;
    let session = storage.session(&row.session).await?.ok_or_else(|| not_found("such verification"))?;
    let mut images = storage.images(&session.customer).await?;
    images.retain(|image| image.attempt.as_ref() == Some(&row.id));
    let result = if actor.role >= Role::Editor {
        run::result_of(&app, &row).map_err(|error| internal(&error))?
    } else {
        None
    };
    if result.is_some() {
        let read = AuditRow {
            actor: actor.name,
            action: "verification.read".to_owned(),
            subject: format!("verification/{id}"),
            detail: Some(format!("customer {}", session.customer)),
            at: app.now(),
        };
        storage.note(&read).await?;
    }
    let images = images.into_iter().map(image_record).collect();
    Ok(Json(AttemptDetail { summary: attempt_summary(row), result, images }))
}

/// A session as lists tell it.
pub(super) fn summary(row: SessionRow) -> SessionSummary {
    SessionSummary {
        id: row.id,
        customer: row.customer,
        campaign: row.campaign,
        version: row.version,
        state: if row.result.is_some() { SessionState::Ended } else { SessionState::Active },
        step: row.step,
        result: row.result,
        started_at: row.started_at,
        updated_at: row.updated_at,
    }
}

fn attempt_summary(row: AttemptRow) -> AttemptSummary {
    AttemptSummary {
        id: row.id,
        session: row.session,
        step: row.step,
        attempt: row.attempt,
        provider: row.provider,
        account_id: row.account_id,
        run_id: row.run_id,
        state: row.state,
        outcome: row.outcome,
        created_at: row.created_at,
        decided_at: row.decided_at,
    }
}
