//! Rows of sessions.

use jiff::Timestamp;
use model::step::EndResult;

use crate::storage::engine::{Columns, Connection, int, values};
use crate::storage::{Result, Sealed, SessionRow};

const ADD: &str = "\
    INSERT INTO sessions \
    (id, customer, token_hash, campaign, version, seq, step, result, state, started_at, updated_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const REPLACE: &str = "\
    UPDATE sessions SET seq = seq + 1, step = $3, result = $4, state = $5, updated_at = $6 \
    WHERE id = $1 AND seq = $2";

const REPLACE_STATE: &str = "UPDATE sessions SET seq = seq + 1, state = $3 WHERE id = $1 AND seq = $2";

const ONE: &str = "\
    SELECT id, customer, token_hash, campaign, version, seq, step, result, state, started_at, updated_at \
    FROM sessions WHERE id = $1";

const NEWEST: &str = "\
    SELECT id, customer, token_hash, campaign, version, seq, step, result, state, started_at, updated_at \
    FROM sessions ORDER BY started_at DESC, id DESC LIMIT $1";

const OF_CUSTOMER: &str = "\
    SELECT id, customer, token_hash, campaign, version, seq, step, result, state, started_at, updated_at \
    FROM sessions WHERE customer = $1 ORDER BY started_at DESC, id DESC";

fn session(row: &impl Columns) -> Result<SessionRow> {
    Ok(SessionRow {
        id: row.text("id")?,
        customer: row.text("customer")?,
        token_hash: row.hash("token_hash")?,
        campaign: row.parsed("campaign")?,
        version: row.number("version")?,
        seq: row.number("seq")?,
        step: row.parsed("step")?,
        result: row
            .maybe_word("result", |name| EndResult::ALL.into_iter().find(|result| result.as_str() == name))?,
        state: row.sealed("state")?,
        started_at: row.time("started_at")?,
        updated_at: row.time("updated_at")?,
    })
}

pub(super) async fn add<C: Connection>(connection: &mut C, session: &SessionRow) -> Result<()> {
    let values = values![
        session.id.as_str(),
        session.customer.as_str(),
        &session.token_hash[..],
        session.campaign.as_str(),
        int(session.version)?,
        int(session.seq)?,
        session.step.as_str(),
        session.result.map(EndResult::as_str),
        &session.state,
        session.started_at,
        session.updated_at,
    ];
    connection.execute(ADD, values).await?;
    Ok(())
}

/// Replaces the state and counts one up; `false` when another change came first.
pub(super) async fn replace<C: Connection>(
    connection: &mut C,
    session: &SessionRow,
    expected_seq: u64,
    now: Timestamp,
) -> Result<bool> {
    let values = values![
        session.id.as_str(),
        int(expected_seq)?,
        session.step.as_str(),
        session.result.map(EndResult::as_str),
        &session.state,
        now,
    ];
    Ok(connection.execute(REPLACE, values).await? == 1)
}

/// Replaces nothing but the state, and counts one up; `false` when another change came first.
pub(super) async fn replace_state<C: Connection>(
    connection: &mut C,
    id: &str,
    expected_seq: u64,
    state: &Sealed,
) -> Result<bool> {
    Ok(connection.execute(REPLACE_STATE, values![id, int(expected_seq)?, state]).await? == 1)
}

pub(super) async fn one<C: Connection>(connection: &mut C, id: &str) -> Result<Option<SessionRow>> {
    connection.first(ONE, values![id]).await?.map(|row| session(&row)).transpose()
}

pub(super) async fn newest<C: Connection>(connection: &mut C, limit: u32) -> Result<Vec<SessionRow>> {
    connection.fetch(NEWEST, values![limit]).await?.iter().map(session).collect()
}

pub(super) async fn of_customer<C: Connection>(
    connection: &mut C,
    customer: &str,
) -> Result<Vec<SessionRow>> {
    connection.fetch(OF_CUSTOMER, values![customer]).await?.iter().map(session).collect()
}
