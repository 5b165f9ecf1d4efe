//! Rows of verification attempts.

use model::Outcome;

use crate::storage::engine::{Columns, Connection, Value, values};
use crate::storage::{AttemptRow, AttemptState, Result};

const STORE: &str = "\
    INSERT INTO attempts \
    (id, session, step, attempt, provider, state, callback_hash, return_hash, private, account_id, run_id, outcome, \
     result, created_at, decided_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
    ON CONFLICT (id) DO UPDATE \
    SET session = excluded.session, step = excluded.step, attempt = excluded.attempt, \
        provider = excluded.provider, state = excluded.state, callback_hash = excluded.callback_hash, \
        return_hash = excluded.return_hash, private = excluded.private, account_id = excluded.account_id, \
        run_id = excluded.run_id, outcome = excluded.outcome, result = excluded.result, \
        created_at = excluded.created_at, decided_at = excluded.decided_at";

const REPLACE: &str = "\
    UPDATE attempts \
    SET session = $2, step = $3, attempt = $4, provider = $5, state = $6, callback_hash = $7, return_hash = $8, \
        private = $9, account_id = $10, run_id = $11, outcome = $12, result = $13, created_at = $14, \
        decided_at = $15 \
    WHERE id = $1 AND state = $16";

const ONE: &str = "\
    SELECT id, session, step, attempt, provider, state, callback_hash, return_hash, private, account_id, run_id, \
           outcome, result, created_at, decided_at \
    FROM attempts WHERE id = $1";

const OF_TOKEN: &str = "\
    SELECT id, session, step, attempt, provider, state, callback_hash, return_hash, private, account_id, run_id, \
           outcome, result, created_at, decided_at \
    FROM attempts WHERE callback_hash = $1 OR return_hash = $1";

const OF_SESSION: &str = "\
    SELECT id, session, step, attempt, provider, state, callback_hash, return_hash, private, account_id, run_id, \
           outcome, result, created_at, decided_at \
    FROM attempts WHERE session = $1 ORDER BY created_at, id LIMIT $2";

const NEWEST: &str = "\
    SELECT id, session, step, attempt, provider, state, callback_hash, return_hash, private, account_id, run_id, \
           outcome, result, created_at, decided_at \
    FROM attempts ORDER BY created_at DESC, id DESC LIMIT $1";

fn attempt(row: &impl Columns) -> Result<AttemptRow> {
    Ok(AttemptRow {
        id: row.text("id")?,
        session: row.text("session")?,
        step: row.parsed("step")?,
        attempt: row.number("attempt")?,
        provider: row.parsed("provider")?,
        state: row.word("state", AttemptState::from_name)?,
        callback_hash: row.hash("callback_hash")?,
        return_hash: row.hash("return_hash")?,
        private: row.sealed("private")?,
        account_id: row.maybe_text("account_id")?,
        run_id: row.maybe_text("run_id")?,
        outcome: row.maybe_parsed("outcome")?,
        result: row.maybe_sealed("result")?,
        created_at: row.time("created_at")?,
        decided_at: row.maybe_time("decided_at")?,
    })
}

/// The columns in the order of [`STORE`] and [`REPLACE`].
fn columns(attempt: &AttemptRow) -> Vec<Value> {
    values![
        attempt.id.as_str(),
        attempt.session.as_str(),
        attempt.step.as_str(),
        attempt.attempt,
        attempt.provider.as_str(),
        attempt.state.as_str(),
        &attempt.callback_hash[..],
        &attempt.return_hash[..],
        &attempt.private,
        attempt.account_id.as_deref(),
        attempt.run_id.as_deref(),
        attempt.outcome.as_ref().map(Outcome::as_str),
        attempt.result.as_ref(),
        attempt.created_at,
        attempt.decided_at,
    ]
}

/// Adds an attempt, or replaces the one with its id.
pub(super) async fn store<C: Connection>(connection: &mut C, attempt: &AttemptRow) -> Result<()> {
    connection.execute(STORE, columns(attempt)).await?;
    Ok(())
}

/// Replaces an attempt that is in state `expected`; `false` when it is not.
pub(super) async fn replace<C: Connection>(
    connection: &mut C,
    attempt: &AttemptRow,
    expected: AttemptState,
) -> Result<bool> {
    let mut values = columns(attempt);
    values.push(expected.as_str().into());
    Ok(connection.execute(REPLACE, values).await? == 1)
}

pub(super) async fn one<C: Connection>(connection: &mut C, id: &str) -> Result<Option<AttemptRow>> {
    connection.first(ONE, values![id]).await?.map(|row| attempt(&row)).transpose()
}

pub(super) async fn of_token<C: Connection>(
    connection: &mut C,
    hash: &[u8; 32],
) -> Result<Option<AttemptRow>> {
    connection.first(OF_TOKEN, values![&hash[..]]).await?.map(|row| attempt(&row)).transpose()
}

pub(super) async fn list<C: Connection>(
    connection: &mut C,
    session: Option<&str>,
    limit: u32,
) -> Result<Vec<AttemptRow>> {
    let rows = match session {
        Some(session) => connection.fetch(OF_SESSION, values![session, limit]).await?,
        None => connection.fetch(NEWEST, values![limit]).await?,
    };
    rows.iter().map(attempt).collect()
}
