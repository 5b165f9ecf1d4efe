//! What the interpreter wants done, as rows and jobs of the commit.

use funnel::Effect;
use jiff::Timestamp;
use model::StepSettings;

use super::attempt::{self, Agreed, Private};
use super::frozen::Frozen;
use super::jobs::{create, overdue, webhook};
use super::unique::Fingerprints;
use super::{Error, record, token};
use crate::App;
use crate::storage::{AttemptRow, AttemptState, Commit, ReviewRow, SessionRow};

/// The queue of reviews whose step names none.
const QUEUE: &str = "default";

/// Adds what effects want to a commit.
pub(super) async fn write(
    app: &App,
    session: &SessionRow,
    frozen: &Frozen,
    effects: Vec<Effect>,
    mut agreed: Option<Agreed>,
    now: Timestamp,
    commit: &mut Commit,
) -> Result<(), Error> {
    for effect in effects {
        match effect {
            Effect::Write(write) => {
                let Some(settings) = frozen.data_model.fields.get(&write.field) else { continue };
                let fingerprints = if settings.unique { Some(Fingerprints::open(app).await?) } else { None };
                record::write(app, fingerprints, session, settings, write, now, commit);
            }
            Effect::Clear { field } => {
                let Some(settings) = frozen.data_model.fields.get(&field) else { continue };
                record::clear(session, settings, &field, commit);
            }
            Effect::Note { step, text } => {
                tracing::warn!(session = %session.id, %step, "{text}");
            }
            Effect::Verify { step, attempt: number } => {
                let Some(settings) = frozen.campaign.steps.get(&step).and_then(|step| step.verification())
                else {
                    continue;
                };
                let id = attempt::id(&session.id, &step, number);
                let private = Private::new(agreed.take());
                commit.jobs.push(create::job(&id, now));
                commit.attempts.push(AttemptRow {
                    session: session.id.clone(),
                    step,
                    attempt: number,
                    provider: settings.provider.clone(),
                    state: AttemptState::Creating,
                    callback_hash: token::hash(&private.callback),
                    return_hash: token::hash(&private.back),
                    private: private.seal(app, &id),
                    account_id: None,
                    run_id: None,
                    outcome: None,
                    result: None,
                    created_at: now,
                    decided_at: None,
                    id,
                });
            }
            Effect::Call { step, call } => commit.jobs.push(webhook::job(&session.id, &step, call, now)),
            Effect::Review { step, came_from } => {
                let Some(StepSettings::Review(settings)) =
                    frozen.campaign.steps.get(&step).map(|step| &step.settings)
                else {
                    continue;
                };
                let id = token::row_id(now);
                let due_at = settings.due.map(|due| due.after(now));
                commit.jobs.extend(due_at.map(|due| overdue::review_job(&id, due)));
                commit.reviews.push(ReviewRow {
                    id,
                    session: session.id.clone(),
                    customer: session.customer.clone(),
                    campaign: session.campaign.clone(),
                    queue: settings.queue.clone().unwrap_or_else(|| QUEUE.to_owned()),
                    reasons: settings.reasons.clone(),
                    step,
                    came_from,
                    opened_at: now,
                    due_at,
                    closed: None,
                });
            }
        }
    }
    Ok(())
}
