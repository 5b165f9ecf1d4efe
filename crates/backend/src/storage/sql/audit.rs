//! The audit log.

use crate::storage::engine::{Columns, Connection, values};
use crate::storage::{AuditRow, Result};

const ADD: &str = "\
    INSERT INTO audit (actor, action, subject, detail, happened_at) VALUES ($1, $2, $3, $4, $5)";

const NEWEST: &str = "\
    SELECT actor, action, subject, detail, happened_at FROM audit ORDER BY happened_at DESC, id DESC LIMIT $1";

/// Adds a row, in the transaction of what it tells about.
pub(super) async fn add<C: Connection>(connection: &mut C, row: &AuditRow) -> Result<()> {
    let values =
        values![row.actor.as_str(), row.action.as_str(), row.subject.as_str(), row.detail.as_deref(), row.at];
    connection.execute(ADD, values).await?;
    Ok(())
}

/// The newest rows, newest first.
pub(super) async fn newest<C: Connection>(connection: &mut C, limit: u32) -> Result<Vec<AuditRow>> {
    let rows = connection.fetch(NEWEST, values![limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(AuditRow {
                actor: row.text("actor")?,
                action: row.text("action")?,
                subject: row.text("subject")?,
                detail: row.maybe_text("detail")?,
                at: row.time("happened_at")?,
            })
        })
        .collect()
}
