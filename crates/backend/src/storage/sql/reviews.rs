//! Rows of reviews.

use crate::storage::engine::{Columns, Connection, corrupt, values};
use crate::storage::{Closed, Result, ReviewRow};

const STORE: &str = "\
    INSERT INTO reviews \
    (id, session, customer, campaign, step, queue, reasons, came_from, opened_at, due_at, closed_at, closed_by, \
     outcome, reason) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
    ON CONFLICT (id) DO UPDATE \
    SET session = excluded.session, customer = excluded.customer, campaign = excluded.campaign, \
        step = excluded.step, queue = excluded.queue, reasons = excluded.reasons, \
        came_from = excluded.came_from, opened_at = excluded.opened_at, due_at = excluded.due_at, \
        closed_at = excluded.closed_at, closed_by = excluded.closed_by, outcome = excluded.outcome, \
        reason = excluded.reason";

const OPEN: &str = "\
    SELECT id, session, customer, campaign, step, queue, reasons, came_from, opened_at, due_at, closed_at, \
           closed_by, outcome, reason \
    FROM reviews WHERE closed_at IS NULL ORDER BY opened_at, id";

const ONE: &str = "\
    SELECT id, session, customer, campaign, step, queue, reasons, came_from, opened_at, due_at, closed_at, \
           closed_by, outcome, reason \
    FROM reviews WHERE id = $1";

fn review(row: &impl Columns) -> Result<ReviewRow> {
    let closed = match row.maybe_time("closed_at")? {
        Some(at) => Some(Closed {
            at,
            by: row.text("closed_by")?,
            outcome: row.parsed("outcome")?,
            reason: row.maybe_text("reason")?,
        }),
        None => None,
    };
    Ok(ReviewRow {
        id: row.text("id")?,
        session: row.text("session")?,
        customer: row.text("customer")?,
        campaign: row.parsed("campaign")?,
        step: row.parsed("step")?,
        queue: row.text("queue")?,
        reasons: serde_json::from_str(&row.text("reasons")?)
            .map_err(|_| corrupt("reasons", "it is no list of texts"))?,
        came_from: row.maybe_text("came_from")?,
        opened_at: row.time("opened_at")?,
        due_at: row.maybe_time("due_at")?,
        closed,
    })
}

/// Adds a review, or replaces the one with its id.
pub(super) async fn store<C: Connection>(connection: &mut C, review: &ReviewRow) -> Result<()> {
    let closed = review.closed.as_ref();
    let values = values![
        review.id.as_str(),
        review.session.as_str(),
        review.customer.as_str(),
        review.campaign.as_str(),
        review.step.as_str(),
        review.queue.as_str(),
        serde_json::json!(review.reasons).to_string(),
        review.came_from.as_deref(),
        review.opened_at,
        review.due_at,
        closed.map(|closed| closed.at),
        closed.map(|closed| closed.by.as_str()),
        closed.map(|closed| closed.outcome.as_str()),
        closed.and_then(|closed| closed.reason.as_deref()),
    ];
    connection.execute(STORE, values).await?;
    Ok(())
}

/// Open reviews, longest waiting first; or the one of an id, open or not.
pub(super) async fn list<C: Connection>(connection: &mut C, id: Option<&str>) -> Result<Vec<ReviewRow>> {
    let rows = match id {
        Some(id) => connection.fetch(ONE, values![id]).await?,
        None => connection.fetch(OPEN, values![]).await?,
    };
    rows.iter().map(review).collect()
}
