//! Rows of pictures that verifications took, and of files that customers sent.

use async_trait::async_trait;
use jiff::Timestamp;
use model::FieldId;

use super::{audit, jobs};
use crate::storage::engine::{Columns, Connection, Engine, int, values};
use crate::storage::{AuditRow, ImageRow, ImageState, NewJob, Result, SettledUploads, Uploads};

const ADD: &str = "\
    INSERT INTO images \
    (id, customer, attempt, field, session, step, name, state, media_type, bytes, blob, wrapped_key, stored_at, \
     remove_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
    ON CONFLICT (attempt, name) DO NOTHING";

const REMOVE: &str = "DELETE FROM images WHERE id = $1 RETURNING state";

const KEPT: &str = "\
    SELECT id, customer, attempt, field, session, step, name, state, media_type, bytes, blob, wrapped_key, stored_at, \
           remove_at \
    FROM images WHERE customer = $1 AND state = 'kept' ORDER BY stored_at, name, id";

const UPLOADS: &str = "\
    SELECT id, customer, attempt, field, session, step, name, state, media_type, bytes, blob, wrapped_key, stored_at, \
           remove_at \
    FROM images WHERE customer = $1 AND field IS NOT NULL ORDER BY stored_at, name, id";

const ONE: &str = "\
    SELECT id, customer, attempt, field, session, step, name, state, media_type, bytes, blob, wrapped_key, stored_at, \
           remove_at \
    FROM images WHERE id = $1";

/// Locks the session's row, so that whoever moves the session on waits, and then sees what was sent.
const HOLD_SESSION: &str = "UPDATE sessions SET seq = seq WHERE id = $1 AND seq = $2";

const REPLACE_SENT: &str =
    "UPDATE images SET state = 'left' WHERE session = $1 AND field = $2 AND state = 'sent'";

const KEEP: &str =
    "UPDATE images SET state = 'kept', name = $2, remove_at = $3 WHERE id = $1 AND state = 'sent'";

const LEAVE: &str = "UPDATE images SET state = 'left' WHERE id = $1 AND field IS NOT NULL";

const LEAVE_SENT: &str = "UPDATE images SET state = 'left' WHERE session = $1 AND state = 'sent'";

const LEAVE_UNLESS_KEPT: &str = "UPDATE images SET state = 'left' WHERE id = $1 AND state <> 'kept'";

fn image(row: &impl Columns) -> Result<ImageRow> {
    Ok(ImageRow {
        id: row.text("id")?,
        customer: row.text("customer")?,
        attempt: row.maybe_text("attempt")?,
        field: row.maybe_parsed("field")?,
        session: row.text("session")?,
        step: row.parsed("step")?,
        name: row.text("name")?,
        state: row.word("state", ImageState::from_name)?,
        media_type: row.text("media_type")?,
        bytes: row.number("bytes")?,
        blob: row.text("blob")?,
        wrapped_key: row.sealed("wrapped_key")?,
        stored_at: row.time("stored_at")?,
        remove_at: row.maybe_time("remove_at")?,
    })
}

/// Adds a picture, unless its attempt has one of that name.
pub(super) async fn add<C: Connection>(connection: &mut C, image: &ImageRow) -> Result<()> {
    let values = values![
        image.id.as_str(),
        image.customer.as_str(),
        image.attempt.as_deref(),
        image.field.as_ref().map(FieldId::as_str),
        image.session.as_str(),
        image.step.as_str(),
        image.name.as_str(),
        image.state.as_str(),
        image.media_type.as_str(),
        int(image.bytes)?,
        image.blob.as_str(),
        &image.wrapped_key,
        image.stored_at,
        image.remove_at,
    ];
    connection.execute(ADD, values).await?;
    Ok(())
}

/// Removes the row of a picture, and notes why. `false` when there was none.
pub(super) async fn remove<C: Connection>(connection: &mut C, id: &str, now: Timestamp) -> Result<bool> {
    let Some(row) = connection.first(REMOVE, values![id]).await? else { return Ok(false) };
    let action = match row.word("state", ImageState::from_name)? {
        ImageState::Kept => "image.expire",
        ImageState::Sent | ImageState::Left => "image.discard",
    };
    let note = AuditRow {
        actor: "system".to_owned(),
        action: action.to_owned(),
        subject: format!("image/{id}"),
        detail: None,
        at: now,
    };
    audit::add(connection, &note).await?;
    Ok(true)
}

pub(super) async fn kept<C: Connection>(connection: &mut C, customer: &str) -> Result<Vec<ImageRow>> {
    connection.fetch(KEPT, values![customer]).await?.iter().map(image).collect()
}

pub(super) async fn one<C: Connection>(connection: &mut C, id: &str) -> Result<Option<ImageRow>> {
    connection.first(ONE, values![id]).await?.map(|row| image(&row)).transpose()
}

/// Keeps what a page was submitted with, and leaves all else that was sent. `false`: something to keep is not there as it was
/// sent any more, and the transaction must not be committed.
pub(super) async fn settle<C: Connection>(connection: &mut C, settled: &SettledUploads) -> Result<bool> {
    for id in &settled.leave {
        connection.execute(LEAVE, values![id.as_str()]).await?;
    }
    for (id, name, remove_at) in &settled.keep {
        if connection.execute(KEEP, values![id.as_str(), name.as_str(), *remove_at]).await? != 1 {
            return Ok(false);
        }
    }
    connection.execute(LEAVE_SENT, values![settled.session.as_str()]).await?;
    Ok(true)
}

#[async_trait]
impl<E: Engine> Uploads for E {
    async fn uploads(&self, customer: &str) -> Result<Vec<ImageRow>> {
        let mut connection = self.reader().await?;
        connection.fetch(UPLOADS, values![customer]).await?.iter().map(image).collect()
    }

    async fn send_uploads(
        &self,
        (session, seq): (&str, u64),
        replaced: &[FieldId],
        images: &[ImageRow],
        jobs: &[NewJob],
        now: Timestamp,
    ) -> Result<bool> {
        let mut tx = self.write().await?;
        if tx.execute(HOLD_SESSION, values![session, int(seq)?]).await? != 1 {
            tx.rollback().await?;
            return Ok(false);
        }
        for field in replaced {
            tx.execute(REPLACE_SENT, values![session, field.as_str()]).await?;
        }
        for image in images {
            add(&mut *tx, image).await?;
        }
        jobs::add(&mut *tx, jobs, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn leave_upload(&self, id: &str) -> Result<bool> {
        let mut tx = self.write().await?;
        let left = tx.execute(LEAVE_UNLESS_KEPT, values![id]).await? == 1;
        tx.commit().await?;
        Ok(left)
    }
}
